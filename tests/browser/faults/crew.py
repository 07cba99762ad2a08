"""Two browsers at once in one test process: while one waits, the other works."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import chromium, obtain
from tests.browser.faults.watchdog import is_over, watched

LIMIT = 60.0
"""Seconds for one seed."""
_SIZE = 2
_ATTEMPTS = 4
"""At a seed whose browser ends by itself; pytest-rerunfailures has as many at other cases."""

Work = Callable[[Browser, int], None]
Failure = tuple[int, str]
"""A seed, and what went wrong."""
Waiting = SimpleQueue[tuple[int, int]]
"""Seeds, with the number of the attempt."""


def each(seeds: Iterable[int], work: Work) -> list[Failure]:
    """Does `work` for each of `seeds`; those for which it failed, in order.

    Every thread has a Playwright and a browser of its own: neither can be shared. A seed whose
    browser ends by itself is done again in a fresh one; what was found of the others stays.
    """
    obtain.headless_shell()
    waiting: Waiting = SimpleQueue()
    for seed in seeds:
        waiting.put((seed, 1))
    with ThreadPoolExecutor(_SIZE) as pool:
        hands = [pool.submit(_in_turn, waiting, work) for _ in range(min(_SIZE, waiting.qsize()))]
        return sorted(failure for hand in hands for failure in hand.result())


def _in_turn(waiting: Waiting, work: Work) -> list[Failure]:
    failures: list[Failure] = []
    while not waiting.empty():
        with sync_playwright() as playwright, chromium.launched_unseen(playwright) as browser:
            failures += _while_it_lasts(browser, waiting, work)
    return failures


def _while_it_lasts(browser: Browser, waiting: Waiting, work: Work) -> list[Failure]:
    """Until nothing waits, or the browser has ended."""
    failures = []
    while not is_over(browser):
        try:
            seed, attempt = waiting.get_nowait()
        except Empty:
            break
        with watched(browser, LIMIT) as watch:
            try:
                work(browser, seed)
            except (AssertionError, Error, TimeoutError) as error:
                if watch.ended_by_itself and attempt < _ATTEMPTS:
                    waiting.put((seed, attempt + 1))
                    break
                ended = f"ended after {LIMIT} s: " if watch.hung else ""
                failures.append((seed, f"{ended}{error!s}"))
    return failures
