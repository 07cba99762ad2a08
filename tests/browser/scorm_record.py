"""What a SCORM LMS keeps of a learner's attempt, and what it gives back at the next launch."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

Edition = Literal["1.2", "2004-3", "2004-4"]
Values = dict[str, str]

_TIME_12 = re.compile(r"(\d{2,4}):(\d\d):(\d\d(?:\.\d{1,2})?)")
_TIME_2004 = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?")

# From least to most; what stands nowhere here is as good as nothing.
_RANKS = ("browsed", "incomplete", "failed", "completed", "passed")


class Standing(NamedTuple):
    """What a learner has reached: statuses as the LMS holds them, "" for none, and the score."""

    completion: str
    success: str
    raw: float | None
    scaled: float | None


@dataclass
class Record:
    """One learner's record. `values` are data model elements by their full names.

    `history` holds what was reached with each commit that was stored, repetitions left out.
    """

    edition: Edition
    learner: str
    values: Values = field(default_factory=dict)
    earlier_seconds: float = 0
    launches: int = 0
    history: list[Standing] = field(default_factory=list)

    def status(self) -> tuple[str, str]:
        """Completion and success; in SCORM 1.2, lesson_status twice."""
        if self.edition == "1.2":
            status = self.values.get("cmi.core.lesson_status", "")
            return status, status
        values = self.values
        return values.get("cmi.completion_status", ""), values.get("cmi.success_status", "")

    @property
    def core(self) -> str:
        """The prefix of what SCORM 1.2 keeps under `core`."""
        return "cmi.core." if self.edition == "1.2" else "cmi."

    @property
    def raw(self) -> float | None:
        """score.raw."""
        return _number(self.values.get(f"{self.core}score.raw"))

    @property
    def scaled(self) -> float | None:
        """score.scaled, which SCORM 1.2 lacks."""
        return _number(self.values.get("cmi.score.scaled"))

    @property
    def progress(self) -> float | None:
        """progress_measure, which SCORM 1.2 lacks."""
        return _number(self.values.get("cmi.progress_measure"))

    @property
    def suspend_data(self) -> str:
        """The content's own text."""
        return self.values.get("cmi.suspend_data", "")

    @property
    def location(self) -> str:
        """lesson_location, or location."""
        name = "cmi.core.lesson_location" if self.edition == "1.2" else "cmi.location"
        return self.values.get(name, "")

    @property
    def exit(self) -> str:
        """How the last session said that it ended."""
        return self.values.get(f"{self.core}exit", "")

    @property
    def seconds(self) -> float:
        """total_time: that of earlier sessions and of the present one."""
        return self.earlier_seconds + seconds(self.values.get(f"{self.core}session_time", ""))

    def interactions(self) -> list[Values]:
        """The recorded interactions, in order: last part of the name → value."""
        found: dict[int, Values] = {}
        for name, value in self.values.items():
            if match := re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", name):
                found.setdefault(int(match[1]), {})[match[2]] = value
        return [found[index] for index in sorted(found)]

    def lowered(self) -> list[str]:
        """Each time that a commit took back what an earlier one had recorded, as text."""
        return [
            f"{name}: {before} → {after}"
            for earlier, later in pairwise(self.history)
            for name, before, after in zip(Standing._fields, earlier, later, strict=True)
            if _rank(after) < _rank(before)
        ]

    def commit(self, flattened: Mapping[str, object]) -> None:
        """Takes over what the LMS's page has committed."""
        for name, value in flattened.items():
            if isinstance(value, str | int | float) and not name.endswith("total_time"):
                self.values[name] = str(value)
        standing = Standing(*self.status(), self.raw, self.scaled)
        if self.history[-1:] != [standing]:
            self.history.append(standing)

    def launch(self, given: Values) -> Values:
        """Starts a session: what the API is to hold before content initializes it.

        `given` comes from the manifest, such as launch data. A 2004 attempt that was not suspended
        is over (RTE 4.2.8): the next one starts empty, and only the LMS remembers its outcome.
        """
        self.earlier_seconds, resumed = self.seconds, self.exit == "suspend"
        self.values.pop(f"{self.core}session_time", None)
        if self.edition != "1.2" and not resumed:
            self.values = {}
        self.launches += 1
        fresh = self.launches == 1 or (self.edition != "1.2" and not resumed)
        return self._given_out(given, "resume" if resumed else "ab-initio" if fresh else "")

    def reopen(self, given: Values) -> Values:
        """What another API object of the same session is to hold."""
        return self._given_out(given, "resume" if self.exit == "suspend" else "")

    def _given_out(self, given: Values, entry: str) -> Values:
        is_12, core, total = self.edition == "1.2", self.core, self.earlier_seconds
        identity = ("student_id", "student_name") if is_12 else ("learner_id", "learner_name")
        return {
            **{name: value for name, value in self.values.items() if _is_given_back(name, value)},
            **given,
            f"{core}{identity[0]}": self.learner,
            f"{core}{identity[1]}": f"{self.learner.title()}, Test",
            f"{core}credit": "credit",
            f"{core}entry": entry,
            f"{core}{'lesson_mode' if is_12 else 'mode'}": "normal",
            f"{core}total_time": timespan(total) if is_12 else f"PT{total:.2f}S",
        }


def _is_given_back(name: str, value: str) -> bool:
    """Exit and session time are write-only; an empty value is as good as none."""
    return value != "" and not name.endswith((".exit", ".session_time", "_count", "_children"))


def seconds(text: str) -> float:
    """A time of either edition in seconds; 0 for none. Raises ValueError for anything else."""
    if not text:
        return 0
    if match := _TIME_12.fullmatch(text):
        hours, minutes, rest = match.groups()
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)
    if match := _TIME_2004.fullmatch(text):
        days, hours, minutes, rest = (float(part or 0) for part in match.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + rest
    raise ValueError(f"not a time: {text!r}")


def timespan(total: float) -> str:
    """Seconds as SCORM 1.2 CMITimespan."""
    minutes, rest = divmod(total, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:04d}:{minutes:02d}:{rest:05.2f}"


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _rank(reached: str | float | None) -> float:
    """The place of a status or score among its like; -2 for none."""
    if isinstance(reached, str):
        return _RANKS.index(reached) if reached in _RANKS else -2
    return -2 if reached is None else reached
