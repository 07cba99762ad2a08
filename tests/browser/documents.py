"""The xAPI document resources (xAPI 1.0.3, Communication 2.2–2.7): state and both profiles."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.browser.lrs_modes import Excused, Modes
from tests.browser.server import Answer, Request
from tests.browser.statements import Arrival

_PARAMETERS = {
    "/activities/state": {"activityId", "agent", "registration", "stateId", "since"},
    "/activities/profile": {"activityId", "profileId", "since"},
    "/agents/profile": {"agent", "profileId", "since"},
}
_ID = {"/activities/state": "stateId", "/activities/profile": "profileId"}
_READ_ONLY = {"LMS.LaunchData", "cmi5LearnerPreferences"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """What was stored, with the type it came with."""

    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        """The SHA-1 of the content, quoted (xAPI 1.0.3, Communication 3.1)."""
        return f'"{hashlib.sha1(self.body, usedforsecurity=False).hexdigest()}"'


class Documents:
    """Keeps documents by resource, activity, agent, registration and id."""

    def __init__(self, arrivals: list[Arrival], modes: Modes) -> None:
        self._modes = modes
        self._kept: dict[Key, Document] = {}
        self._arrivals = arrivals
        self._lock = threading.Lock()

    @staticmethod
    def serves(path: str) -> bool:
        """Whether `path`, below the endpoint, is a document resource."""
        return path in _PARAMETERS

    def put(self, path: str, query: Mapping[str, str], value: object) -> None:
        """Stores `value` as JSON for the LMS itself, past all rules for content."""
        body = json.dumps(value).encode()
        self._kept[_key(path, query)] = Document(body, "application/json")

    def get(self, path: str, query: Mapping[str, str]) -> Document | None:
        """The document that content would be given."""
        return self._kept.get(_key(path, query))

    def states(self) -> list[tuple[str, Document]]:
        """The learner, as JSON, and the document, of each that is a state."""
        with self._lock:
            kept = list(self._kept.items())
        return [(key[2], found) for key, found in kept if key[0] == "/activities/state"]

    def change(self, learner: str, made: Callable[[dict[str, object]], object]) -> None:
        """Replaces what content keeps as the state of the agents whose JSON names `learner`."""
        with self._lock:
            for key, found in list(self._kept.items()):
                body = json.loads(found.body) if _is_json(found.body) else None
                if learner in key[2] and key[-1] not in _READ_ONLY and isinstance(body, dict):
                    self._kept[key] = Document(json.dumps(made(body)).encode(), found.content_type)

    def answer(self, path: str, request: Request) -> Answer:
        """What an LRS answers to a request of content."""
        unknown = request.query.keys() - _PARAMETERS[path]
        needed = _PARAMETERS[path] - {"since", "registration", _ID.get(path, "profileId")}
        if unknown or not needed <= request.query.keys():
            return Answer(400, f"parameters: {sorted(request.query)}".encode())
        own = request.query.get("stateId") not in _READ_ONLY
        if self._modes.no_state and own and path == "/activities/state":
            return Excused(self._modes.no_state, b"no state here")
        with self._lock:
            match request.method:
                case "GET" | "HEAD":
                    return self._read(path, request)
                case "PUT" | "POST" | "DELETE":
                    return self._write(path, request)
                case _:
                    return Answer(405)

    def _read(self, path: str, request: Request) -> Answer:
        name = _ID.get(path, "profileId")
        if name not in request.query:
            ids = [key[-1] for key in self._kept if key[:-1] == _key(path, request.query)[:-1]]
            body = json.dumps(ids).encode()
            return Answer(200, body, {"Content-Type": "application/json"})
        found = self.get(path, request.query)
        if found is None:
            return Answer(404)
        tag = self._modes.shown(found.etag)
        return Answer(200, found.body, {"Content-Type": found.content_type, **tag})

    def _write(self, path: str, request: Request) -> Answer:
        document_id = request.query.get(_ID.get(path, "profileId"), "")
        if not document_id and request.method != "DELETE":
            return Answer(400, b"no document id")
        if document_id in _READ_ONLY:
            # cmi5 10 forbids the one; 11 lets an AU try the other, and an LMS say no.
            refusal = Answer if document_id == "LMS.LaunchData" else Excused
            return refusal(403, f"{document_id} is for reading only".encode())
        key = _key(path, request.query)
        found = self._kept.get(key)
        refused = self._precondition(path, request, found)
        if refused is not None:
            return refused
        if request.method == "DELETE":
            doomed = [k for k in self._kept if k == key or (not document_id and k[:-1] == key[:-1])]
            for each in doomed:
                del self._kept[each]
            return Answer(204)
        return self._store(key, request, found)

    def _precondition(self, path: str, request: Request, found: Document | None) -> Answer | None:
        """Communication 3.1: the headers hold for all; a profile's PUT must carry one of them."""
        if_match = request.headers.get("if-match")
        if_none_match = request.headers.get("if-none-match")
        if if_match is not None and (found is None or if_match not in {found.etag, "*"}):
            return Answer(412, b"If-Match")
        if found is not None and if_none_match in {found.etag, "*"}:
            return Answer(412, b"If-None-Match")
        if if_match is not None or if_none_match is not None:
            return None
        if request.method == "PUT" and path.endswith("/profile"):
            status = 400 if found is None else 409
            return Answer(status, b"a profile is PUT with If-Match or If-None-Match")
        return Answer(412, b"no condition") if self._modes.requires_tags else None

    def _store(self, key: Key, request: Request, found: Document | None) -> Answer:
        content_type = request.headers.get("content-type", "")
        body = request.body
        if request.method == "POST" and found is not None:
            merged = _merged(found, body, content_type)
            if merged is None:
                return Answer(400, b"POST merges JSON objects only")
            body = merged
        if content_type.startswith("application/json") and not _is_json(body):
            return Answer(400, b"not JSON")
        self._kept[key] = Document(body, content_type)
        told = json.loads(body) if _is_json(body) else body
        self._arrivals.append((time.time(), {**request.query, "body": told}))
        return Answer(204)


def _merged(found: Document, body: bytes, content_type: str) -> bytes | None:
    both = (found.content_type, content_type)
    if not all(each.startswith("application/json") for each in both) or not _is_json(body):
        return None
    old, new = json.loads(found.body), json.loads(body)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    return json.dumps(old | new).encode()


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _key(path: str, query: Mapping[str, str]) -> Key:
    """Agents are told apart by their identifier alone: a name may change."""
    agent = json.loads(query["agent"]) if "agent" in query else {}
    agent = {k: v for k, v in agent.items() if k not in {"name", "objectType"}}
    name = _ID.get(path, "profileId")
    return (
        path,
        query.get("activityId", ""),
        json.dumps(agent, sort_keys=True),
        query.get("registration", ""),
        query.get(name, ""),
    )
