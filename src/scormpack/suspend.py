"""What the player's record of modules takes at most in an LMS, and how finely it can be kept there.

The formulas are those of `longest` in player/src/bookmark.ts and of `longestWhole` in wholetext.ts,
the usual number of slices that of `sliceCount` in progress.ts; tests hold them equal.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

from scormpack.prepared import PreparedModule

_FINEST = 0.1  # seconds
MOST_SLICES = 8192
_TOLERANCE = 0.001
_STEPS = (0.2, 0.5, 1, 2, 5, 10, 15)
"""Seconds of a slice. No more than 15: a learner who comes back resumes at the start of one."""

_LEAST_SLICES = 100
"""So that a share watched is told to the hundredth."""

_MAIN = 21  # flags, score, attempts, place, seconds
_TERMS = 21  # two criteria, the video's length, the lists' checksum
_SUM = 7
_KEY = 7
_PRINT = 3


@dataclass(frozen=True)
class Room:
    """How the record of some modules fits. Lengths in characters.

    `slices` has the modules whose videos are cut into fewer slices than usual, by id. `longest` is
    the most that the record takes then, `shares` what each module takes of it, by id.
    """

    longest: int
    slices: Mapping[str, int]
    shares: Mapping[str, int]


def room(modules: Sequence[PreparedModule], capacity: int | None, *, together: bool) -> Room:
    """The finest record that has at most `capacity` characters, of all videos alike.

    Where none has, the coarsest: `Room.longest` is then more than `capacity`. `together`: in one
    text, as behind a menu; else the longest of the modules' own texts counts. Slices of one length
    in all videos, so that all behave alike; 15 s or a hundredth of the video at the most.
    """
    found = _room(modules, [usual_slices(_duration(each)) for each in modules], together=together)
    for seconds in _STEPS:
        if capacity is None or found.longest <= capacity:
            break
        counts = [_slices(_duration(each), seconds) for each in modules]
        found = _room(modules, counts, together=together)
    return found


def _room(modules: Sequence[PreparedModule], counts: Sequence[int], *, together: bool) -> Room:
    pairs = list(zip(modules, counts, strict=True))
    share = _share if together else longest
    usual = (usual_slices(_duration(each)) for each in modules)
    return Room(
        longest=longest_together(modules, counts) if together else max(starmap(longest, pairs)),
        slices={
            each.module.id: slices
            for (each, slices), most in zip(pairs, usual, strict=True)
            if slices < most
        },
        shares={each.module.id: share(each, slices) for each, slices in pairs},
    )


def usual_slices(duration: float) -> int:
    """How many slices a video of `duration` seconds has where nothing asks for fewer."""
    return min(MOST_SLICES, math.ceil(duration / _FINEST - _TOLERANCE)) if duration > 0 else 0


def _slices(duration: float, seconds: float) -> int:
    """In slices of at most `seconds`, yet of no more than a hundredth of the video."""
    return min(usual_slices(duration), max(_LEAST_SLICES, math.ceil(duration / seconds)))


def longest(prepared: PreparedModule, slices: int) -> int:
    """Most characters of a module's own text: a mark, 15 fields, two checksums among them."""
    return len("sp1") + _MAIN + _TERMS + _detail(prepared, slices) + 2 * _SUM + 14


def longest_together(modules: Sequence[PreparedModule], slices: Sequence[int]) -> int:
    """Most characters of the text of several modules: a head of four fields, and their parts."""
    head = len("sw2") + 1 + 6 + _SUM + 3
    return head + sum(map(_share, modules, slices))


def _share(prepared: PreparedModule, slices: int) -> int:
    """Most characters of a module's two parts in the text of several."""
    main = 1 + _KEY + _MAIN + _PRINT + _SUM + 7
    rest = 1 + _KEY + _TERMS + _detail(prepared, slices) + _SUM + 8
    return main + rest


def _detail(prepared: PreparedModule, slices: int) -> int:
    """Acknowledgements, answers and slices: six bits a character, and the number of slices."""
    items = prepared.questions.items if prepared.questions else ()
    bits = (len(prepared.aids), sum(len(item.choices) for item in items), slices)
    return sum(math.ceil(count / 6) for count in bits) + 2 + _digits(slices)


def _digits(number: int) -> int:
    """How many digits of base 36 it has."""
    return 1 if number < 36 else 1 + _digits(number // 36)


def _duration(prepared: PreparedModule) -> float:
    """In seconds, as the player is told it."""
    return round(prepared.video.duration, 3)
