"""A strict cmi5 LMS beside the LRS: registers, launches, hands out tokens, abandons, satisfies."""

import base64
import json
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.browser import cmi5_rules
from tests.browser.cmi5_rules import Launch, Statement
from tests.browser.lrs import Lrs
from tests.browser.server import Answer, Request
from tests.browser.unpacked import Unpacked

_HOME = "https://lms.example.org"


@dataclass
class Session:
    """A launch, its token, and how far it has come."""

    launch: Launch
    token: str
    fetched: bool = False
    ended: bool = False
    read: set[str] = field(default_factory=set)


class Cmi5Launcher:
    """Launches one AU for any number of learners; a learner keeps one registration."""

    def __init__(self, lrs: Lrs, package: Unpacked, content_url: str) -> None:
        self.activity_id = f"{_HOME}/courses/1/units/{uuid.uuid4()}"
        self.sessions: list[Session] = []
        self._lrs = lrs
        self._package = package
        self._content_url = content_url
        self._registrations: dict[str, str] = {}
        lrs.rules = self._rules
        lrs.access = self._access
        lrs.heard = self._heard
        lrs.pages["/returned"] = _returned

    def launch(self, learner: str, mode: str = "Normal") -> str:
        """The launch URL of a new session (cmi5 8.1); sessions left open are abandoned first."""
        registration = self._registrations.setdefault(learner, str(uuid.uuid4()))
        for session in self.sessions:
            if session.launch.registration == registration and not session.ended:
                self._abandon(session)
        mastery = float(self._package.mastery) if self._package.mastery else None
        launch = Launch(
            session_id=str(uuid.uuid4()),
            registration=registration,
            actor=_actor(learner),
            activity_id=self.activity_id,
            publisher_id=self._package.activity_id,
            mode=mode,
            mastery_score=mastery,
        )
        return self._open(launch)

    def registered(self, learner: str) -> bool:
        """Whether the learner has a registration."""
        return learner in self._registrations

    def verbs(self, learner: str) -> list[str]:
        """The short names of the cmi5 defined statements of the AU, oldest first."""
        return [verb for verb, _statement in self.defined(learner)]

    def defined(self, learner: str) -> list[tuple[str, Statement]]:
        """The AU's cmi5 defined statements in the learner's registration, oldest first."""
        own = [
            (cmi5_rules.VERBS.get(each["verb"]["id"], "?"), each)
            for each in self._of(self._registrations[learner])
            if cmi5_rules.CMI5 in cmi5_rules.categories(each)
        ]
        return [(verb, each) for verb, each in own if verb not in {"launched", "abandoned"}]

    def satisfied(self, learner: str) -> bool:
        """Whether moveOn is met (cmi5 13.1.4); NotApplicable is at once."""
        verbs = set(self.verbs(learner))
        return {
            "NotApplicable": True,
            "Passed": "passed" in verbs,
            "Completed": "completed" in verbs,
            "CompletedAndPassed": {"completed", "passed"} <= verbs,
            "CompletedOrPassed": bool({"completed", "passed"} & verbs),
        }[self._package.move_on]

    def _open(self, launch: Launch) -> str:
        token = base64.b64encode(f"session:{launch.session_id}".encode()).decode()
        session = Session(launch, token)
        self.sessions.append(session)
        self._lrs.tokens.add(f"Basic {token}")
        fetch = f"/fetch/{launch.session_id}"
        self._lrs.pages[fetch] = lambda request: self._fetch(session, request)
        state = {
            "activityId": launch.activity_id,
            "agent": json.dumps(launch.actor),
            "registration": launch.registration,
            "stateId": "LMS.LaunchData",
        }
        self._lrs.documents.put("/activities/state", state, self._launch_data(launch))
        self._state("http://adlnet.gov/expapi/verbs/launched", launch)
        origin = self._lrs.server.origin
        query = {
            "endpoint": self._lrs.endpoint,
            "fetch": origin + fetch,
            "actor": json.dumps(launch.actor),
            "registration": launch.registration,
            "activityId": launch.activity_id,
        }
        path = f"{self._content_url}/{self._package.launch}"
        return f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"

    def _launch_data(self, launch: Launch) -> Statement:
        """The state document of cmi5 10.2."""
        data: Statement = {
            "contextTemplate": _template(launch),
            "launchMode": launch.mode,
            "launchParameters": self._package.launch_data,
            "moveOn": self._package.move_on,
            "returnURL": f"{self._lrs.server.origin}/returned",
            "entitlementKey": {"courseStructure": "", "alternate": ""},
        }
        if launch.mastery_score is not None:
            data["masteryScore"] = launch.mastery_score
        return data

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

    def _access(self, request: Request, path: str) -> Answer | None:
        session = self._session(request.headers["authorization"])
        if session.ended:
            return Answer(403, b"the session has ended")
        wanted = {
            "registration": session.launch.registration,
            "activityId": session.launch.activity_id,
        }
        strange = [n for n, v in wanted.items() if request.query.get(n, v) != v]
        if path == "/activities/state" and strange:
            return Answer(403, f"another {strange[0]} than the launch's".encode())
        return None

    def _heard(self, request: Request) -> None:
        """An AU has asked for a document even where a fault takes the answer."""
        authorization = request.headers.get("authorization")
        if request.method == "GET" and authorization in self._lrs.tokens:
            asked = {request.query.get(n, "") for n in ("stateId", "profileId")}
            self._session(authorization).read |= asked

    def _rules(self, statement: Statement, authorization: str) -> list[str]:
        session = self._session(authorization)
        launch = session.launch
        found = cmi5_rules.faults(launch, self._of(launch.registration), statement, session.read)
        if not found and cmi5_rules.CMI5 in cmi5_rules.categories(statement):
            session.ended = cmi5_rules.defined_verb(statement) == "terminated"
        return found

    def _session(self, authorization: str) -> Session:
        return next(s for s in self.sessions if f"Basic {s.token}" == authorization)

    def _of(self, registration: str) -> list[Statement]:
        return [
            each
            for each in self._lrs.statements.all()
            if each.get("context", {}).get("registration") == registration
        ]

    def _abandon(self, session: Session) -> None:
        session.ended = True
        self._lrs.withdrawn.add(f"Basic {session.token}")
        self._state("https://w3id.org/xapi/adl/verbs/abandoned", session.launch)

    def _state(self, verb: str, launch: Launch) -> None:
        """A statement of the LMS itself (cmi5 9.3.1, 9.3.6)."""
        context = _template(launch)
        context["registration"] = launch.registration
        context["contextActivities"]["category"] = [{"id": cmi5_rules.CMI5}]
        self._lrs.statements.add(
            {
                "actor": launch.actor,
                "verb": {"id": verb},
                "object": {"id": launch.activity_id},
                "context": context,
            }
        )


def _actor(learner: str) -> Statement:
    """An account, as cmi5 9.2 asks."""
    return {
        "objectType": "Agent",
        "name": learner.title(),
        "account": {"homePage": _HOME, "name": learner},
    }


def _template(launch: Launch) -> Statement:
    """The contextTemplate of cmi5 10.2.1, with something of the LMS's own in it."""
    return {
        "contextActivities": {"grouping": [{"id": launch.publisher_id}]},
        "extensions": {
            cmi5_rules.SESSION_ID: launch.session_id,
            "https://lms.example.org/extensions/tenant": "7",
        },
    }


def _returned(_request: Request) -> Answer:
    page = b"<!doctype html><html lang=en><title>Back at the LMS</title><h1>Back at the LMS</h1>"
    return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})
