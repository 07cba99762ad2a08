"""A small, strict LRS for content on another origin: what content does wrong is refused and kept.

It asks for what xAPI 1.0.3 asks for and forgives nothing that real LRSs forgive: the version
header, credentials, known parameters, CORS with just the headers that the standard knows, and
statements that @learninglocker/xapi-validation passes. It fails only where a test orders a fault.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from tests.browser.documents import Documents
from tests.browser.lrs_compare import Statement
from tests.browser.lrs_cors import preflight, readable
from tests.browser.lrs_faults import Fault, Faults
from tests.browser.lrs_modes import Excused, Modes
from tests.browser.lrs_untold import Untold
from tests.browser.server import Answer, Request, Server
from tests.browser.statements import Arrival, Statements
from tests.browser.xapi_validator import XapiValidator

PATH = "/xapi"
FETCH = "/fetch"
"""Where the tokens of cmi5 launches are: faults reach it too."""
# What content may meet in ordinary use: nothing stored yet, or another write came first.
_NO_FAULT = {404, 412}

Access = Callable[[Request, str], Answer | None]
"""Refuses a request by its answer; the second argument is the path below the endpoint."""
Heard = Callable[[Request], None]
"""Told of each request as it arrives, before any fault."""
StatementRules = Callable[[Statement, str], list[str]]
"""What the LMS finds wrong with a statement that came with the given Authorization."""


class Lrs(Modes):
    """An LRS on a port of its own, with the ways of `Modes` as attributes.

    `violations` holds what content did wrong, in order. What it gets by a fault that was ordered is
    none, nor is a repeat that such a fault provoked and the standard allows.

    `arrivals` holds when (`time.time()`) content had what stored for the first time: a statement,
    or the parameters of a document with its content as `body`.
    """

    def __init__(self, validator: XapiValidator) -> None:
        self.violations: list[str] = []
        self.requests: list[tuple[str, str, str]] = []
        self.arrivals: list[Arrival] = []
        self.documents = Documents(self.arrivals, self)
        self.statements = Statements(self._judge, self.arrivals, self)
        self.tokens: set[str] = set()
        # What the endpoint as it was handed out has after its question mark.
        self.own_query: dict[str, str] = {}
        # Credentials that were withdrawn while content could not know it.
        self.withdrawn: set[str] = set()
        self.access: Access = lambda _request, _path: None
        self.heard: Heard = lambda _request: None
        self.rules: StatementRules = lambda _statement, _token: []
        self.pages: dict[str, Callable[[Request], Answer]] = {}
        self._validator = validator
        self._faults = Faults()
        self._untold = Untold()
        self._now = threading.local()
        self.server = Server(self._answer)

    @property
    def endpoint(self) -> str:
        """The endpoint as LMSs hand it out, with its slash."""
        return f"{self.server.origin}{PATH}/"

    @property
    def faults(self) -> list[Fault]:
        """Those in force; the first that a request meets is the one that it suffers."""
        return self._faults.in_force()

    def fail(self, fault: Fault, place: int | None = None) -> None:
        """Puts a fault in force, after those that are, or after `place` of them."""
        self._faults.add(fault, place)

    def heal(self) -> None:
        """Ends all faults; what is held is still held."""
        self._faults.clear()

    def release(self) -> None:
        """Answers what is held at this moment."""
        self._faults.release()

    def met(self, fault: Fault) -> int:
        """How many requests met `fault`, so that a case can wait for it."""
        return self._faults.met(fault)

    def violate(self, what: str) -> None:
        """Keeps `what` content did wrong, unless a fault made it do so."""
        if not getattr(self._now, "excused", False):
            self.violations.append(what)

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
        self.server.__exit__(kind, error, trace)

    @property
    def busy(self) -> int:
        """How many requests are being answered."""
        return self.server.busy

    def _answer(self, request: Request) -> Answer:
        path = request.path.removeprefix(PATH)
        reached = request.path.startswith((f"{PATH}/", f"{FETCH}/"))
        fault = self._faults.find(request, path) if reached else None
        if request.method == "OPTIONS":
            return Answer(204) if fault else self._preflight(request)
        self.heard(request)
        self._now.excused = self._untold.provoked(request)
        if fault is None:
            answer = self._process(request)
        else:
            answer = self._faults.answer(fault, lambda: self._process_untold(request))
        # A new connection for each request: see `BROKEN`.
        headers = {"Cache-Control": "no-store", "Connection": "close"}
        if fault is None or fault.do != "no-cors":
            headers |= readable(request)
        return Answer(answer.status, answer.body, {**headers, **answer.headers})

    def _preflight(self, request: Request) -> Answer:
        answer, strange = preflight(request)
        self._now.excused = False
        if strange:
            self.violate(f"preflight for {request.path} asks for headers {strange}")
        return answer

    def _process_untold(self, request: Request) -> Answer:
        """Carries out a request whose answer content may never see."""
        answer = self._process(request)
        if answer.status < 400:
            self._untold.keep(request)
        return answer

    def _process(self, request: Request) -> Answer:
        answer = self._dispatch(request)
        withdrawn = request.headers.get("authorization") in self.withdrawn
        refused = answer.status >= 400 and answer.status not in _NO_FAULT
        if refused and not withdrawn and not isinstance(answer, Excused):
            self.violate(
                f"{request.method} {request.path}: {answer.status}: {answer.body.decode()}"
            )
        return answer

    def _dispatch(self, request: Request) -> Answer:
        if request.path in self.pages:
            return self.pages[request.path](request)
        if not request.path.startswith(f"{PATH}/"):
            return Answer(404)
        path = request.path.removeprefix(PATH)
        rests = self.resting.answer() if self.resting is not None else None
        if not self.own_query.items() <= request.query.items():
            return Answer(400, b"the endpoint's own query is missing")
        rest = {name: v for name, v in request.query.items() if name not in self.own_query}
        request = replace(request, query=rest)
        refused = rests or self._refused(request, path)
        if refused is not None:
            return refused
        self._now.token = request.headers.get("authorization", "")
        self.requests.append((self._now.token, request.method, request.path))
        if path == "/statements":
            return self.statements.answer(request)
        if Documents.serves(path):
            return self.documents.answer(path, request)
        return Answer(404)

    def _refused(self, request: Request, path: str) -> Answer | None:
        if not request.headers.get("x-experience-api-version", "").startswith("1.0"):
            return Answer(400, b"X-Experience-API-Version is missing or not 1.0.x")
        if request.headers.get("authorization", "") not in self.tokens:
            return Answer(401, b"Authorization is missing or unknown")
        return self.access(request, path)

    def _judge(self, statement: Statement) -> list[str]:
        return [*self._validator.faults(statement), *self.rules(statement, self._now.token)]
