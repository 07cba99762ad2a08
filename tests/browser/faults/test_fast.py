"""What a schedule's bench must know of the pages in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.faults.fast import FastBench
from tests.browser.faults.sides import sided
from tests.browser.faults.watchdog import Standing
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

pytestmark = pytest.mark.browser

_PLAY_UNHEARD = """async () => {
  for (const name of ["timeupdate", "ratechange", "pause", "ended", "waiting"]) {
    addEventListener(name, (event) => event.isTrusted && event.stopImmediatePropagation(), true);
  }
  hands.play();
  return await hands.until("ended", [], 15);
}"""
_HEAR = "name => document.querySelector('video').dispatchEvent(new Event(name))"
_KEPT = """Object.keys(localStorage)
  .filter((key) => key.startsWith("tests.perhaps."))
  .flatMap((key) => JSON.parse(localStorage.getItem(key)))"""


@pytest.mark.parametrize("standard", ["scorm12"])
@pytest.mark.parametrize(
    "name", ["timeupdate", "ratechange", "waiting", "playing", "pause", "ended"]
)
def test_a_page_keeps_what_its_player_saw_of_the_video_by_whatever_event(
    standard: str,
    name: str,
    built: Built,
    tmp_path: Path,
    validator: XapiValidator,
    unseen: Standing,
    note: Callable[[str, object], None],
) -> None:
    package = built.unpacked(standard, tmp_path)
    with unseen.lent() as watch, sided(package, standard, validator) as side:
        bench = FastBench(side, built, watch.browser, note)
        try:
            bench.launch()
            assert bench.document.evaluate(_PLAY_UNHEARD)
            assert bench.hands("watched") != 100
            bench.document.evaluate(_HEAR, name)
            assert (bench.hands("watched"), bench.document.evaluate(_KEPT)) == (100, [[0, 2, 2]])
        finally:
            bench.close()
