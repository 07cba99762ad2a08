"""What a cmi5 LMS lets its sessions do: tokens, documents, statements, and the way back."""

import json
import time
from typing import Literal

from tests.browser import cmi5_rules, cmi5_session
from tests.browser.cmi5_context import Statement
from tests.browser.cmi5_session import Session
from tests.browser.lrs import Lrs
from tests.browser.server import Answer, Request

RETURNED = "/returned"
"""The path of the page that a session leads back to."""


class Gate:
    """Keeps the sessions, in the order of their launches.

    `waits` is for an LMS that still takes statements for a time after `terminated` (cmi5 9.3.8);
    by default the token ends at once, as in CATAPULT's player.
    """

    def __init__(self, lrs: Lrs) -> None:
        self.sessions: list[Session] = []
        self.waits = False
        self._lrs = lrs
        lrs.rules = self._rules
        lrs.access = self._access
        lrs.heard = self._heard
        lrs.pages[RETURNED] = self._return

    def open(self, session: Session) -> str:
        """Lets the session in; the result is its fetch URL."""
        self.sessions.append(session)
        self._lrs.tokens.add(f"Basic {session.token}")
        path = f"/fetch/{session.launch.session_id}"
        self._lrs.pages[path] = lambda request: self._fetch(session, request)
        return self._lrs.server.origin + path

    def abandon(self, session: Session, status: Literal[401, 403] = 403) -> None:
        """Ends the session from the LMS's side (cmi5 9.3.6), which content cannot know."""
        session.refused = status
        self._lrs.withdrawn.add(f"Basic {session.token}")
        seconds = time.time() - session.opened
        self._lrs.statements.add(cmi5_session.abandoned(session.launch, seconds))

    def over(self, session: Session) -> bool:
        """Whether the session was terminated or abandoned."""
        return session.refused != 0 or self._terminated(session)

    def statements(self, registration: str) -> list[Statement]:
        """All of the registration, oldest first."""
        return [
            each
            for each in self._lrs.statements.all()
            if each.get("context", {}).get("registration") == registration
        ]

    def _terminated(self, session: Session) -> bool:
        return any(
            cmi5_rules.defined_verb(each) == "terminated"
            and cmi5_rules.session_of(each) == session.launch.session_id
            for each in self.statements(session.launch.registration)
        )

    def _fetch(self, session: Session, request: Request) -> Answer:
        """The fetch URL: POST, once (cmi5 8.2); its errors arrive with HTTP 200."""
        if request.method != "POST":
            return Answer(405, b"the fetch URL takes POST")
        body = {"auth-token": session.token}
        if session.fetched:
            self._lrs.violate("8.2.1: the fetch URL was used a second time")
            body = {"error-code": "1", "error-text": "already in use"}
        session.fetched = True
        return Answer(200, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def _heard(self, request: Request) -> None:
        """An AU has asked for a document even where a fault takes the answer."""
        authorization = request.headers.get("authorization")
        if request.method == "GET" and authorization in self._lrs.tokens:
            asked = {request.query.get(n, "") for n in ("stateId", "profileId")}
            self._session(authorization).read |= asked

    def _access(self, request: Request, path: str) -> Answer | None:
        session = self._session(request.headers["authorization"])
        if session.refused or (self._terminated(session) and not self.waits):
            return Answer(session.refused or 403, b"the session has ended")
        launch = session.launch
        wanted = {"registration": launch.registration, "activityId": launch.activity_id}
        strange = [n for n, v in wanted.items() if request.query.get(n, v) != v]
        if json.loads(request.query.get("agent", "null")) not in (None, launch.actor):
            strange.append("agent")
        if path in {"/activities/state", "/agents/profile"} and strange:
            return Answer(403, f"8.1: another {strange[0]} than the launch's".encode())
        return None

    def _rules(self, statement: Statement, authorization: str) -> list[str]:
        session = self._session(authorization)
        earlier = self.statements(session.launch.registration)
        return cmi5_rules.faults(session.launch, earlier, statement, session.read)

    def _return(self, request: Request) -> Answer:
        """The page that the AU leads back to, once it has terminated (cmi5 10.2.6)."""
        session_id = request.query.get("session")
        session = next(s for s in self.sessions if s.launch.session_id == session_id)
        session.returned += 1
        if not self.over(session):
            self._lrs.violate("10.2.6: led back to the LMS without terminated")
        page = (
            b"<!doctype html><html lang=en><title>Back at the LMS</title><h1>Back at the LMS</h1>"
        )
        return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})

    def _session(self, authorization: str) -> Session:
        return next(s for s in self.sessions if f"Basic {s.token}" == authorization)
