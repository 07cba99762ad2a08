"""F24–F27: killed, hidden, put aside and brought back, not left after all."""

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.faults import leaving
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_PLACE = "video => video.currentTime"


def _back(bench: Bench, place: float) -> float:
    """Seconds of the video from where it resumed, once it says so, to `place`."""
    expect(bench.root.get_by_text(re.compile(r"Resumed at 0:0\d\."))).to_be_visible()
    back: float = place - bench.learner.video.evaluate(_PLACE)
    bench.note("seconds_back", back)
    return back


@case("F24")
@pytest.mark.quick
def test_killed_once_saved_is_shown_nothing_is_lost(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.kill()
    assert bench.held_completed()
    bench.healthy()
    bench.judge()


@case("F24")
@pytest.mark.six_seconds
def test_killed_half_way_it_resumes_where_it_was(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    bench.watch_some(50)
    place = bench.learner.video.evaluate(_PLACE)
    bench.kill()
    bench.relaunch()
    assert _back(bench, place) <= 2, "the browser's own journal has all but the last moment"
    bench.judge()


@case("F24")
@pytest.mark.six_seconds
def test_killed_half_way_another_browser_resumes_at_the_last_save(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.settle()
    bench.watch_some(40)
    # The routine save of every 15 s is due; what is played after it is the journal's alone.
    bench.forward(15)
    place = bench.learner.video.evaluate(_PLACE)
    eventually(lambda: (bench.side.held(ANN).watched or 0) > 0.3, "the routine save")
    bench.kill()
    bench.new_browser()
    bench.relaunch()
    assert _back(bench, place) <= 2
    bench.judge()


@case("F25")
@pytest.mark.six_seconds
def test_hidden_then_killed_half_way_the_lms_has_what_was_watched(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    watched = bench.watch_some() / 100
    leaving.hide(bench.page)
    eventually(lambda: (bench.side.held(ANN).watched or 0) >= watched, "the save at hidden")
    bench.kill()
    bench.new_browser()
    bench.relaunch()
    assert bench.learner.watched() >= watched * 100
    bench.judge()


@case("F25")
def test_hidden_then_killed_when_the_criteria_are_met(bench: Bench) -> None:
    bench.launch()
    bench.take_all_but_aids()
    bench.read_aids()
    leaving.hide(bench.page)
    bench.side.quiet()
    bench.kill()
    bench.judge()


@case("F26")
def test_put_aside_and_brought_back_the_session_goes_on(bench: Bench) -> None:
    bench.launch()
    bench.read_aids()
    bench.answer()
    bench.settle()
    bench.page.goto(bench.side.elsewhere)
    eventually(lambda: bench.side.text(ANN) is not None, "the save when it was put aside")
    bench.page.go_back(wait_until="commit")
    assert bench.hands("persisted") is True, "the page was loaded anew"
    bench.hands("play")
    eventually(lambda: bench.hands("ended"), "the end of the video")
    # Playwright has lost the frame, so that its witness is not heard.
    bench.deeds.played.append((0, bench.deeds.duration, 2))
    bench.eventually_held()
    if isinstance(bench.side, ScormSide):
        methods = [call["method"] for call in bench.side.calls()]
        assert (methods.count("Initialize"), methods.count("Terminate")) == (1, 0)
    bench.judge()


@case("F27")
def test_leaving_is_cancelled(bench: Bench) -> None:
    bench.launch()
    bench.side.fail("500")
    bench.take_whole()
    bench.expect_alarm()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    bench.on_dialog = stay
    bench.page.close(run_before_unload=True)
    eventually(lambda: bench.page.evaluate("1") and asked, "the browser's question")
    assert asked == ["beforeunload"]
    bench.side.heal()
    bench.root.get_by_role("tab", name="Job aids").click()
    bench.expect_saved()
    assert bench.held_completed()
    assert not bench.side.ended()
    bench.judge()


@case("F27")
def test_a_mail_link_a_download_and_print_do_not_end_the_session(bench: Bench) -> None:
    bench.launch()
    bench.document.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "mailto:training@example.org";
          document.body.append(link);
          link.click();
          window.print();
        }"""
    )
    bench.root.get_by_role("tab", name="Job aids").click()
    with bench.page.expect_download():
        bench.root.locator("a[download]").first.click()
    assert not bench.side.ended()
    bench.take_whole()
    bench.expect_saved()
    assert not bench.side.ended()
    bench.healthy()
    bench.judge()
