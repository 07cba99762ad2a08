"""F47: what a cmi5 session begins with: its fetch URL and token, and the launch data."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.xapiside import xapi
from tests.browser.lrs_faults import Do, Fault

pytestmark = pytest.mark.browser


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
    assert xapi(bench.side).verbs(ANN).count("initialized") == 1
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
    xapi(bench.side).lrs.violations.clear()
    bench.judge()


@case("F47")
def test_a_reload_after_the_end_asks_for_a_new_session_and_says_that_recording_has_ended(
    bench: Bench,
) -> None:
    side = xapi(bench.side)
    side.options = {"return_url": None}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    heard = len(bench.words)
    bench.page.reload()
    expect(bench.root.locator("#banner")).to_contain_text(
        "Reload ended recording: reopen from the LMS"
    )
    assert not any(words.claims for words in bench.words[heard:])
    assert side.verbs(ANN).count("terminated") == 1
    # Some LMSs have one fetch URL for all launches of a learner.
    assert side.lrs.violations == [
        "GET /xapi/activities/state: 403: the session has ended",
        "8.2.1: the fetch URL was used a second time",
    ]
    side.lrs.violations.clear()
    bench.judge()


@case("F47")
@pytest.mark.parametrize(
    ("mastery", "data"),
    [
        (None, {"masteryScore": None, "launchMode": "normal", "moveOn": None}),
        (0.5, {"masteryScore": "0.5", "launchMode": "NORMAL", "launchParameters": None}),
        (None, {"masteryScore": 7, "entitlementKey": None, "strange": [1]}),
    ],
    ids=["nulls", "texts", "out of range"],
)
def test_launch_data_of_odd_types(
    bench: Bench, mastery: float | None, data: dict[str, object]
) -> None:
    xapi(bench.side).options = {"mastery": mastery, "data": data}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert bench.held_completed()
    bench.judge()


@case("F47")
@pytest.mark.parametrize("return_url", [None, "javascript:document.title='led'", "http://"])
def test_without_a_way_back_the_page_stays_and_says_so(
    bench: Bench, return_url: str | None
) -> None:
    xapi(bench.side).options = {"return_url": None, "data": {"returnURL": return_url}}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    expect(bench.root.get_by_role("dialog")).to_contain_text("You can close this window now.")
    assert bench.page.title() != "led"
    bench.judge()


@case("F47")
@pytest.mark.parametrize("do", ["drop", "status"])
def test_a_fetch_url_that_does_not_answer_at_first_is_asked_again(bench: Bench, do: Do) -> None:
    side = xapi(bench.side)
    fault = Fault(do, path="/fetch", times=2)
    side.lrs.fail(fault)
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(6)
    bench.expect_saved()
    assert side.lrs.met(fault) == 2
    assert side.verbs(ANN)[0] == "initialized"
    bench.judge()


@case("F47")
def test_a_token_that_is_lost_on_its_way_is_said_at_once(bench: Bench) -> None:
    side = xapi(bench.side)
    side.lrs.fail(Fault("lost-answer", path="/fetch", times=1))
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(3)
    expect(bench.root.locator("#banner")).to_contain_text("reopen from the LMS")
    assert not any(words.claims for words in bench.words)
    bench.judge()
