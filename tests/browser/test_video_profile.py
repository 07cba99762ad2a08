"""The rules of the video profile: a good session passes, and each rule refuses a bad statement."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.video_profile import PROFILE, SESSION_ID, Statement, faults

_ACTIVITY = "https://example.org/module"
_X = f"{PROFILE}/extensions/"
_STOPPED = {f"{_X}time": 5.5, f"{_X}progress": 0.9, f"{_X}played-segments": "0[.]2.5[,]3[.]5.5"}
_RESULTS: dict[str, dict[str, object]] = {
    "initialized": {},
    "played": {f"{_X}time": 0},
    "seeked": {f"{_X}time-from": 1, f"{_X}time-to": 4},
    "paused": _STOPPED,
    "completed": _STOPPED,
    "terminated": _STOPPED,
}


def _statement(verb: str) -> Statement:
    base = f"{PROFILE}/verbs" if verb in {"played", "paused", "seeked"} else None
    result: Statement = {"extensions": dict(_RESULTS[verb])}
    if verb == "completed":
        result |= {"completion": True, "duration": "PT6S"}
    return {
        "id": "first" if verb == "initialized" else verb,
        "verb": {"id": f"{base or 'http://adlnet.gov/expapi/verbs'}/{verb}"},
        "object": {"id": f"{_ACTIVITY}/video/main"},
        "result": result,
        "context": {
            "contextActivities": {"category": [{"id": PROFILE}]},
            "extensions": {SESSION_ID: "first", f"{_X}length": 6.0},
        },
    }


def test_good_session_passes() -> None:
    verbs = ["initialized", "played", "seeked", "paused", "completed", "terminated"]
    sent = [_statement(verb) for verb in verbs]
    for index, statement in enumerate(sent):
        assert faults(statement, sent[:index], _ACTIVITY) == []


def test_statement_without_the_category_is_not_judged() -> None:
    statement = _statement("played")
    statement["context"]["contextActivities"]["category"] = []
    statement["result"] = {}
    assert faults(statement, [], _ACTIVITY) == []


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("verb", "change", "fault"),
    [
        ("played", lambda s: s["result"]["extensions"].clear(), "played needs time"),
        ("seeked", lambda s: s["result"]["extensions"].clear(), "seeked needs time-from"),
        (
            "paused",
            lambda s: s["result"]["extensions"].pop(f"{_X}progress"),
            "paused needs progress",
        ),
        (
            "paused",
            lambda s: s["result"]["extensions"].update({f"{_X}progress": 90}),
            "from 0 to 1",
        ),
        (
            "paused",
            lambda s: s["result"]["extensions"].update({f"{_X}played-segments": "0-5"}),
            "played-segments '0-5'",
        ),
        ("terminated", lambda s: s["context"]["extensions"].pop(f"{_X}length"), "needs length"),
        ("played", lambda s: s["context"]["extensions"].pop(SESSION_ID), "needs the session id"),
        ("initialized", lambda s: s.update(id="other"), "not the id of initialized"),
        ("completed", lambda s: s["result"].pop("completion"), "completion true"),
        ("completed", lambda s: s["result"].pop("duration"), "a duration"),
        ("played", lambda s: s.update(object={"id": _ACTIVITY}), "launched activity's id"),
        ("played", lambda s: s.update(verb={"id": "https://x.org/played"}), "no verb of"),
    ],
)
def test_rules_are_held(verb: str, change: Change, fault: str) -> None:
    statement = _statement(verb)
    change(statement)
    assert any(fault in each for each in faults(statement, [], _ACTIVITY))


def test_terminated_comes_after_paused_and_ends_the_session() -> None:
    playing = [_statement("initialized"), _statement("played")]
    assert faults(_statement("terminated"), playing, _ACTIVITY) == [
        "video: terminated while playing"
    ]
    ended = [*playing, _statement("paused"), _statement("terminated")]
    assert faults(_statement("paused"), ended, _ACTIVITY) == ["video: paused after terminated"]
