"""A case whose browser ends by itself says nothing of the player, so it alone is run again."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.faults import crew
from tests.browser.faults.watchdog import process_of

pytestmark = pytest.mark.browser

_CASES = Path(__file__).with_name("ended_cases.py")


def test_only_a_browser_that_ended_by_itself_is_given_another_run(shared: Path) -> None:
    said = _run(shared)
    assert re.findall(r"^(\w+) \S+::(\w+)", said, re.MULTILINE) == [
        ("RERUN", "test_the_browser_ends_by_itself_once"),
        ("PASSED", "test_the_browser_ends_by_itself_once"),
        ("FAILED", "test_a_page_crashes"),
        ("FAILED", "test_a_page_hangs"),
        ("FAILED", "test_what_is_expected_does_not_come"),
    ]
    # Of the case that was run again, only the run that counts.
    assert "0 lost, 0 false, 0 silent in 3 judgements" in said
    cells = dict(re.findall(r"^(F1[0-3]) .+?  (survived|FAILED)", said, re.MULTILINE))
    assert cells == {"F10": "survived", "F11": "FAILED", "F12": "FAILED", "F13": "FAILED"}


def _run(shared: Path) -> str:
    """What pytest says of the cases, in a process of its own that takes the packages of this."""
    folder = shared.parent / "ended"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rfR", f"--basetemp={folder}", str(_CASES)],
        env={**os.environ, "PYTEST_XDIST_WORKER": "ended"},
        cwd=_CASES.parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_seed_whose_browser_has_ended_is_run_again() -> None:
    begun: list[int] = []

    def work(browser: Browser, seed: int) -> None:
        begun.append(seed)
        if seed == 2 and begun.count(2) == 1:
            os.kill(process_of(browser), signal.SIGKILL)
        browser.new_page().close()

    assert crew.each([1, 2, 3], work) == []
    assert sorted(begun) == [1, 2, 2, 3]


def test_a_seed_that_ends_every_browser_fails() -> None:
    begun: list[int] = []

    def work(browser: Browser, seed: int) -> None:
        begun.append(seed)
        os.kill(process_of(browser), signal.SIGKILL)
        browser.new_page().close()

    (failure,) = crew.each([7], work)
    assert failure[0] == 7
    assert begun == [7] * 4


def test_a_seed_that_fails_while_its_browser_lives_is_not_run_again() -> None:
    begun: list[int] = []

    def work(_browser: Browser, seed: int) -> None:
        begun.append(seed)
        raise AssertionError("lost")

    assert crew.each([7, 8], work) == [(7, "lost"), (8, "lost")]
    assert sorted(begun) == [7, 8]
