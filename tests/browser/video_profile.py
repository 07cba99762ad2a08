"""What the ADL video profile (1.0.3) asks of statements, as a pure function."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

Statement = dict[str, Any]

PROFILE = "https://w3id.org/xapi/video"
SESSION_ID = f"{PROFILE}/extensions/session-id"
_ADL = "http://adlnet.gov/expapi/verbs"
_VERBS = {
    f"{_ADL}/initialized": "initialized",
    f"{PROFILE}/verbs/played": "played",
    f"{PROFILE}/verbs/paused": "paused",
    f"{PROFILE}/verbs/seeked": "seeked",
    f"{_ADL}/interacted": "interacted",
    f"{_ADL}/completed": "completed",
    f"{_ADL}/terminated": "terminated",
}
_STOPPED = {"time", "progress", "played-segments"}
_RESULT = {
    "played": {"time"},
    "interacted": {"time"},
    "seeked": {"time-from", "time-to"},
    "paused": _STOPPED,
    "completed": _STOPPED,
    "terminated": _STOPPED,
}
_WITH_LENGTH = {"initialized", "paused", "completed", "terminated"}
_SEGMENTS = re.compile(r"(\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?(\[,\](?=\d))?)*")


def faults(statement: Statement, earlier: Sequence[Statement], activity_id: str) -> list[str]:
    """What is wrong with `statement`; empty for one that is not of the profile.

    `earlier` holds the statements of the same video session, oldest first; `activity_id` is the
    launched activity, which the video must not share its id with.
    """
    if not of_profile(statement):
        return []
    verb = _VERBS.get(statement["verb"]["id"])
    if verb is None:
        return [f"video: {statement['verb']['id']} is no verb of the profile"]
    found = [*_extensions(statement, verb), *_session(statement, verb, earlier)]
    if statement["object"]["id"] == activity_id:
        found.append("video: the video has the launched activity's id")
    if verb == "completed" and statement.get("result", {}).get("completion") is not True:
        found.append("video: completed says completion true")
    if verb == "completed" and "duration" not in statement.get("result", {}):
        found.append("video: completed needs a duration")
    return found


def of_profile(statement: Statement) -> bool:
    """Whether the statement names the profile among its categories."""
    activities = statement.get("context", {}).get("contextActivities", {})
    return PROFILE in {each["id"] for each in activities.get("category", [])}


def _extensions(statement: Statement, verb: str) -> Iterator[str]:
    context = statement["context"].get("extensions", {})
    result = statement.get("result", {}).get("extensions", {})
    missing = {n for n in _RESULT.get(verb, set()) if _name(n) not in result}
    if verb in _WITH_LENGTH and _name("length") not in context:
        missing.add("length")
    for name in sorted(missing):
        yield f"video: {verb} needs {name}"
    if not 0 <= result.get(_name("progress"), 0) <= 1:
        yield "video: progress lies from 0 to 1"
    if not _SEGMENTS.fullmatch(result.get(_name("played-segments"), "")):
        yield f"video: played-segments {result[_name('played-segments')]!r}"


def _session(statement: Statement, verb: str, earlier: Sequence[Statement]) -> Iterator[str]:
    """One session id, that of initialized; paused before terminated where it was playing."""
    session = statement["context"].get("extensions", {}).get(SESSION_ID)
    if verb == "initialized":
        if session is not None and session != statement["id"]:
            yield "video: the session id is not the id of initialized"
        return
    if session is None:
        yield f"video: {verb} needs the session id"
    verbs = [_VERBS.get(each["verb"]["id"]) for each in earlier if of_profile(each)]
    if "terminated" in verbs:
        yield f"video: {verb} after terminated"
    moving = [each for each in verbs if each in {"played", "paused"}]
    if verb == "terminated" and moving[-1:] == ["played"]:
        yield "video: terminated while playing"


def _name(extension: str) -> str:
    return f"{PROFILE}/extensions/{extension}"
