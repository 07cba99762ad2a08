"""The cmi5 LMS by itself: a session from its launch to its end, and what it refuses on the way."""

import json
from pathlib import Path
from typing import Any, Literal
from urllib.request import urlopen

import pytest

from tests.browser.cmi5_client import Au, statement
from tests.browser.cmi5_launcher import Cmi5Launcher
from tests.browser.cmi5_session import state_query
from tests.browser.lrs import Lrs
from tests.browser.lrs_client import Client
from tests.browser.lrs_faults import Fault
from tests.browser.unpacked import Unpacked

_ALL = ("initialized", "completed", "passed", "terminated")


@pytest.fixture
def launcher(lrs: Lrs, tmp_path: Path) -> Cmi5Launcher:
    """An LMS with a package of one AU, which exists on paper only."""
    package = Unpacked(
        tmp_path, "index.html", "https://example.org/au", "CompletedAndPassed", "0.5", "en"
    )
    return Cmi5Launcher(lrs, package, "http://127.0.0.1:1")


def _launch(lrs: Lrs, launcher: Cmi5Launcher, **options: Any) -> Au:
    url = launcher.launch("ann", **options)
    return Au(lrs, url, launcher.gate.sessions[-1].launch)


def _begun(lrs: Lrs, launcher: Cmi5Launcher, **options: Any) -> tuple[Au, Client]:
    """A session whose AU is initialized."""
    unit = _launch(lrs, launcher, **options)
    client = unit.client()
    unit.read(client)
    assert unit.send(client, "initialized").status == 204
    return unit, client


def _get(url: str) -> bytes:
    with urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
        found: bytes = answer.read()
    return found


def _verbs(lrs: Lrs) -> list[str]:
    return [each["verb"]["id"].rsplit("/", 1)[1] for each in lrs.statements.all()]


