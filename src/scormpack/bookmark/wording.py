"""Shares, times and places of a record, as they are read aloud."""

import math
from collections.abc import Iterator, Sequence

from scormpack.bookmark.names import Named
from scormpack.words import clock

_AUDIENCES = {"officer": "line officer", "commander": "commander"}
_SHOWN = 5  # stretches; a video watched in many pieces has hundreds


def yes(flag: bool) -> str:  # noqa: FBT001 - the word for it
    """`yes` or `no`."""
    return "yes" if flag else "no"


def percent(share: float) -> str:
    """0.8996 as `89.9%`: never rounded up, since 90 % may be asked."""
    return f"{math.floor(share * 1000 + 1e-6) / 10:g}%"


def spent(seconds: int) -> str:
    """`0:12:30`: hours, minutes, seconds."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def audience(name: str | None) -> str:
    """Who takes it; only a package for all asks."""
    return _AUDIENCES.get(name or "", "not asked, or not said yet")


def of_version(named: Named | None) -> str:
    """What the source says to a receipt's version."""
    if named is None or named.same_version is None:
        return ""
    return ", as the source" if named.same_version else f"; the source is version {named.version}"


def numbers(flags: Sequence[bool]) -> str:
    """`1, 3`: the places of what is set, from 1."""
    return ", ".join(str(number) for number, flag in enumerate(flags, 1) if flag) or "none"


def unwatched(played: Sequence[tuple[float, float]], duration: float) -> str:
    """`0:12 to 0:20 and 0:31 to 1:00`: what of the video does not count; empty where all does."""
    gaps = [f"{clock(start)} to {clock(end)}" for start, end in _gaps(played, duration)]
    if len(gaps) > _SHOWN:
        gaps[_SHOWN:] = [f"{len(gaps) - _SHOWN} more stretches"]
    return ", ".join(gaps[:-1]) + (" and " if gaps[:-1] else "") + "".join(gaps[-1:])


def _gaps(played: Sequence[tuple[float, float]], duration: float) -> Iterator[tuple[float, float]]:
    at = 0.0
    for start, end in (*played, (duration, duration)):
        if start > at:
            yield at, start
        at = end
