"""F32 where it happens: a series behind a menu, whose record an LMS cuts at 255 characters.

A module by itself takes less than that once it is complete. At 4,096 nothing that tells of a
completion is ever cut: SCORM 1.2 gets no longer text, and in one of SCORM 2004 the modules'
completions, some forty characters each, stand before all else.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import scormpack
from scormpack.model import Module
from tests.browser import series
from tests.browser.faults.case import case
from tests.browser.hosts import ScormHost
from tests.browser.learner import Learner, Root
from tests.browser.xapi_validator import XapiValidator
from tests.makeseries import write_series

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("note", "messages")]

ANN = "ann"
MOST = 255
# What three take may just fit.
FOUR = ("first", "second", "third", "fourth")


@case("F32")
def test_a_series_that_is_complete_stays_so_where_its_record_is_cut(
    standard: str,
    browser: Browser,
    context: BrowserContext,
    tmp_path: Path,
    validator: XapiValidator,
) -> None:
    modules = scormpack.load(write_series(tmp_path / "source", FOUR)).modules
    (package,) = scormpack.build(
        modules,
        out=tmp_path / "out",
        cache=tmp_path / "cache",
        formats=[standard],
        audiences=["officer"],
        combinations=["single"],
    )
    sent: list[int] = []
    with series.lms(package.path, tmp_path / "package", standard, validator) as made:
        (host,) = made.hosts
        assert isinstance(host, ScormHost)
        host.lms.setup = replace(host.lms.setup, keep=_cutting(sent))
        page = context.new_page()
        root = host.open(page, ANN)
        for module in modules:
            _take(root, module)
        expect(_save_line(root)).to_have_text(re.compile("Complete"))
        page.close()
        assert sent[-1] > MOST, "nothing was cut"
        assert len(host.record(ANN).suspend_data) == MOST
        with browser.new_context() as other:
            for window in (context.new_page(), other.new_page()):
                _expect_complete(host, window, modules)


def _cutting(sent: list[int]) -> Callable[[str, str], str]:
    def keep(element: str, value: str) -> str:
        if element != "cmi.suspend_data":
            return value
        sent.append(len(value))
        return value[:MOST]

    return keep


def _take(root: Root, module: Module) -> None:
    root.get_by_role("link", name=module.title).click()
    learner = Learner(root.frame_locator("#frame"), module)
    learner.wait_until_open()
    learner.take_whole()
    learner.expect_recorded()
    root.get_by_role("button", name="All briefings").click()


def _expect_complete(host: ScormHost, window: Page, modules: tuple[Module, ...]) -> None:
    root = host.open(window, ANN)
    for module in modules:
        expect(root.locator(f"#module-{module.id} [data-state]")).to_have_text("Complete")
    expect(_save_line(root)).to_have_text(re.compile("complete", re.IGNORECASE))
    window.close()
    assert host.outcome(ANN).completed
    assert host.record(ANN).lowered() == []


def _save_line(root: Root) -> Locator:
    return root.get_by_role("contentinfo").get_by_role("status")
