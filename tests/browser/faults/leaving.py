"""The ways in which a learner, an LMS or an accident leaves the module's page."""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Error, Frame, Page
from playwright.sync_api import TimeoutError as NotInTimeError

if TYPE_CHECKING:
    from tests.browser.faults.browsing import Browsing

Document = Page | Frame

_ASKING = 3
"""How often a window is asked to close."""
_CLOSING = 5000
"""Milliseconds that it may take each time."""

HIDE = """state => {
  // Headless browsers show every page; what a page learns of it are this value and this event.
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


def close(page: Page) -> None:
    """Closes a window unasked; one that is gone already stays so."""
    with suppress(Error):
        session = page.context.new_cdp_session(page)
        target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        _closed(page, lambda: session.send("Target.closeTarget", {"targetId": target}))


def _close(browsing: "Browsing") -> None:
    """The tab is closed; the browser may ask first."""
    page = browsing.page
    _closed(page, lambda: page.close(run_before_unload=True))
    browsing.drop()


def _closed(page: Page, ask: Callable[[], object]) -> None:
    """Asks until `page` is closed: Chromium may say yes amid a navigation, and forget it."""
    for _ in range(_ASKING):
        with suppress(NotInTimeError), page.expect_event("close", timeout=_CLOSING):
            ask()
        if page.is_closed():
            return
    raise AssertionError(f"not closed: {page.url}")


def _remove_frame(browsing: "Browsing") -> None:
    browsing.page.evaluate("document.querySelector('iframe').remove()")


def _blank_frame(browsing: "Browsing") -> None:
    frame = browsing.page.frames[1]
    browsing.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    frame.wait_for_url("about:blank")


def _next_in_frame(browsing: "Browsing") -> None:
    """The LMS loads another page in the frame, as it does with the next SCO."""
    frame = browsing.page.frames[1]
    with frame.expect_navigation():
        browsing.page.evaluate("document.querySelector('iframe').src = '/lms/next'")


def _navigate(browsing: "Browsing") -> None:
    """The window shows another page; the one before is told only then, if the window stays."""
    browsing.page.goto("about:blank")


def _reload(browsing: "Browsing") -> None:
    browsing.page.reload()
    browsing.learner.wait_until_open()


WAYS: Mapping[str, Callable[["Browsing"], None]] = {
    "close": _close,
    "frame-removed": _remove_frame,
    "frame-blanked": _blank_frame,
    "next-in-frame": _next_in_frame,
    "navigated": _navigate,
    "reloaded": _reload,
}
FRAMED = ("frame-removed", "frame-blanked", "next-in-frame")
"""The ways that need a frame of the LMS's page around the module's."""


def hide(page: Page, state: str = "hidden") -> None:
    """Tells all frames of `page` that it is hidden, or visible again."""
    for frame in page.frames:
        with suppress(Error):
            frame.evaluate(HIDE, state)


def kill_renderers(browser: Browser) -> None:
    """SIGKILL to every renderer of `browser`: no event of leaving is fired anywhere."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    for process in found:
        if process["type"] == "renderer":
            with suppress(ProcessLookupError):
                os.kill(process["id"], signal.SIGKILL)
