"""Two browsers at once in one test process: while one waits, the other works."""

import os
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Timer

from playwright.sync_api import Browser, Error

from tests.browser import chromium, obtain

LIMIT = 60.0
"""Seconds for one seed. A script in a page that has crashed is never answered."""
_SIZE = 2

Work = Callable[[Browser, int], None]
Failure = tuple[int, str]
"""A seed, and what went wrong."""


def each(seeds: Iterable[int], work: Work) -> list[Failure]:
    """Does `work` for each of `seeds`; those for which it failed, in order.

    Every thread has a Playwright and a browser of its own: neither can be shared.
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
        with chromium.launched_unseen() as browser:
            failures += _while_it_lasts(browser, waiting, work)
    return failures


def _while_it_lasts(browser: Browser, waiting: "SimpleQueue[int]", work: Work) -> list[Failure]:
    """Until nothing waits, or the browser had to be ended."""
    failures = []
    process = _process(browser)
    while browser.is_connected():
        try:
            seed = waiting.get_nowait()
        except Empty:
            break
        watchdog = Timer(LIMIT, os.kill, (process, signal.SIGKILL))
        watchdog.start()
        try:
            work(browser, seed)
        except (AssertionError, Error, TimeoutError) as error:
            ended = "" if watchdog.is_alive() else f"ended after {LIMIT} s: "
            failures.append((seed, f"{ended}{error!s}"))
        finally:
            watchdog.cancel()
    return failures


def _process(browser: Browser) -> int:
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(each["id"]) for each in found if each["type"] == "browser")
