"""What a text of the player says, as frozen data."""

from dataclasses import dataclass
from enum import StrEnum

from scormpack.bookmark.names import Named

AUDIENCES = (None, "officer", "commander", None)
"""By its number in a text: what the learner of a package for all said to be."""


class Kind(StrEnum):
    """Which of the player's three texts it is."""

    MODULE = "module"
    SERIES = "series"
    RECEIPT = "receipt"


class Damage(StrEnum):
    """What happened to a text: its end is missing, or something in it is not as it was written."""

    CUT = "cut"
    CHANGED = "changed"


@dataclass(frozen=True)
class Asked:
    """The criteria in force when it was written: shares, 0 to 1; `questions` None: not asked."""

    watched: float
    questions: float | None


@dataclass(frozen=True)
class Judged:
    """How it stood against these criteria. `questions` is False too where they are not asked."""

    watched: bool
    aids: bool
    questions: bool


@dataclass(frozen=True)
class Print:
    """What the content was: seconds of video, and the checksum of job aids, questions, choices."""

    video: float
    lists: str


@dataclass(frozen=True)
class Record:
    """A text of the player, read; None and False stand for what it does not say, or no longer.

    `text` is the part that is ours. `sound`: every checksum in it is right. `readable`: the player
    can read it, of a damaged text at least what stands before the damage. Shares are 0 to 1, times
    in seconds.

    A module's bookmark has nearly everything; of one that is readable and not sound `watched`,
    `slices`, `played`, `acknowledged` and `chosen` are None. `acknowledged` has a flag for each job
    aid, `chosen` one for each choice of each question, in the module's order; those after the last
    that is set are left out. `played` are the stretches of video that count, `position` is where
    it resumes.

    A module within a series has a `key` (CRC-32 of its id, in base 36). It is in two parts; either
    may be lost: with the first `judged` is None, and what the second does not say None, 0 or
    False; with the second `asked` and `content` are None too.

    A series' text has `completed`, `seconds`, `audience`, and `modules`: those that were opened.
    `issue` is what a receipt is made out for, `video_seconds` how much video was watched; what an
    unsound one says is there, and it proves no completion.

    `named` is what a source adds; without one there are numbers only.
    """

    kind: Kind
    text: str
    sound: bool
    readable: bool
    damage: Damage | None = None
    completed: bool = False
    watched: float | None = None
    score: float | None = None
    attempts: int | None = None
    position: float | None = None
    seconds: int | None = None
    audience: str | None = None
    attested: bool = False
    asked: Asked | None = None
    judged: Judged | None = None
    content: Print | None = None
    slices: int | None = None
    played: tuple[tuple[float, float], ...] | None = None
    acknowledged: tuple[bool, ...] | None = None
    chosen: tuple[bool, ...] | None = None
    key: str | None = None
    modules: "tuple[Record, ...]" = ()
    issue: "Issue | None" = None
    video_seconds: int | None = None
    named: Named | None = None


@dataclass(frozen=True)
class Issue:
    """What a receipt is made out for: a module or a series, its version, the build of the package.

    The build is 12 hex digits, as in the package's settings script: any change of content, however
    small, makes another.
    """

    id: str
    version: str
    build: str
