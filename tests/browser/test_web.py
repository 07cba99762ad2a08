"""The web package opens from disk, plays, and says that nothing is recorded."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.learner import Learner
from tests.browser.packages import Built

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]


def test_web_package_works_from_disk(page: Page, six_seconds: Built, tmp_path: Path) -> None:
    package = six_seconds.unpacked("web", tmp_path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((package.folder / package.launch).as_uri())
    learner = Learner(page, six_seconds.module)
    learner.wait_until_open()
    expect(page.get_by_text("Nothing is recorded.", exact=True)).to_be_visible()
    expect(learner.save_line).to_contain_text(re.compile("Nothing is recorded|Not recording"))
    expect(page.get_by_role("button", name="Save and exit")).not_to_be_visible()
    learner.take_whole()
    expect(learner.left).to_contain_text("Nothing. You are done.")
    expect(page.get_by_text("Your record is saved")).not_to_be_visible()
    expect(page.locator("#receipt")).to_be_hidden()
    assert [url for url in asked if not url.startswith(package.folder.as_uri())] == []
