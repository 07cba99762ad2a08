"""An assignable unit (AU) over plain HTTP: launched, it fetches, reads, and sends statements."""

import json
import uuid
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen

from tests.browser import cmi5_rules
from tests.browser.cmi5_context import Statement
from tests.browser.cmi5_rules import CMI5, MASTERY_SCORE, MOVE_ON, Launch
from tests.browser.cmi5_session import state_query
from tests.browser.lrs import Lrs
from tests.browser.lrs_client import Client, Heard

_RESULTS: dict[str, Statement] = {
    "initialized": {},
    "completed": {"completion": True, "duration": "PT5S"},
    "passed": {"success": True, "score": {"scaled": 0.5}, "duration": "PT5.25S"},
    "failed": {"success": False, "score": {"scaled": 0.49}, "duration": "PT5S"},
    "terminated": {"duration": "PT6S"},
}


def statement(verb: str, launch: Launch, **result: object) -> Statement:
    """A good cmi5 defined statement of a session whose mastery score is 0.5 or none."""
    iri = next(iri for iri, name in cmi5_rules.VERBS.items() if name == verb)
    judged = verb in {"completed", "passed", "failed"}
    context = deepcopy(launch.template)
    context["registration"] = launch.registration
    category = context["contextActivities"].setdefault("category", [])
    category += [{"id": CMI5}, *([{"id": MOVE_ON}] if judged else [])]
    if verb in {"passed", "failed"} and launch.mastery_score is not None:
        context["extensions"][MASTERY_SCORE] = launch.mastery_score
    return {
        "id": str(uuid.uuid4()),
        "actor": launch.actor,
        "verb": {"id": iri},
        "object": {"id": launch.activity_id},
        "timestamp": "2026-01-02T03:04:05.678Z",
        "result": {**deepcopy(_RESULTS[verb]), **result},
        "context": context,
    }


@dataclass(frozen=True)
class Au:
    """Knows its session by the launch URL; `launch` is what the LMS knows of it."""

    lrs: Lrs
    url: str
    launch: Launch

    @property
    def query(self) -> dict[str, str]:
        """The parameters of cmi5 8.1."""
        return dict(parse_qsl(urlsplit(self.url).query))

    def fetch(self) -> dict[str, str]:
        """What the fetch URL answers to a POST."""
        request = Request(self.query["fetch"], method="POST")  # noqa: S310 - loopback
        with urlopen(request, timeout=5) as answer:  # noqa: S310
            found: dict[str, str] = json.load(answer)
        return found

    def client(self) -> Client:
        """Speaks with the token that the LMS made for the session, fetched or not."""
        token = self.fetch()["auth-token"]
        return Client(self.lrs, f"Basic {token}")

    def read(self, client: Client) -> dict[str, Any]:
        """The launch data; asks for the learner's preferences, too."""
        profile = {"agent": json.dumps(self.launch.actor), "profileId": "cmi5LearnerPreferences"}
        client("GET", "agents/profile", profile)
        answer = client("GET", "activities/state", state_query(self.launch, "LMS.LaunchData"))
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def send(self, client: Client, verb: str, **result: object) -> Heard:
        """The answer to a good statement with the verb."""
        made = statement(verb, self.launch, **result)
        return client("PUT", "statements", {"statementId": made["id"]}, made)
