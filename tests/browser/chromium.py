"""Starts Chromium through Playwright, with no trace of the machine's own browser settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

from tests.browser import obtain

# Windows without a screen still load the pages of an address bar, half a second of processor each.
# The last list of this switch counts, hence Playwright's own, as far as tests meet it, is in it.
_PARTITIONING = "ThirdPartyStoragePartitioning"
_FEATURES_OFF = (
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *(_PARTITIONING, "OptimizationHints", "AimEnabled", "PreconnectToSearch"),
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
_UNSEEN = ("--disable-threaded-compositing", "--in-process-gpu")
"""Without a compositor's thread the headless shell draws no frame, which is a third of its work.
Playwright's clicks wait for frames: whoever acts there does it by script."""


class BrowserEndedError(RuntimeError):
    """The browser's process ended by itself, which no page can bring about."""


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, headless. Raises UnobtainableError where there is none that plays H.264."""
    with _launched(playwright, obtain.chromium()) as browser:
        yield browser


@contextmanager
def launched_unseen(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that draws nothing, where it can be had; else the ordinary one."""
    shell = obtain.headless_shell()
    found = (shell, *_UNSEEN) if shell else (obtain.chromium(),)
    with _launched(playwright, *found) as browser:
        yield browser


@contextmanager
def launched_partitioned(playwright: Playwright) -> Iterator[Browser]:
    """As `launched_unseen`; a site has another storage in the pages of each other site."""
    shell = obtain.headless_shell()
    found = (shell, *_UNSEEN) if shell else (obtain.chromium(),)
    off = ",".join(each for each in _FEATURES_OFF if each != _PARTITIONING)
    with _launched(playwright, *found, f"--disable-features={off}") as browser:
        yield browser


@contextmanager
def _launched(playwright: Playwright, program: Path, *arguments: str) -> Iterator[Browser]:
    with _before_any_page():
        browser = start(playwright, str(program), *arguments)
    try:
        with _before_any_page():
            page = browser.new_page()
            plays = page.evaluate(_PLAYS)
            page.close()
        if not plays:
            raise obtain.UnobtainableError(f"{program} does not play H.264")
        yield browser
    finally:
        browser.close()


@contextmanager
def _before_any_page() -> Iterator[None]:
    try:
        yield
    except Error as error:
        raise BrowserEndedError("before it had shown a page of ours") from error


def start(playwright: Playwright, program: str, *arguments: str) -> Browser:
    """A Chromium process with an empty profile of its own."""
    # Chromium's sandbox refuses to start for root.
    unsandboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=program,
        args=[*_ARGUMENTS, *unsandboxed, *arguments],
        # Learners' browsers have the back/forward cache; Playwright switches it off.
        ignore_default_args=["--disable-back-forward-cache"],
        headless=True,
    )
