"""The oracle itself: what it calls lost, false and silent, and what it does not."""

from dataclasses import replace

import pytest

from tests.browser.faults.deeds import Deeds
from tests.browser.faults.oracle import Claim, Evidence, Held, verdicts

WELL = Evidence(
    met=True,
    possible=True,
    claims=(Claim(completed=True, watched=0.9),),
    held=Held(completed=True, watched=1),
    kept=True,
    duration=6,
)


def test_a_completion_that_is_held_is_well() -> None:
    assert verdicts(WELL) == set()


def test_lost_is_what_was_met_and_is_not_held() -> None:
    lost = replace(WELL, held=Held(completed=False, watched=1), claims=())
    assert verdicts(lost) == {"lost"}


def test_nothing_is_lost_where_nobody_took_a_byte_and_nothing_was_said() -> None:
    nowhere = replace(WELL, held=Held(completed=False, watched=None), claims=(), kept=False)
    assert verdicts(nowhere) == set()
    assert "lost" in verdicts(replace(nowhere, kept=True))


def test_false_is_what_is_held_and_was_not_met() -> None:
    assert verdicts(replace(WELL, met=False, possible=False)) == {"false"}
    assert verdicts(replace(WELL, met=False, possible=True)) == set()


def test_silent_is_what_was_said_to_be_saved_and_is_not_held() -> None:
    begun = replace(WELL, met=False, possible=False, held=Held(completed=False, watched=0.5))
    assert verdicts(replace(begun, claims=[Claim(completed=False, watched=0.5)])) == set()
    assert verdicts(replace(begun, claims=[Claim(completed=False, watched=0.7)])) == {"silent"}
    assert verdicts(replace(begun, claims=[Claim(completed=True, watched=0.5)])) == {"silent"}
    nothing = replace(begun, held=Held(completed=False, watched=None))
    assert verdicts(replace(nothing, claims=[Claim(completed=False, watched=0)])) == set()
    assert verdicts(replace(nothing, claims=[Claim(completed=False, watched=0.3)])) == {"silent"}


def done(*played: tuple[float, float, float], aids_left: int = 0) -> Deeds:
    return Deeds(duration=6, watched_asked=0.9, played=list(played), aids_left=aids_left)


@pytest.mark.parametrize(
    ("deeds", "met", "possible"),
    [
        (done((0, 6, 2)), True, True),
        (done((0, 5.4, 2)), True, True),
        (done((0, 5.2, 2)), False, True),
        (done((0, 4, 2)), False, False),
        (done((0, 3, 1), (2.9, 5.5, 2)), True, True),
        (done((0, 6, 16)), False, False),
        (done((0, 6, 2), aids_left=1), False, False),
        (done((0, 6, 2), aids_left=-0), True, True),
        (done(), False, False),
    ],
)
def test_deeds_are_bounds(deeds: Deeds, met: bool, possible: bool) -> None:  # noqa: FBT001
    assert (deeds.met, deeds.possible) == (met, possible)


def test_unanswered_questions_are_not_met() -> None:
    deeds = done((0, 6, 2))
    deeds.answered = False
    assert (deeds.met, deeds.possible) == (False, False)
