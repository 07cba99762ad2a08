"""Faults that a test orders of the LRS: which requests meet them, and what they then get."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from math import ceil
from typing import Literal

from tests.browser.lrs_compare import Statement, short_verb
from tests.browser.server import BROKEN, Answer, Request
from tests.browser.statements import carried

Do = Literal["drop", "lost-answer", "status", "stored-status", "login", "no-cors", "delay", "hold"]
_LOGIN = b"<!doctype html><html lang=en><title>Sign in</title><h1>Sign in</h1><form></form>"


@dataclass(frozen=True)
class Fault:
    """What goes wrong, with which requests, and how often.

    `do`: "drop" breaks the connection, "status" answers `status`, "login" answers 200 and an HTML
    page: none of them processes the request. The others do: "lost-answer" then breaks the
    connection, "stored-status" answers `status`, "no-cors" answers without the headers that let a
    page of another origin read it (a preflight, too), "delay" answers after `seconds`, "hold" when
    the LRS is told to release.

    `method` is a regular expression for the whole method, `path` one for the beginning of the path
    below the endpoint (`/statements`, `/activities/state`) or of `/fetch`, a cmi5 launch's token.
    `verb` (the last part of its id) and `statement` ask for a statement in the body. The first
    `skip` such requests are spared, the next `times` are not; None is for ever.
    `retry_after` is in seconds; `dated` sends it as a date (RFC 9110, 10.2.3).
    """

    do: Do
    method: str = ".*"
    path: str = "/"
    verb: str | None = None
    statement: Callable[[Statement], bool] | None = None
    times: int | None = None
    skip: int = 0
    status: int = 503
    body: bytes = b""
    retry_after: float | None = None
    dated: bool = False
    seconds: float = 0

    def fits(self, method: str, path: str, statements: list[Statement]) -> bool:
        """Whether a request is one of those meant; how often does not matter here."""
        if not re.fullmatch(self.method, method) or not re.match(self.path, path):
            return False
        if self.verb is None and self.statement is None:
            return True
        wanted = self.statement or (lambda _statement: True)
        return any(self.verb in {None, short_verb(each)} and wanted(each) for each in statements)

    def refusal(self) -> Answer:
        """The status, with its Retry-After."""
        headers = {"Content-Type": "text/plain"}
        if self.retry_after is not None:
            at = formatdate(ceil(time.time() + self.retry_after), usegmt=True)
            headers["Retry-After"] = at if self.dated else f"{self.retry_after:g}"
        return Answer(self.status, self.body, headers)


@dataclass
class _Ordered:
    fault: Fault
    seen: int = 0


class Faults:
    """The faults in force, and those that were met. Safe for threads."""

    def __init__(self) -> None:
        self._ordered: list[_Ordered] = []
        self._met: list[Fault] = []
        self._lock = threading.Lock()
        self._gate = threading.Event()

    def add(self, fault: Fault, place: int | None = None) -> None:
        """Puts `fault` in force, after those that are, or after `place` of them."""
        with self._lock:
            at = len(self._ordered) if place is None else place
            self._ordered.insert(at, _Ordered(fault))

    def clear(self) -> None:
        """No request meets a fault any more; what is held stays so."""
        with self._lock:
            self._ordered.clear()

    def in_force(self) -> list[Fault]:
        """A copy."""
        with self._lock:
            return [each.fault for each in self._ordered]

    def met(self, fault: Fault) -> int:
        """How many requests met `fault` so far."""
        with self._lock:
            return self._met.count(fault)

    def release(self) -> None:
        """Lets go what is held at this moment."""
        with self._lock:
            self._gate.set()
            self._gate = threading.Event()

    def find(self, request: Request, path: str) -> Fault | None:
        """The first fault that the request meets, and counts it.

        A preflight stands for the request that it asks about: it meets "no-cors" alone, since the
        other faults wait for the request itself.
        """
        preflight = request.method == "OPTIONS"
        asked = request.headers.get("access-control-request-method", "")
        method = asked if preflight else request.method
        statements = carried(request)
        with self._lock:
            for each in self._ordered:
                fault = each.fault
                if preflight and fault.do != "no-cors":
                    continue
                if not fault.fits(method, path, statements):
                    continue
                last = None if fault.times is None else fault.skip + fault.times
                meets = each.seen >= fault.skip and (last is None or each.seen < last)
                # After a preflight that went well the request itself comes, and is counted.
                each.seen += meets or not preflight
                if meets:
                    self._met.append(fault)
                    return fault
        return None

    def answer(self, fault: Fault, process: Callable[[], Answer]) -> Answer:
        """What a request gets that met `fault`; `process` carries it out."""
        if fault.do == "drop":
            return BROKEN
        if fault.do == "status":
            return fault.refusal()
        if fault.do == "login":
            return Answer(200, _LOGIN, {"Content-Type": "text/html; charset=utf-8"})
        with self._lock:
            gate = self._gate
        processed = process()
        if fault.do == "delay":
            time.sleep(fault.seconds)
        elif fault.do == "hold":
            gate.wait()
        return {"lost-answer": BROKEN, "stored-status": fault.refusal()}.get(fault.do, processed)
