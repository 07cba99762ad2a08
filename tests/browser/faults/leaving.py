"""The ways in which a learner, an LMS or an accident leaves the module's page."""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Error, Frame, Page

if TYPE_CHECKING:
    from tests.browser.faults.bench import Bench

Document = Page | Frame

HIDE = """state => {
  // Headless browsers show every page; what a page learns of it are this value and this event.
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


def _close(bench: "Bench") -> None:
    """The tab is closed; the browser may ask first."""
    page = bench.page
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    bench.drop()


def _remove_frame(bench: "Bench") -> None:
    bench.page.evaluate("document.querySelector('iframe').remove()")


def _blank_frame(bench: "Bench") -> None:
    frame = bench.page.frames[1]
    bench.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    frame.wait_for_url("about:blank")


def _next_in_frame(bench: "Bench") -> None:
    """The LMS loads another page in the frame, as it does with the next SCO."""
    frame = bench.page.frames[1]
    with frame.expect_navigation():
        bench.page.evaluate("document.querySelector('iframe').src = '/lms/next'")


def _navigate(bench: "Bench") -> None:
    """The LMS's page itself goes elsewhere; nothing is left to come back to."""
    bench.page.goto("about:blank")
    bench.drop()


def _reload(bench: "Bench") -> None:
    bench.page.reload()
    bench.learner.wait_until_open()


def _kill(bench: "Bench") -> None:
    bench.kill()


def _hide_and_kill(bench: "Bench") -> None:
    hide(bench.page)
    bench.side.quiet()
    bench.kill()


def _back_and_forth(bench: "Bench") -> None:
    """Into the back/forward cache and out again; the session goes on."""
    bench.page.goto(bench.side.elsewhere)
    bench.page.go_back(wait_until="commit")
    assert bench.document.evaluate("document.readyState") == "complete"


WAYS: Mapping[str, Callable[["Bench"], None]] = {
    "close": _close,
    "frame-removed": _remove_frame,
    "frame-blanked": _blank_frame,
    "next-in-frame": _next_in_frame,
    "navigated": _navigate,
    "reloaded": _reload,
    "killed": _kill,
    "hidden-killed": _hide_and_kill,
    "back-forward": _back_and_forth,
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
