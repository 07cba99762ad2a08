"""Numbers, times and kinds as people say them, in English."""

from datetime import date
from decimal import Decimal

from scormpack.settings import AidKind

# Not strftime: its month names depend on the locale of the machine that builds.
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def clock(seconds: float) -> str:
    """`1:05`, `1:02:03`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    tail = f"{minutes:02}" if hours else f"{minutes}"
    return f"{hours}:{tail}:{whole % 60:02}" if hours else f"{tail}:{whole % 60:02}"


def seconds(time: str) -> float:
    """`1:05`, `0:07.5` or `1:02:03` in seconds."""
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part)
    return total


def day(read: str) -> str:
    """`2026-11-03` as `November 3, 2026`."""
    when = date.fromisoformat(read)
    return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"


def bytes_in_words(size: int) -> str:
    """`84 KB`, `1.2 MB`; decimal, as browsers and LMS limits count."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def percent(share: Decimal | float) -> str:
    """0.9 as `90%`."""
    return f"{round(float(share) * 100)}%"


def count(number: int, noun: str) -> str:
    """`1 package`, `2 packages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def kind(of: AidKind) -> str:
    """`pocket-card` as `Pocket card`."""
    return of.replace("-", " ").capitalize()
