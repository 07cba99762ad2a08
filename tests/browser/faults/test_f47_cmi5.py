"""F47: the session of cmi5, sections 7 to 11 of the specification; F29: what goes out at exit."""

import json

import pytest
from playwright.sync_api import Request, expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.xapiside import XapiSide
from tests.browser.hosts import Cmi5Host
from tests.browser.lrs_faults import Fault
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

ANN = "ann"
_KEEPALIVE_MOST = 64 * 1024


def _side(bench: Bench) -> XapiSide:
    assert isinstance(bench.side, XapiSide)
    return bench.side


def _launcher(bench: Bench) -> Cmi5Host:
    host = _side(bench).host
    assert isinstance(host, Cmi5Host)
    return host


@case("F47")
def test_each_verb_once_in_order_and_terminated_last(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    verbs = _side(bench).verbs(ANN)
    assert verbs[0] == "initialized"
    assert sorted(verbs[1:-1]) == ["completed", "passed"]
    assert verbs[-1] == "terminated"
    assert _launcher(bench).launcher.satisfied(ANN)
    assert _launcher(bench).launcher.returned(ANN), "the returnURL was not followed"
    bench.healthy()
    bench.judge()


@case("F47")
def test_a_reload_uses_the_token_again_and_initialized_is_not_sent_twice(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    for _ in range(2):
        bench.page.reload()
        bench.learner.wait_until_open()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert _side(bench).verbs(ANN).count("initialized") == 1
    bench.judge()


@case("F47")
def test_a_reload_that_has_lost_the_token_says_that_recording_has_ended(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    heard = len(bench.words)
    bench.page.evaluate("sessionStorage.clear()")
    bench.page.reload()
    expect(bench.root.locator("#banner")).not_to_be_empty()
    assert not any(words.claims for words in bench.words[heard:])
    # 8.2.1: content cannot know that it has used the URL before.
    _side(bench).lrs.violations.clear()
    bench.judge()


@case("F47")
@pytest.mark.parametrize(("mastery", "passes"), [(0.5, True), (0.51, False), (1.0, False)])
def test_the_mastery_score_is_a_boundary(bench: Bench, mastery: float, passes: bool) -> None:  # noqa: FBT001
    _side(bench).options = {"mastery": mastery}
    bench.launch()
    bench.learner.play()
    bench.read_aids()
    bench.answer_half()
    bench.learner.watch_to_the_end()
    bench.settle()
    bench.deeds.answered = passes
    bench.learner.save_and_exit()
    verbs = _side(bench).verbs(ANN)
    assert ("passed" in verbs, "failed" in verbs) == (passes, not passes)
    assert ("completed" in verbs) == passes
    bench.judge()


@case("F47")
@pytest.mark.parametrize("status", [401, 403])
def test_after_it_was_abandoned_a_session_ends_with_the_alarm(bench: Bench, status: int) -> None:
    bench.launch()
    bench.settle()
    bench.take_all_but_aids()
    _launcher(bench).launcher.end_session(ANN, status)  # type: ignore[arg-type]
    heard = len(bench.words)
    bench.read_aids()
    bench.expect_alarm()
    expect(bench.root.get_by_role("alert")).to_contain_text("open the briefing again")
    assert not any(words.claims and words.completed for words in bench.words[heard:])
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
    assert "terminated" not in _side(bench).verbs(ANN)
    bench.judge()


@case("F47")
@pytest.mark.parametrize(
    "move_on", ["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"]
)
def test_every_move_on_is_met(bench: Bench, move_on: str) -> None:
    _side(bench).options = {"move_on": move_on}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert _launcher(bench).launcher.satisfied(ANN)
    bench.judge()


@case("F47")
@pytest.mark.parametrize(
    "data",
    [
        {"masteryScore": None, "launchMode": "normal", "moveOn": None},
        {"launchParameters": None, "returnURL": None, "launchMode": "NORMAL"},
        {"masteryScore": 7, "entitlementKey": None, "strange": [1]},
    ],
    ids=["nulls", "texts", "out of range"],
)
def test_launch_data_of_odd_types(bench: Bench, data: dict[str, object]) -> None:
    _side(bench).options = {"mastery": None, "data": data, "return_url": None}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert bench.held_completed()
    bench.judge()


@case("F29")
def test_what_goes_out_at_exit_is_under_64_kib(bench: Bench) -> None:
    side = _side(bench)
    sent: list[int] = []

    def count(request: Request) -> None:
        if request.method in {"PUT", "POST"} and "/xapi/" in request.url:
            sent.append(len(request.post_data_buffer or b""))

    bench.launch()
    bench.settle()
    # Nothing gets through, so that everything waits for the end.
    side.lrs.fail(Fault("status", method="PUT|POST", path="/statements", status=503))
    bench.learner.play("1")
    for n in range(120):
        bench.hands("seek", (n % 10) / 20)
    waiting = bench.document.evaluate(
        "Object.entries(sessionStorage).find(([name]) => name.endsWith('.queue'))[1].length"
    )
    assert waiting > 0
    bench.context.on("request", count)
    side.heal()
    bench.leave("close")
    eventually(lambda: side.text(ANN) is not None, "the state")
    side.quiet()
    assert sum(sent) < _KEEPALIVE_MOST
    assert json.dumps(side.verbs(ANN)).count("initialized") == 1
    bench.judge()
