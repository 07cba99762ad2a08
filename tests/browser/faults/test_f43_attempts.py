"""F43 where two attempts are allowed: failed for good, once, and passed with the last."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import packages
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import xapi
from tests.browser.packages import Built

pytestmark = pytest.mark.browser

_FAILED = {"scorm12": ("failed", "failed"), "scorm2004-4": ("incomplete", "failed")}
"""Completion and success; SCORM 1.2 has one field for both."""


@pytest.fixture
def built(shared: Path) -> Built:
    """The two-second module with two attempts at its questions."""
    return packages.short(shared, variant="two-attempts")


def _expect_undecided(bench: Bench) -> None:
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.passed, outcome.score) == (False, None, None)


def _expect_failed(bench: Bench, *, times: int = 1) -> None:
    """For good, with its score; `times`: so many of an LRS's statements about it say so."""
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.score) == (False, 0)
    if isinstance(bench.side, ScormSide):
        assert bench.side.lms.record(ANN).status() == _FAILED[bench.side.standard]
        return
    assert outcome.passed is False
    assert xapi(bench.side).verbs(ANN).count("failed") == times


def _expect_no_attempt_left(bench: Bench) -> None:
    bench.learner.press("To do")
    expect(bench.root.get_by_text("You have no attempts left.")).to_be_visible()
    for name in ("Check answers", "Try again"):
        expect(bench.root.get_by_role("button", name=name, exact=True)).to_be_hidden()


@case("F43", "cmi5", "xapi")
def test_an_attempt_waits_until_the_lrs_has_said_how_many_were_made(bench: Bench) -> None:
    bench.launch_and_fail()
    bench.learner.try_again()
    assert bench.hands("answer", False)  # noqa: FBT003
    bench.settle()
    bench.leave("close")
    bench.new_browser()
    bench.side.fail("500")
    bench.launch(wait=False)
    bench.expect_alarm()
    bench.hands("answer", True)  # noqa: FBT003
    expect(bench.root.get_by_role("heading", name="Not checked yet")).to_be_visible()
    bench.side.heal()
    _expect_no_attempt_left(bench)
    bench.settle()
    _expect_failed(bench)
    bench.judge()


@case("F43")
def test_failed_is_told_once_when_no_attempt_is_left(bench: Bench) -> None:
    bench.launch_and_fail()
    _expect_undecided(bench)
    bench.learner.try_again()
    assert bench.hands("answer", False)  # noqa: FBT003
    _expect_no_attempt_left(bench)
    bench.settle()
    _expect_failed(bench)
    bench.learner.save_and_exit()
    _expect_failed(bench)
    bench.relaunch()
    _expect_no_attempt_left(bench)
    bench.settle()
    _expect_failed(bench)
    bench.expect_never_called_complete()
    bench.expect_never_lowered()
    bench.judge()


@case("F43")
def test_the_last_attempt_passes_and_nothing_ever_failed(bench: Bench) -> None:
    bench.launch()
    bench.learner.play()
    bench.read_aids()
    bench.answer(right=False)
    bench.learner.watch_to_the_end()
    bench.learner.try_again()
    bench.answer()
    bench.expect_saved()
    bench.learner.save_and_exit()
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.score) == (True, 1)
    if not isinstance(bench.side, ScormSide):
        assert "failed" not in xapi(bench.side).verbs(ANN)
    bench.expect_never_lowered()
    bench.judge()


@case("F43")
def test_attempts_are_counted_over_launches(bench: Bench) -> None:
    bench.launch()
    bench.watch()
    bench.read_aids()
    bench.answer(right=False)
    bench.settle()
    bench.leave("close")
    bench.relaunch()
    expect(bench.root.get_by_text("You have 1 attempt left.")).to_be_visible()
    assert bench.hands("answer", False)  # noqa: FBT003
    _expect_no_attempt_left(bench)
    bench.settle()
    outcome = bench.side.host.outcome(ANN)
    assert (outcome.completed, outcome.score) == (False, 0)
    bench.expect_never_called_complete()
    bench.judge()
