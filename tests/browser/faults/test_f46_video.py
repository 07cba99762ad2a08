"""F28 and F46: sleep, and a video that fails, stalls, ends without saying so, or is skipped."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.server import Answer, Request

pytestmark = pytest.mark.browser


def _missing(request: Request) -> Answer | None:
    return Answer(404) if request.path.endswith(".mp4") else None


def _garbled(request: Request) -> Answer | None:
    video = {"Content-Type": "video/mp4"}
    return Answer(200, bytes(20_000), video) if request.path.endswith(".mp4") else None


def _whole(_request: Request) -> Answer | None:
    return None


@case("F28")
@pytest.mark.six_seconds
def test_two_hours_of_sleep_are_neither_watched_nor_spent(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    watched = bench.watch_some()
    bench.forward(7200)
    bench.learner.pause()
    assert bench.learner.watched() <= watched + 35
    assert not bench.held_completed()
    bench.leave("close")
    assert bench.side.host.outcome(ANN).seconds < 180
    bench.judge()


@case("F28")
def test_after_sleep_the_session_goes_on(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.read_aids()
    bench.settle()
    bench.forward(7200)
    bench.answer()
    bench.watch()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F46")
def test_a_video_that_is_missing_can_be_tried_again(bench: Bench) -> None:
    bench.side.content.instead = _missing
    bench.launch()
    failure = bench.root.locator("#failure")
    expect(failure).to_contain_text("The transcript has every word of it")
    bench.read_aids()
    bench.answer()
    bench.settle()
    assert not bench.held_completed()
    bench.side.content.instead = _whole
    bench.learner.press("Try again")
    expect(failure).to_be_hidden()
    expect(bench.root.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    bench.judge()


@case("F46")
def test_a_video_that_cannot_be_decoded_is_no_completion(bench: Bench) -> None:
    bench.side.content.instead = _garbled
    bench.launch()
    expect(bench.root.locator("#failure")).to_be_visible()
    bench.read_aids()
    bench.answer()
    bench.settle()
    bench.leave("close")
    assert not bench.held_completed()
    bench.side.content.instead = _whole
    bench.judge()


@case("F46")
def test_a_video_that_stalls_counts_what_was_played(bench: Bench) -> None:
    bench.launch()
    bench.read_aids()
    bench.answer()
    bench.learner.play("1")
    for _ in range(5):
        bench.learner.video.evaluate(
            """video => {
              for (const name of ["waiting", "stalled", "playing"]) {
                video.dispatchEvent(new Event(name));
              }
            }"""
        )
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    bench.judge()


@case("F46")
def test_an_end_that_is_never_told_still_completes(bench: Bench) -> None:
    bench.launch()
    bench.learner.video.evaluate(
        "video => video.addEventListener('ended', (e) => e.stopImmediatePropagation(), true)"
    )
    bench.document.evaluate(
        "addEventListener('ended', (event) => event.stopImmediatePropagation(), true)"
    )
    bench.take_whole()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F46")
@pytest.mark.parametrize("cheat", ["seek", "rate"])
def test_what_was_not_played_does_not_complete(bench: Bench, cheat: str) -> None:
    bench.launch()
    bench.read_aids()
    bench.answer()
    if cheat == "seek":
        bench.learner.seek_to_the_end()
    else:
        bench.learner.video.evaluate("video => { video.playbackRate = 16; return video.play(); }")
    bench.learner.video.evaluate("video => video.ended || new Promise(d => video.onended = d)")
    bench.learner.save_and_exit()
    assert not bench.held_completed()
    bench.judge()
