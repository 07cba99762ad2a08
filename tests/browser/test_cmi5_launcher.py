"""The cmi5 LMS by itself: a good session passes, and each rule refuses a bad statement."""

import json
import uuid
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.browser import cmi5_rules
from tests.browser.cmi5_launcher import Cmi5Launcher
from tests.browser.cmi5_rules import CMI5, MASTERY_SCORE, MOVE_ON, SESSION_ID, Launch, Statement
from tests.browser.lrs import Lrs
from tests.browser.unpacked import Unpacked

_LAUNCH = Launch(
    session_id="s1",
    registration="r1",
    actor={"account": {"homePage": "https://lms.example.org", "name": "ann"}},
    activity_id="https://lms.example.org/1",
    publisher_id="https://example.org/au",
    mastery_score=0.5,
)
_READ = {"LMS.LaunchData", "cmi5LearnerPreferences"}
_RESULTS: dict[str, Statement] = {
    "initialized": {},
    "completed": {"completion": True, "duration": "PT5S"},
    "passed": {"success": True, "score": {"scaled": 0.5}, "duration": "PT5.25S"},
    "failed": {"success": False, "score": {"scaled": 0.49}, "duration": "PT5S"},
    "terminated": {"duration": "PT6S"},
}


def _statement(verb: str, launch: Launch = _LAUNCH) -> Statement:
    iri = next(iri for iri, name in cmi5_rules.VERBS.items() if name == verb)
    judged = verb in {"completed", "passed", "failed"}
    extensions: Statement = {SESSION_ID: launch.session_id}
    if verb in {"passed", "failed"}:
        extensions[MASTERY_SCORE] = launch.mastery_score
    return {
        "id": str(uuid.uuid4()),
        "actor": launch.actor,
        "verb": {"id": iri},
        "object": {"id": launch.activity_id},
        "timestamp": "2026-01-02T03:04:05.678Z",
        "result": deepcopy(_RESULTS[verb]),
        "context": {
            "registration": launch.registration,
            "extensions": extensions,
            "contextActivities": {
                "category": [{"id": CMI5}, *([{"id": MOVE_ON}] if judged else [])],
                "grouping": [{"id": launch.publisher_id}],
            },
        },
    }


def _faults(earlier: list[str], statement: Statement, launch: Launch = _LAUNCH) -> list[str]:
    return cmi5_rules.faults(launch, [_statement(verb) for verb in earlier], statement, _READ)


@pytest.mark.parametrize(
    "verbs",
    [
        ["initialized", "completed", "passed", "terminated"],
        ["initialized", "passed", "completed", "terminated"],
        ["initialized", "failed", "terminated"],
    ],
)
def test_good_session_passes(verbs: list[str]) -> None:
    for index, verb in enumerate(verbs):
        assert _faults(verbs[:index], _statement(verb)) == []


@pytest.mark.parametrize(
    ("earlier", "verb", "fault"),
    [
        ([], "completed", "before initialized"),
        (["initialized"], "initialized", "second initialized"),
        (["initialized", "terminated"], "completed", "after terminated"),
        (["initialized", "completed"], "completed", "second completed in the registration"),
        (["initialized", "passed"], "passed", "second passed in the registration"),
        (["initialized", "failed"], "failed", "second verdict"),
        (["initialized", "failed"], "passed", "second verdict"),
        (["initialized", "passed"], "failed", "failed after passed"),
    ],
)
def test_order_is_held(earlier: list[str], verb: str, fault: str) -> None:
    assert any(fault in each for each in _faults(earlier, _statement(verb)))


def test_registration_outlives_the_session() -> None:
    second = Launch(**{**vars(_LAUNCH), "session_id": "s2"})
    found = cmi5_rules.faults(
        second,
        [
            *map(_statement, ("initialized", "passed", "terminated")),
            _statement("initialized", second),
        ],
        _statement("passed", second),
        _READ,
    )
    assert found == ["9.3: a second passed in the registration"]


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("verb", "change", "fault"),
    [
        ("completed", lambda s: s["context"].pop("registration"), "9.6.1"),
        ("completed", lambda s: s.update(actor={"mbox": "mailto:a@b.org"}), "9.2"),
        ("completed", lambda s: s["context"]["extensions"].pop(SESSION_ID), "9.6.3.1"),
        ("completed", lambda s: s["context"]["contextActivities"].pop("grouping"), "9.6.2.3"),
        ("completed", lambda s: s.update(timestamp="2026-01-02T03:04:05+01:00"), "9.7"),
        ("completed", lambda s: s.update(object={"id": "https://example.org/au"}), "9.4"),
        ("completed", lambda s: s["result"].pop("duration"), "9.5.4"),
        ("completed", lambda s: s["result"].update(duration="PT1.234S"), "9.5.4"),
        ("completed", lambda s: s["result"].pop("completion"), "9.5.3"),
        ("completed", lambda s: s["result"].update(completion=False), "9.5.3"),
        ("completed", lambda s: s["result"].update(score={"scaled": 1}), "9.5.1"),
        ("passed", lambda s: s["result"].update(completion=True), "9.5.3"),
        ("passed", lambda s: s["result"].update(success=False), "9.5.2"),
        ("passed", lambda s: s["result"].update(score={"scaled": 0.4}), "masteryScore 0.5"),
        ("passed", lambda s: s["result"].pop("score"), "needs a scaled score"),
        ("passed", lambda s: s["result"].update(score={"scaled": 1.5}), "from 0 to 1"),
        ("passed", lambda s: s["result"]["score"].update(raw=1), "raw needs min"),
        ("passed", lambda s: s["context"]["extensions"].pop(MASTERY_SCORE), "9.6.3.2"),
        ("failed", lambda s: s["result"].update(score={"scaled": 0.5}), "masteryScore 0.5"),
        ("terminated", lambda s: s["result"].pop("duration"), "9.5.4"),
        (
            "terminated",
            lambda s: s["context"]["contextActivities"]["category"].append({"id": MOVE_ON}),
            "9.6.2.2",
        ),
        (
            "passed",
            lambda s: s["context"]["contextActivities"]["category"].pop(),
            "9.6.2.2",
        ),
        (
            "passed",
            lambda s: s["context"]["contextActivities"].update(category=[]),
            "without the cmi5 category",
        ),
        (
            "passed",
            lambda s: s.update(verb={"id": "https://w3id.org/xapi/adl/verbs/satisfied"}),
            "not for an AU",
        ),
        (
            "passed",
            lambda s: s.update(verb={"id": "https://w3id.org/xapi/video/verbs/played"}),
            "not of cmi5",
        ),
    ],
)
def test_statement_rules_are_held(verb: str, change: Change, fault: str) -> None:
    statement = _statement(verb)
    change(statement)
    assert any(fault in each for each in _faults(["initialized"], statement))


