"""F29: what goes out as the page goes is little enough for a browser to let it through."""

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.xapiside import XapiSide
from tests.browser.lrs_faults import Fault
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_MOST = 60_000
"""Bytes: RUNTIME, rule 7."""
KEEPALIVE_MOST = 64 * 1024
WAITING = "() => Object.entries(sessionStorage).find(([name]) => name.endsWith('.queue'))[1].length"
"""How much waits to be sent."""
_SEEK = """(video, share) => new Promise((done) => {
  video.onseeked = done;
  video.currentTime = share * video.duration;
})"""


@case("F29")
def test_what_goes_out_at_exit_is_no_more_than_60_000_bytes(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    side = bench.side
    bench.launch()
    bench.settle()
    # No statement gets through, so that all of them wait for the end.
    side.lrs.fail(Fault("status", method="PUT|POST", path="/statements", status=503))
    bench.learner.play("1")
    bench.learner.pause()
    for n in range(60):
        bench.learner.video.evaluate(_SEEK, (n % 10) / 20)
    waiting = bench.document.evaluate(WAITING)
    assert waiting > KEEPALIVE_MOST, "too little waits to prove anything"
    lists, documents = side.weigh()
    bench.leave("close")
    eventually(lambda: lists, "the statements")
    eventually(lambda: side.text(ANN) is not None, "the state")
    side.quiet()
    assert len(lists) == 1
    assert lists[0] > _MOST / 2
    assert lists[0] + sum(documents) <= _MOST
    bench.judge()
