"""Ends a browser that hangs, and tells it from one that ended by itself.

A script in a page that has crashed or just goes is never answered.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Timer

from playwright.sync_api import Browser, Error

LIMIT = 120.0
"""Seconds for one case."""


class Watch:
    """Over `browser`, which is killed after `seconds` unless the watch is stopped before."""

    def __init__(self, browser: Browser, seconds: float) -> None:
        self.browser = browser
        self.hung = False
        self._process = process_of(browser)
        self._timer = Timer(seconds, self._kill)
        self._timer.start()
        self._ended: bool | None = None

    @property
    def ended_by_itself(self) -> bool:
        """Whether the browser's process is gone though it was not killed for hanging."""
        return is_over(self.browser) and not self.hung if self._ended is None else self._ended

    def stop(self) -> None:
        """What becomes of the browser from now on says nothing of the case."""
        self._ended = self.ended_by_itself
        self._timer.cancel()

    def _kill(self) -> None:
        self.hung = True
        os.kill(self._process, signal.SIGKILL)


class Standing:
    """A browser for one case after another; a new one where the last one has ended."""

    def __init__(self, launched: Callable[[], AbstractContextManager[Browser]]) -> None:
        self._launched = launched
        self._stack = ExitStack()
        self._browser: Browser | None = None

    @contextmanager
    def lent(self) -> Iterator[Watch]:
        """For one case, which fails where it takes longer than `LIMIT`."""
        if self._browser is None or is_over(self._browser):
            self.close()
            self._browser = self._stack.enter_context(self._launched())
        with watched(self._browser, LIMIT) as watch:
            yield watch

    def close(self) -> None:
        """Ends the browser, if there is one."""
        self._stack.close()


@contextmanager
def watched(browser: Browser, seconds: float) -> Iterator[Watch]:
    """Kills `browser` after `seconds`."""
    watch = Watch(browser, seconds)
    try:
        yield watch
    finally:
        watch.stop()


def is_over(browser: Browser) -> bool:
    """Whether its process has ended; where only a page has crashed it still answers."""
    # Playwright hears of the end after what was asked has failed for it, maybe a moment later.
    try:
        process_of(browser)
    except Error:
        return True
    return not browser.is_connected()


def process_of(browser: Browser) -> int:
    """The browser's own process."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(each["id"]) for each in found if each["type"] == "browser")
