"""F48: an LRS that cannot be reached, or asks to be left alone, at the launch or later."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.xapiside import xapi
from tests.browser.lrs_faults import Do, Fault

pytestmark = pytest.mark.browser


@case("F48")
@pytest.mark.parametrize(("status", "dated"), [(429, False), (503, False), (503, True)])
def test_an_lrs_that_asks_to_be_tried_later_is(bench: Bench, status: int, dated: bool) -> None:  # noqa: FBT001
    bench.fake_clock()
    bench.launch_almost_done()
    side = xapi(bench.side)
    fault = Fault("status", method="PUT|POST", status=status, retry_after=30, dated=dated)
    side.lrs.fail(fault)
    bench.read_aids()
    bench.expect_alarm()
    met = side.lrs.met(fault)
    bench.forward(10)
    bench.learner.press("To do")
    assert side.lrs.met(fault) == met, "asked again before its time"
    side.heal()
    bench.forward(60)
    bench.expect_saved()
    assert side.verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48")
def test_a_cors_refusal_is_no_answer(bench: Bench) -> None:
    bench.launch_almost_done()
    xapi(bench.side).lrs.fail(Fault("no-cors"))
    bench.read_aids()
    bench.expect_alarm()
    bench.expect_never_called_complete()
    bench.leave("close")
    bench.relaunch()
    bench.expect_saved()
    assert xapi(bench.side).verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48", "xapi")
def test_what_is_done_while_the_lrs_cannot_be_reached_waits_in_the_browser(bench: Bench) -> None:
    xapi(bench.side).lrs.fail(Fault("no-cors"))
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(40)
    expect(bench.root.get_by_role("alert")).to_contain_text("your record is not saved yet")
    assert not any(words.claims for words in bench.words)
    assert bench.said().stored
    bench.expect_sent_at_the_next_launch()
    bench.judge()


@case("F48", "cmi5")
@pytest.mark.parametrize("path", ["/", "/fetch", "/activities"])
def test_a_cmi5_lms_that_cannot_be_reached_gets_it_at_the_next_launch(
    bench: Bench, path: str
) -> None:
    # Without its launch data nobody knows by which measure: all answers are right here.
    xapi(bench.side).lrs.fail(Fault("no-cors", path=path))
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(40)
    expect(bench.root.get_by_role("alert")).to_contain_text("your record is not saved yet")
    assert not any(words.claims for words in bench.words)
    bench.expect_sent_at_the_next_launch()
    bench.judge()


@case("F48")
@pytest.mark.parametrize("do", ["no-cors", "drop"])
def test_an_lrs_that_is_reached_late_is_told_what_was_done(bench: Bench, do: Do) -> None:
    side = xapi(bench.side)
    side.lrs.fail(Fault(do, path="/(activities|agents|statements)"))
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(10)
    assert not any(words.claims for words in bench.words)
    side.heal()
    bench.learner.press("To do")
    bench.expect_saved()
    assert side.verbs(ANN)[0] == "initialized"
    assert side.verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48")
@pytest.mark.parametrize(("status", "dated"), [(429, False), (503, False), (503, True)])
def test_an_lrs_that_asks_for_rest_at_the_launch_records_it_after_all(
    bench: Bench,
    status: int,
    dated: bool,  # noqa: FBT001
) -> None:
    bench.fake_clock()
    side = xapi(bench.side)
    rest = r"/(activities|agents|statements)"
    fault = Fault("status", path=rest, status=status, retry_after=60, dated=dated)
    side.lrs.fail(fault)
    bench.launch(wait=False)
    bench.take_whole()
    met = side.lrs.met(fault)
    bench.run(10)
    bench.learner.press("To do")
    assert side.lrs.met(fault) == met == 1, "asked again before its time"
    assert not any(words.claims for words in bench.words)
    side.heal()
    bench.forward(90)
    bench.expect_saved()
    assert side.verbs(ANN)[0] == "initialized"
    assert side.verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48")
def test_rest_over_a_session_loses_nothing(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.settle()
    side = xapi(bench.side)
    side.lrs.fail(Fault("status", status=429, retry_after=3600))
    bench.take_whole()
    bench.expect_alarm()
    bench.leave("close")
    bench.judge()
