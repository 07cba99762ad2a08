"""A series whose record has little room: longer slices, and what is left where an LMS cuts it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import scormpack
from scormpack.bookmark import Record
from scormpack.formats.scorm12 import Scorm12
from scormpack.model import Module
from tests.browser import series
from tests.browser.hosts import Host, ScormHost
from tests.browser.learner import Learner
from tests.browser.xapi_validator import XapiValidator
from tests.makeseries import write_series

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

ANN = "ann"
SLICES = 12  # of half a second


@pytest.fixture
def modules(tmp_path: Path) -> tuple[Module, ...]:
    return scormpack.load(write_series(tmp_path / "source", ["first", "second"])).modules


@pytest.fixture
def package(modules: tuple[Module, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """For an LMS that keeps 216 characters, where the two take 220 in slices of 0.2 s."""
    monkeypatch.setattr("scormpack.suspend._LEAST_SLICES", 1)
    monkeypatch.setattr(Scorm12, "capacity", 216)
    (built,) = scormpack.build(
        modules,
        out=tmp_path / "out",
        cache=tmp_path / "cache",
        formats=["scorm12"],
        audiences=["officer"],
        combinations=["single"],
    )
    return built.path


def test_page_and_record_agree_and_what_is_kept_suffices_to_complete(
    package: Path,
    modules: tuple[Module, ...],
    context: BrowserContext,
    tmp_path: Path,
    validator: XapiValidator,
) -> None:
    with series.lms(package, tmp_path / "package", "scorm12", validator) as made:
        (host,) = made.hosts
        learner = _opened(host, context, modules[0])
        learner.play("1")
        learner.watch_half()
        learner.pause()
        shown = learner.watched()
        assert shown in {100 * played // SLICES for played in range(SLICES)}
        learner.save_and_exit()
        kept = _record(host)
        assert (kept.slices, int(100 * (kept.watched or 0))) == (SLICES, shown)
        learner = _opened(host, context, modules[0])
        assert learner.watched() == shown
        learner.take_whole()
        expect(learner.save_line).to_have_text(re.compile("Complete"))
        learner.save_and_exit()
        kept = _record(host)
        assert (kept.slices, kept.played, kept.completed) == (SLICES, ((0, 6),), True)


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4"])
def test_an_lms_that_keeps_next_to_nothing_of_it_still_knows_what_is_complete(
    shared: Path,
    browser: Browser,
    context: BrowserContext,
    tmp_path: Path,
    validator: XapiValidator,
    standard: str,
) -> None:
    """Its objectives tell, on a computer that has no journal of it."""
    three = series.built(shared)
    with series.lms(
        three.package("single", standard), tmp_path / "package", standard, validator
    ) as made:
        (host,) = made.hosts
        assert isinstance(host, ScormHost)
        host.lms.setup = replace(host.lms.setup, keep=_cut)
        learner = _opened(host, context, three.modules[0])
        learner.take_whole()
        learner.expect_recorded()
        learner.save_and_exit()
        assert len(host.record(ANN).suspend_data) == MOST
        with browser.new_context() as other:
            root = host.open(other.new_page(), ANN)
            expect(root.locator("#module-first [data-state]")).to_have_text("Complete")
            expect(root.locator("#module-second [data-state]")).to_have_text("Not started")
            assert not host.outcome(ANN).completed


MOST = 24


def _cut(element: str, value: str) -> str:
    return value[:MOST] if element == "cmi.suspend_data" else value


def _opened(host: Host, context: BrowserContext, module: Module) -> Learner:
    root = host.open(context.new_page(), ANN)
    root.get_by_role("link", name=module.title).click()
    learner = Learner(root.frame_locator("#frame"), module)
    learner.wait_until_open()
    return learner


def _record(host: Host) -> Record:
    assert isinstance(host, ScormHost)
    text = host.record(ANN).suspend_data
    assert len(text) <= 216
    (module,) = scormpack.decode(text).modules
    return module
