"""F19–F22, F24–F27, F29 and F30 in Firefox: left half way, and in the moment of completion."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import obtain
from tests.browser.faults import leaving
from tests.browser.faults.case import case
from tests.browser.faults.conftest import Note
from tests.browser.faults.foxbench import FoxBench
from tests.browser.faults.foxleaving import WAYS
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.sides import sided
from tests.browser.faults.test_f29_exit import KEEPALIVE_MOST, WAITING
from tests.browser.faults.xapiside import xapi
from tests.browser.firefox import Firefox
from tests.browser.lrs_faults import Fault
from tests.browser.packages import Built
from tests.browser.unpacked import Unpacked
from tests.browser.waiting import eventually
from tests.browser.xapi_validator import XapiValidator

# One process has Firefox, which takes its time to start.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("firefox")]

_SEEK = """share => new Promise((done) => {
  const video = document.querySelector("video");
  video.onseeked = () => done(null);
  video.currentTime = share * video.duration;
})"""


@pytest.fixture(scope="session")
def available() -> None:
    """Skips where Firefox cannot be had; one that does not start is a failure."""
    try:
        obtain.firefox()
    except obtain.UnobtainableError as error:
        pytest.skip(f"Firefox {error}")


@pytest.fixture(scope="session")
def firefox(available: None) -> Iterator[Firefox]:  # noqa: ARG001
    """One for the whole run; a learner's storage is a case's own."""
    started = Firefox()
    yield started
    started.quit()


@pytest.fixture
def package(standard: str, built: Built, tmp_path: Path) -> Unpacked:
    return built.unpacked(standard, tmp_path)


@pytest.fixture
def fox(
    standard: str,
    package: Unpacked,
    built: Built,
    firefox: Firefox,
    validator: XapiValidator,
    note: Note,
) -> Iterator[FoxBench]:
    """A learner at an LMS that has the module."""
    firefox.ask("renew")
    with (
        sided(package, standard, validator) as side,
        _judged(FoxBench(side, built, firefox, note)) as made,
    ):
        yield made


@pytest.fixture
def lone_fox(
    standard: str,
    package: Unpacked,
    built: Built,
    available: None,  # noqa: ARG001
    tmp_path: Path,
    validator: XapiValidator,
    note: Note,
) -> Iterator[FoxBench]:
    """The same with a Firefox of the learner's own, which can be killed."""
    with sided(package, standard, validator) as side:
        made = FoxBench(side, built, Firefox(tmp_path / "profile"), note)
        try:
            with _judged(made):
                yield made
        finally:
            made.firefox.quit()


@contextmanager
def _judged(made: FoxBench) -> Iterator[FoxBench]:
    made.note("engine", "Firefox")
    try:
        yield made
    finally:
        made.drop()
    assert made.side.faults() == []
    assert made.judged, "the test did not ask the oracle: call judge()"


def _leave_twice(fox: FoxBench, way: str) -> None:
    """Half way, and in the moment of completion."""
    fox.launch(framed=way in leaving.FRAMED)
    watched = fox.watch_some()
    WAYS[way](fox)
    if way != "reloaded":
        fox.relaunch()
    assert fox.watched() >= watched
    fox.take_whole()
    WAYS[way](fox)
    fox.judge()


@case("F19")
@pytest.mark.six_seconds
@pytest.mark.parametrize("way", ["close", "navigated"])
def test_closed_or_navigated(fox: FoxBench, way: str) -> None:
    _leave_twice(fox, way)


@case("F20")
@pytest.mark.six_seconds
def test_the_frame_removed(fox: FoxBench) -> None:
    _leave_twice(fox, "frame-removed")


@case("F21")
@pytest.mark.six_seconds
@pytest.mark.parametrize("way", ["frame-blanked", "next-in-frame"])
def test_the_frame_blanked_or_another_page_in_it(fox: FoxBench, way: str) -> None:
    _leave_twice(fox, way)


@case("F22")
def test_only_what_is_unsaved_asks_before_leaving_and_nothing_waits_for_unload(
    fox: FoxBench,
) -> None:
    fox.launch()
    assert fox.listeners() == {"unload": 0, "beforeunload": 0}
    fox.side.fail("false")
    fox.read_aids()
    fox.until("alarms")
    assert fox.listeners() == {"unload": 0, "beforeunload": 1}
    fox.side.heal()
    fox.until("calm")
    fox.answer()
    fox.watch()
    fox.expect_saved()
    assert fox.listeners() == {"unload": 0, "beforeunload": 0}
    fox.judge()


@case("F24")
@pytest.mark.six_seconds
def test_its_renderers_killed(fox: FoxBench) -> None:
    _leave_twice(fox, "renderer-killed")


@case("F25")
@pytest.mark.six_seconds
def test_hidden_then_killed(fox: FoxBench) -> None:
    _leave_twice(fox, "hidden-and-killed")


@case("F27")
def test_leaving_is_cancelled(fox: FoxBench) -> None:
    fox.launch()
    fox.side.fail("500")
    fox.take_whole()
    fox.until("alarms")
    assert fox.firefox.ask("stay") == "beforeunload"
    fox.side.heal()
    fox.hands("press", "Job aids")
    fox.expect_saved()
    assert fox.held_completed()
    fox.judge()


@case("F29")
def test_what_goes_out_at_exit_is_under_64_kib(fox: FoxBench) -> None:
    side = xapi(fox.side)
    fox.launch()
    side.lrs.fail(Fault("status", method="PUT|POST", path="/statements", status=503))
    fox.hands("play", "1")
    fox.until("playing")
    fox.hands("pause")
    fox.until("stopped")
    for n in range(60):
        fox.firefox.inside(_SEEK, (n % 10) / 20)
    assert fox.firefox.inside(WAITING) > KEEPALIVE_MOST, "too little waits to prove anything"
    lists, documents = side.weigh()
    fox.drop()
    eventually(lambda: lists, "the statements")
    side.quiet()
    assert len(lists) == 1
    assert KEEPALIVE_MOST / 2 < lists[0] < KEEPALIVE_MOST - sum(documents)
    fox.judge()


@case("F30")
@pytest.mark.six_seconds
def test_reloaded(fox: FoxBench) -> None:
    _leave_twice(fox, "reloaded")


@case("F24")
@pytest.mark.six_seconds
def test_killed_half_way_and_once_saved_is_shown(lone_fox: FoxBench) -> None:
    fox = lone_fox
    fox.launch()
    watched = fox.watch_some()
    fox.read_aids()
    eventually(lambda: (fox.side.held(ANN).watched or 0) * 100 >= watched, "what was watched")
    fox.kill_browser()
    fox.relaunch()
    # Its journal reaches the disk after some seconds; what the LMS has is what counts.
    assert fox.watched() >= watched > 0
    fox.take_whole()
    fox.expect_saved()
    fox.kill_browser()
    assert fox.held_completed()
    fox.judge()


@case("F26")
def test_put_aside_and_brought_back_the_session_goes_on(fox: FoxBench) -> None:
    fox.launch()
    fox.read_aids()
    fox.answer()
    fox.settle()
    fox.side.quiet()
    fox.put_aside()
    fox.watch()
    # The witness of a frame that was kept is not heard.
    fox.deeds.played.append((0, fox.deeds.duration, 2))
    if isinstance(fox.side, ScormSide):
        calls = fox.firefox.evaluate("() => window.LMS.calls.map(({ method }) => method)")
        assert (calls.count("Initialize"), calls.count("Terminate")) == (1, 0)
    fox.drop()
    fox.eventually_held()
    fox.judge()