def test_session_runs_from_fetch_to_terminated(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit, client = _begun(lrs, launcher)
    assert not launcher.satisfied("ann")
    for verb in ("completed", "passed"):
        assert unit.send(client, verb).status == 204
    assert launcher.satisfied("ann")
    assert unit.send(client, "terminated").status == 204
    assert launcher.verbs("ann") == list(_ALL)
    history = launcher.history("ann")
    assert [verb for _at, verb in history] == list(_ALL)
    assert [at for at, _verb in history] == sorted(at for at, _verb in history)
    assert _verbs(lrs) == ["launched", *_ALL]
    assert lrs.violations == []


def test_fetch_url_works_once(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit = _launch(lrs, launcher)
    assert "auth-token" in unit.fetch()
    assert unit.fetch()["error-code"] == "1"
    assert lrs.violations == ["8.2.1: the fetch URL was used a second time"]


def test_fetch_url_takes_post_alone(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    with pytest.raises(OSError, match="405"):
        _get(_launch(lrs, launcher).query["fetch"])
    assert len(lrs.violations) == 1


def test_second_fetch_is_forgiven_whose_first_answer_was_lost(
    lrs: Lrs, launcher: Cmi5Launcher
) -> None:
    unit = _launch(lrs, launcher)
    lrs.fail(Fault("lost-answer", path="/fetch"))
    with pytest.raises(OSError, match="closed connection"):
        unit.fetch()
    lrs.heal()
    assert unit.fetch()["error-code"] == "1"
    assert lrs.violations == []


def test_token_serves_until_the_session_ends(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    """As after a reload, which has the token and fetches no other."""
    unit, client = _begun(lrs, launcher)
    assert unit.read(Client(lrs, client.authorization))["launchMode"] == "Normal"
    assert unit.send(Client(lrs, client.authorization), "completed").status == 204
    assert lrs.violations == []


def test_unknown_token_is_refused(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit, _client = _begun(lrs, launcher)
    assert unit.send(Client(lrs, "Basic bm9uZQ=="), "completed").status == 401
    assert len(lrs.violations) == 1


def test_launch_data_say_what_the_package_does(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit = _launch(lrs, launcher)
    found = unit.read(unit.client())
    session = unit.launch.session_id
    assert found == {
        "contextTemplate": unit.launch.template,
        "launchMode": "Normal",
        "launchParameters": "en",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.5,
        "returnURL": f"{lrs.server.origin}/returned?session={session}",
        "entitlementKey": {"courseStructure": "", "alternate": ""},
    }
    assert unit.query["endpoint"] == lrs.endpoint


def test_lms_may_ask_for_other_things_than_the_package(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit = _launch(
        lrs,
        launcher,
        mode="Review",
        mastery=0.9,
        move_on="Passed",
        parameters="fr",
        return_url="https://lms.example.org/home",
        endpoint_slash=False,
        data={"masteryScore": "0.9", "extra": None},
    )
    found = unit.read(unit.client())
    told = [found[name] for name in ("launchMode", "moveOn", "launchParameters", "returnURL")]
    assert told == ["Review", "Passed", "fr", "https://lms.example.org/home"]
    assert (found["masteryScore"], found["extra"]) == ("0.9", None)
    assert unit.launch.mastery_score == 0.9
    assert unit.query["endpoint"] == lrs.endpoint.rstrip("/")
    assert lrs.violations == []


def test_lms_may_leave_out_mastery_score_and_return_url(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit = _launch(lrs, launcher, mastery=None, return_url=None)
    assert not {"masteryScore", "returnURL"} & unit.read(unit.client()).keys()


@pytest.mark.parametrize(
    ("move_on", "verbs", "satisfied"),
    [
        ("NotApplicable", [], True),
        ("Passed", ["completed"], False),
        ("Passed", ["passed"], True),
        ("Completed", ["passed"], False),
        ("Completed", ["completed"], True),
        ("CompletedAndPassed", ["passed"], False),
        ("CompletedAndPassed", ["passed", "completed"], True),
        ("CompletedOrPassed", ["failed"], False),
        ("CompletedOrPassed", ["passed"], True),
    ],
)
def test_move_on_decides(
    lrs: Lrs, launcher: Cmi5Launcher, move_on: str, verbs: list[str], *, satisfied: bool
) -> None:
    unit, client = _begun(lrs, launcher, move_on=move_on)
    for verb in verbs:
        assert unit.send(client, verb).status == 204
    assert launcher.satisfied("ann") is satisfied


def test_nothing_is_taken_after_terminated(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit, client = _begun(lrs, launcher)
    unit.send(client, "terminated")
    assert unit.send(client, "completed").status == 403
    assert client("GET", "activities/state", state_query(unit.launch, "s")).status == 403
    assert launcher.verbs("ann") == ["initialized", "terminated"]
    assert len(lrs.violations) == 2


def test_statement_after_terminated_is_refused_where_the_token_lives_on(
    lrs: Lrs, launcher: Cmi5Launcher
) -> None:
    launcher.gate.waits = True
    unit, client = _begun(lrs, launcher)
    ended = statement("terminated", unit.launch)
    assert [client.put(ended), client.put(ended)] == [204, 204]
    assert unit.send(client, "completed").status == 400
    assert "9.3.8: a statement after terminated" in lrs.violations[0]
    assert len(lrs.violations) == 1


def test_asking_after_a_terminated_whose_answer_was_lost_is_forgiven(
    lrs: Lrs, launcher: Cmi5Launcher
) -> None:
    unit, client = _begun(lrs, launcher)
    ended = statement("terminated", unit.launch)
    lrs.fail(Fault("lost-answer", verb="terminated"))
    with pytest.raises(OSError, match="closed connection"):
        client.put(ended)
    lrs.heal()
    assert client.put(ended) == 403
    assert client("GET", "statements", {"statementId": ended["id"]}).status == 403
    assert lrs.violations == []
    assert client.put(statement("terminated", unit.launch)) == 403
    assert len(lrs.violations) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_session_that_the_lms_ended_takes_nothing(
    lrs: Lrs, launcher: Cmi5Launcher, status: Literal[401, 403]
) -> None:
    unit, client = _begun(lrs, launcher)
    launcher.end_session("ann", status)
    assert unit.send(client, "completed").status == status
    assert client("GET", "activities/state", state_query(unit.launch, "s")).status == status
    assert _verbs(lrs) == ["launched", "initialized", "abandoned"]
    assert lrs.violations == []
    launcher.launch("ann")
    assert _verbs(lrs).count("abandoned") == 1


def test_relaunch_abandons_the_open_session(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit, client = _begun(lrs, launcher)
    again, second = _begun(lrs, launcher)
    assert _verbs(lrs) == ["launched", "initialized", "abandoned", "launched", "initialized"]
    assert again.launch.registration == unit.launch.registration
    assert again.launch.session_id != unit.launch.session_id
    assert unit.send(client, "completed").status == 403
    assert again.send(second, "completed").status == 204
    assert lrs.violations == []


def test_statement_of_another_session_is_refused(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    """As where a queue of an earlier session is sent again with a new token."""
    unit, client = _begun(lrs, launcher)
    waiting = statement("completed", unit.launch)
    unit.send(client, "terminated")
    _again, second = _begun(lrs, launcher)
    assert second.put(waiting) == 400
    assert "9.6.3.1: the session id is not the contextTemplate's" in lrs.violations[0]


@pytest.mark.parametrize("name", ["agent", "activityId", "registration"])
def test_document_of_another_launch_is_refused(lrs: Lrs, launcher: Cmi5Launcher, name: str) -> None:
    unit, client = _begun(lrs, launcher)
    other = {"agent": '{"mbox": "mailto:bob@example.org"}'}.get(name, "https://example.org/other")
    query = {**state_query(unit.launch, "s"), name: other}
    assert client("PUT", "activities/state", query, {}).status == 403
    assert f"another {name} than the launch's" in lrs.violations[0]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_launch_data_are_for_reading(lrs: Lrs, launcher: Cmi5Launcher, method: str) -> None:
    unit, client = _begun(lrs, launcher)
    query = state_query(unit.launch, "LMS.LaunchData")
    assert client(method, "activities/state", query, {}).status == 403
    assert len(lrs.violations) == 1


@pytest.mark.parametrize("status", [200, 403, 404])
def test_preferences_are_to_be_asked_for_and_may_be_withheld(
    lrs: Lrs, launcher: Cmi5Launcher, status: int
) -> None:
    if status == 200:
        launcher.prefer("ann", audioPreference="off")
    if status == 403:
        lrs.fail(Fault("status", path="/agents/profile", status=403))
    unit = _launch(lrs, launcher)
    client = unit.client()
    agent = json.dumps(unit.launch.actor)
    query = {"agent": agent, "profileId": "cmi5LearnerPreferences"}
    answer = client("GET", "agents/profile", query)
    assert answer.status == status
    assert status != 200 or json.loads(answer.body) == {"audioPreference": "off"}
    assert client("PUT", "agents/profile", query, {}, If_None_Match="*").status == 403
    unit.read(client)
    assert unit.send(client, "initialized").status == 204
    assert lrs.violations == []


def test_initialized_before_the_documents_is_refused(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit = _launch(lrs, launcher)
    assert unit.send(unit.client(), "initialized").status == 400
    assert launcher.verbs("ann") == []


@pytest.mark.parametrize("verb", ["initialized", "completed"])
def test_bad_order_is_refused_and_not_stored(lrs: Lrs, launcher: Cmi5Launcher, verb: str) -> None:
    unit, client = _begun(lrs, launcher)
    unit.send(client, "completed")
    assert unit.send(client, verb).status == 400
    assert launcher.verbs("ann") == ["initialized", "completed"]
    assert len(lrs.violations) == 1


def test_way_back_is_open_after_terminated(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    unit, client = _begun(lrs, launcher)
    back = unit.read(client)["returnURL"]
    assert not launcher.returned("ann")
    unit.send(client, "terminated")
    assert b"<h1>Back at the LMS</h1>" in _get(back)
    assert launcher.returned("ann")
    assert lrs.violations == []


@pytest.mark.parametrize(("abandoned", "violations"), [(False, 1), (True, 0)])
def test_way_back_without_terminated_is_for_abandoned_sessions(
    lrs: Lrs, launcher: Cmi5Launcher, violations: int, *, abandoned: bool
) -> None:
    unit, client = _begun(lrs, launcher)
    back = unit.read(client)["returnURL"]
    if abandoned:
        launcher.end_session("ann")
    _get(back)
    assert len(lrs.violations) == violations


def test_lms_tells_of_launch_and_abandonment(lrs: Lrs, launcher: Cmi5Launcher) -> None:
    launcher.launch("ann")
    launcher.end_session("ann")
    launched, abandoned = lrs.statements.all()
    extensions = {
        name.rsplit("/", 1)[1]: value for name, value in launched["context"]["extensions"].items()
    }
    assert extensions | {"sessionid": "", "tenant": ""} == {
        "sessionid": "",
        "tenant": "",
        "launchmode": "Normal",
        "launchurl": "http://127.0.0.1:1/index.html",
        "moveon": "CompletedAndPassed",
        "launchparameters": "en",
        "masteryscore": 0.5,
    }
    assert abandoned["result"]["duration"].startswith("PT0.")
