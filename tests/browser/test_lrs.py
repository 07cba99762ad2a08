"""The LRS by itself: it keeps and finds, and refuses what a lenient one would take."""

import json
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Serve
from tests.browser.lrs import Lrs
from tests.browser.lrs_client import AGENT, AUTHORIZATION, STATE, Client, statement


@pytest.fixture
def client(lrs: Lrs) -> Client:
    """Speaks to the LRS as content does."""
    lrs.tokens.add(AUTHORIZATION)
    return Client(lrs)


def test_statement_is_stored_once_and_found(client: Client) -> None:
    made = statement()
    assert [client.put(made), client.put(made)] == [204, 204]
    found = client("GET", "statements", {"statementId": made["id"]})
    assert json.loads(found.body)["verb"] == made["verb"]
    query = {"verb": made["verb"]["id"], "agent": AGENT, "activity": "https://example.org/a"}
    listed = client("GET", "statements", query).json["statements"]
    assert [each["id"] for each in listed] == [made["id"]]
    other = json.dumps({"mbox": "mailto:bob@example.org"})
    assert client("GET", "statements", {"agent": other}).json["statements"] == []
    assert client.lrs.violations == []


def test_post_stores_all_or_none(client: Client) -> None:
    good, bad = statement(), statement(verb={"id": "nonsense"})
    assert client("POST", "statements", body=[good, bad]).status == 400
    assert client.lrs.statements.all() == []
    assert json.loads(client("POST", "statements", body=[good]).body) == [good["id"]]


def test_newest_statement_comes_first_unless_asked_otherwise(client: Client) -> None:
    sent = [statement(), statement()]
    for each in sent:
        client.put(each)
    ids = [each["id"] for each in sent]
    newest = client("GET", "statements", {"limit": "1"}).json["statements"]
    oldest = client("GET", "statements", {"ascending": "true"}).json["statements"]
    assert [each["id"] for each in newest] == ids[1:]
    assert [each["id"] for each in oldest] == ids


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": None}, 401),
        ({"Authorization": "Basic Yg=="}, 401),
        ({"X_Experience_API_Version": None}, 400),
        ({"X_Experience_API_Version": "2.0.0"}, 400),
        ({"Content_Type": "text/plain"}, 400),
    ],
)
def test_headers_are_asked_for(client: Client, headers: dict[str, str | None], status: int) -> None:
    made = statement()
    answer = client("PUT", "statements", {"statementId": made["id"]}, made, **headers)
    assert answer.status == status
    assert len(client.lrs.violations) == 1


@pytest.mark.parametrize(
    "parts",
    [
        {"verb": {"id": "answered"}},
        {"actor": {"name": "Ann"}},
        {"timestamp": "yesterday"},
        {"result": {"duration": "5 s"}},
        {"result": {"score": {"scaled": 2}}},
        {"context": {"registration": "1"}},
        {"extra": 1},
    ],
)
def test_invalid_statement_is_refused_with_the_reason(
    client: Client, parts: dict[str, Any]
) -> None:
    assert client.put(statement(**parts)) == 400
    assert next(iter(parts)) in client.lrs.violations[0]


def test_other_statement_of_the_same_id_is_a_conflict(client: Client) -> None:
    made = statement()
    client.put(made)
    assert client.put({**made, "object": {"id": "https://example.org/b"}}) == 409
    assert client.put({**made, "timestamp": "2026-01-02T03:04:06.000Z"}) == 409


@pytest.mark.parametrize(
    ("query", "statement_id"),
    [({}, "a"), ({"statementId": "7d6cbd2e-3b1c-4f5e-9a70-1d4a3c1b2e01"}, "another")],
)
def test_put_needs_the_statements_id(
    client: Client, query: dict[str, str], statement_id: str
) -> None:
    assert client("PUT", "statements", query, statement(id=statement_id)).status == 400


def test_unknown_parameter_is_refused(client: Client) -> None:
    assert client("GET", "statements", {"verbs": "x"}).status == 400
    assert client("GET", "activities/state", {**STATE, "state": "x"}).status == 400


