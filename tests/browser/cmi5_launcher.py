"""A strict cmi5 LMS beside the LRS: registers, launches, abandons, satisfies."""

import base64
import json
import uuid
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode, urljoin

from tests.browser import cmi5_rules, cmi5_session
from tests.browser.cmi5_context import Statement
from tests.browser.cmi5_gate import RETURNED, Gate
from tests.browser.cmi5_rules import Launch
from tests.browser.cmi5_session import HOME, Session
from tests.browser.lrs import Lrs
from tests.browser.unpacked import Unpacked


class Cmi5Launcher:
    """Launches one AU for any number of learners; a learner keeps one registration."""

    def __init__(self, lrs: Lrs, package: Unpacked, content_url: str) -> None:
        self.activity_id = f"{HOME}/courses/1/units/{uuid.uuid4()}"
        self.gate = Gate(lrs)
        self._lrs = lrs
        self._package = package
        self._content_url = content_url
        self._registrations: dict[str, str] = {}

    def launch(
        self,
        learner: str,
        mode: str = "Normal",
        *,
        mastery: float | Literal["package"] | None = "package",
        move_on: str | None = None,
        parameters: str | None = None,
        return_url: str | None = RETURNED,
        endpoint_slash: bool = True,
        data: Mapping[str, object] | None = None,
    ) -> str:
        """The launch URL of a new session (cmi5 8.1); sessions left open are abandoned first.

        An LMS may have a `mastery` score, `move_on` and launch `parameters` of its own (cmi5 10.2);
        a mastery score of None is none. `return_url` is absolute or a path of this LMS; None is
        none. `data` is laid over the launch data as it is, for values that no option can have; what
        statements are judged by stays that of the options.
        """
        registration = self._registrations.setdefault(learner, str(uuid.uuid4()))
        for session in self._sessions(learner):
            if not self.gate.over(session):
                self.gate.abandon(session)
        session_id = str(uuid.uuid4())
        own = float(self._package.mastery) if self._package.mastery else None
        launch = Launch(
            session_id=session_id,
            registration=registration,
            actor=cmi5_session.actor(learner),
            activity_id=self.activity_id,
            publisher_id=self._package.activity_id,
            mode=mode,
            mastery_score=own if mastery == "package" else mastery,
            move_on=move_on or self._package.move_on,
            template=cmi5_session.template(session_id, self._package.activity_id),
        )
        if return_url == RETURNED:
            return_url = f"{RETURNED}?{urlencode({'session': session_id})}"
        back = return_url and urljoin(self._lrs.server.origin, return_url)
        given = self._package.launch_data if parameters is None else parameters
        document = cmi5_session.launch_data(launch, given, back) | dict(data or {})
        query = cmi5_session.state_query(launch, "LMS.LaunchData")
        self._lrs.documents.put("/activities/state", query, document)
        endpoint = self._lrs.endpoint if endpoint_slash else self._lrs.endpoint.rstrip("/")
        return self._open(launch, endpoint, given)

    def end_session(self, learner: str, status: Literal[401, 403] = 403) -> None:
        """Abandons the learner's last session, as if another was launched (cmi5 9.3.6).

        Its token is answered `status` from then on, which is not held against content.
        """
        self.gate.abandon(self._last(learner), status)

    def prefer(self, learner: str, **preferences: str) -> None:
        """Stores the learner's preferences (cmi5 11): languagePreference, audioPreference."""
        agent = json.dumps(cmi5_session.actor(learner))
        query = {"agent": agent, "profileId": "cmi5LearnerPreferences"}
        self._lrs.documents.put("/agents/profile", query, preferences)

    def registered(self, learner: str) -> bool:
        """Whether the learner has a registration."""
        return learner in self._registrations

    def verbs(self, learner: str) -> list[str]:
        """The short names of the cmi5 defined statements of the AU, oldest first."""
        return [verb for verb, _statement in self.defined(learner)]

    def defined(self, learner: str) -> list[tuple[str, Statement]]:
        """The AU's cmi5 defined statements in the learner's registration, oldest first."""
        return [
            (cmi5_rules.VERBS.get(each["verb"]["id"], "?"), each)
            for each in self.gate.statements(self._registrations[learner])
            if cmi5_rules.of_the_au(each)
        ]

    def history(self, learner: str) -> list[tuple[float, str]]:
        """When (`time.time()`) which of them was stored."""
        ids = {each["id"]: verb for verb, each in self.defined(learner)}
        return [(at, ids[what["id"]]) for at, what in self._lrs.arrivals if what.get("id") in ids]

    def returned(self, learner: str) -> bool:
        """Whether the learner's last session led back to the LMS."""
        return self._last(learner).returned > 0

    def satisfied(self, learner: str) -> bool:
        """Whether moveOn of the last launch is met (cmi5 13.1.4); NotApplicable is at once."""
        verbs = set(self.verbs(learner))
        return {
            "NotApplicable": True,
            "Passed": "passed" in verbs,
            "Completed": "completed" in verbs,
            "CompletedAndPassed": {"completed", "passed"} <= verbs,
            "CompletedOrPassed": bool({"completed", "passed"} & verbs),
        }[self._last(learner).launch.move_on]

    def _open(self, launch: Launch, endpoint: str, parameters: str) -> str:
        token = base64.b64encode(f"session:{launch.session_id}".encode()).decode()
        fetch = self.gate.open(Session(launch, token))
        path = f"{self._content_url}/{self._package.launch}"
        self._lrs.statements.add(cmi5_session.launched(launch, path, parameters))
        query = {
            "endpoint": endpoint,
            "fetch": fetch,
            "actor": json.dumps(launch.actor),
            "registration": launch.registration,
            "activityId": launch.activity_id,
        }
        return f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"

    def _last(self, learner: str) -> Session:
        return self._sessions(learner)[-1]

    def _sessions(self, learner: str) -> list[Session]:
        registration = self._registrations[learner]
        return [s for s in self.gate.sessions if s.launch.registration == registration]
