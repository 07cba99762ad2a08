"""Leaving without Exit, and what must have gone out with the page."""

import scormpack
from tests.browser.faults.bench import Bench
from tests.browser.faults.judging import ANN
from tests.browser.faults.leaving import FRAMED
from tests.browser.faults.xapiside import XapiSide
from tests.browser.waiting import eventually

_IDLE = 10
"""Seconds that only what goes out with the page can tell of: the next save is due 15 after one."""


def leave_once_saved(bench: Bench, way: str) -> None:
    """Ten seconds after the completion was saved, by a fake clock."""
    bench.expect_saved()
    bench.forward(_IDLE)
    bench.leave(way)
    _expect_told(bench, _IDLE)


def leave_half_way(bench: Bench, way: str) -> int:
    """Amid the video; the percentage that counts."""
    watched = bench.watch_some()
    bench.leave(way)
    if isinstance(bench.side, XapiSide):
        eventually(lambda: _held(bench) >= watched, "the state as it was when the page went")
    # A page that the browser may bring back has not ended its session.
    if way != "navigated":
        _expect_told(bench, watched / 100 * bench.built.seconds)
    return watched


def leave_unsaved(bench: Bench, way: str) -> None:
    """In the moment of completion: what is to be sent at once waits for a clock that stands."""
    bench.take_all_but_aids()
    bench.settle()
    bench.stop_clock()
    bench.read_aids()
    assert not bench.held_completed()
    bench.leave(way)
    bench.start_clock()


def leave_twice(bench: Bench, way: str) -> None:
    """Half way, and in the moment of completion; then asks the oracle."""
    bench.fake_clock()
    bench.launch(framed=way in FRAMED)
    watched = leave_half_way(bench, way)
    bench.drop()
    bench.launch(framed=way in FRAMED)
    assert bench.learner.watched() >= watched
    leave_unsaved(bench, way)
    bench.judge()


def _expect_told(bench: Bench, seconds: float) -> None:
    """The session's time, of `seconds` or more; and, but for cmi5, once that it is over."""
    side = bench.side
    if side.standard == "cmi5":
        # `terminated` would end the session for a reload too: only Exit sends it.
        eventually(lambda: _spent(bench) >= int(seconds), "the time in the state")
        side.quiet()
        assert side.endings(ANN) == []
        return
    eventually(lambda: side.endings(ANN), "the end of the session")
    side.quiet()
    (told,) = side.endings(ANN)
    assert told >= seconds


def _held(bench: Bench) -> float:
    """The percentage watched that is held."""
    return 100 * (bench.side.held(ANN).watched or 0)


def _spent(bench: Bench) -> int:
    """Seconds of all sessions that are held."""
    return scormpack.decode(bench.side.text(ANN) or "").seconds or 0
