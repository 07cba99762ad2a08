"""Speaks to the LRS over plain HTTP, as content does."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.browser.lrs import Lrs
from tests.browser.lrs_compare import Statement

ANN = {"objectType": "Agent", "mbox": "mailto:ann@example.org"}
AGENT = json.dumps(ANN)
STATE = {"activityId": "https://example.org/a", "agent": AGENT, "stateId": "s"}
VERBS = "http://adlnet.gov/expapi/verbs/"
AUTHORIZATION = "Basic YQ=="


@dataclass(frozen=True)
class Heard:
    """An answer; headers' names in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def etag(self) -> str | None:
        """The document's tag."""
        return self.headers.get("etag")

    @property
    def json(self) -> dict[str, list[Statement]]:
        """The body of an answer to a query for statements."""
        found: dict[str, list[Statement]] = json.loads(self.body)
        return found


@dataclass(frozen=True)
class Client:
    """With credentials that the LRS must know: `lrs.tokens.add(AUTHORIZATION)`."""

    lrs: Lrs
    authorization: str = AUTHORIZATION

    def __call__(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: object = None,
        **headers: str | None,
    ) -> Heard:
        """The answer; `OSError` where there is none. A header of None is left out."""
        url = self.lrs.endpoint + path + ("?" + urlencode(query) if query else "")
        sent = {
            "Authorization": self.authorization,
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        request = Request(  # noqa: S310 - loopback
            url,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={k: v for k, v in sent.items() if v is not None},
        )
        try:
            with urlopen(request, timeout=5) as answer:  # noqa: S310
                return Heard(answer.status, answer.read(), _lower(answer.headers))
        except HTTPError as error:
            with error:
                return Heard(error.code, error.read(), _lower(error.headers))

    def put(self, made: Statement) -> int:
        """The status of storing a statement."""
        return self("PUT", "statements", {"statementId": made["id"]}, made).status


def statement(short_verb: str = "answered", **parts: object) -> Statement:
    """A valid statement of Ann's, with an id of its own."""
    return {
        "id": str(uuid.uuid4()),
        "actor": ANN,
        "verb": {"id": VERBS + short_verb, "display": {"en": short_verb}},
        "object": {"id": "https://example.org/a"},
        "timestamp": "2026-01-02T03:04:05.678Z",
        **parts,
    }


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
