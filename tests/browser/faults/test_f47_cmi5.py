"""F47: the session of cmi5, sections 7 to 11 of the specification."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.xapiside import xapi
from tests.browser.hosts import Cmi5Host
from tests.browser.lrs_faults import Fault
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


def _eventually_returned(bench: Bench) -> None:
    """The page says that all is saved, and then goes where the LMS wants the learner."""
    launcher = _launcher(bench).launcher
    eventually(lambda: launcher.returned(ANN), "the returnURL")


def _launcher(bench: Bench) -> Cmi5Host:
    host = xapi(bench.side).host
    assert isinstance(host, Cmi5Host)
    return host


@case("F47")
def test_each_verb_once_in_order_and_terminated_last(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    verbs = xapi(bench.side).verbs(ANN)
    assert verbs[0] == "initialized"
    assert sorted(verbs[1:-1]) == ["completed", "passed"]
    assert verbs[-1] == "terminated"
    assert _launcher(bench).launcher.satisfied(ANN)
    _eventually_returned(bench)
    bench.healthy()
    bench.judge()


@case("F47")
@pytest.mark.parametrize(("mastery", "passes"), [(0.5, True), (0.51, False), (1.0, False)])
def test_the_mastery_score_is_a_boundary(bench: Bench, mastery: float, passes: bool) -> None:  # noqa: FBT001
    xapi(bench.side).options = {"mastery": mastery}
    bench.launch()
    bench.learner.play()
    bench.read_aids()
    bench.answer_half()
    bench.learner.watch_to_the_end()
    bench.settle()
    bench.deeds.answered = passes
    bench.learner.save_and_exit()
    verbs = xapi(bench.side).verbs(ANN)
    assert ("passed" in verbs, "failed" in verbs) == (passes, not passes)
    assert ("completed" in verbs) == passes
    bench.judge()


@case("F47")
@pytest.mark.parametrize("status", [401, 403])
def test_after_it_was_abandoned_a_session_ends_with_the_alarm(bench: Bench, status: int) -> None:
    bench.launch_almost_done()
    _launcher(bench).launcher.end_session(ANN, status)  # type: ignore[arg-type]
    bench.read_aids()
    bench.expect_alarm()
    expect(bench.root.get_by_role("alert")).to_contain_text("open the briefing again")
    bench.expect_never_called_complete()
    bench.leave("close")
    bench.relaunch()
    bench.expect_saved()
    bench.judge()


@case("F47")
def test_terminated_is_not_sent_by_a_page_that_goes(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.side.quiet()
    assert "terminated" not in xapi(bench.side).verbs(ANN)
    bench.judge()


@case("F47")
@pytest.mark.parametrize(
    "move_on", ["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"]
)
def test_every_move_on_is_met(bench: Bench, move_on: str) -> None:
    xapi(bench.side).options = {"move_on": move_on}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert _launcher(bench).launcher.satisfied(ANN)
    bench.judge()


@case("F47")
def test_an_exit_that_fails_neither_ends_the_session_nor_leads_back(bench: Bench) -> None:
    side = xapi(bench.side)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    side.lrs.fail(Fault("status", method="PUT", path="/statements", verb="terminated"))
    bench.learner.press("Save and exit")
    dialog = bench.root.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Not saved yet")
    assert "terminated" not in side.verbs(ANN)
    assert not _launcher(bench).launcher.returned(ANN)
    side.heal()
    bench.learner.press("Go back")
    bench.learner.save_and_exit()
    assert side.verbs(ANN).count("terminated") == 1
    _eventually_returned(bench)
    bench.judge()
