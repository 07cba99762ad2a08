"""The receipt on the last screen: not before there is one, and copied without a clipboard API."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hosts, packages
from tests.browser.learner import Learner
from tests.browser.xapi_validator import XapiValidator

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def test_it_is_shown_when_all_is_complete_and_copied(
    shared: Path, tmp_path: Path, page: Page, validator: XapiValidator
) -> None:
    built = packages.short(shared)
    page.add_init_script(NO_CLIPBOARD)
    with hosts.hosted(built.unpacked("scorm12", tmp_path), "scorm12", validator) as host:
        root = host.open(page, "ann")
        learner = Learner(root, built.module)
        learner.wait_until_open()
        expect(root.locator("#receipt")).to_be_hidden()
        learner.take_whole()
        learner.expect_recorded()
        receipt = learner.receipt()
        assert receipt.startswith("sr1:")
        expect(root.get_by_text("Copied")).to_be_hidden()
        root.get_by_role("button", name="Copy the receipt").click()
        expect(root.get_by_text("Copied")).to_be_visible()
        root.get_by_role("tab", name="Transcript").click()
        search = root.get_by_role("searchbox")
        search.press("ControlOrMeta+V")
        expect(search).to_have_value(receipt)
