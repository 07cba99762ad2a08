"""The played slices of a video, as progress.ts counts them and bits.ts writes them."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from scormpack.suspend import MOST_SLICES, usual_slices

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TOLERANCE = 0.001  # seconds


def start(duration: float, slices: int, at: float) -> float:
    """The start of the slice that `at` lies in, in seconds."""
    if slices == 0 or at <= 0:
        return 0
    length = duration / slices
    return min(slices - 1, math.floor((at + _TOLERANCE) / length)) * length


def bits(text: str) -> tuple[bool, ...]:
    """Six bits a character, first bit first, up to the last that is set."""
    values = [max(0, _ALPHABET.find(character)) for character in text]
    flags = [bool(value & 1 << bit) for value in values for bit in range(6)]
    while flags and not flags[-1]:
        flags.pop()
    return tuple(flags)


def played(text: str, duration: float) -> tuple[bool, ...] | None:
    """A flag a slice, from one of three forms; None where it is none of them.

    `r` and the lengths of its runs, off first; `c`, their number, `_` and bits; `b`, of earlier
    versions, and bits alone, as many as a video of `duration` seconds has.
    """
    form, rest = text[:1], text[1:]
    if form == "r":
        return _runs(rest)
    if form == "b":
        return padded(bits(rest), usual_slices(duration))
    number, _, packed = rest.partition("_")
    if form != "c" or not number.isalnum() or int(number, 36) > MOST_SLICES:
        return None
    return padded(bits(packed), int(number, 36))


def padded(flags: Sequence[bool], length: int) -> tuple[bool, ...]:
    """Exactly `length` flags."""
    return (*flags[:length], *(False for _ in range(length - len(flags))))


def _runs(text: str) -> tuple[bool, ...] | None:
    flags: list[bool] = []
    for at, field in enumerate(text.split("_")):
        if not field.isalnum() or len(flags) + int(field, 36) > MOST_SLICES:
            return None
        flags += [at % 2 == 1] * int(field, 36)
    return tuple(flags)


def stretches(flags: Sequence[bool], duration: float) -> Iterator[tuple[float, float]]:
    """From and to, in seconds to the millisecond, of slices in a row that are set."""
    at = 0
    for on, run in groupby(flags):
        end = at + len(list(run))
        if on:
            length = duration / len(flags)
            yield _milli(at * length), _milli(end * length)
        at = end


def _milli(seconds: float) -> float:
    """To the millisecond, a half up, as the player rounds."""
    return math.floor(seconds * 1000 + 0.5) / 1000