def test_state_is_kept_with_its_etag(client: Client) -> None:
    assert client("GET", "activities/state", STATE).status == 404
    assert client("PUT", "activities/state", STATE, {"a": 1}, If_None_Match="*").status == 204
    first = client("GET", "activities/state", STATE)
    assert json.loads(first.body) == {"a": 1}
    assert client("PUT", "activities/state", STATE, {"a": 2}, If_None_Match="*").status == 412
    assert client("PUT", "activities/state", STATE, {"a": 2}, If_Match=first.etag).status == 204
    assert client("PUT", "activities/state", STATE, {"a": 3}, If_Match=first.etag).status == 412
    assert client("POST", "activities/state", STATE, {"b": 1}).status == 204
    assert json.loads(client("GET", "activities/state", STATE).body) == {"a": 2, "b": 1}
    assert client("DELETE", "activities/state", STATE).status == 204
    assert client("GET", "activities/state", STATE).status == 404
    assert client.lrs.violations == []


def test_state_is_kept_apart_by_registration(client: Client) -> None:
    registered = {**STATE, "registration": str(uuid.uuid4())}
    client("PUT", "activities/state", registered, {"a": 1})
    assert client("GET", "activities/state", STATE).status == 404


def test_state_without_agent_is_refused(client: Client) -> None:
    query = {name: value for name, value in STATE.items() if name != "agent"}
    assert client("GET", "activities/state", query).status == 400


def test_profile_is_written_under_a_precondition_only(client: Client) -> None:
    query = {"agent": AGENT, "profileId": "p"}
    assert client("PUT", "agents/profile", query, {}).status == 400
    assert client("PUT", "agents/profile", query, {}, If_None_Match="*").status == 204
    assert client("PUT", "agents/profile", query, {}).status == 409


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("activities/state", {**STATE, "stateId": "LMS.LaunchData"}),
        ("agents/profile", {"agent": AGENT, "profileId": "cmi5LearnerPreferences"}),
    ],
)
def test_documents_of_the_lms_are_for_reading(
    client: Client, path: str, query: dict[str, str]
) -> None:
    assert client("PUT", path, query, {}, If_None_Match="*").status == 403


def test_preflight_reports_a_header_the_standard_does_not_know(client: Client) -> None:
    wanted = "authorization, x-mine"
    answer = client("OPTIONS", "statements", Access_Control_Request_Headers=wanted)
    assert answer.status == 204
    assert client.lrs.violations == ["preflight for /xapi/statements asks for headers ['x-mine']"]


_CONTENT = """async ([endpoint, statement, state]) => {
  const headers = {
    Authorization: "Basic YQ==",
    "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json",
  };
  const put = (url, body) => fetch(url, { method: "PUT", headers, body: JSON.stringify(body) });
  const sent = await put(`${endpoint}statements?statementId=${statement.id}`, statement);
  const kept = await put(`${endpoint}activities/state?${state}`, { a: 1 });
  const read = await fetch(`${endpoint}activities/state?${state}`, { headers });
  return [sent.status, kept.status, await read.json(), read.headers.get("ETag")];
}"""


@pytest.mark.browser
def test_content_of_another_origin_gets_through(
    client: Client, page: Page, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Content</title>")
    page.goto(f"{serve(tmp_path)}/index.html")
    arguments = [client.lrs.endpoint, statement(), urlencode(STATE)]
    sent, kept, document, etag = page.evaluate(_CONTENT, arguments)
    assert (sent, kept, document) == (204, 204, {"a": 1})
    assert etag == client("GET", "activities/state", STATE).etag
    assert client.lrs.violations == []


@pytest.mark.browser
def test_browser_stops_a_header_that_the_standard_does_not_know(
    client: Client, page: Page, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Content</title>")
    page.goto(f"{serve(tmp_path)}/index.html")
    with pytest.raises(Error, match="Failed to fetch"):
        page.evaluate("url => fetch(url, {headers: {'X-Mine': '1'}})", client.lrs.endpoint)
    assert client.lrs.violations == ["preflight for /xapi/ asks for headers ['x-mine']"]
