"""F40–F44: who judges, what completed, passed and failed become, and how a session ends."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.hosts import Outcome

pytestmark = pytest.mark.browser


def _mastery(bench: Bench, element: str, value: str) -> None:
    """The importer has set what the manifest leaves out."""
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, given={element: value})
    bench.side.always()


@case("F40")
@pytest.mark.parametrize(("mastery", "status"), [("80", "passed"), ("100", "passed")])
def test_the_score_is_there_when_the_lms_judges_by_it(
    bench: Bench, mastery: str, status: str
) -> None:
    assert isinstance(bench.side, ScormSide)
    _mastery(bench, "cmi.student_data.mastery_score", mastery)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    record = bench.side.lms.record(ANN)
    assert (record.status()[0], record.raw) == (status, 100)
    bench.expect_never_lowered()
    sets = [call["args"][0] for call in bench.side.calls() if call["method"] == "SetValue"]
    assert sets.index("cmi.core.score.raw") < _last(sets, "cmi.core.lesson_status")
    bench.judge()


@case("F40")
def test_before_anything_is_judged_no_score_could_fail_it(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    _mastery(bench, "cmi.student_data.mastery_score", "80")
    bench.launch()
    bench.watch()
    bench.learner.save_and_exit()
    record = bench.side.lms.record(ANN)
    assert (record.status()[0], record.raw) == ("incomplete", None)
    bench.judge()


@case("F41", "scorm2004-3", "scorm2004-4")
@pytest.mark.parametrize("threshold", ["0.5", "1.0"])
def test_a_completion_threshold_is_met_by_the_progress_measure(
    bench: Bench, threshold: str
) -> None:
    assert isinstance(bench.side, ScormSide)
    _mastery(bench, "cmi.completion_threshold", threshold)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    record = bench.side.lms.record(ANN)
    assert (record.status()[0], record.progress) == ("completed", 1)
    bench.healthy()
    bench.judge()


@case("F41", "scorm2004-3", "scorm2004-4")
def test_a_completion_threshold_does_not_complete_what_is_not_done(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    _mastery(bench, "cmi.completion_threshold", "1.0")
    bench.launch()
    bench.watch()
    bench.learner.save_and_exit()
    record = bench.side.lms.record(ANN)
    assert record.progress is not None
    assert record.progress < 1
    assert not bench.held_completed()
    bench.judge()


@case("F42", "scorm2004-3", "scorm2004-4")
@pytest.mark.parametrize("passing", ["0.8", "1.0"])
def test_a_scaled_passing_score_is_met_by_the_scaled_score(bench: Bench, passing: str) -> None:
    assert isinstance(bench.side, ScormSide)
    _mastery(bench, "cmi.scaled_passing_score", passing)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    record = bench.side.lms.record(ANN)
    assert (record.status(), record.scaled) == (("completed", "passed"), 1)
    bench.healthy()
    bench.judge()


@case("F43")
def test_passed_and_not_yet_complete(bench: Bench) -> None:
    bench.launch()
    bench.answer()
    bench.learner.save_and_exit()
    outcome = bench.side.host.outcome(ANN)
    # SCORM 1.2 has one field for both, and LMSs that complete by a score: there it waits.
    passed, score = (None, None) if bench.side.standard == "scorm12" else (True, 1)
    assert (outcome.completed, outcome.passed, outcome.score) == (False, passed, score)
    bench.relaunch()
    bench.learner.play()
    bench.read_aids()
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F43")
def test_failed_at_first_and_passed_in_the_same_session(bench: Bench) -> None:
    bench.launch_and_fail()
    assert _verdict(bench.side.host.outcome(ANN)) == (False, None)
    bench.learner.try_again()
    bench.answer()
    bench.expect_saved()
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.score) == (True, 1)
    bench.expect_never_lowered()
    bench.healthy()
    bench.judge()


@case("F43")
def test_failed_at_exit_and_passed_at_the_next_launch(bench: Bench) -> None:
    bench.launch()
    bench.learner.play()
    bench.read_aids()
    bench.answer(right=False)
    bench.learner.watch_to_the_end()
    bench.learner.save_and_exit()
    outcome = bench.side.host.outcome(ANN)
    # In cmi5 and xAPI a session that ends without a pass is failed; SCORM waits for the last try.
    failed = False if bench.side.standard in {"cmi5", "xapi"} else None
    assert (outcome.completed, outcome.passed) == (False, failed)
    bench.relaunch()
    expect(bench.root.get_by_role("heading", name="Not passed yet")).to_be_visible()
    bench.answer()
    bench.expect_saved()
    assert bench.held_completed()
    if isinstance(bench.side, XapiSide):
        assert "passed" in bench.side.verbs(ANN)
    bench.judge()


@case("F44")
@pytest.mark.parametrize("done", [False, True], ids=["half-way", "complete"])
def test_exit_is_suspend_and_nothing_navigates(bench: Bench, done: bool) -> None:  # noqa: FBT001
    assert isinstance(bench.side, ScormSide)
    bench.launch()
    calls = bench.side.calls()
    first = next(call for call in calls if call["method"] == "SetValue")
    assert first["args"] == [f"{bench.side.core}exit", "suspend"], "a crash must leave data"
    if done:
        bench.take_whole()
        bench.expect_saved()
    bench.learner.save_and_exit()
    sets = [call["args"] for call in bench.side.calls() if call["method"] == "SetValue"]
    exits = [value for name, value in sets if name.endswith(".exit")]
    wanted = "" if done and bench.side.is12 else "suspend"
    assert exits[-1] == wanted
    assert set(exits) <= {"suspend", wanted}
    assert not any(name.startswith("adl.nav") for name, _value in sets)
    bench.judge()


def _verdict(outcome: Outcome) -> tuple[bool, bool | None]:
    return outcome.completed, outcome.passed


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)
