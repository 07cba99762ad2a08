"""A package for all: the learner, or the launch, says who takes it; that audience's rules hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import scormpack
from scormpack.model import Module
from tests.browser import hosts, unpacked
from tests.browser.hosts import Host
from tests.browser.learner import Learner, Root
from tests.browser.waiting import eventually
from tests.browser.xapi_validator import XapiValidator
from tests.makeseries import SIX_SECONDS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

ANN = "ann"


@pytest.fixture(scope="session")
def module() -> Module:
    """The six-second module, whose roll-call plan must be acknowledged too."""
    (made,) = scormpack.load(SIX_SECONDS).modules
    first, *rest = made.settings.commanders_packet
    packet = (first.model_copy(update={"require": made.settings.job_aids[0].require}), *rest)
    settings = made.settings.model_copy(update={"commanders_packet": packet})
    return replace(made, settings=settings)


@pytest.fixture(scope="session")
def packages(module: Module, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its packages for all, with its own rule and as a roll-call briefing."""
    folder = tmp_path_factory.mktemp("all")
    for use in (None, "briefing"):
        scormpack.build(
            [module],
            out=folder / "dist",
            cache=folder / "cache",
            formats=hosts.RECORDED,
            audiences=["all"],
            use=use,
        )
    return folder / "dist"


@pytest.fixture
def host(standard: str, packages: Path, tmp_path: Path, validator: XapiValidator) -> Iterator[Host]:
    """An LMS with the package for all."""
    package = unpacked.unpack(packages / f"six-seconds-all-{standard}.zip", tmp_path / "package")
    with hosts.hosted(package, standard, validator) as made:
        yield made
        assert made.faults() == []


def _open(host: Host, page: Page, module: Module) -> tuple[Root, Learner]:
    root = host.open(page, ANN)
    learner = Learner(root, module)
    learner.wait_until_open()
    return root, learner


def test_a_commander_reads_the_packet_too_and_the_answer_is_kept(
    host: Host, context: BrowserContext, module: Module
) -> None:
    page = context.new_page()
    root, learner = _open(host, page, module)
    expect(root.get_by_role("heading", name="Who is taking this?")).to_be_visible()
    expect(root.get_by_role("heading", name="Commander’s Packet")).to_be_hidden()
    learner.play()
    root.get_by_role("button", name="Line officer").click()
    expect(root.get_by_text("You take this as: line officer.")).to_be_visible()
    expect(root.get_by_role("button", name="Change")).to_be_focused()
    root.get_by_role("button", name="Change").click()
    root.get_by_role("button", name="Commander or supervisor").click()
    expect(root.get_by_role("heading", name="Commander’s Packet")).to_be_visible()
    learner.read_job_aids()
    learner.answer(right=True)
    learner.watch_to_the_end()
    expect(learner.left).to_contain_text("1 job aid to read")
    assert not host.outcome(ANN).completed
    page.close()

    root, learner = _open(host, context.new_page(), module)
    expect(root.get_by_text("You take this as: commander or supervisor.")).to_be_visible()
    learner.read_job_aid(module.settings.commanders_packet[0])
    learner.expect_recorded()
    eventually(lambda: host.outcome(ANN).completed, "the completion")
    expect(root.get_by_role("button", name="Change")).to_be_hidden()


def test_an_officer_is_done_without_the_packet(host: Host, page: Page, module: Module) -> None:
    root, learner = _open(host, page, module)
    learner.take_whole()
    expect(learner.left).to_contain_text("say who you are")
    assert not host.outcome(ANN).completed
    root.get_by_role("button", name="Line officer").click()
    learner.expect_recorded()
    eventually(lambda: host.outcome(ANN).completed, "the completion")


@pytest.mark.parametrize("name", ["scorm12", "scorm2004-4", "cmi5"])
def test_the_launch_says_who_takes_it(
    name: str, packages: Path, tmp_path: Path, validator: XapiValidator, page: Page, module: Module
) -> None:
    package = unpacked.unpack(packages / f"six-seconds-all-{name}.zip", tmp_path / "package")
    set_up = replace(package, launch_data="audience=commander")
    with hosts.hosted(set_up, name, validator) as host:
        root, _learner = _open(host, page, module)
        expect(root.get_by_text("You take this as: commander or supervisor.")).to_be_visible()
        expect(root.get_by_role("button", name="Change")).to_be_hidden()
        expect(root.get_by_role("heading", name="Commander’s Packet")).to_be_visible()
        assert host.faults() == []


@pytest.mark.parametrize("name", hosts.RECORDED)
def test_a_briefing_is_complete_with_the_learners_word(
    name: str, packages: Path, tmp_path: Path, validator: XapiValidator, page: Page, module: Module
) -> None:
    zipped = packages / f"six-seconds-all-briefing-{name}.zip"
    package = unpacked.unpack(zipped, tmp_path / "package")
    with hosts.hosted(package, name, validator) as host:
        root, learner = _open(host, page, module)
        root.get_by_role("button", name="Line officer").click()
        expect(root.get_by_role("heading", name="Knowledge check")).to_have_count(0)
        confirm = root.get_by_role("button", name="Confirm")
        expect(confirm).to_have_attribute("aria-disabled", "true")
        expect(confirm).to_have_accessible_description("Watch the video first.")
        confirm.press("Enter")
        learner.play()
        learner.read_job_aids()
        learner.watch_to_the_end()
        expect(learner.left).to_have_text("What is left confirm at the end")
        assert not host.outcome(ANN).completed
        confirm.click()
        learner.expect_recorded()
        eventually(lambda: host.outcome(ANN).completed, "the completion")
        expect(root.get_by_text("Confirmed")).to_be_visible()
        assert host.faults() == []
