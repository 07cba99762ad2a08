"""F28: a computer that sleeps, and a page in the background, whose timers come late."""

from pathlib import Path

import pytest

from tests.browser.faults import leaving
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN

pytestmark = pytest.mark.browser

_TIMERS = Path(__file__).with_name("latetimers.js")


@case("F28")
@pytest.mark.six_seconds
def test_two_hours_of_sleep_are_neither_watched_nor_spent(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    watched = bench.watch_some()
    bench.forward(7200)
    bench.learner.pause()
    assert bench.learner.watched() <= watched + 35
    assert not bench.held_completed()
    bench.leave("close")
    assert bench.side.host.outcome(ANN).seconds < 180
    bench.judge()


@case("F28")
def test_after_sleep_the_session_goes_on(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.read_aids()
    bench.settle()
    bench.forward(7200)
    bench.answer()
    bench.watch()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


def _complete_in_the_background(bench: Bench) -> None:
    """By the end of the video, in a page whose timers wait for the next minute."""
    bench.context.add_init_script(path=_TIMERS)
    bench.launch()
    bench.read_aids()
    bench.answer()
    bench.settle()
    leaving.hide(bench.page)
    bench.document.evaluate("lateTimers.hold()")
    bench.learner.seek_to_the_end()
    assert bench.learner.watched() == 0
    bench.watch()
    assert bench.said().completed
    assert not bench.held_completed(), "its timers came in time"


@case("F28")
def test_in_the_background_a_completion_goes_out_with_the_timers_that_come_late(
    bench: Bench,
) -> None:
    _complete_in_the_background(bench)
    bench.document.evaluate("lateTimers.fire()")
    bench.eventually_held()
    bench.judge()


@case("F28")
def test_in_the_background_a_page_that_is_closed_before_its_timers_come_loses_nothing(
    bench: Bench,
) -> None:
    _complete_in_the_background(bench)
    bench.leave("close")
    bench.judge()
