"""F44 where the package asks for exit `normal`: the attempt ends once it is recorded."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser import packages
from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.packages import Built
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def built(shared: Path) -> Built:
    """The two-second module with `exit_when_complete: normal`."""
    return packages.short(shared, variant="normal")


def _exits(bench: Bench) -> list[str]:
    """What content said of exit in the window that is open, in order."""
    assert isinstance(bench.side, ScormSide)
    calls = [call for call in bench.side.calls() if "cmi.exit" in call["args"]]
    return [call["args"][1] for call in calls]


def _exit(bench: Bench) -> str:
    """How the LMS takes the session to have ended."""
    assert isinstance(bench.side, ScormSide)
    return bench.side.lms.record(ANN).exit


@case("F44", "scorm2004-3", "scorm2004-4")
def test_a_new_attempt_is_given_the_completion_again(bench: Bench) -> None:
    bench.take_and_save()
    assert _exits(bench) == ["suspend"]
    bench.learner.save_and_exit()
    assert _exits(bench) == ["suspend", "normal"]
    assert (_exit(bench), bench.held_completed()) == ("normal", True)
    bench.relaunch()
    bench.expect_saved()
    assert bench.held_completed()
    bench.learner.save_and_exit()
    assert _exit(bench) == "normal"
    bench.expect_never_lowered()
    bench.judge()


@case("F44", "scorm2004-4")
def test_a_window_that_is_closed_ends_the_attempt_as_well(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    # Of what a page that goes has to say, its beacon is what arrives.
    bench.side.lms.setup = replace(bench.side.lms.setup, engine="again")
    bench.side.always()
    bench.take_and_save()
    bench.leave("close")
    eventually(lambda: _exit(bench) == "normal", "the end of the attempt")
    assert bench.held_completed()
    bench.judge()


@case("F44", "scorm2004-4")
@pytest.mark.parametrize("way", ["exit", "close", "frame-blanked"])
@pytest.mark.parametrize("trouble", ["500", "false"])
def test_where_the_commit_fails_the_session_is_suspended(
    bench: Bench, way: str, trouble: str
) -> None:
    bench.launch_almost_done()
    bench.side.fail(trouble)  # type: ignore[arg-type]
    bench.read_aids()
    bench.expect_alarm()
    if way == "exit":
        bench.learner.save_and_exit()
    elif way == "frame-blanked":
        bench.leave(way)
    assert set(_exits(bench)) == {"suspend"}
    bench.leave("close")
    assert (_exit(bench), bench.held_completed()) == ("suspend", False)
    bench.judge()


@case("F44", "scorm2004-4")
def test_what_is_not_complete_is_suspended(bench: Bench) -> None:
    bench.launch()
    bench.take_all_but_aids()
    bench.learner.save_and_exit()
    assert set(_exits(bench)) == {"suspend"}
    # Another computer goes on where this one was left.
    bench.new_browser()
    bench.launch()
    assert bench.learner.watched() == 100
    bench.read_aids()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert _exit(bench) == "normal"
    bench.new_browser()
    bench.judge(relaunch=False)
