"""A TinCan launch: endpoint, auth, actor, registration and activity_id in the query."""

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from tests.browser.lrs import Lrs
from tests.browser.lrs_compare import Statement, same_agent, short_verb
from tests.browser.unpacked import Unpacked
from tests.browser.video_profile import SESSION_ID, faults

_HOME = "https://lms.example.org"

Actor = Literal["agent", "person", "account"]
"""As xAPI 1.0 has it; as a Person of 0.9, every value a list; such a Person with an account."""


@dataclass(frozen=True)
class _Launch:
    learner: str
    agent: Statement
    registration: str | None


class TincanLauncher:
    """Launches one activity for any number of learners; a learner keeps one registration."""

    def __init__(self, lrs: Lrs, package: Unpacked, content_url: str) -> None:
        self._lrs = lrs
        self._package = package
        self._content_url = content_url
        self._registrations: dict[str, str] = {}
        self._launches: list[_Launch] = []
        lrs.rules = self._rules

    def launch(
        self,
        learner: str,
        *,
        actor: Actor = "agent",
        registration: Literal["kept", "new"] | None = "kept",
        endpoint_slash: bool = True,
        endpoint_query: Mapping[str, str] | None = None,
        auth: bool = True,
    ) -> str:
        """The launch URL.

        LMSs differ: in the form of the `actor`; in a `registration` that is the learner's, new at
        each launch, or missing; in an endpoint without its last slash or with a query of its own,
        which is asked for in every request from then on; and in giving no credentials.
        """
        if registration == "new":
            self._registrations.pop(learner, None)
        given = registration and self._registrations.setdefault(learner, str(uuid.uuid4()))
        self._launches.append(_Launch(learner, _agent(learner, actor), given))
        self._lrs.own_query = dict(endpoint_query or {})
        credentials = base64.b64encode(f"{learner}:secret".encode()).decode() if auth else ""
        self._lrs.tokens.add(f"Basic {credentials}" if auth else "")
        endpoint = self._lrs.endpoint if endpoint_slash else self._lrs.endpoint.rstrip("/")
        query = {
            "endpoint": endpoint + (f"?{urlencode(endpoint_query)}" if endpoint_query else ""),
            "auth": f"Basic {credentials}" if auth else None,
            "actor": json.dumps(_told(learner, actor)),
            "registration": given,
            "activity_id": self._package.activity_id,
        }
        path = f"{self._content_url}/{self._package.launch}"
        told = urlencode({name: value for name, value in query.items() if value is not None})
        return f"{path}{'&' if '?' in path else '?'}{told}"

    def statements(self, learner: str) -> list[Statement]:
        """The learner's statements, oldest first, in all registrations."""
        agents = [each.agent for each in self._launches if each.learner == learner]
        return [
            each
            for each in self._lrs.statements.all()
            if any(same_agent(agent, each["actor"]) for agent in agents)
        ]

    def about_module(self, learner: str) -> list[tuple[str, Statement]]:
        """Verb's last part and statement, for those about the launched activity itself."""
        return [
            (short_verb(each), each)
            for each in self.statements(learner)
            if each["object"].get("id") == self._package.activity_id
        ]

    def history(self, learner: str) -> list[tuple[float, str]]:
        """When (`time.time()`) which of them was stored."""
        ids = {each["id"]: verb for verb, each in self.about_module(learner)}
        return [(at, ids[what["id"]]) for at, what in self._lrs.arrivals if what.get("id") in ids]

    def _rules(self, statement: Statement, _authorization: str) -> list[str]:
        context = statement.get("context", {})
        found = []
        own = [each for each in self._launches if same_agent(each.agent, statement["actor"])]
        registrations = {each.registration for each in own}
        if not own:
            found.append("the actor is not the launch's")
        # Where the LMS gave none, content makes one.
        elif None not in registrations and context.get("registration") not in registrations:
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


def _agent(learner: str, form: Actor) -> Statement:
    """The learner as statements name them."""
    if form == "account":
        return {"objectType": "Agent", "account": {"homePage": _HOME, "name": learner}}
    return {"objectType": "Agent", "mbox": f"mailto:{learner}@example.org"}


def _told(learner: str, form: Actor) -> Statement:
    """The learner as the launch does."""
    agent = {**_agent(learner, form), "name": learner.title()}
    if form == "agent":
        return agent
    if form == "account":
        agent["account"] = {"accountServiceHomePage": _HOME, "accountName": learner}
    listed = {name: [value] for name, value in agent.items()}
    return {**listed, "objectType": "Person"}
