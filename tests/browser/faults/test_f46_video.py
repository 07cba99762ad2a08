"""F46: a video that fails, stalls, ends without saying so, or is skipped."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.server import Answer, Halt, Request

pytestmark = pytest.mark.browser

_PLACE = "video => video.currentTime"
_WAITS = "video.dispatchEvent(new Event('waiting'))"
_HELD_AT_MOST = 30.0
"""Seconds, should the case fail."""


def _missing(request: Request) -> Answer | None:
    return Answer(404) if request.path.endswith(".mp4") else None


def _garbled(request: Request) -> Answer | None:
    video = {"Content-Type": "video/mp4"}
    return Answer(200, bytes(20_000), video) if request.path.endswith(".mp4") else None


def _whole(_request: Request) -> Answer | None:
    return None


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
@pytest.mark.parametrize("goes_on", [True, False], ids=["goes on", "fails"])
def test_a_video_that_stalls_counts_what_was_played(bench: Bench, goes_on: bool) -> None:  # noqa: FBT001
    over = Event()
    bench.side.content.instead = _stalled(bench, over, goes_on=goes_on)
    bench.fake_clock()
    bench.launch()
    bench.learner.play()
    bench.learner.until("stalled")
    place, watched = bench.learner.video.evaluate(_PLACE), bench.learner.watched()
    assert 0 < watched <= 100 * place / bench.built.seconds < 90
    bench.read_aids()
    bench.answer()
    bench.forward(30)
    assert bench.learner.video.evaluate(_PLACE) == place
    assert bench.learner.watched() <= 100 * place / bench.built.seconds
    assert not bench.held_completed()
    bench.side.content.instead = _whole if goes_on else _missing
    over.set()
    if not goes_on:
        expect(bench.root.locator("#failure")).to_be_visible()
        assert not bench.held_completed()
        bench.side.content.instead = _whole
        bench.learner.press("Try again")
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


def _stalled(bench: Bench, over: Event, *, goes_on: bool) -> Callable[[Request], Answer | None]:
    """The second half of the video waits until it is `over`."""
    files = bench.side.content.files

    def answer(request: Request) -> Answer | None:
        if not request.path.endswith(".mp4"):
            return None
        size = len(files(replace(request, headers={})).body)
        asked = files(request)
        start = max(0, size // 2 - (size - len(asked.body)))
        return replace(asked, halt=Halt(start, lambda: over.wait(_HELD_AT_MOST) and goes_on))

    return answer


@case("F46")
def test_what_goes_by_while_the_browser_says_that_it_waits_is_not_played_for_certain(
    bench: Bench,
) -> None:
    bench.launch()
    bench.learner.video.evaluate("video => { video.onplaying = _ => " + _WAITS + "; }")
    bench.take_whole()
    assert not bench.deeds.met
    bench.expect_saved()
    assert bench.held_completed()
    assert bench.deeds.possible
    bench.judge()


@case("F46")
def test_what_goes_by_sooner_than_the_clock_lets_it_is_not_played_for_certain(
    bench: Bench,
) -> None:
    bench.fake_clock()
    bench.launch()
    bench.read_aids()
    bench.answer()
    bench.stop_clock()
    bench.learner.play()
    bench.learner.watch_to_the_end()
    bench.start_clock()
    assert not bench.deeds.met
    assert bench.deeds.possible
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
