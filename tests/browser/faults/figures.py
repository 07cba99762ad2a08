"""Figures that the promise names: how soon a completion is accepted, how far back a resume is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ACCEPTED_WITHIN = 1.0
"""Seconds, at the 99th percentile, from the criteria met to the completion stored."""
BACK_AT_MOST = 15.0
"""Seconds of the learner's own time, after SIGKILL: of the video twice as many at 2×."""
MET_AT_LEAST = 0.15
"""Share of the random schedules of a standard in which the learner meets the criteria."""
ENOUGH = 50
"""Schedules from which that share says something: fewer may be chosen by `--seed`."""


@dataclass
class Figures:
    """Collected over a run."""

    accepted_after: list[float] = field(default_factory=list)
    seconds_back: list[float] = field(default_factory=list)

    def add(self, noted: Mapping[str, Sequence[object]]) -> None:
        """What a test noted under these names."""
        self.accepted_after += [float(str(each)) for each in noted.get("accepted_after", ())]
        self.seconds_back += [float(str(each)) for each in noted.get("seconds_back", ())]

    @property
    def p99(self) -> float | None:
        """The 99th percentile of `accepted_after`, nearest rank."""
        if not self.accepted_after:
            return None
        ordered = sorted(self.accepted_after)
        return ordered[math.ceil(0.99 * len(ordered)) - 1]

    def lines(self) -> list[str]:
        """For people."""
        lines = []
        if self.p99 is not None:
            count = len(self.accepted_after)
            lines.append(
                f"criteria met to accepted: p99 {self.p99 * 1000:.0f} ms over {count} completions"
                f" (limit {ACCEPTED_WITHIN * 1000:.0f} ms)"
            )
        if self.seconds_back:
            lines.append(
                f"resume after SIGKILL: at most {max(self.seconds_back):.1f} s back over"
                f" {len(self.seconds_back)} kills (limit {BACK_AT_MOST:.0f} s)"
            )
        return lines

    def over(self, *, whole: bool = False) -> list[str]:
        """What is over its limit; after a `whole` run also what was never measured."""
        found = []
        if whole and not self.accepted_after:
            found.append("no time from criteria met to accepted was measured")
        if whole and not self.seconds_back:
            found.append("no resume after SIGKILL was measured")
        if self.p99 is not None and self.p99 > ACCEPTED_WITHIN:
            found.append(f"p99 {self.p99:.2f} s from criteria met to accepted")
        if self.seconds_back and max(self.seconds_back) > BACK_AT_MOST:
            found.append(f"{max(self.seconds_back):.1f} s back after SIGKILL")
        return found

    def as_json(self) -> dict[str, object]:
        """For programs."""
        back = max(self.seconds_back) if self.seconds_back else None
        return {"p99_accepted_seconds": self.p99, "most_seconds_back": back}


@dataclass
class Schedules:
    """Random schedules of a standard: what they came to."""

    run: int = 0
    met: int = 0
    """Those in which the learner met the criteria: in the others nothing could be lost."""
    held: int = 0
    """Those after which the LMS held the completion."""
    again: int = 0
    """Attempts whose browser ended by itself."""

    def add(self, noted: Mapping[str, object]) -> None:
        """What a test noted, by the same names."""
        for name in ("run", "met", "held", "again"):
            setattr(self, name, getattr(self, name) + int(str(noted[name])))

    def line(self, standard: str) -> str:
        """For people."""
        again = f"; {self.again} attempt(s) again: their browser had ended" if self.again else ""
        return (
            f"random schedules, {standard}: {self.run};"
            f" criteria met in {self.met}, completion held after {self.held}{again}"
        )

    def over(self, standard: str) -> list[str]:
        """That too few came to a completion to say anything of lost ones."""
        wanted = MET_AT_LEAST * self.run
        if self.run < ENOUGH or self.met >= wanted:
            return []
        return [f"random schedules, {standard}: criteria met in {self.met}, not in {wanted:.0f}"]
