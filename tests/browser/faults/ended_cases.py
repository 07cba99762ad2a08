"""Cases whose browser or page comes to an end: `test_ended.py` runs them by themselves."""

import os
import signal

import pytest

from tests.browser.faults import leaving, watchdog
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.watchdog import process_of

pytestmark = pytest.mark.browser


@pytest.fixture
def in_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watchdog ends what hangs."""
    monkeypatch.setattr(watchdog, "LIMIT", 3)


_runs: list[int] = []


@case("F10", "scorm12")
def test_the_browser_ends_by_itself_once(bench: Bench) -> None:
    _runs.append(len(_runs) + 1)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.judge()
    if _runs == [1]:
        os.kill(process_of(bench.browser), signal.SIGKILL)
        bench.launch()


@case("F11", "scorm12")
def test_a_page_crashes(bench: Bench) -> None:
    bench.launch()
    bench.judge()
    page = bench.context.new_page()
    with page.expect_event("crash"):
        leaving.kill_renderers(bench.browser)
    page.goto(bench.side.elsewhere)


@case("F12", "scorm12")
@pytest.mark.usefixtures("in_three_seconds")
def test_a_page_hangs(bench: Bench) -> None:
    bench.judged = True
    bench.context.new_page().evaluate("() => { for (;;); }")


@case("F13", "scorm12")
def test_what_is_expected_does_not_come(bench: Bench) -> None:
    bench.launch()
    bench.judge()
    assert bench.held_completed()
