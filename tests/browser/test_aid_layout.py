"""A job aid's words stay whole on a phone: on its own page and in the player's dialog."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from scormpack.documents import aidhtml, markdown
from scormpack.settings import Audience
from tests.prepared import prepared_course, web_package

pytestmark = pytest.mark.browser

_AID = b"""\
- [ ] **Ask** every person which country it is, and write the answer down.

| Minute | What you do | What you say |
|---|---|---|
| 1 | Read our policy aloud, with the questions that it leaves open. | Ask your supervisor. |
"""
_LINES = """element => {
    const words = document.createRange();
    words.selectNodeContents(element);
    return new Set([...words.getClientRects()].map(box => Math.round(box.top))).size;
}"""
_GAP = """task => {
    const box = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getClientRects()[0];
    };
    const strong = task.querySelector("strong");
    return Math.abs(box(strong).top - box(strong.nextSibling).top);
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The web package of the six-second module, with a checklist and a table in its first aid."""
    document, findings = markdown.read(_AID, "aid.md")
    assert document, findings
    course = prepared_course(Audience.OFFICER)
    (module,) = course.modules
    first, *rest = module.aids
    aids = (replace(first, html=aidhtml.body(document, "aid")), *rest)
    web_package(replace(course, modules=(replace(module, aids=aids),)), tmp_path)
    return tmp_path


def check(aid: Locator) -> None:
    """Words of the table unbroken; the words of a checklist's line set as one run of text."""
    assert aid.locator("th").first.evaluate(_LINES) == 1
    assert aid.locator(".task").evaluate(_GAP) < 2


def test_on_its_own_page(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    (file,) = folder.glob("aids/*/*-card.html")
    page.goto(file.as_uri())
    check(page.locator("main"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_in_the_dialog(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((folder / "index.html").as_uri())
    page.locator("html.ready").wait_for()
    page.get_by_role("tab", name="Job aids").click()
    page.get_by_role("button", name="Read Title of card").click()
    check(page.locator(".aid-body"))
    body = page.locator(".sheet-body").filter(has=page.locator(".aid-body"))
    assert body.evaluate("body => body.scrollWidth - body.clientWidth") == 0
