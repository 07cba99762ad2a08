"""How a SCORM LMS of the tests is set up: its engine, where its API stands, what it does wrong."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Engine = Literal["again", "strict"]
Frame = Literal["iframe", "popup", "nested"]
Step = Literal["frame", "popup", "foreign-frame", "foreign-popup"]
CrossOrigin = Literal["no", "between", "opener", "nowhere"]
Method = Literal[
    "Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString"
]
Mode = Literal["ok", "500", "drop", "login", "false", "delay", "lose-answer"]

UNDEFINED: Final[Mapping[str, object]] = {"undefined": True}
"""The answer `undefined`, which JSON lacks."""
_NONE: Final = object()


def as_sent(element: str, value: str) -> str:  # noqa: ARG001
    """Keeps each value as it was sent."""
    return value


@dataclass(frozen=True)
class Setup:
    """One way in which an LMS launches content; read at each launch.

    `levels` is the number of frames from the API's window down to the content; `path` names the
    steps one by one instead, and `cross_origin` is short for three paths with foreign windows:
    one *between* content and API, one with the API at its *opener*, and no way to it at all.
    `parent_loops`: each window between says that its parent is its own frame.
    `api_after` is in seconds, `math.inf` for never. `given` is laid over the data model values
    that are handed out; `keep` says what the server keeps of each value that arrives. `headers`
    go with the launch page and the content.
    `refuse_second_initialize`: the API of one launch page starts one session only (RTE 2004
    3.1.3.1: 103, 104; 1.2: 101). `asynchronous`: "true" first, the request afterwards.
    `stale`: GetValue goes on giving what was set before the launch page was opened, and "" for a
    status that was not, as Open edX's does; lists are as they are.
    `other_api`: an object of the other standard's name stands beside the API.
    """

    engine: Engine = "again"
    frame: Frame = "iframe"
    levels: int = 1
    path: tuple[Step, ...] = ()
    cross_origin: CrossOrigin = "no"
    parent_loops: bool = False
    api_after: float = 0
    given: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[str, str], str] = as_sent
    headers: Mapping[str, str] = field(default_factory=dict)
    refuse_second_initialize: bool = True
    asynchronous: bool = False
    stale: bool = False
    other_api: bool = False

    def __post_init__(self) -> None:
        if self.asynchronous and self.engine != "strict":
            raise ValueError("only the strict engine answers before it sends")
        if self.path and self.path[-1].startswith("foreign"):
            raise ValueError("the last step leads to the content, which is of the LMS's origin")

    def steps(self, frame: Frame) -> tuple[Step, ...]:
        """The way from the launch page to the content."""
        if self.path:
            return self.path
        if self.cross_origin in {"between", "opener"}:
            foreign: Step = "foreign-frame" if self.cross_origin == "between" else "foreign-popup"
            return (foreign, "frame")
        first: Step = "popup" if frame == "popup" else "frame"
        frames: tuple[Step, ...] = ("frame",)
        levels = max(self.levels, 2) if frame == "nested" else self.levels
        return (first, *frames * (levels - 1))

    def in_page(self) -> dict[str, object]:
        """What the launch page has to know."""
        return {
            "engine": self.engine,
            "apiAfter": self.api_after if math.isfinite(self.api_after) else None,
            "refuseSecondInitialize": self.refuse_second_initialize,
            "asynchronous": self.asynchronous,
            "stale": self.stale,
            "otherApi": self.other_api,
        }


@dataclass(frozen=True)
class Rule:
    """What stands between content and engine in calls of `method`, named as in SCORM 2004.

    `element` is a regular expression that the first argument must match from its beginning to its
    end. The rule passes over the first `skip` such calls and then holds for `times`, or for ever.
    At most one of `answer` (given instead of calling the engine), `throws`, `pretend` ("true"
    without calling the engine) and `then_answer` (given after calling it); UNDEFINED for undefined.
    `code` is what GetLastError says until the next other call. `block` is in milliseconds, before
    anything else.
    """

    method: Method
    element: str | None = None
    times: int | None = None
    skip: int = 0
    answer: object = _NONE
    throws: bool = False
    pretend: bool = False
    then_answer: object = _NONE
    code: int | None = None
    block: int = 0

    def __post_init__(self) -> None:
        given = (self.answer is not _NONE, self.then_answer is not _NONE, self.throws, self.pretend)
        if sum(given) > 1:
            raise ValueError("a rule answers in one way")

    def as_json(self) -> dict[str, object]:
        """As window.LMS.rule takes it."""
        names = ("element", "times", "code")
        known = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        answers = {
            name: getattr(self, name)
            for name in ("answer", "then_answer")
            if getattr(self, name) is not _NONE
        }
        flags = {name: True for name in ("throws", "pretend") if getattr(self, name)}
        counts = {name: getattr(self, name) for name in ("skip", "block") if getattr(self, name)}
        return {"method": self.method, **known, **answers, **flags, **counts}

    def as_js(self) -> str:
        """JavaScript that adds the rule, for the launch page."""
        return f"window.LMS.rule({json.dumps(self.as_json())})"
