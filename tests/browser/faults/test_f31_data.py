"""F31–F35, F45: the bookmark cut, damaged, strange, of an older version; odd clocks and numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import packages
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.conftest import MakeBench
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.sides import sided
from tests.browser.faults.xapiside import xapi
from tests.browser.xapi_validator import XapiValidator

pytestmark = pytest.mark.browser


@case("F31")
@pytest.mark.six_seconds
def test_however_the_video_is_taken_suspend_data_stay_under_the_cap(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch()
    bench.read_aids()
    bench.answer(right=False)
    bench.learner.play("1")
    for n in range(40):
        bench.hands("seek", n / 40)
        bench.learner.until("past", n / 40 * bench.built.seconds + 0.02)
    bench.learner.pause()
    bench.learner.save_and_exit()
    cap = 4096 if bench.side.is12 else 64_000
    texts = [
        call["args"][1]
        for call in bench.side.calls()
        if call["args"][:1] == ["cmi.suspend_data"] and call["method"] == "SetValue"
    ]
    assert texts
    assert max(len(text) for text in texts) <= cap
    bench.judge()


@case("F32")
@pytest.mark.parametrize("most", [24, 60], ids=["in-the-head", "in-the-detail"])
def test_an_lms_that_cuts_suspend_data_keeps_the_completion(bench: Bench, most: int) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.keep_at_most(most)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    assert len(bench.side.text(ANN) or "") == most, "nothing was cut"
    bench.new_browser()
    bench.launch()
    bench.expect_saved()
    bench.expect_never_lowered()
    bench.judge()


@case("F32")
@pytest.mark.six_seconds
def test_where_it_is_cut_the_place_comes_from_what_is_left(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.keep_at_most(30)
    bench.launch()
    watched = bench.watch_some(50)
    bench.learner.pause()
    place = bench.learner.video.evaluate("video => video.currentTime")
    bench.learner.save_and_exit()
    # This computer: its journal has all. Another one: only the location is left, and what was
    # promised here does not hold there.
    bench.relaunch()
    assert bench.learner.watched() >= watched
    bench.new_browser()
    bench.words.clear()
    bench.side.keep_at_most(30)
    bench.launch()
    bench.learner.until("near", place)
    bench.judge()


_STRANGE = {
    "garbage": "\u0000\ufffd{[<~~sp1...~",
    "null": "null",
    "undefined": "undefined",
    "escaped": "&quot;sp1.a.b&quot;&amp;amp;",
    "another tool's": '{"v":2,"d":[123,34,112,114],"cpv":"x","location":"slide7"}',
    "sp1 of nobody": "sp1.1.-.0.0.0.0.0.0.0.zzzzzz.A.A.r1.zzzzzz",
}


@case("F33")
@pytest.mark.parametrize("text", _STRANGE.values(), ids=_STRANGE.keys())
def test_data_that_are_none_of_ours_are_a_clean_start(bench: Bench, text: str) -> None:
    bench.plant(text)
    bench.launch()
    expect(bench.learner.left).to_contain_text("Video 0%")
    bench.take_whole()
    bench.expect_saved()
    bench.judge()


@case("F33")
def test_a_damaged_text_does_not_lower_a_completion(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.plant(_STRANGE["garbage"])
    bench.launch()
    bench.expect_saved()
    bench.leave("close")
    bench.expect_never_lowered()
    assert bench.held_completed()
    bench.judge()


@dataclass(frozen=True)
class Renewal:
    """A learner, and what gives the LMS the new version."""

    bench: Bench
    renew: Callable[[], None]


@pytest.fixture
def renewal(
    standard: str,
    shared: Path,
    make_bench: MakeBench,
    tmp_path: Path,
    validator: XapiValidator,
) -> Iterator[Renewal]:
    """A learner at an LMS whose package is about to be replaced by a new version of it."""
    old = packages.short(shared)
    new = packages.short(shared, seconds=3, version="2.0.0")
    package = old.unpacked(standard, tmp_path / "old")
    with sided(package, standard, validator) as side:
        made = make_bench(side, old)
        yield Renewal(made, lambda: made.renew(new, package.folder))
        made.close()
        assert side.faults() == []
        assert made.judged


@case("F34")
def test_a_completion_outlives_a_new_version(renewal: Renewal) -> None:
    bench = renewal.bench
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    renewal.renew()
    bench.launch()
    bench.expect_saved()
    bench.leave("close")
    bench.expect_never_lowered()
    bench.judge()


@case("F34")
def test_a_new_version_drops_what_no_longer_fits(renewal: Renewal) -> None:
    bench = renewal.bench
    bench.launch()
    bench.answer()
    bench.watch()
    bench.leave("close")
    bench.words.clear()
    bench.deeds.played.clear()
    renewal.renew()
    bench.launch()
    # The questions are the same ones; the video is another.
    expect(bench.learner.left).to_contain_text("Video 0% of 90%")
    expect(bench.learner.left).not_to_contain_text("questions")
    bench.watch()
    bench.read_aids()
    bench.expect_saved()
    bench.judge()


@case("F35", "scorm12", "scorm2004-4")
def test_resume_without_data_is_a_clean_start(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.give({"entry": "resume"})
    bench.launch()
    expect(bench.learner.left).to_contain_text("Video 0%")
    bench.take_whole()
    bench.expect_saved()
    bench.judge()


@case("F35", "scorm12", "scorm2004-4")
@pytest.mark.parametrize("entry", ["ab-initio", ""])
@pytest.mark.six_seconds
def test_data_whose_checksum_is_good_are_trusted_whatever_entry_says(
    bench: Bench, entry: str
) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch()
    watched = bench.watch_some()
    bench.learner.save_and_exit()
    bench.new_browser()
    bench.side.give({"entry": entry})
    bench.launch()
    assert bench.learner.watched() >= watched
    bench.judge()


@case("F35", "scorm12", "scorm2004-4")
def test_an_empty_mode_and_credit_are_normal_and_credit(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    mode = "lesson_mode" if bench.side.is12 else "mode"
    bench.side.give({mode: "", "credit": ""})
    bench.take_and_save()
    bench.judge()


@case("F35", "cmi5")
@pytest.mark.parametrize("mode", ["", None, "Other"])
def test_a_launch_mode_that_is_none_is_normal(bench: Bench, mode: str | None) -> None:
    xapi(bench.side).options = {"data": {"launchMode": mode}}
    bench.take_and_save()
    bench.judge()


@case("F45")
def test_a_clock_that_jumps_is_no_time_spent(bench: Bench) -> None:
    bench.fake_clock()
    bench.launch()
    bench.read_aids()
    bench.answer()
    bench.context.clock.set_system_time("2031-01-01T00:00:00Z")
    bench.learner.play()
    bench.context.clock.set_system_time("2020-01-01T00:00:00Z")
    bench.learner.watch_to_the_end()
    bench.expect_saved()
    bench.leave("close")
    assert bench.side.host.outcome(ANN).seconds < 120
    bench.judge()


@case("F45")
@pytest.mark.parametrize("locale", ["de-DE", "ar-EG"])
def test_numbers_and_times_are_the_standards_in_every_locale(bench: Bench, locale: str) -> None:
    bench.new_browser(locale=locale, timezone_id="Asia/Kolkata")
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.healthy()
    bench.judge()
