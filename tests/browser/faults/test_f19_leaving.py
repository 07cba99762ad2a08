"""F19–F23: the window is closed, the frame is taken away, the page may not do what it used to."""

from dataclasses import replace

import pytest

from tests.browser.faults import leaving
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.scorm_setup import Rule
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_WRITES = {"Initialize", "SetValue", "Commit", "Terminate"}


def _launch(bench: Bench, way: str) -> None:
    bench.launch(framed=way in leaving.FRAMED)


def _expect_final_time(bench: Bench) -> None:
    """The time of the session is in what is sent while the page goes."""
    if isinstance(bench.side, ScormSide):
        record = bench.side.lms.record(ANN)
        eventually(lambda: record.seconds > 0, "the session's time")
    elif bench.side.standard == "cmi5":
        # `terminated` would end the session for a reload too: only Exit sends it.
        assert isinstance(bench.side, XapiSide)
        assert "terminated" not in bench.side.verbs(ANN)
    else:
        assert isinstance(bench.side, XapiSide)
        side = bench.side
        eventually(lambda: "terminated" in side.verbs(ANN), "the end of the session")


@case("F19")
def test_closed_when_the_criteria_are_met_it_is_recorded(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    assert bench.held_completed()
    _expect_final_time(bench)
    bench.healthy()
    bench.judge()


@case("F19")
def test_closed_in_the_same_moment_it_is_recorded(bench: Bench) -> None:
    bench.launch()
    bench.take_all_but_aids()
    bench.read_aids()
    bench.leave("close")
    bench.judge()


@case("F19")
@pytest.mark.six_seconds
def test_closed_half_way_it_keeps_what_was_watched(bench: Bench) -> None:
    bench.launch()
    watched = bench.watch_some()
    bench.leave("close")
    eventually(lambda: bench.side.text(ANN) is not None, "the state")
    _expect_final_time(bench)
    bench.relaunch()
    assert bench.learner.watched() >= watched
    assert not bench.held_completed()
    bench.judge()


@case("F19", "scorm12", "scorm2004-4")
def test_a_pop_up_is_closed(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, frame="popup")
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.eventually_held()
    _expect_final_time(bench)
    bench.healthy()
    bench.judge()


@case("F20")
def test_the_frame_is_removed_when_the_criteria_are_met(bench: Bench) -> None:
    _launch(bench, "frame-removed")
    bench.take_whole()
    bench.expect_saved()
    bench.leave("frame-removed")
    bench.eventually_held()
    _expect_final_time(bench)
    bench.judge()


@case("F20")
@pytest.mark.six_seconds
def test_the_frame_is_removed_half_way(bench: Bench) -> None:
    _launch(bench, "frame-removed")
    watched = bench.watch_some()
    bench.leave("frame-removed")
    _expect_final_time(bench)
    bench.relaunch()
    assert bench.learner.watched() >= watched
    bench.judge()


@case("F21")
@pytest.mark.parametrize("way", ["frame-blanked", "next-in-frame"])
def test_another_page_in_the_frame_when_the_criteria_are_met(bench: Bench, way: str) -> None:
    _launch(bench, way)
    bench.take_whole()
    bench.expect_saved()
    bench.leave(way)
    bench.eventually_held()
    _expect_final_time(bench)
    bench.judge()


@case("F22")
@pytest.mark.six_seconds
def test_where_unload_may_not_be_listened_to(bench: Bench) -> None:
    bench.side.content.headers["Permissions-Policy"] = "unload=()"
    bench.launch()
    allowed = bench.document.evaluate("document.featurePolicy.allowsFeature('unload')")
    assert allowed is False
    watched = bench.watch_some()
    bench.leave("close")
    _expect_final_time(bench)
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
    assert bench.side.held(ANN).watched is not None
    bench.judge()
