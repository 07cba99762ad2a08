"""What a learner did, as bounds: what it counts for at the least and at the most."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Range = tuple[float, float]

TOP_RATE = 2.05
"""The player counts nothing above 2×; the slider's own values are exact."""
_EDGE = 0.3
"""Seconds of real time between two samples of a video that plays."""
_SLICE = 0.1
"""Seconds. A slice of the video counts when all of it was played."""


@dataclass
class Deeds:
    """Of one learner in all windows; `played` are stretches with their speed.

    `perhaps` are those that a page saw which did not come to tell it: they count at the most.
    """

    duration: float
    watched_asked: float
    played: list[tuple[float, float, float]] = field(default_factory=list)
    perhaps: list[tuple[float, float, float]] = field(default_factory=list)
    aids_left: int = 0
    answered: bool = True
    """Whether the questions were answered well enough; true where none are asked."""
    met_at: float | None = None
    """When the criteria were met, in seconds since 1970, by what `play` and `mark` were told."""
    _last: float = 0

    def play(self, start: float, end: float, rate: float, at: float) -> None:
        """A stretch was played; `at` is when it came to its end."""
        self.played.append((start, end, rate))
        # What is beyond the criterion was played after it was met.
        beyond = min(self._sure - self.watched_asked * self.duration, end - start)
        self.mark(at - max(0, beyond) / rate)

    def mark(self, at: float) -> None:
        """Something was done, the last of it `at`."""
        # A page may tell of something later than what is marked after it.
        self._last = max(self._last, at)
        if self.met_at is None and self.met:
            self.met_at = self._last

    @property
    def met(self) -> bool:
        """Whether the criteria are met for certain."""
        return self._rest and self._sure >= self.watched_asked * self.duration

    @property
    def possible(self) -> bool:
        """Whether the criteria can be met by what was done."""
        wide = [
            (a - _EDGE * min(rate, TOP_RATE), (b if rate <= TOP_RATE else a) + _EDGE * TOP_RATE)
            for a, b, rate in (*self.played, *self.perhaps)
        ]
        most = sum(min(b, self.duration) - max(a, 0) for a, b in merged(wide) if a < self.duration)
        return self._rest and most >= self.watched_asked * self.duration - _SLICE

    @property
    def _sure(self) -> float:
        """Seconds of the video that count for certain."""
        stretches = merged((a, b) for a, b, rate in self.played if rate <= TOP_RATE)
        return sum(b - a for a, b in stretches) - _SLICE * max(0, len(stretches) - 1)

    @property
    def _rest(self) -> bool:
        return self.aids_left == 0 and self.answered


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The union, in order; stretches that nearly touch are one."""
    done: list[Range] = []
    for start, end in sorted(ranges):
        if done and start <= done[-1][1] + _SLICE:
            done[-1] = (done[-1][0], max(done[-1][1], end))
        else:
            done.append((start, end))
    return done
