"""Starts Chromium through Playwright, with no trace of the machine's own browser settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser import obtain

# Windows without a screen still load the pages of an address bar, half a second of processor each.
# The last list of this switch counts, hence Playwright's own, as far as tests meet it, is in it.
_FEATURES_OFF = (
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "OptimizationHints", "AimEnabled", "PreconnectToSearch"),
)
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(_FEATURES_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
_PLAYS = """() => document.createElement("video").canPlayType('video/mp4; codecs="avc1.42E01E"')"""


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, headless. Raises UnobtainableError where there is none that plays H.264."""
    program = obtain.chromium()
    with sync_playwright() as playwright:
        browser = start(playwright, str(program))
        try:
            page = browser.new_page()
            if not page.evaluate(_PLAYS):
                raise obtain.UnobtainableError(f"{program} does not play H.264")
            page.close()
            yield browser
        finally:
            browser.close()


def start(playwright: Playwright, program: str) -> Browser:
    """A Chromium process with an empty profile of its own."""
    # Chromium's sandbox refuses to start for root.
    unsandboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=program,
        args=[*_ARGUMENTS, *unsandboxed],
        # Learners' browsers have the back/forward cache; Playwright switches it off.
        ignore_default_args=["--disable-back-forward-cache"],
        headless=True,
    )
