"""F19, F22, F23: the window is closed, or shows another page; a page may not do what it used to."""

from dataclasses import replace

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.farewells import (
    leave_half_way,
    leave_once_saved,
    leave_twice,
    leave_unsaved,
)
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.scorm_setup import Rule
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_WRITES = {"Initialize", "SetValue", "Commit", "Terminate"}


@case("F19")
def test_closed_when_the_criteria_are_met_it_is_recorded(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.take_whole()
    leave_once_saved(bench, "close")
    assert bench.held_completed()
    bench.healthy()
    bench.judge()


@case("F19")
def test_closed_in_the_same_moment_it_is_recorded(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    leave_unsaved(bench, "close")
    bench.judge()


@case("F19")
@pytest.mark.six_seconds
def test_closed_half_way_it_keeps_what_was_watched(bench: Bench) -> None:
    bench.launch()
    watched = leave_half_way(bench, "close")
    bench.relaunch()
    assert bench.learner.watched() >= watched
    assert not bench.held_completed()
    bench.judge()


@case("F19")
@pytest.mark.six_seconds
def test_another_page_in_the_window_half_way_and_in_the_moment_of_completion(bench: Bench) -> None:
    leave_twice(bench, "navigated")


@case("F19", "scorm12", "scorm2004-4")
@pytest.mark.six_seconds
def test_closed_half_way_an_lms_that_sends_later_has_all_of_it(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, asynchronous=True)
    bench.launch()
    watched = leave_half_way(bench, "close") / 100
    eventually(lambda: (bench.side.held(ANN).watched or 0) >= watched, "the final commit")
    assert bench.side.lms.record(ANN).seconds >= watched * bench.built.seconds
    bench.judge()


@case("F19", "scorm12", "scorm2004-4")
def test_a_pop_up_is_closed(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, frame="popup")
    bench.fake_clock()
    bench.launch()
    bench.take_whole()
    leave_once_saved(bench, "close")
    assert bench.held_completed()
    bench.healthy()
    bench.judge()


@case("F22")
@pytest.mark.six_seconds
def test_where_unload_may_not_be_listened_to(bench: Bench) -> None:
    bench.side.content.headers["Permissions-Policy"] = "unload=()"
    bench.launch()
    allowed = bench.document.evaluate("document.featurePolicy.allowsFeature('unload')")
    assert allowed is False
    watched = leave_half_way(bench, "close")
    bench.relaunch()
    assert bench.learner.watched() >= watched
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.eventually_held()
    bench.judge()


@case("F23")
@pytest.mark.six_seconds
def test_a_commit_that_throws_while_the_page_goes_is_caught_and_the_session_is_finished(
    bench: Bench,
) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch()
    bench.watch_some()
    errors: list[str] = []
    bench.context.on("weberror", lambda error: errors.append(str(error.error)))
    bench.side.rule(Rule("Commit", throws=True))
    bench.leave("frame-blanked")
    methods = [call["method"] for call in bench.side.calls() if call["method"] in _WRITES]
    assert methods[-1] == "Terminate"
    assert methods.count("Terminate") == 1
    assert errors == []
    bench.judge()


@case("F23")
@pytest.mark.six_seconds
def test_what_the_browser_does_not_send_while_the_page_goes_is_sent_at_the_next_launch(
    bench: Bench,
) -> None:
    bench.launch()
    watched = bench.watch_some()
    bench.leave("navigated")
    bench.relaunch()
    assert bench.learner.watched() >= watched
    bench.settle()
    assert bench.side.held(ANN).watched
    bench.judge()
