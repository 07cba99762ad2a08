"""A series of three in every standard: one package of many units, and one unit with a menu."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import scormpack
from scormpack.bookmark import Kind
from scormpack.model import Module
from tests.browser import series
from tests.browser.hosts import RECORDED, Host
from tests.browser.learner import Learner, Root
from tests.browser.series import SeriesLms
from tests.browser.waiting import eventually
from tests.browser.xapi_validator import XapiValidator

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

ANN = "ann"
MANY_UNITS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5")


@pytest.fixture(scope="session")
def three(shared: Path) -> series.Built:
    return series.built(shared)


def _take(learner: Learner) -> None:
    learner.take_whole()
    learner.expect_recorded()


@pytest.fixture
def lms(
    request: pytest.FixtureRequest, three: series.Built, tmp_path: Path, validator: XapiValidator
) -> Iterator[SeriesLms]:
    """An LMS with the package of the parameter in it: its combination and its standard."""
    combination, standard = request.param
    package = three.package(combination, standard)
    with series.lms(package, tmp_path / "package", standard, validator) as made:
        yield made


def _packages(*found: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("lms", found, indirect=True, ids="-".join)


@_packages(*(("series", standard) for standard in MANY_UNITS))
def test_each_unit_is_recorded_and_all_make_the_whole(
    lms: SeriesLms, context: BrowserContext, three: series.Built, request: pytest.FixtureRequest
) -> None:
    in_order = "2004" in request.node.name
    assert [lms.available(n, ANN) for n in range(3)] == [True, not in_order, not in_order]
    for index, module in enumerate(three.modules):
        assert lms.available(index, ANN)
        host = lms.hosts[index]
        if index == 1:
            _leave_in_the_middle(host, context.new_page(), module)
        page = context.new_page()
        learner = Learner(host.open(page, ANN), module)
        learner.wait_until_open()
        if index == 1:
            assert learner.watched() >= 30
        _take(learner)
        learner.save_and_exit()
        page.close()
        eventually(_completed(host), "the unit's completion")
        assert lms.whole(ANN) is (index == 2)
        if index < 2:
            assert lms.available(index + 1, ANN)


def _completed(host: Host) -> Callable[[], bool]:
    return lambda: host.outcome(ANN).completed


def _leave_in_the_middle(host: Host, page: Page, module: Module) -> None:
    learner = Learner(host.open(page, ANN), module)
    learner.wait_until_open()
    learner.play("1")
    learner.watch_half()
    page.close()


class Menu:
    """The menu under `root`, and the modules behind it."""

    def __init__(self, root: Root) -> None:
        self.root = root
        expect(self.root.get_by_role("heading", level=1, name="Three briefings")).to_be_visible()
        expect(self.save_line).to_have_text(re.compile("Saved|Sent|Complete"))

    @property
    def save_line(self) -> Locator:
        """The save state in words."""
        return self.root.get_by_role("contentinfo").get_by_role("status")

    def link(self, title: str) -> Locator:
        """The link that opens a module."""
        return self.root.get_by_role("link", name=title)

    def state(self, module_id: str) -> str:
        """What the menu says of the module."""
        return self.root.locator(f"#module-{module_id} [data-state]").inner_text()

    def open(self, title: str, module: Module) -> Learner:
        """The module, once its page is there."""
        self.link(title).click()
        learner = Learner(self.root.frame_locator("#frame"), module)
        learner.wait_until_open()
        return learner

    def title(self) -> str:
        """The title of the menu's document."""
        return str(self.root.locator("html").evaluate("html => html.ownerDocument.title"))

    def receipt(self) -> str:
        """The receipt that the last screen shows."""
        return self.root.get_by_label("Receipt", exact=True).inner_text()

    def back(self) -> None:
        """To the menu."""
        self.root.get_by_role("button", name="All briefings").click()


