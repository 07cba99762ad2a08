"""The oracle itself: what it calls lost, false and silent, and what it does not."""

from dataclasses import replace

import pytest

from tests.browser.faults.deeds import Deeds
from tests.browser.faults.judging import Words
from tests.browser.faults.oracle import Claim, Evidence, Held, verdicts

BEGUN = Claim(completed=False, watched=0.5, aids=1, answered=True, score=0.5)
WELL = Evidence(
    met=True,
    possible=True,
    passable=True,
    scored=True,
    receipt=True,
    claims=(BEGUN, Claim(completed=True, watched=0.9, aids=1, answered=True, score=1)),
    held=Held(completed=True, passed=True, moved_on=True, score=1),
    kept=True,
    duration=6,
)
HALF = replace(
    WELL,
    met=False,
    possible=False,
    receipt=False,
    claims=[BEGUN],
    held=Held(completed=False, passed=True, watched=0.5, aids=1, answered=True, score=0.5),
)


def test_a_completion_that_is_held_is_well() -> None:
    assert verdicts(WELL) == set()
    assert verdicts(HALF) == set()


@pytest.mark.parametrize(
    ("held", "whole", "whole_unscored"),
    [
        (Held(completed=True), True, True),  # SCORM 1.2
        (Held(completed=True, passed=True), True, True),
        (Held(completed=True, passed=False), False, True),
        (Held(completed=False, passed=True), False, False),
        (Held(completed=True, passed=True, moved_on=False), False, False),
        (Held(completed=False, passed=False, moved_on=True), False, False),  # moveOn NotApplicable
    ],
)
def test_what_holds_a_completion(held: Held, whole: bool, whole_unscored: bool) -> None:  # noqa: FBT001
    assert (held.whole(scored=True), held.whole(scored=False)) == (whole, whole_unscored)


def test_lost_is_what_was_met_and_is_not_held() -> None:
    nothing = Held(completed=False, watched=1)
    assert verdicts(replace(WELL, held=nothing, claims=())) == {"lost"}
    without_pass = replace(WELL.held, passed=False, moved_on=False)
    assert verdicts(replace(WELL, held=without_pass, claims=())) == {"lost"}


def test_nothing_is_lost_where_nobody_took_a_byte_and_nothing_was_said() -> None:
    nowhere = replace(WELL, held=Held(completed=False), claims=(), kept=False)
    assert verdicts(nowhere) == set()
    assert "lost" in verdicts(replace(nowhere, kept=True))


def test_false_is_what_is_held_and_was_not_met() -> None:
    held = Held(completed=True, passed=False)
    wrong = replace(HALF, held=held, claims=())
    assert verdicts(wrong) == {"false"}
    assert verdicts(replace(wrong, possible=True)) == set()


def test_false_is_a_pass_without_right_answers() -> None:
    assert verdicts(replace(HALF, passable=False)) == {"false"}


def test_false_is_a_receipt_of_what_was_not_met() -> None:
    assert verdicts(replace(HALF, receipt=True)) == {"false"}


@pytest.mark.parametrize(
    "more",
    [{"watched": 0.7}, {"aids": 2}, {"score": 0.6}, {"completed": True}],
    ids=lambda more: "".join(more),
)
def test_silent_is_what_was_said_to_be_saved_and_is_not_held(more: dict[str, float]) -> None:
    assert verdicts(replace(HALF, claims=[replace(BEGUN, **more)])) == {"silent"}  # type: ignore[arg-type]


def test_silent_are_answers_that_were_said_to_be_saved() -> None:
    assert verdicts(replace(HALF, held=replace(HALF.held, answered=False))) == {"silent"}


def test_a_completion_makes_up_for_all_but_the_score() -> None:
    assert verdicts(replace(WELL, held=replace(WELL.held, score=0.5))) == {"silent"}
    assert verdicts(replace(WELL, held=replace(WELL.held, score=0.995))) == set()


SAID = {"save": "", "alarm": "", "banner": "", "closing": "", "record": "", "receipt": False}
SHOWN = {"completed": False, "watched": None, "aids": 0, "answered": False, "score": 0}


@pytest.mark.parametrize(
    ("where", "said", "claims"),
    [
        ("save", "Saved10:42", True),
        ("save", "Complete. Your record is saved.", True),
        ("save", "Complete. Saving your record…", False),
        ("save", "Sent10:42", False),
        ("closing", "Your progress is saved", True),
        ("closing", "Complete. Your record is saved.", True),
        ("closing", "Not saved yet", False),
        ("closing", "Your progress was sent", False),
        ("record", "Saved 3/2/2026 10:42", True),
        ("record", "Not saved yet", False),
    ],
)
def test_the_page_says_in_three_places_that_it_has_saved(
    where: str,
    said: str,
    claims: bool,  # noqa: FBT001
) -> None:
    words = Words(**{**SAID, **SHOWN, where: said}, stored=False, at=0)  # type: ignore[arg-type]
    assert words.claims is claims


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


def test_the_criteria_were_met_where_the_video_crossed_them() -> None:
    deeds = done()
    deeds.play(0, 5, 2, at=100)
    assert deeds.met_at is None
    deeds.play(0, 6, 2, at=100.5)
    assert deeds.met_at == pytest.approx(100.2)


def test_the_criteria_were_met_by_the_last_click() -> None:
    deeds = done(aids_left=1)
    deeds.play(0, 6, 2, at=100.5)
    assert deeds.met_at is None
    deeds.aids_left = 0
    deeds.mark(104)
    deeds.mark(105)
    assert deeds.met_at == 104


def test_what_a_page_tells_late_was_not_done_before_the_click() -> None:
    deeds = done(aids_left=1)
    deeds.play(0, 6, 2, at=100.5)
    deeds.aids_left = 0
    deeds.mark(99)
    assert deeds.met_at == pytest.approx(100.2)
