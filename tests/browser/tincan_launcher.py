"""A TinCan launch: endpoint, auth, actor, registration and activity_id in the query."""

import base64
import json
import uuid
from urllib.parse import urlencode

from tests.browser.lrs import Lrs
from tests.browser.lrs_compare import Statement
from tests.browser.unpacked import Unpacked
from tests.browser.video_profile import SESSION_ID, faults


class TincanLauncher:
    """Launches one activity for any number of learners; a learner keeps one registration."""

    def __init__(self, lrs: Lrs, package: Unpacked, content_url: str) -> None:
        self._lrs = lrs
        self._package = package
        self._content_url = content_url
        self._registrations: dict[str, str] = {}
        lrs.rules = self._rules

    def launch(self, learner: str) -> str:
        """The launch URL, with the same registration at every launch."""
        registration = self._registrations.setdefault(learner, str(uuid.uuid4()))
        auth = "Basic " + base64.b64encode(f"{learner}:secret".encode()).decode()
        self._lrs.tokens.add(auth)
        query = {
            "endpoint": self._lrs.endpoint,
            "auth": auth,
            "actor": json.dumps(_actor(learner)),
            "registration": registration,
            "activity_id": self._package.activity_id,
        }
        path = f"{self._content_url}/{self._package.launch}"
        return f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"

    def statements(self, learner: str) -> list[Statement]:
        """The learner's statements, oldest first."""
        registration = self._registrations[learner]
        return [
            each
            for each in self._lrs.statements.all()
            if each.get("context", {}).get("registration") == registration
        ]

    def about_module(self, learner: str) -> list[tuple[str, Statement]]:
        """Verb's last part and statement, for those about the launched activity itself."""
        return [
            (each["verb"]["id"].rsplit("/", 1)[1], each)
            for each in self.statements(learner)
            if each["object"].get("id") == self._package.activity_id
        ]

    def _rules(self, statement: Statement, _authorization: str) -> list[str]:
        context = statement.get("context", {})
        found = []
        if context.get("registration") not in self._registrations.values():
            found.append("the registration is not the launch's")
        if not str(statement.get("timestamp", "")).endswith("Z"):
            found.append("the timestamp is missing or not in UTC")
        session = context.get("extensions", {}).get(SESSION_ID)
        earlier = [
            each
            for each in self._lrs.statements.all()
            if each.get("context", {}).get("extensions", {}).get(SESSION_ID) == session
        ]
        return [*found, *faults(statement, earlier, self._package.activity_id)]


def _actor(learner: str) -> Statement:
    return {"objectType": "Agent", "name": learner.title(), "mbox": f"mailto:{learner}@example.org"}
