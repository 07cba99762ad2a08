"""F36–F38: two windows, launched again when complete, a computer that others use too."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.lrs_faults import Fault

pytestmark = pytest.mark.browser

BOB = "bob"
_ANOTHER = "opened in another window"


@case("F36")
def test_the_newest_of_two_windows_keeps_the_record(bench: Bench) -> None:
    bench.launch()
    bench.read_aids()
    bench.settle()
    first = bench.page
    bench.launch()
    bench.settle()
    expect(bench.side.root(first).locator("#banner")).to_contain_text(_ANOTHER)
    expect(bench.learner.left).not_to_contain_text("job aid")
    bench.learner.play()
    bench.answer()
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    assert bench.held_completed()
    first.close(run_before_unload=True)
    bench.judge()


@case("F36")
def test_what_is_done_in_the_older_window_is_not_lost_either(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    first, reader = bench.page, bench.learner
    bench.launch()
    bench.settle()
    bench.answer()
    reader.read_job_aids()
    bench.deeds.aids_left = 0
    bench.watch()
    bench.leave("close")
    first.close(run_before_unload=True)
    bench.judge()


@case("F36")
def test_the_older_window_goes_on_once_the_newer_is_closed(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    first, older = bench.page, bench.learner
    bench.launch()
    bench.settle()
    bench.read_aids()
    bench.leave("close")
    bench.take_over(first, older)
    bench.answer()
    bench.watch()
    if bench.side.standard == "cmi5":
        # The second launch has abandoned the session of the first (cmi5 9.3.6).
        bench.expect_alarm()
    else:
        bench.expect_saved()
        assert bench.held_completed()
    bench.judge()


@case("F36", "xapi")
def test_what_is_done_at_another_computer_meanwhile_completes_here(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    first, here = bench.page, bench.learner
    bench.another_computer()
    bench.launch()
    bench.read_aids()
    bench.settle()
    bench.leave("close")
    bench.take_over(first, here)
    bench.answer()
    bench.watch()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F37")
def test_launched_again_when_complete_nothing_is_lowered(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    before = bench.side.host.outcome(ANN)
    bench.relaunch()
    bench.expect_saved()
    bench.learner.play("1")
    bench.learner.pause()
    bench.learner.save_and_exit()
    after = bench.side.host.outcome(ANN)
    assert (after.completed, after.passed, after.score) == (True, before.passed, 1)
    bench.expect_never_lowered()
    bench.judge()


@case("F38")
def test_the_next_learner_at_this_computer_sees_nothing_of_the_one_before(bench: Bench) -> None:
    bench.launch()
    bench.take_all_but_aids()
    bench.leave("close")
    bench.launch(learner=BOB)
    expect(bench.learner.left).to_contain_text("Video 0%")
    expect(bench.learner.left).to_contain_text("questions")
    bench.settle()
    bench.leave("close")
    assert not bench.side.host.outcome(BOB).completed
    bench.launch()
    bench.read_aids()
    bench.expect_saved()
    bench.judge()


@case("F38", "cmi5")
def test_who_comes_next_in_the_same_window_is_not_taken_for_the_one_before(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    bench.launch()
    bench.take_all_but_aids()
    bench.settle()
    used = b'{"error-code": "1", "error-text": "already in use"}'
    bench.side.lrs.fail(Fault("status", path="/fetch", status=200, body=used))
    bench.side.open(bench.page, BOB, framed=False)
    expect(bench.root.locator("#banner")).to_contain_text("reopen from the LMS")
    expect(bench.learner.left).to_contain_text("Video 0%")
    bench.learner.read_job_aids()
    bench.leave("close")
    bench.relaunch()
    expect(bench.learner.left).to_contain_text("job aid")
    assert not bench.held_completed()
    bench.judge()


_BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); } });
Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); } });"""
_FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError"); };"""


@case("F38")
@pytest.mark.parametrize("storage", [_BLOCKED, _FULL], ids=["blocked", "full"])
def test_without_storage_a_healthy_lms_has_all(bench: Bench, storage: str) -> None:
    bench.context.add_init_script(storage)
    bench.take_and_save()
    bench.leave("close")
    bench.healthy()
    bench.judge()


@case("F38")
def test_without_storage_a_broken_lms_is_never_said_to_have_saved(bench: Bench) -> None:
    bench.context.add_init_script(_BLOCKED)
    bench.launch()
    bench.settle()
    bench.side.fail("500")
    bench.take_whole()
    bench.expect_alarm()
    bench.expect_never_called_complete()
    bench.side.heal()
    bench.learner.press("Job aids")
    bench.expect_saved()
    bench.judge()


@case("F39", "scorm12", "scorm2004-4")
@pytest.mark.parametrize("mode", ["browse", "review", "no-credit"])
def test_scorm_opened_to_look_at_writes_nothing_that_would_satisfy(bench: Bench, mode: str) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.give_mode(mode)
    bench.launch()
    bench.take_whole()
    bench.learner.exit()
    sets = [call["args"] for call in bench.side.calls() if call["method"] == "SetValue"]
    # Else LMSFinish makes a completion of "not attempted", in Moodle whatever the mode.
    unattempted = [["cmi.core.lesson_status", "incomplete"]] if bench.side.is12 else []
    assert [pair for pair in sets if not pair[0].endswith(".exit")] == unattempted
    bench.leave("close")
    assert not bench.held_completed()
    bench.nothing_counts()
    bench.judge()


@case("F39", "cmi5")
@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_cmi5_opened_to_look_at_is_only_begun_and_ended(bench: Bench, mode: str) -> None:
    assert isinstance(bench.side, XapiSide)
    bench.side.options = {"mode": mode}
    bench.launch()
    bench.take_whole()
    bench.learner.exit()
    assert bench.side.verbs(ANN) == ["initialized", "terminated"]
    bench.side.options = {}
    bench.nothing_counts()
    bench.judge()