# tincan.xml has one launch a package, so that its series is a menu too.
@_packages(*(("single", standard) for standard in RECORDED), ("series", "xapi"))
def test_behind_a_menu_the_whole_is_recorded_once_all_is_complete(
    lms: SeriesLms, context: BrowserContext, three: series.Built
) -> None:
    (single,) = lms.hosts
    first, second, third = three.modules
    page = context.new_page()
    menu = Menu(single.open(page, ANN))
    closed = menu.link("Second briefing")
    expect(closed).to_have_attribute("aria-disabled", "true")
    expect(closed).to_have_accessible_description("Not open yet First complete: First briefing.")
    closed.press("Enter")
    expect(menu.root.get_by_role("heading", level=1, name="Three briefings")).to_be_visible()

    _take(menu.open("First briefing", first))
    menu.back()
    assert menu.state("first") == "Complete"
    assert menu.state("third") == "Not open yet"
    expect(menu.link("First briefing")).to_be_focused()
    assert not single.outcome(ANN).completed

    learner = menu.open("Second briefing", second)
    learner.play("1")
    learner.watch_half()
    page.close()

    page = context.new_page()
    menu = Menu(single.open(page, ANN))
    assert menu.state("first") == "Complete"
    assert menu.state("second").startswith("In progress")
    learner = menu.open("Second briefing", second)
    assert learner.watched() >= 30
    _take(learner)
    menu.root.get_by_role("button", name="Next briefing").click()
    learner = Learner(menu.root.frame_locator("#frame"), third)
    learner.wait_until_open()
    assert not single.outcome(ANN).completed
    _take(learner)
    eventually(lambda: single.outcome(ANN).completed, "the completion of the whole")
    expect(learner.video.locator("xpath=//*[@id='receipt']")).to_be_hidden()
    menu.back()
    expect(menu.save_line).to_have_text(re.compile("Complete"))
    whole = scormpack.decode(menu.receipt())
    assert (whole.kind, whole.sound) == (Kind.RECEIPT, True)
    assert (whole.watched or 0) >= 0.9
    menu.root.get_by_role("button", name="Save and exit").click()
    expect(
        menu.root.get_by_role("dialog")
        .get_by_role("heading")
        .or_(menu.root.get_by_role("heading", name="Back at the LMS"))
    ).to_have_text(re.compile("saved|sent|Back at the LMS"))
    assert single.outcome(ANN).completed


def test_save_and_exit_in_a_module_leaves_no_way_to_another(
    context: BrowserContext, three: series.Built, tmp_path: Path, validator: XapiValidator
) -> None:
    package = three.package("single", "scorm12")
    with series.lms(package, tmp_path / "package", "scorm12", validator) as made:
        menu = Menu(made.hosts[0].open(context.new_page(), ANN))
        learner = menu.open("First briefing", three.modules[0])
        expect(menu.root.get_by_role("button", name="All briefings")).to_be_visible()
        learner.save_and_exit()
        expect(menu.root.get_by_role("button", name="All briefings")).to_be_hidden()
        expect(menu.root.get_by_role("button", name="Next briefing")).to_be_hidden()


def test_a_module_opened_without_the_menu_says_that_nothing_is_recorded(
    context: BrowserContext, three: series.Built, tmp_path: Path, validator: XapiValidator
) -> None:
    package = three.package("single", "scorm12")
    with series.lms(package, tmp_path / "package", "scorm12", validator) as made:
        menu = Menu(made.hosts[0].open(context.new_page(), ANN))
        with context.expect_page() as opened:
            menu.link("First briefing").click(button="middle")
        expect(opened.value.get_by_text("Nothing is recorded in this window.")).to_be_visible()


AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def _faults(page: Page) -> list[str]:
    """What axe finds in the page and its frames, at a phone's width as well."""
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 640})
        for frame in page.frames:
            # Not as an element, which the page's policy refuses.
            frame.evaluate(AXE.read_text(encoding="utf-8"))
            if frame.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{frame.url} scrolls sideways at {width} pixels")
        violations = page.evaluate("async () => (await axe.run(document)).violations")
        found += [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations]
    return found


def test_a_blind_commander_finds_the_way_through_the_menu(
    context: BrowserContext, three: series.Built, tmp_path: Path, validator: XapiValidator
) -> None:
    package = three.package("single", "scorm12", "all")
    with series.lms(package, tmp_path / "package", "scorm12", validator) as made:
        page = context.new_page()
        menu = Menu(made.hosts[0].open(page, ANN))
        first = menu.link("First briefing")
        expect(first).to_have_accessible_description("Say first who is taking this")
        assert _faults(page) == []
        first.press("Enter")
        expect(menu.root.get_by_role("heading", name="Who is taking this?")).to_be_focused()
        for key in ("Tab", "Tab", "Enter"):
            page.keyboard.press(key)
        expect(menu.root.get_by_text("You take this as: commander")).to_be_visible()
        expect(menu.root.get_by_role("button", name="Change who is taking this")).to_be_focused()
        expect(first).to_have_accessible_description("Not started")
        assert _faults(page) == []

        page.keyboard.press("Tab")
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        Learner(menu.root.frame_locator("#frame"), three.modules[0]).wait_until_open()
        assert menu.title() == "First briefing – Three briefings"
        heading = menu.root.frame_locator("#frame").get_by_role("heading", level=1)
        expect(heading).to_be_focused()
        assert _faults(page) == []
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        back = menu.root.get_by_role("button", name="All briefings")
        expect(back).to_be_focused()
        page.keyboard.press("Enter")
        expect(first).to_be_focused()
        assert menu.title() == "Three briefings"
