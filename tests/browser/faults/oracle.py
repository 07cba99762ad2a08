"""What may never happen: a completion lost, a completion invented, a save that was none.

Judged after the session and one relaunch by the same learner in the same browser.

An LMS holds a completion when it has all that the standard has for it:

- SCORM 1.2: `lesson_status`, one field for completion and success; it waits for both.
- SCORM 2004: `completion_status`; where questions count `success_status` too.
- cmi5: `completed`, where questions count `passed` too, and what the launch's moveOn asks for.
- xAPI: `completed`; where questions count `passed` too.

A pass may be told before the completion; without right answers it is as false as a completion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["lost", "false", "silent"]

SLACK = 0.35
"""Seconds of video. The page shows a share while it plays on; what is saved is a moment older."""


ROUNDED = 0.01
"""Of a score: LMSs keep as many digits as their standard has."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a learner has come: `watched` and `score` are shares, `aids` those acknowledged.

    `answered`: the questions, well enough. What is not known counts as nothing.
    """

    watched: float = 0
    aids: int = 0
    answered: bool = False
    score: float = 0


@dataclass(frozen=True, kw_only=True)
class Claim(Progress):
    """What the page showed when it said "Saved"."""

    completed: bool


@dataclass(frozen=True, kw_only=True)
class Held(Progress):
    """What the LMS or LRS holds of the learner.

    `passed` is None where the standard has no place for it, `moved_on` where it has no such rule.
    """

    completed: bool
    passed: bool | None = None
    moved_on: bool | None = None

    def whole(self, *, scored: bool) -> bool:
        """Whether that is a completion; `scored`: the module has questions that count."""
        passed = self.passed is not False or not scored
        return self.completed and passed and self.moved_on is not False


@dataclass(frozen=True)
class Evidence:
    """What is known of one learner when all is over; `duration` is the video's, in seconds."""

    met: bool
    """The criteria were met: what was done counts for them at the least."""
    possible: bool
    """They may have been met: what was done could count for them at the most."""
    passable: bool
    """A pass may be told: of the questions that count, else of the whole."""
    scored: bool
    """The module has questions that count."""
    receipt: bool
    """The page has shown a receipt, which says that the module was completed."""
    claims: Sequence[Claim]
    held: Held
    kept: bool
    """Before the relaunch the LMS or the browser took a byte, or the page said "Saved"."""
    duration: float


def verdicts(given: Evidence) -> set[Verdict]:
    """What happened that may not happen; empty where all is well."""
    found: set[Verdict] = set()
    held = given.held
    if given.met and not held.whole(scored=given.scored) and given.kept:
        found.add("lost")
    if (held.completed or given.receipt) and not given.possible:
        found.add("false")
    if held.passed and not given.passable:
        found.add("false")
    if any(not _covers(given, claim) for claim in given.claims):
        found.add("silent")
    return found


def _covers(given: Evidence, claim: Claim) -> bool:
    """Whether the store holds what was said to be saved; a completion has all but the score."""
    held = given.held
    if held.score < claim.score - ROUNDED:
        return False
    if held.whole(scored=given.scored):
        return True
    watched = held.watched >= claim.watched - SLACK / given.duration
    answered = held.answered or not claim.answered
    return not claim.completed and watched and answered and held.aids >= claim.aids
