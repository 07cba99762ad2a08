"""F45: times and numbers that are strange, long, at a boundary or of another locale."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import xapi

pytestmark = pytest.mark.browser

_DURATIONS = {
    "scorm12": re.compile(r"\d{4}:\d\d:\d\d(\.\d{1,2})?"),
    "scorm2004-4": re.compile(r"PT\d+H\d+M\d+(\.\d{1,2})?S"),
    "cmi5": re.compile(r"PT\d+(\.\d{1,2})?S"),
    "xapi": re.compile(r"PT\d+(\.\d{1,2})?S"),
}


def _durations(bench: Bench) -> Iterator[str]:
    """All that were ever sent."""
    if isinstance(bench.side, ScormSide):
        for _at, _learner, values in bench.side.lms.arrivals:
            yield from (v for name, v in values.items() if re.search("session_time|latency", name))
        return
    for _at, statement in xapi(bench.side).lrs.arrivals:
        if "duration" in statement.get("result", {}):
            yield statement["result"]["duration"]


def _expect_exact_durations(bench: Bench) -> None:
    sent = list(_durations(bench))
    assert sent
    assert [each for each in sent if not _DURATIONS[bench.side.standard].fullmatch(each)] == []


@case("F45")
def test_durations_have_two_decimals_at_most_where_a_comma_parts_them(bench: Bench) -> None:
    bench.new_browser(locale="de-DE")
    bench.launch()
    assert bench.document.evaluate("(0.5).toLocaleString()") == "0,5"
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    _expect_exact_durations(bench)
    bench.judge()


@case("F45")
def test_a_page_that_was_open_for_9999_hours_counts_none_of_them(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch_almost_done()
    bench.settle()
    bench.forward(9_999 * 3600)
    bench.read_aids()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert bench.side.host.outcome(ANN).seconds < 600
    _expect_exact_durations(bench)
    bench.judge()


@case("F45", "scorm12", "scorm2004-4")
@pytest.mark.parametrize("number", ["NaN", "Infinity", "9e999", "-1", "0,5", "", "none"])
def test_whatever_number_the_lms_hands_out_nothing_is_refused(bench: Bench, number: str) -> None:
    assert isinstance(bench.side, ScormSide)
    location = "lesson_location" if bench.side.is12 else "location"
    measure = {} if bench.side.is12 else {"progress_measure": number}
    bench.side.give({location: number, **measure})
    bench.take_and_save()
    bench.learner.save_and_exit()
    _expect_exact_durations(bench)
    bench.judge()


@case("F45")
def test_a_score_at_the_threshold_passes(bench: Bench) -> None:
    """Half of the questions are asked for, and one of two is right."""
    bench.launch()
    bench.learner.play()
    bench.read_aids()
    bench.answer_half()
    bench.deeds.answered = True
    expect(bench.root.get_by_role("heading", name="Passed")).to_be_visible()
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    bench.learner.save_and_exit()
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.score) == (True, 0.5)
    bench.judge()
