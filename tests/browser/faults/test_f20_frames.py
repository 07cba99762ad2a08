"""F20, F21: the LMS takes the module's frame away, blanks it, or loads another page in it."""

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.farewells import leave_once_saved, leave_twice

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

_OTHER_PAGES = ("frame-blanked", "next-in-frame")


def _leave_once_saved(bench: Bench, way: str) -> None:
    bench.fake_clock()
    bench.launch(framed=True)
    bench.take_whole()
    leave_once_saved(bench, way)
    assert bench.held_completed()
    bench.judge()


@case("F20")
def test_the_frame_is_removed_when_the_criteria_are_met(bench: Bench) -> None:
    _leave_once_saved(bench, "frame-removed")


@case("F20")
@pytest.mark.six_seconds
def test_the_frame_is_removed_half_way_and_in_the_moment_of_completion(bench: Bench) -> None:
    leave_twice(bench, "frame-removed")


@case("F21")
@pytest.mark.parametrize("way", _OTHER_PAGES)
def test_another_page_in_the_frame_when_the_criteria_are_met(bench: Bench, way: str) -> None:
    _leave_once_saved(bench, way)


@case("F21")
@pytest.mark.six_seconds
@pytest.mark.parametrize("way", _OTHER_PAGES)
def test_another_page_in_the_frame_half_way_and_in_the_moment_of_completion(
    bench: Bench, way: str
) -> None:
    leave_twice(bench, way)
