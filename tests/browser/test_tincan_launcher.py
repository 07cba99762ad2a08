"""The TinCan LMS by itself: what it hands out, and whom it takes statements from."""

import json
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.browser.lrs import Lrs
from tests.browser.lrs_client import Client, Heard, statement
from tests.browser.lrs_compare import Statement
from tests.browser.tincan_launcher import Actor, TincanLauncher
from tests.browser.unpacked import Unpacked

_MODULE = "https://example.org/a"
_MBOX = {"objectType": "Agent", "mbox": "mailto:ann@example.org"}


@pytest.fixture
def launcher(lrs: Lrs, tmp_path: Path) -> TincanLauncher:
    """An LMS with a package of one activity, which exists on paper only."""
    return TincanLauncher(lrs, Unpacked(tmp_path, "index.html", _MODULE), "http://127.0.0.1:1")


def _query(launcher: TincanLauncher, **options: Any) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(launcher.launch("ann", **options)).query))


def _put(lrs: Lrs, query: dict[str, str], made: Statement) -> Heard:
    client = Client(lrs, query["auth"])
    return client("PUT", "statements", {"statementId": made["id"]}, made)


def _made(query: dict[str, str], verb: str = "completed", **parts: object) -> Statement:
    context = {"registration": query["registration"]}
    return statement(verb, **{"context": context, **parts})


def test_registration_is_kept_over_launches(lrs: Lrs, launcher: TincanLauncher) -> None:
    first, second = _query(launcher), _query(launcher)
    assert first == second
    assert (first["endpoint"], first["activity_id"]) == (lrs.endpoint, _MODULE)
    assert json.loads(first["actor"]) == {**_MBOX, "name": "Ann"}
    for verb in ("initialized", "completed"):
        assert _put(lrs, first, _made(first, verb)).status == 204
    _put(lrs, first, _made(first, object={"id": "https://example.org/video"}))
    assert [verb for verb, _each in launcher.about_module("ann")] == ["initialized", "completed"]
    history = launcher.history("ann")
    assert [verb for _at, verb in history] == ["initialized", "completed"]
    assert history[0][0] <= history[1][0]
    assert lrs.violations == []


@pytest.mark.parametrize(
    ("form", "told", "actor"),
    [
        (
            "person",
            {"name": ["Ann"], "mbox": ["mailto:ann@example.org"], "objectType": "Person"},
            _MBOX,
        ),
        (
            "account",
            {
                "name": ["Ann"],
                "account": [
                    {"accountServiceHomePage": "https://lms.example.org", "accountName": "ann"}
                ],
                "objectType": "Person",
            },
            {"account": {"homePage": "https://lms.example.org", "name": "ann"}},
        ),
    ],
)
def test_actor_may_be_a_person_of_lists(
    lrs: Lrs, launcher: TincanLauncher, form: Actor, told: Statement, actor: Statement
) -> None:
    query = _query(launcher, actor=form)
    assert json.loads(query["actor"]) == told
    assert _put(lrs, query, _made(query, actor=actor)).status == 204
    assert [verb for verb, _each in launcher.about_module("ann")] == ["completed"]
    assert lrs.violations == []


def test_person_of_lists_is_no_actor_of_a_statement(lrs: Lrs, launcher: TincanLauncher) -> None:
    query = _query(launcher, actor="person")
    assert _put(lrs, query, _made(query, actor=json.loads(query["actor"]))).status == 400
    assert len(lrs.violations) == 1


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"actor": {"mbox": "mailto:bob@example.org"}}, "the actor is not the launch's"),
        ({"context": {}}, "the registration is not the launch's"),
        (
            {"context": {"registration": str(uuid.uuid4())}},
            "the registration is not the launch's",
        ),
        ({"timestamp": "2026-01-02T03:04:05.678+01:00"}, "not in UTC"),
    ],
)
def test_statement_is_the_launched_learners(
    lrs: Lrs, launcher: TincanLauncher, parts: dict[str, Any], fault: str
) -> None:
    query = _query(launcher)
    assert _put(lrs, query, _made(query, **parts)).status == 400
    assert fault in lrs.violations[0]


def test_registration_may_be_new_at_each_launch(lrs: Lrs, launcher: TincanLauncher) -> None:
    first, second = (_query(launcher, registration="new") for _ in range(2))
    assert first["registration"] != second["registration"]
    for query in (first, second):
        assert _put(lrs, query, _made(query)).status == 204
    assert len(launcher.about_module("ann")) == 2


def test_registration_may_be_missing(lrs: Lrs, launcher: TincanLauncher) -> None:
    query = _query(launcher, registration=None)
    assert "registration" not in query
    made = statement("completed", context={"registration": str(uuid.uuid4())})
    assert _put(lrs, query, made).status == 204
    assert len(launcher.about_module("ann")) == 1


@pytest.mark.parametrize("slash", ["/", ""])
def test_endpoint_may_have_a_query_of_its_own(
    lrs: Lrs, launcher: TincanLauncher, slash: str
) -> None:
    query = _query(
        launcher, endpoint_slash=slash == "/", endpoint_query={"tenant": "7", "a b": "&"}
    )
    assert query["endpoint"] == f"{lrs.server.origin}/xapi{slash}?tenant=7&a+b=%26"
    made = _made(query)
    own = {"tenant": "7", "a b": "&"}
    client = Client(lrs, query["auth"])
    answer = client("PUT", "statements", {**own, "statementId": made["id"]}, made)
    assert answer.status == 204
    assert lrs.violations == []
    assert client("GET", "statements", {"tenant": "7"}).status == 400
    assert "the endpoint's own query is missing" in lrs.violations[0]


def test_launch_may_have_no_credentials(lrs: Lrs, launcher: TincanLauncher) -> None:
    query = _query(launcher, auth=False)
    assert "auth" not in query
    made = _made(query)
    address = f"{lrs.endpoint}statements?{urlencode({'statementId': made['id']})}"
    for authorization in ({}, {"Authorization": ""}):
        headers = {
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
            **authorization,
        }
        body = json.dumps(made).encode()
        request = Request(address, body, headers, method="PUT")  # noqa: S310 - loopback
        with urlopen(request, timeout=5) as answer:  # noqa: S310
            assert answer.status == 204
    assert lrs.violations == []