def test_nothing_is_judged_outside_normal_mode() -> None:
    launch = Launch(**{**vars(_LAUNCH), "mode": "Review"})
    assert _faults([], _statement("initialized"), launch) == []
    found = _faults(["initialized"], _statement("completed"), launch)
    assert found == ["10.2.2: completed in launch mode Review"]


def test_launch_data_and_preferences_come_first() -> None:
    found = cmi5_rules.faults(_LAUNCH, [], _statement("initialized"), {"LMS.LaunchData"})
    assert found == ["10 and 11: cmi5LearnerPreferences was not read first"]


@pytest.fixture
def launcher(lrs: Lrs, tmp_path: Path) -> Cmi5Launcher:
    """An LMS with a package of one AU, which exists on paper only."""
    package = Unpacked(
        tmp_path, "index.html", "https://example.org/au", "CompletedAndPassed", "0.5"
    )
    return Cmi5Launcher(lrs, package, "http://127.0.0.1:1")


def _send(url: str, method: str, token: str, body: object = None) -> bytes:
    headers = {
        "Authorization": f"Basic {token}",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
    }
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data=data, method=method, headers=headers)  # noqa: S310 - loopback
    with urlopen(request, timeout=5) as answer:  # noqa: S310
        found: bytes = answer.read()
    return found


def _begin(lrs: Lrs, launcher: Cmi5Launcher) -> tuple[Launch, str]:
    """Launches, fetches the token, reads both documents, as an AU does."""
    query = {k: v[0] for k, v in parse_qs(urlsplit(launcher.launch("ann")).query).items()}
    token = json.loads(_send(query["fetch"], "POST", ""))["auth-token"]
    launch = launcher.sessions[-1].launch
    agent = json.dumps(launch.actor)
    state = {
        "activityId": launch.activity_id,
        "agent": agent,
        "registration": launch.registration,
        "stateId": "LMS.LaunchData",
    }
    found = json.loads(_send(f"{lrs.endpoint}activities/state?{urlencode(state)}", "GET", token))
    assert (found["masteryScore"], found["moveOn"]) == (0.5, "CompletedAndPassed")
    profile = {"agent": agent, "profileId": "cmi5LearnerPreferences"}
    with pytest.raises(OSError, match="404"):
        _send(f"{lrs.endpoint}agents/profile?{urlencode(profile)}", "GET", token)
    return launch, token


def test_session_runs_from_fetch_to_terminated(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    launch, token = _begin(lrs, launcher)
    for verb in ("initialized", "completed", "passed"):
        _send(f"{lrs.endpoint}statements", "POST", token, _statement(verb, launch))
    assert launcher.satisfied("ann")
    _send(f"{lrs.endpoint}statements", "POST", token, _statement("terminated", launch))
    assert launcher.verbs("ann") == ["initialized", "completed", "passed", "terminated"]
    assert lrs.violations == []
    with pytest.raises(OSError, match="403"):
        _send(f"{lrs.endpoint}statements", "POST", token, _statement("completed", launch))


def test_fetch_url_works_once(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    query = parse_qs(urlsplit(launcher.launch("ann")).query)
    assert "auth-token" in json.loads(_send(query["fetch"][0], "POST", ""))
    assert json.loads(_send(query["fetch"][0], "POST", ""))["error-code"] == "1"
    assert lrs.violations == ["8.2.1: the fetch URL was used a second time"]


def test_relaunch_abandons_the_open_session(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    launch, token = _begin(lrs, launcher)
    _send(f"{lrs.endpoint}statements", "POST", token, _statement("initialized", launch))
    launcher.launch("ann")
    verbs = [each["verb"]["id"].rsplit("/", 1)[1] for each in lrs.statements.all()]
    assert verbs == ["launched", "initialized", "abandoned", "launched"]
    with pytest.raises(OSError, match="403"):
        _send(f"{lrs.endpoint}statements", "POST", token, _statement("completed", launch))
    assert lrs.violations == []
