"""CHECKS B23: whatever a text holds, a page shows it as text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from scormpack.rendering import UNPRINTABLE
from scormpack.settings import Audience
from tests.browser.hostile import PAYLOADS
from tests.prepared import prepared_course, web_package

pytestmark = pytest.mark.browser

_NODES = "document.querySelectorAll('*').length"
_TITLES = "[document.title, document.querySelector('h1').textContent]"
_AIDS = "[...document.querySelectorAll('.aid > h3')].map((each) => each.textContent)"
_CHOICES = "[...document.querySelectorAll('.choice > span')].map((each) => each.textContent)"


def written(payload: str, folder: Path) -> None:
    """The web package of the six-second module with `payload` in every text, as files."""
    web_package(prepared_course(Audience.COMMANDER, spoil=lambda _: payload), folder)


class Watched:
    """A page, with every dialog, error and request to elsewhere that it makes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))

    def opened(self, url: str) -> int:
        """Opens the page at `url`, answers a question; the number of its elements."""
        self.page.goto(url)
        self.page.locator("html.ready").wait_for()
        self.page.locator("#tab-aids").click()
        self.page.locator("[data-read]").first.click()
        self.page.locator("#reader-close").click()
        for value in ("length", "words"):
            self.page.locator(f"input[name={value}]").first.check()
        self.page.locator("#check-answers").click()
        self.page.locator(".feedback").first.wait_for()
        return int(self.page.evaluate(_NODES))

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        # Browsers ask every server for this; no package has one.
        favicon = str(message.location.get("url", "")).endswith("/favicon.ico")
        if message.type in ("error", "warning") and not favicon:
            self.faults.append(f"console: {message.text}")


def test_there_are_thirty() -> None:
    assert len(set(PAYLOADS)) == 30


@pytest.fixture(scope="module")
def plain_nodes(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many elements the page has where every text is plain."""
    folder = tmp_path_factory.mktemp("plain")
    written("Plain", folder)
    with browser.new_context() as context:
        return Watched(context.new_page()).opened((folder / "index.html").as_uri())


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_hostile_text_is_shown_as_text(
    number: int, page: Page, serve: Callable[[Path], str], tmp_path: Path, plain_nodes: int
) -> None:
    payload = PAYLOADS[number]
    shown = payload.translate(UNPRINTABLE)
    written(payload, tmp_path)
    watched = Watched(page)
    assert watched.opened(f"{serve(tmp_path)}/index.html") == plain_nodes
    assert watched.faults == []
    title, heading = page.evaluate(_TITLES)
    assert heading == shown
    assert shown.split()[0] in title
    assert set(page.evaluate(_AIDS)) == {shown}
    assert shown in page.evaluate(_CHOICES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("number", [0, 4, 25])
def test_a_hostile_job_aid_page_is_text_too(
    number: int, page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    written(PAYLOADS[number], tmp_path)
    watched = Watched(page)
    (aid,) = tmp_path.glob("aids/*/six-seconds-card.html")
    page.goto(f"{serve(tmp_path)}/{aid.relative_to(tmp_path).as_posix()}")
    assert page.locator("h1").text_content() == PAYLOADS[number].translate(UNPRINTABLE)
    assert watched.faults == []


def test_the_page_works_from_disk(page: Page, tmp_path: Path) -> None:
    written("Plain", tmp_path)
    watched = Watched(page)
    watched.opened((tmp_path / "index.html").as_uri())
    assert watched.faults == []
    page.locator("#big-play").click()
    expect(page.locator("#now")).to_have_text("0:01")
    assert page.locator("#played").get_attribute("d") != ""
    tracks = "[...document.getElementById('video').textTracks].filter((t) => t.mode === 'showing')"
    assert page.evaluate(f"{tracks}.map((each) => each.cues.length)") == [2]
