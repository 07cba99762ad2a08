"""What may never happen: a completion lost, a completion invented, a save that was none.

Judged after the session and one relaunch by the same learner in the same browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["lost", "false", "silent"]

SLACK = 0.35
"""Seconds of video. The page shows a share while it plays on; what is saved is a moment older."""


@dataclass(frozen=True)
class Claim:
    """What the page showed when it said "Saved": `watched` is a share of the video, 0 to 1."""

    completed: bool
    watched: float


@dataclass(frozen=True)
class Held:
    """What the LMS or LRS holds of the learner. `watched` is None where it keeps no such detail."""

    completed: bool
    watched: float | None


@dataclass(frozen=True)
class Evidence:
    """What is known of one learner when all is over; `duration` is the video's, in seconds."""

    met: bool
    """The criteria were met: what was done counts for them at the least."""
    possible: bool
    """They may have been met: what was done could count for them at the most."""
    claims: Sequence[Claim]
    held: Held
    kept: bool
    """Before the relaunch the LMS or the browser took a byte, or the page said "Saved"."""
    duration: float


def verdicts(given: Evidence) -> set[Verdict]:
    """What happened that may not happen; empty where all is well."""
    found: set[Verdict] = set()
    if given.met and not given.held.completed and given.kept:
        found.add("lost")
    if given.held.completed and not given.possible:
        found.add("false")
    if any(not _covers(given.held, claim, given.duration) for claim in given.claims):
        found.add("silent")
    return found


def _covers(held: Held, claim: Claim, duration: float) -> bool:
    """Whether the store holds what was said to be saved; a completion makes up for all detail."""
    if held.completed:
        return True
    watched = held.watched or 0
    return not claim.completed and watched >= claim.watched - SLACK / duration
