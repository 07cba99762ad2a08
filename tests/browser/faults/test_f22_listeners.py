"""F22: nothing listens to `unload`, and to `beforeunload` only while something is unsaved."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import series, unpacked
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.sides import sided
from tests.browser.learner import Learner
from tests.browser.waiting import eventually
from tests.browser.xapi_validator import XapiValidator

pytestmark = [pytest.mark.browser, pytest.mark.drawn]


def _watch(context: BrowserContext) -> list[str]:
    """What any page of `context` will ever have begun to listen to, of the two."""
    heard: list[str] = []
    context.expose_binding("scormpackListens", lambda _source, kind: heard.append(kind))
    context.add_init_script(path=Path(__file__).with_name("listeners.js"))
    return heard


def _count(page: Page, kind: str) -> int:
    """How many listen at this moment, in the module's page and the LMS's around it."""
    return sum(int(frame.evaluate("kind => listeners(kind)", kind)) for frame in page.frames)


def _expect_free_to_leave(page: Page) -> None:
    eventually(lambda: _count(page, "beforeunload") == 0, "a page that may be left")
    assert _count(page, "unload") == 0


@case("F22")
def test_only_what_is_unsaved_asks_before_leaving_and_nothing_waits_for_unload(
    bench: Bench,
) -> None:
    heard = _watch(bench.context)
    bench.launch()
    bench.settle()
    _expect_free_to_leave(bench.page)
    bench.learner.play()
    _expect_free_to_leave(bench.page)
    bench.answer()
    bench.settle()
    _expect_free_to_leave(bench.page)
    bench.side.fail("false")
    bench.read_aids()
    bench.expect_alarm()
    assert _count(bench.page, "beforeunload") == 1
    bench.side.heal()
    bench.expect_nothing_left_to_save()
    _expect_free_to_leave(bench.page)
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    _expect_free_to_leave(bench.page)
    bench.learner.save_and_exit()
    if bench.side.standard == "cmi5":
        bench.page.wait_for_url("**/returned*")
    _expect_free_to_leave(bench.page)
    assert set(heard) == {"beforeunload"}
    bench.judge()


@case("F22")
@pytest.mark.usefixtures("note")
def test_nor_does_the_menu_of_a_series_or_a_module_in_its_frame(
    standard: str, shared: Path, context: BrowserContext, tmp_path: Path, validator: XapiValidator
) -> None:
    heard = _watch(context)
    three = series.built(shared)
    unpacked.unpack(three.package("single", standard), tmp_path / "package")
    (unit,) = unpacked.units(tmp_path / "package")
    with sided(unit, standard, validator) as side:
        page = side.open(context.new_page(), ANN, framed=False)
        menu = side.root(page)
        saved = menu.get_by_role("contentinfo").get_by_role("status")
        expect(saved).to_have_text(re.compile("Saved|Sent"))
        _expect_free_to_leave(page)
        menu.get_by_role("link", name="First briefing").click()
        learner = Learner(menu.frame_locator("#frame"), three.modules[0])
        learner.wait_until_open()
        _expect_free_to_leave(page)
        side.fail("false")
        learner.read_job_aids()
        eventually(lambda: _count(page, "beforeunload") == 1, "what asks before leaving")
        assert _count(page, "unload") == 0
        side.heal()
        _expect_free_to_leave(page)
        menu.get_by_role("button", name="All briefings").click()
        expect(menu.get_by_role("link", name="First briefing")).to_be_focused()
        _expect_free_to_leave(page)
        menu.get_by_role("button", name="Save and exit").click()
        if standard == "cmi5":
            page.wait_for_url("**/returned*")
        _expect_free_to_leave(page)
        assert set(heard) == {"beforeunload"}
        assert side.faults() == []


@pytest.mark.parametrize(
    "listens",
    [
        "window.addEventListener('unload', () => {})",
        "window.onunload = () => {}",
        "document.body.onunload = () => {}",
        "document.body.setAttribute('onunload', '0')",
    ],
)
def test_each_way_to_listen_would_be_seen(context: BrowserContext, listens: str) -> None:
    _watch(context)
    page = context.new_page()
    page.goto("data:text/html,<!doctype html><title>A page</title>")
    assert _count(page, "unload") == 0
    page.evaluate(f"() => {{ {listens}; }}")
    assert _count(page, "unload") == 1
