"""Two browsers at once in one test process: while one waits, the other works."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import chromium, obtain
from tests.browser.chromium import BrowserEndedError
from tests.browser.faults.watchdog import is_over, watched

LIMIT = 60.0
"""Seconds for one seed."""
_SIZE = 2

Work = Callable[[Browser, int], None]
Failure = tuple[int, str]
"""A seed, and what went wrong."""


def each(seeds: Iterable[int], work: Work) -> list[Failure]:
    """Does `work` for each of `seeds`; those for which it failed, in order.

    Every thread has a Playwright and a browser of its own: neither can be shared. Raises
    BrowserEndedError where one ended by itself.
    """
    obtain.headless_shell()
    waiting: SimpleQueue[int] = SimpleQueue()
    for seed in seeds:
        waiting.put(seed)
    with ThreadPoolExecutor(_SIZE) as pool:
        hands = [pool.submit(_in_turn, waiting, work) for _ in range(min(_SIZE, waiting.qsize()))]
        return sorted(failure for hand in hands for failure in hand.result())


def _in_turn(waiting: "SimpleQueue[int]", work: Work) -> list[Failure]:
    failures: list[Failure] = []
    while not waiting.empty():
        with sync_playwright() as playwright, chromium.launched_unseen(playwright) as browser:
            failures += _while_it_lasts(browser, waiting, work)
    return failures


def _while_it_lasts(browser: Browser, waiting: "SimpleQueue[int]", work: Work) -> list[Failure]:
    """Until nothing waits, or the browser has ended."""
    failures = []
    while not is_over(browser):
        try:
            seed = waiting.get_nowait()
        except Empty:
            break
        with watched(browser, LIMIT) as watch:
            try:
                work(browser, seed)
            except (AssertionError, Error, TimeoutError) as error:
                if watch.ended_by_itself:
                    raise BrowserEndedError(f"in seed {seed}") from error
                ended = f"ended after {LIMIT} s: " if watch.hung else ""
                failures.append((seed, f"{ended}{error!s}"))
    return failures
