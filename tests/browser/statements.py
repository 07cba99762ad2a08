"""The xAPI statement resource (xAPI 1.0.3, Communication 2.1): stores, compares, and finds."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.browser.server import Answer, Request

Statement = dict[str, Any]
Arrival = tuple[float, dict[str, Any]]
"""`time.time()`, and what content had stored then: see `Lrs.arrivals`."""
Judge = Callable[[Statement], list[str]]
"""What is wrong with a statement that is about to be stored, a line each."""

_QUERY = {
    *("statementId", "verb", "activity", "registration", "agent", "since", "until", "limit"),
    *("ascending", "related_activities", "related_agents", "format", "attachments"),
}
# Data 2.3: these may differ between two statements that are the same.
_OF_THE_LRS = {"id", "stored", "authority", "version", "timestamp"}
_JSON = {"Content-Type": "application/json"}


class Statements:
    """Keeps statements in the order of their arrival."""

    def __init__(self, judge: Judge, arrivals: list[Arrival]) -> None:
        self._judge = judge
        self._arrivals = arrivals
        self._kept: dict[str, Statement] = {}
        self._lock = threading.RLock()

    def all(self) -> list[Statement]:
        """A copy of what is stored, oldest first."""
        with self._lock:
            return list(self._kept.values())

    def add(self, statement: Statement) -> None:
        """Stores a statement of the LMS itself, unjudged."""
        with self._lock:
            self._keep({"id": str(uuid.uuid4()), "timestamp": _now(), **statement})

    def answer(self, request: Request) -> Answer:
        """What an LRS answers to a request of content."""
        unknown = request.query.keys() - _QUERY
        if unknown:
            return Answer(400, f"unknown parameters {sorted(unknown)}".encode())
        with self._lock:
            match request.method:
                case "GET" | "HEAD":
                    return self._find(request.query)
                case "PUT":
                    return self._put(request)
                case "POST":
                    return self._post(request)
                case _:
                    return Answer(405)

    def _put(self, request: Request) -> Answer:
        statement = _parsed(request)
        wanted = request.query.get("statementId")
        if not isinstance(statement, dict) or wanted is None:
            return Answer(400, b"PUT takes one statement of application/json and its statementId")
        if statement.get("id", wanted) != wanted:
            return Answer(400, b"statementId differs from the statement's id")
        refused = self._take([{**statement, "id": wanted}])
        return refused or Answer(204)

    def _post(self, request: Request) -> Answer:
        parsed = _parsed(request)
        items = parsed if isinstance(parsed, list) else [parsed]
        batch = [{"id": str(uuid.uuid4()), **item} for item in items if isinstance(item, dict)]
        if len(batch) != len(items) or request.query:
            return Answer(400, b"POST takes statements of application/json and no parameters")
        ids = [each["id"] for each in batch]
        if len(set(ids)) != len(ids):
            return Answer(400, b"an id occurs twice")
        return self._take(batch) or Answer(200, json.dumps(ids).encode(), _JSON)

    def _take(self, batch: Iterable[Statement]) -> Answer | None:
        """Stores all or none; the answer is what refuses them."""
        new = []
        for statement in batch:
            found = self._kept.get(statement["id"])
            if found is None:
                new.append(statement)
            elif not same(found, statement):
                return Answer(409, f"{statement['id']} is another statement".encode())
        faults = []
        for statement in new:
            # Each is judged with those before it in the batch already there.
            faults += self._judge(statement)
            self._keep(statement)
        if not faults:
            self._arrivals += [(time.time(), statement) for statement in new]
            return None
        for statement in new:
            del self._kept[statement["id"]]
        return Answer(400, "\n".join(faults).encode())

    def _keep(self, statement: Statement) -> None:
        now = _now()
        self._kept[statement["id"]] = {"timestamp": now, **statement, "stored": now}

    def _find(self, query: Mapping[str, str]) -> Answer:
        if "statementId" in query:
            found = self._kept.get(query["statementId"])
            if found is None:
                return Answer(404)
            return Answer(200, json.dumps(found).encode(), _JSON)
        hits = [each for each in self._kept.values() if matches(each, query)]
        if query.get("ascending") != "true":
            hits.reverse()
        limit = int(query.get("limit", "0")) or len(hits)
        body = json.dumps({"statements": hits[:limit], "more": ""}).encode()
        return Answer(200, body, _JSON)


def carried(request: Request) -> list[Statement]:
    """The statements in the body of a PUT or POST, one that PUT names with its id; else none."""
    if request.method not in {"PUT", "POST"} or not request.path.endswith("/statements"):
        return []
    parsed = _parsed(request)
    items = parsed if isinstance(parsed, list) else [parsed]
    named = {"id": request.query["statementId"]} if "statementId" in request.query else {}
    return [{**named, **each} for each in items if isinstance(each, dict)]


def short_verb(statement: Statement) -> str:
    """The last part of the verb's id; empty where there is none."""
    verb = statement.get("verb")
    return str(verb.get("id", "")).rsplit("/", 1)[-1] if isinstance(verb, dict) else ""


def same(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same (Data 2.3, Communication 2.1.1)."""
    times = {s["timestamp"] for s in (one, other) if "timestamp" in s}
    parts = [{k: v for k, v in s.items() if k not in _OF_THE_LRS} for s in (one, other)]
    return parts[0] == parts[1] and len(times) <= 1


def matches(statement: Statement, query: Mapping[str, str]) -> bool:
    """Whether `statement` is asked for by the query of a GET."""
    context = statement.get("context", {})
    activities = {statement["object"].get("id")}
    if query.get("related_activities") == "true":
        groups = context.get("contextActivities", {}).values()
        activities |= {each["id"] for group in groups for each in group}
    wanted = (
        ("verb", {statement["verb"]["id"]}),
        ("activity", activities),
        ("registration", {context.get("registration")}),
    )
    if any(name in query and query[name] not in values for name, values in wanted):
        return False
    if "agent" in query and not same_agent(json.loads(query["agent"]), statement["actor"]):
        return False
    since, until = query.get("since", ""), query.get("until", "9999")
    return bool(since < statement["stored"] <= until)


def same_agent(one: Statement, other: Statement) -> bool:
    """Whether both carry the same inverse functional identifier."""
    names = ("account", "mbox", "mbox_sha1sum", "openid")
    return any(name in one and one[name] == other.get(name) for name in names)


def _parsed(request: Request) -> object:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(request.body)
    except ValueError:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
