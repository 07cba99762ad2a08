"""F01–F05: the API is late, far away, behind another site, beside a stub, or nowhere."""

import math
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.scormside import ScormSide
from tests.browser.scorm_setup import Setup, Step

pytestmark = pytest.mark.browser

_NOT_FOUND = "Your training system was not found, so nothing is being recorded."


def _set(bench: Bench, **changes: object) -> Setup:
    """The LMS is so, today and at the next launch."""
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, **changes)  # type: ignore[arg-type]
    return bench.side.lms.setup


@case("F01")
@pytest.mark.parametrize("seconds", [0.5, 3, 20])
def test_an_api_that_appears_late_is_found_and_told_what_was_done(
    bench: Bench, seconds: float
) -> None:
    _set(bench, api_after=seconds)
    bench.fake_clock()
    bench.launch(wait=False)
    bench.learner.play()
    bench.read_aids()
    bench.answer()
    bench.learner.watch_to_the_end()
    if seconds > 10:
        assert not any(words.claims for words in bench.words)
    bench.run(seconds + 1)
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F01")
def test_an_api_that_appears_after_the_search_has_ended_is_found_at_the_next_click(
    bench: Bench,
) -> None:
    _set(bench, api_after=math.inf)
    bench.fake_clock()
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(40)
    expect(bench.root.locator("#banner")).to_contain_text(_NOT_FOUND)
    bench.page.evaluate("LMS.appear()")
    bench.learner.press("To do")
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F02")
@pytest.mark.parametrize("levels", [1, 2, 7, 20])
def test_an_api_is_found_through_parents(bench: Bench, levels: int) -> None:
    _set(bench, levels=levels)
    bench.take_and_save()
    bench.healthy()
    bench.judge()


_OPENERS: dict[str, tuple[Step, ...]] = {
    "opener": ("popup",),
    "opener's parent": ("frame", "popup"),
    "parent's opener": ("popup", "frame"),
    "opener's opener": ("popup", "popup"),
}


@case("F02")
@pytest.mark.parametrize("path", _OPENERS.values(), ids=_OPENERS.keys())
def test_an_api_is_found_through_openers(bench: Bench, path: tuple[Step, ...]) -> None:
    _set(bench, path=path)
    bench.take_and_save()
    bench.judge()


@case("F02")
def test_a_loop_of_parents_is_no_endless_search(bench: Bench) -> None:
    _set(bench, levels=3, parent_loops=True)
    bench.fake_clock()
    bench.launch(wait=False)
    bench.run(40)
    expect(bench.root.locator("#banner")).to_contain_text(_NOT_FOUND)
    bench.judge()


@case("F03")
def test_behind_a_page_of_another_site_the_opener_is_asked(bench: Bench) -> None:
    _set(bench, cross_origin="opener")
    bench.take_and_save()
    bench.judge()


@case("F03")
def test_a_page_of_another_site_in_between_is_skipped(bench: Bench) -> None:
    _set(bench, cross_origin="between")
    bench.take_and_save()
    bench.healthy()
    bench.judge()


@case("F03")
def test_behind_a_page_of_another_site_and_no_opener_the_page_says_so(bench: Bench) -> None:
    _set(bench, cross_origin="nowhere")
    bench.fake_clock()
    errors: list[str] = []
    bench.context.on("weberror", lambda error: errors.append(str(error.error)))
    bench.launch(wait=False)
    bench.take_whole()
    bench.run(40)
    expect(bench.root.locator("#banner")).to_contain_text(_NOT_FOUND)
    assert not any(words.claims for words in bench.words)
    assert errors == []
    bench.judge()


@case("F04")
def test_a_stub_of_the_other_edition_is_left_alone(bench: Bench) -> None:
    _set(bench, other_api=True)
    bench.take_and_save()
    bench.healthy()
    bench.judge()


@case("F05")
def test_without_an_lms_it_plays_and_says_that_nothing_is_recorded(bench: Bench) -> None:
    bench.fake_clock()
    page = bench.open_alone()
    _expect_unrecorded(bench, page)
    bench.judge(relaunch=False)


@case("F05")
def test_opened_from_disk_it_plays_and_says_that_nothing_is_recorded(bench: Bench) -> None:
    bench.fake_clock()
    page = bench.open_alone(bench.side.package.folder.as_uri())
    _expect_unrecorded(bench, page)
    bench.judge(relaunch=False)


def _expect_unrecorded(bench: Bench, page: Page) -> None:
    bench.take_whole()
    bench.run(40)
    expect(page.locator("#banner")).to_contain_text(_NOT_FOUND)
    expect(page.get_by_role("contentinfo").get_by_role("status")).to_have_text(
        "Finished. Nothing was recorded."
    )
    assert not any(words.claims for words in bench.words)
