"""Ends a browser that hangs: a script in a page that has crashed or just goes is never answered."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Timer

from playwright.sync_api import Browser

LIMIT = 120.0
"""Seconds for one case."""


class Standing:
    """A browser for one case after another; a new one where the last one was ended."""

    def __init__(self, launched: Callable[[], AbstractContextManager[Browser]]) -> None:
        self._launched = launched
        self._stack = ExitStack()
        self._browser: Browser | None = None

    @contextmanager
    def lent(self) -> Iterator[Browser]:
        """For one case, which fails where it takes longer than `LIMIT`."""
        if self._browser is None or not self._browser.is_connected():
            self.close()
            self._browser = self._stack.enter_context(self._launched())
        with watched(self._browser, LIMIT):
            yield self._browser

    def close(self) -> None:
        """Ends the browser, if there is one."""
        self._stack.close()


@contextmanager
def watched(browser: Browser, seconds: float) -> Iterator[Timer]:
    """Kills `browser` after `seconds`; the timer is alive until then."""
    timer = Timer(seconds, os.kill, (process_of(browser), signal.SIGKILL))
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def process_of(browser: Browser) -> int:
    """The browser's own process."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(each["id"]) for each in found if each["type"] == "browser")
