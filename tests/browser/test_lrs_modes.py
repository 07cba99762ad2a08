"""The ways of real LRSs: each is off until it is set, and is never held against content."""

import time
import uuid
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import pytest

from tests.browser import cmi5_rules
from tests.browser.lrs import Lrs
from tests.browser.lrs_client import AUTHORIZATION, STATE, Client, statement
from tests.browser.lrs_modes import Tags

_REGISTERED = {"registration": "7d6cbd2e-3b1c-4f5e-9a70-1d4a3c1b2e01"}


@pytest.fixture
def client(lrs: Lrs) -> Client:
    """Speaks to the LRS as content does."""
    lrs.tokens.add(AUTHORIZATION)
    return Client(lrs)


@pytest.mark.parametrize("verb", ["completed", "passed"])
def test_second_verdict_is_refused_even_as_the_same_statement(client: Client, verb: str) -> None:
    client.lrs.refuses_repeats = True
    made = statement(verb, context=_REGISTERED)
    again = statement(verb, context=_REGISTERED)
    assert [client.put(each) for each in (made, made, again)] == [204, 403, 403]
    assert client("POST", "statements", body=[statement(), again]).status == 403
    assert client.lrs.statements.all()[0]["id"] == made["id"]
    assert len(client.lrs.statements.all()) == 1
    assert client.lrs.violations == []


@pytest.mark.parametrize(
    "parts",
    [
        {"context": {"registration": str(uuid.uuid4())}},
        {"context": _REGISTERED, "object": {"id": "https://example.org/b"}},
        {"context": _REGISTERED, "actor": {"mbox": "mailto:bob@example.org"}},
    ],
)
def test_other_learner_activity_or_registration_is_no_repeat(
    client: Client, parts: dict[str, Any]
) -> None:
    client.lrs.refuses_repeats = True
    client.put(statement("completed", context=_REGISTERED))
    assert client.put(statement("completed", **parts)) == 204


@pytest.mark.parametrize(("session", "status"), [("s1", 403), ("s2", 204)])
def test_second_start_is_refused_in_a_cmi5_session(
    client: Client, session: str, status: int
) -> None:
    client.lrs.refuses_repeats = True
    for name, expected in (("s1", 204), (session, status)):
        context = {**_REGISTERED, "extensions": {cmi5_rules.SESSION_ID: name}}
        assert client.put(statement("initialized", context=context)) == expected


def test_repeat_that_breaks_a_rule_is_held_against_content(client: Client) -> None:
    client.lrs.refuses_repeats = True
    client.put(statement("completed", context=_REGISTERED))
    client.lrs.rules = lambda _statement, _token: ["9.3: a second completed"]
    assert client.put(statement("completed", context=_REGISTERED)) == 403
    assert "9.3: a second completed" in client.lrs.violations[0]


def test_known_id_may_be_a_conflict_whatever_the_content(client: Client) -> None:
    client.lrs.conflict409 = True
    made = statement()
    assert [client.put(made), client.put(made)] == [204, 409]
    assert client("POST", "statements", body=[statement(), made]).status == 409
    assert len(client.lrs.statements.all()) == 1
    assert client.lrs.violations == []
    assert client.put({**made, "object": {"id": "https://example.org/b"}}) == 409
    assert len(client.lrs.violations) == 1


def test_write_without_a_condition_may_be_refused(client: Client) -> None:
    client.lrs.requires_tags = True
    assert client("PUT", "activities/state", STATE, {"a": 1}).status == 412
    assert client("PUT", "activities/state", STATE, {"a": 1}, If_None_Match="*").status == 204
    assert client("PUT", "activities/state", STATE, {"a": 2}).status == 412
    etag = client("GET", "activities/state", STATE).etag
    assert client("PUT", "activities/state", STATE, {"a": 2}, If_Match=etag).status == 204
    assert client.lrs.violations == []


@pytest.mark.parametrize(
    ("tags", "shown", "status"),
    [("weak", 'W/"{}"', 412), ("changed", '"{}-gzip"', 412), ("hidden", None, 204)],
)
def test_tag_may_not_be_what_it_was(
    client: Client, tags: Tags, shown: str | None, status: int
) -> None:
    client("PUT", "activities/state", STATE, {"a": 1})
    strong = client("GET", "activities/state", STATE).etag
    assert strong is not None
    client.lrs.tags = tags
    etag = client("GET", "activities/state", STATE).etag
    assert etag == (shown and shown.format(strong.strip('"')))
    assert client("PUT", "activities/state", STATE, {"a": 1}, If_Match=etag).status == status
    assert client("PUT", "activities/state", STATE, {"a": 1}, If_Match=strong).status == 204


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_state_resource_may_be_missing(client: Client, status: Literal[403, 404, 405, 501]) -> None:
    launch = {**STATE, "stateId": "LMS.LaunchData"}
    client.lrs.documents.put("/activities/state", launch, {"launchMode": "Normal"})
    client.lrs.no_state = status
    for method, body in (("GET", None), ("PUT", {}), ("POST", {}), ("DELETE", None)):
        assert client(method, "activities/state", STATE, body).status == status
    assert client("GET", "activities/state", launch).status == 200
    assert client.put(statement()) == 204
    assert client.lrs.violations == []


def test_resting_lrs_says_until_when(client: Client) -> None:
    client.lrs.rest(0.2, 429)
    answer = client("GET", "statements")
    assert (answer.status, answer.headers["retry-after"]) == (429, "1")
    client.lrs.rest(30, dated=True)
    answer = client("PUT", "activities/state", STATE, {})
    assert answer.status == 503
    until = parsedate_to_datetime(answer.headers["retry-after"]).timestamp()
    assert 29 <= until - time.time() <= 31
    assert client.lrs.resting is not None
    assert client.lrs.resting.refused == 1
    client.lrs.resting.until = time.time()
    assert client.put(statement()) == 204
    assert client.lrs.violations == []
