"""A small, strict LRS for content on another origin: what content does wrong is refused and kept.

It asks for what xAPI 1.0.3 asks for and forgives nothing that real LRSs forgive: the version
header, credentials, known parameters, CORS with just the headers that the standard knows, and
statements that @learninglocker/xapi-validation passes.
"""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.browser.documents import Documents
from tests.browser.server import Answer, Request, Server
from tests.browser.statements import Statement, Statements
from tests.browser.xapi_validator import XapiValidator

VERSION = "1.0.3"
PATH = "/xapi"
_ALLOWED = (
    "authorization",
    "content-type",
    "if-match",
    "if-none-match",
    "x-experience-api-version",
)
# What content may meet in ordinary use: nothing stored yet, or another write came first.
_NO_FAULT = {404, 412}

Access = Callable[[Request, str], Answer | None]
"""Refuses a request by its answer; the second argument is the path below the endpoint."""
StatementRules = Callable[[Statement, str], list[str]]
"""What the LMS finds wrong with a statement that came with the given Authorization."""


class Lrs:
    """An LRS on a port of its own. `violations` holds what content did wrong, in order."""

    def __init__(self, validator: XapiValidator) -> None:
        self.violations: list[str] = []
        self.requests: list[tuple[str, str, str]] = []
        self.documents = Documents()
        self.statements = Statements(self._judge)
        self.tokens: set[str] = set()
        # Credentials that were withdrawn while content could not know it.
        self.withdrawn: set[str] = set()
        self.access: Access = lambda _request, _path: None
        self.rules: StatementRules = lambda _statement, _token: []
        self.pages: dict[str, Callable[[Request], Answer]] = {}
        self._validator = validator
        self._now = threading.local()
        self.server = Server(self._answer)

    @property
    def endpoint(self) -> str:
        """The endpoint as LMSs hand it out, with its slash."""
        return f"{self.server.origin}{PATH}/"

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.__exit__(kind, error, trace)

    def _answer(self, request: Request) -> Answer:
        if request.method == "OPTIONS":
            return self._preflight(request)
        answer = self._dispatch(request)
        excused = request.headers.get("authorization") in self.withdrawn
        if answer.status >= 400 and answer.status not in _NO_FAULT and not excused:
            self.violate(
                f"{request.method} {request.path}: {answer.status}: {answer.body.decode()}"
            )
        origin = request.headers.get("origin", "null")
        exposed = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "ETag, X-Experience-API-Version",
            "X-Experience-API-Version": VERSION,
            "Cache-Control": "no-store",
        }
        return Answer(answer.status, answer.body, {**exposed, **answer.headers})

    def _dispatch(self, request: Request) -> Answer:
        if request.path in self.pages:
            return self.pages[request.path](request)
        if not request.path.startswith(f"{PATH}/"):
            return Answer(404)
        path = request.path.removeprefix(PATH)
        refused = self._refused(request, path)
        if refused is not None:
            return refused
        self.requests.append((request.headers["authorization"], request.method, request.path))
        self._now.token = request.headers["authorization"]
        if path == "/statements":
            return self.statements.answer(request)
        if Documents.serves(path):
            return self.documents.answer(path, request)
        return Answer(404)

    def _refused(self, request: Request, path: str) -> Answer | None:
        if not request.headers.get("x-experience-api-version", "").startswith("1.0"):
            return Answer(400, b"X-Experience-API-Version is missing or not 1.0.x")
        if request.headers.get("authorization") not in self.tokens:
            return Answer(401, b"Authorization is missing or unknown")
        return self.access(request, path)

    def _judge(self, statement: Statement) -> list[str]:
        return [*self._validator.faults(statement), *self.rules(statement, self._now.token)]

    def _preflight(self, request: Request) -> Answer:
        """The Fetch standard, 3.3: a header that is not listed stops the browser's request."""
        asked = request.headers.get("access-control-request-headers", "")
        strange = {name.strip() for name in asked.split(",") if name.strip()} - set(_ALLOWED)
        if strange:
            self.violate(f"preflight for {request.path} asks for headers {sorted(strange)}")
        headers = {
            "Access-Control-Allow-Origin": request.headers.get("origin", "null"),
            "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE",
            "Access-Control-Allow-Headers": ", ".join(_ALLOWED),
            "Access-Control-Max-Age": "600",
        }
        return Answer(204, b"", headers)

    def violate(self, what: str) -> None:
        """Keeps `what` content did wrong."""
        self.violations.append(what)
