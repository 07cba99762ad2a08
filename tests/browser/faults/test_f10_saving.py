"""F10–F12, F15: saves that fail once, for ever, take long, and a network that is lost."""

from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.lrs_faults import Fault
from tests.browser.scorm_setup import Rule
from tests.browser.server import Request
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

_WRITES = "/(statements|activities/state)"
_HELD_AT_MOST = 30.0
"""Seconds, should the case fail."""


@case("F10")
@pytest.mark.quick
def test_a_save_that_fails_once_is_tried_again(bench: Bench) -> None:
    bench.launch_almost_done()
    bench.side.fail("false", times=1)
    bench.read_aids()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F10")
def test_an_answer_that_is_lost_is_no_second_completion(bench: Bench) -> None:
    bench.launch_almost_done()
    bench.side.fail("lose-answer")
    bench.read_aids()
    bench.expect_alarm()
    bench.side.heal()
    bench.expect_saved()
    bench.judge()


@case("F11")
@pytest.mark.parametrize("trouble", ["500", "drop", "false"])
def test_where_every_save_fails_the_alarm_stays_and_the_next_launch_sends_it(
    bench: Bench, trouble: str
) -> None:
    bench.fake_clock()
    bench.launch()
    bench.settle()
    bench.side.fail(trouble)  # type: ignore[arg-type]
    bench.take_whole()
    bench.expect_alarm()
    for _ in range(3):
        bench.forward(60)
        bench.expect_alarm()
    bench.expect_never_called_complete()
    assert not bench.held_completed()
    bench.expect_sent_at_the_next_launch()
    bench.judge()


@case("F12", "scorm12", "scorm2004-4")
def test_while_a_commit_blocks_nothing_is_said_to_be_saved(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch_almost_done()
    # Blocks as 30 s do: the page cannot run before it is over, hence cannot begin another.
    bench.side.rule(Rule("Commit", block=1500, times=1))
    bench.read_aids()
    bench.expect_saved()
    met = next(words for words in bench.words if words.completed)
    claim = next(words for words in bench.words if words.claims and words.completed)
    assert claim.at >= met.at + 1.4
    assert bench.held_completed()
    bench.judge()


@case("F12", "scorm12", "scorm2004-4")
def test_while_a_save_waits_for_the_server_no_other_begins(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    asked: list[str] = []
    answers = Event()

    def slow(request: Request) -> None:
        if request.path.endswith("-settings.js"):
            asked.append(request.path)
            answers.wait(_HELD_AT_MOST)

    bench.fake_clock()
    bench.launch()
    bench.settle()
    bench.learner.play()
    bench.learner.watch_to_the_end()
    bench.settle()
    # After what the API takes, the server is asked whether it is there.
    bench.side.content.instead = slow
    bench.read_aids()
    eventually(lambda: asked, "a save under way")
    before = _commits(bench)
    bench.answer()
    bench.forward(2)
    assert (_commits(bench), len(asked)) == (before, 1), "one save at a time"
    expect(bench.learner.save_line).to_contain_text("Saving your record")
    bench.expect_never_called_complete()
    answers.set()
    bench.expect_saved()
    assert _commits(bench) > before
    bench.judge()


def _commits(bench: Bench) -> int:
    assert isinstance(bench.side, ScormSide)
    return [call["method"] for call in bench.side.calls()].count("Commit")


@case("F12", "cmi5", "xapi")
def test_while_the_lrs_takes_30_s_nothing_is_said_to_be_saved(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    bench.fake_clock()
    bench.launch_almost_done()
    bench.side.lrs.fail(Fault("hold", method="PUT|POST", path=_WRITES))
    bench.read_aids()
    expect(bench.learner.save_line).to_contain_text("Saving your record")
    bench.forward(15)
    expect(bench.learner.save_line).to_contain_text("Saving your record")
    assert bench.side.lrs.busy == 1, "one save at a time"
    bench.forward(10)
    assert not bench.said().claims
    bench.side.heal()
    bench.side.lrs.release()
    bench.forward(2)
    bench.expect_saved()
    bench.judge()


@case("F15")
@pytest.mark.parametrize("seconds", [5, 300])
def test_the_network_is_lost_and_comes_back(bench: Bench, seconds: int) -> None:
    bench.fake_clock()
    bench.launch_almost_done()
    bench.context.set_offline(offline=True)
    bench.read_aids()
    bench.expect_alarm()
    bench.forward(seconds)
    bench.expect_alarm()
    bench.context.set_offline(offline=False)
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F15")
def test_the_network_that_is_back_is_used_at_once(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch_almost_done()
    bench.settle()
    bench.stop_clock()
    bench.context.set_offline(offline=True)
    bench.read_aids()
    bench.blink()
    bench.expect_alarm()
    failed = bench.now()
    for _ in range(3):
        bench.blink()
        bench.expect_alarm()
    bench.context.set_offline(offline=False)
    eventually(lambda: _held_after_a_blink(bench), "a save by the event alone")
    # The first of the timers that also try again is due after half a second at the least.
    assert bench.now() - failed < 0.4
    bench.start_clock()
    bench.expect_saved()
    bench.judge()


@case("F15")
def test_the_network_is_lost_past_exit(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch_almost_done()
    bench.context.set_offline(offline=True)
    bench.read_aids()
    bench.learner.press("Save and exit")
    bench.forward(10)
    dialog = bench.root.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Not saved yet")
    expect(dialog).to_contain_text("open the briefing again")
    bench.leave("close")
    bench.context.set_offline(offline=False)
    bench.judge()


def _held_after_a_blink(bench: Bench) -> bool:
    bench.blink()
    return bench.held_completed()
