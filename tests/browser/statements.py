"""The xAPI statement resource (xAPI 1.0.3, Communication 2.1): stores, compares, and finds."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.browser.lrs_compare import Statement, matches, repeats, same
from tests.browser.lrs_modes import Excused, Modes
from tests.browser.server import Answer, Request

Arrival = tuple[float, dict[str, Any]]
"""`time.time()`, and what content had stored then: see `Lrs.arrivals`."""
Judge = Callable[[Statement], list[str]]
"""What is wrong with a statement that is about to be stored, a line each."""

_QUERY = {
    *("statementId", "verb", "activity", "registration", "agent", "since", "until", "limit"),
    *("ascending", "related_activities", "related_agents", "format", "attachments"),
}
_JSON = {"Content-Type": "application/json"}


class Statements:
    """Keeps statements in the order of their arrival."""

    def __init__(self, judge: Judge, arrivals: list[Arrival], modes: Modes) -> None:
        self._judge = judge
        self._modes = modes
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

    def _take(self, batch: list[Statement]) -> Answer | None:
        """Stores all or none; the answer is what refuses them."""
        new = []
        for statement in batch:
            found = self._kept.get(statement["id"])
            if found is None:
                new.append(statement)
            elif not same(found, statement):
                return Answer(409, f"{statement['id']} is another statement".encode())
        if self._modes.conflict409 and len(new) < len(batch):
            return Excused(409, b"the id is there")
        if self._modes.refuses_repeats and any(self._repeats(each) for each in batch):
            # To send the same once more is no fault; what the rules forbid is.
            faults = [fault for each in new if self._repeats(each) for fault in self._judge(each)]
            refusal = Answer if faults else Excused
            return refusal(403, "\n".join(["said before", *faults]).encode())
        return self._store(new)

    def _repeats(self, statement: Statement) -> bool:
        return any(repeats(statement, earlier) for earlier in self._kept.values())

    def _store(self, new: list[Statement]) -> Answer | None:
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


def _parsed(request: Request) -> object:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(request.body)
    except ValueError:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
