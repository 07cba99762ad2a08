"""F06–F09: an API that refuses, throws, answers strangely, or goes away."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.scormside import ScormSide
from tests.browser.scorm_setup import UNDEFINED, Method, Rule

pytestmark = pytest.mark.browser


def _rule(bench: Bench, rule: Rule) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.rule(rule)


@case("F06")
@pytest.mark.parametrize("throws", [False, True], ids=["false", "throws"])
def test_initialize_fails_twice_and_then_works(bench: Bench, throws: bool) -> None:  # noqa: FBT001
    rule = (
        Rule("Initialize", throws=True, times=2)
        if throws
        else Rule("Initialize", answer="false", code=101, times=2)
    )
    _rule(bench, rule)
    bench.take_and_save()
    bench.judge()


@case("F06")
def test_initialize_fails_for_good(bench: Bench) -> None:
    _rule(bench, Rule("Initialize", answer="false", code=102))
    bench.launch()
    bench.take_whole()
    expect(bench.root.locator("#banner")).to_contain_text("nothing is being recorded")
    assert isinstance(bench.side, ScormSide)
    tries = [call for call in bench.side.calls() if call["method"] == "Initialize"]
    assert len(tries) >= 3
    assert not any(words.claims for words in bench.words)
    bench.leave("close")
    bench.nothing_counts()
    bench.judge()


@case("F06")
def test_initialize_was_called_before_and_the_session_goes_on(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    code = 101 if bench.side.is12 else 103
    _rule(bench, Rule("Initialize", then_answer="false", code=code, times=1))
    bench.take_and_save()
    bench.judge()


_METHODS: tuple[Method, ...] = ("GetValue", "SetValue", "Commit", "GetLastError")


@case("F07")
@pytest.mark.parametrize("method", _METHODS)
@pytest.mark.parametrize("throws", [False, True], ids=["undefined", "throws"])
def test_a_method_that_fails_for_a_while(bench: Bench, method: Method, throws: bool) -> None:  # noqa: FBT001
    bench.launch_almost_done()
    # Two failed commits are mended within seconds; calls come in fours and fives.
    times = 2 if method == "Commit" else 4
    silent = Rule(method, answer=UNDEFINED, times=times)
    rule = Rule(method, throws=True, times=times) if throws else silent
    _rule(bench, rule)
    bench.read_aids()
    bench.expect_saved()
    # A Commit without a word is read back, from an API that may answer from memory: the next launch
    # sends again what did not arrive.
    assert bench.held_completed() or (method == "Commit" and not throws)
    bench.judge()


@case("F07")
@pytest.mark.parametrize("throws", [False, True], ids=["undefined", "throws"])
def test_what_cannot_be_read_at_a_launch_is_not_written_over(bench: Bench, throws: bool) -> None:  # noqa: FBT001
    bench.take_and_save()
    bench.leave("close")
    # At another computer, which has no journal of it.
    bench.new_browser()
    rule = Rule("GetValue", throws=True, times=3) if throws else None
    _rule(bench, rule or Rule("GetValue", answer=UNDEFINED, times=3))
    bench.launch()
    bench.expect_saved()
    bench.expect_never_lowered()
    assert bench.held_completed()
    bench.judge()


@case("F07")
def test_a_terminate_that_throws(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    _rule(bench, Rule("Terminate", throws=True))
    bench.learner.save_and_exit()
    assert bench.held_completed()
    bench.judge()


@case("F08")
@pytest.mark.parametrize("yes", [True, "TRUE", 1, "1", " true ", UNDEFINED, None], ids=str)
def test_yes_in_every_type(bench: Bench, yes: object) -> None:
    for method in ("Initialize", "SetValue", "Commit", "Terminate"):
        _rule(bench, Rule(method, then_answer=yes))
    bench.take_and_save()
    bench.learner.save_and_exit()
    bench.judge()


@case("F08")
@pytest.mark.parametrize("nothing", [None, UNDEFINED], ids=["null", "undefined"])
def test_nothing_in_every_type(bench: Bench, nothing: object) -> None:
    empty = r"cmi\.(suspend_data|core\.(lesson_location|score\.raw)|location|score\..*)"
    _rule(bench, Rule("GetValue", element=empty, answer=nothing, times=4))
    bench.take_and_save()
    bench.judge()


@case("F08")
def test_numbers_for_texts(bench: Bench) -> None:
    _rule(bench, Rule("GetLastError", then_answer=0))
    _rule(bench, Rule("GetValue", element=r"cmi\.(core\.)?score\.(raw|scaled)", answer=0, times=1))
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.judge()


@case("F09")
def test_an_api_that_vanishes_is_missed_and_found_again(bench: Bench) -> None:
    bench.launch_almost_done()
    bench.page.evaluate("LMS.vanish()")
    bench.read_aids()
    bench.expect_alarm()
    assert not bench.held_completed()
    bench.page.evaluate("LMS.appear()")
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F09")
def test_an_api_that_vanishes_for_good_is_told_at_the_next_launch(bench: Bench) -> None:
    bench.launch()
    bench.settle()
    bench.page.evaluate("LMS.vanish()")
    bench.take_whole()
    bench.expect_alarm()
    assert not bench.said().claims
    bench.expect_sent_at_the_next_launch()
    bench.judge()
