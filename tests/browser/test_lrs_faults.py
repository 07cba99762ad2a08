"""The faults of the LRS: each does what it says to the requests that it means, and to no other."""

import threading
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Serve
from tests.browser.lrs import Lrs
from tests.browser.lrs_client import AUTHORIZATION, STATE, Client, statement
from tests.browser.lrs_faults import Do, Fault
from tests.browser.waiting import eventually


@pytest.fixture
def client(lrs: Lrs) -> Client:
    """Speaks to the LRS as content does."""
    lrs.tokens.add(AUTHORIZATION)
    return Client(lrs)


def _ids(client: Client) -> list[str]:
    return [each["id"] for each in client.lrs.statements.all()]


@pytest.mark.parametrize(("do", "stored"), [("drop", 0), ("lost-answer", 1)])
def test_broken_connection(client: Client, do: Do, stored: int) -> None:
    made = statement()
    client.lrs.fail(Fault(do, times=1))
    with pytest.raises(OSError, match="closed connection"):
        client.put(made)
    assert len(client.lrs.statements.all()) == stored
    assert client.put(made) == 204
    assert _ids(client) == [made["id"]]
    assert client.lrs.violations == []


@pytest.mark.parametrize(("do", "stored"), [("status", 0), ("stored-status", 1)])
def test_status_with_body(client: Client, do: Do, stored: int) -> None:
    client.lrs.fail(Fault(do, status=403, body=b"no"))
    made = statement()
    answer = client("PUT", "statements", {"statementId": made["id"]}, made)
    assert (answer.status, answer.body) == (403, b"no")
    assert len(client.lrs.statements.all()) == stored
    assert client.lrs.violations == []


def test_retry_after_in_seconds_and_as_a_date(client: Client) -> None:
    client.lrs.fail(Fault("status", status=429, retry_after=2, times=1))
    client.lrs.fail(Fault("status", status=503, retry_after=30, dated=True))
    first, second = client("GET", "statements"), client("GET", "statements")
    assert (first.status, first.headers["retry-after"]) == (429, "2")
    assert second.status == 503
    until = parsedate_to_datetime(second.headers["retry-after"]).timestamp()
    assert 29 <= until - time.time() <= 31
    assert "Retry-After" in second.headers["access-control-expose-headers"]


def test_login_page_is_no_lrs(client: Client) -> None:
    client.lrs.fail(Fault("login"))
    made = statement()
    answer = client("PUT", "statements", {"statementId": made["id"]}, made)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert b"<h1>Sign in</h1>" in answer.body
    assert client.lrs.statements.all() == []


def test_without_cors_headers_neither_answer_nor_preflight_has_them(client: Client) -> None:
    def ask_first() -> Mapping[str, str]:
        origin = "http://content.example"
        headers = {"Access_Control_Request_Method": "PUT", "Origin": origin}
        return client("OPTIONS", "statements", None, None, **headers).headers

    assert ask_first()["access-control-allow-origin"] == "http://content.example"
    client.lrs.fail(Fault("no-cors", method="PUT"))
    put = client("PUT", "activities/state", STATE, {})
    assert put.status == 204
    for headers in (ask_first(), put.headers):
        assert not any(name.startswith("access-control") for name in headers)
    assert "access-control-allow-origin" in client("GET", "statements").headers


def test_held_answer_waits_for_the_release_and_stops_nothing_else(client: Client) -> None:
    held = Fault("hold", path="/statements", method="PUT")
    client.lrs.fail(held)
    statuses: list[int] = []
    made = statement()
    thread = threading.Thread(target=lambda: statuses.append(client.put(made)))
    thread.start()
    eventually(lambda: _ids(client) == [made["id"]], "the statement")
    assert client("GET", "statements").status == 200
    assert (statuses, client.lrs.met(held)) == ([], 1)
    client.lrs.release()
    thread.join(5)
    assert statuses == [204]


def test_delayed_answer_comes_late(client: Client) -> None:
    client.lrs.fail(Fault("delay", seconds=0.2))
    begun = time.monotonic()
    assert client.put(statement()) == 204
    assert time.monotonic() - begun >= 0.2


def test_only_the_requests_meant_meet_a_fault(client: Client) -> None:
    refused = Fault("status", method="PUT|POST", path="/statements", verb="completed", status=500)
    client.lrs.fail(refused)
    assert client.put(statement("completed")) == 500
    batch = client("POST", "statements", body=[statement(), statement("completed")])
    assert batch.status == 500
    assert client.put(statement("passed")) == 204
    assert client("GET", "statements").status == 200
    assert client("PUT", "activities/state", STATE, {"verb": "completed"}).status == 204
    assert client.lrs.met(refused) == 2


def test_statement_may_be_described(client: Client) -> None:
    client.lrs.fail(
        Fault("status", statement=lambda s: s["object"]["id"].endswith("/b"), status=500)
    )
    assert client.put(statement(object={"id": "https://example.org/b"})) == 500
    assert client.put(statement()) == 204


def test_some_are_spared_and_some_are_not(client: Client) -> None:
    client.lrs.fail(Fault("status", status=500, skip=1, times=2))
    statuses = [client("GET", "statements").status for _ in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


def test_healed_lrs_has_no_fault(client: Client) -> None:
    fault = Fault("drop")
    client.lrs.fail(fault)
    assert client.lrs.faults == [fault]
    client.lrs.heal()
    assert client.lrs.faults == []
    assert client.put(statement()) == 204


def test_what_content_does_wrong_by_itself_stays_wrong(client: Client) -> None:
    client.lrs.fail(Fault("lost-answer"))
    with pytest.raises(OSError, match="closed connection"):
        client.put(statement(verb={"id": "nonsense"}))
    assert len(client.lrs.violations) == 1


def test_other_content_is_no_repeat(client: Client) -> None:
    made = statement()
    client.lrs.fail(Fault("lost-answer", times=1))
    with pytest.raises(OSError, match="closed connection"):
        client.put(made)
    assert client.put({**made, "object": {"id": "https://example.org/b"}}) == 409
    assert len(client.lrs.violations) == 1


def test_arrivals_tell_when_what_was_stored_first(client: Client) -> None:
    made = statement()
    begun = time.time()
    for _ in range(2):
        client.put(made)
    client("PUT", "activities/state", STATE, {"a": 1})
    client.put(statement(verb={"id": "nonsense"}))
    (at, first), (later, second) = client.lrs.arrivals
    assert begun <= at <= later <= time.time()
    assert (first, second) == (made, {**STATE, "body": {"a": 1}})


_PUTS = """async ([endpoint, statement]) => {
  const put = () => fetch(`${endpoint}statements?statementId=${statement.id}`, {
    method: "PUT",
    headers: {
      Authorization: "Basic YQ==",
      "X-Experience-API-Version": "1.0.3",
      "Content-Type": "application/json",
    },
    body: JSON.stringify(statement),
  }).then((answer) => answer.status, () => "no answer");
  return [await put(), await put(), await put()];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("do", ["drop", "lost-answer", "no-cors"])
def test_browser_does_not_ask_again_by_itself(
    client: Client, page: Page, serve: Serve, tmp_path: Path, do: Do
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Content</title>")
    page.goto(f"{serve(tmp_path)}/index.html")
    fault = Fault(do, skip=1, times=1)
    client.lrs.fail(fault)
    made = statement()
    assert page.evaluate(_PUTS, [client.lrs.endpoint, made]) == [204, "no answer", 204]
    assert client.lrs.met(fault) == 1
    assert client.lrs.violations == []
