"""F24 at its worst: killed just before a save is due, and resumed from what the LMS has alone."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import packages
from tests.browser.faults import fastclock
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.figures import BACK_AT_MOST
from tests.browser.faults.judging import ANN
from tests.browser.packages import Built
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_PERIOD = 15
"""Seconds between two routine saves."""
_OFTEN = """addEventListener("DOMContentLoaded", () => {
  // Browsers tell the place of a video four times a second; in this page's time too.
  const video = document.querySelector("video");
  if (video) setInterval(() => video.paused || video.dispatchEvent(new Event("timeupdate")), 250);
});"""
_STOP_AT = """moment => new Promise((done) => {
  const look = () => {
    if (Date.now() < moment) return void setTimeout(look, 20);
    done(document.querySelector("video").currentTime);
    // Nothing is saved any more until it is killed.
    setTimeout(() => { for (;;); }, 20);
  };
  look();
})"""


@pytest.fixture
def built(shared: Path) -> Built:
    """A video that is not over at twice the speed, were a routine save to come much too late."""
    return packages.short(shared, seconds=150)


@case("F24")
@pytest.mark.parametrize("rate", [1, 2])
def test_killed_just_before_the_routine_save_another_browser_is_15_s_back(
    bench: Bench, rate: int
) -> None:
    bench.context.add_init_script(fastclock.script() + _OFTEN)
    bench.launch()
    bench.settle()
    bench.learner.play(str(rate))
    eventually(lambda: (bench.side.held(ANN).watched or 0) > 0, "the first routine save")
    saved = time.time()
    now = bench.now()
    since = (time.time() - saved) * fastclock.FACTOR
    # The second one comes after a period, and a third one would after two.
    moment = now - since + 2 * _PERIOD - 1.5
    place = bench.document.evaluate(_STOP_AT, moment * 1000)
    bench.kill()
    # What the page shows runs ahead of what it has just saved, by so much more at a fast clock.
    bench.words.clear()
    bench.new_browser()
    bench.relaunch()
    expect(bench.root.get_by_text(re.compile(r"Resumed at \d:\d\d\."))).to_be_visible()
    back = (place - bench.learner.video.evaluate("video => video.currentTime")) / rate
    bench.note("seconds_back", back)
    # A browser that plays so fast may fall behind.
    assert _PERIOD / 2 < back <= BACK_AT_MOST
    bench.judge()
