"""F38: storage that a browser parts by the site of the page around the module's."""

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.xapiside import xapi

pytestmark = [pytest.mark.browser, pytest.mark.partitioned]


@case("F38", "cmi5", "xapi")
def test_what_one_lms_has_not_got_is_sent_when_that_one_launches_again(bench: Bench) -> None:
    side = xapi(bench.side)
    side.abroad = True
    bench.launch(framed=True)
    bench.settle()
    side.fail("500")
    bench.take_whole()
    bench.expect_alarm()
    assert bench.said().stored
    bench.document.evaluate("localStorage.setItem('tests.here', 'yes')")
    # Killed, so that nothing goes out with the page: what is left is in the browser alone.
    bench.kill()
    side.heal()
    heard = len(bench.words)

    # The same package, not in that LMS's page: the browser shows it none of what was kept.
    bench.launch()
    seen = bench.document.evaluate("localStorage.getItem('tests.here')")
    assert seen is None, "the browser does not part storage"
    bench.settle()
    bench.leave("close")
    assert not any(words.completed for words in bench.words[heard:])
    assert not bench.held_completed()

    bench.launch(framed=True)
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()
