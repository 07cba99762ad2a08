"""A case whose browser ends by itself says nothing of the player, so it is run again."""

import os
import signal

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.watchdog import process_of

pytestmark = pytest.mark.browser

_runs: list[int] = []


@pytest.mark.parametrize("standard", ["scorm12"])
def test_a_case_whose_browser_has_ended_is_run_again(bench: Bench) -> None:
    _runs.append(len(_runs) + 1)
    bench.launch()
    if _runs == [1]:
        os.kill(process_of(bench.browser), signal.SIGKILL)
    bench.take_and_save()
    bench.judge()
    assert _runs == [1, 2]
