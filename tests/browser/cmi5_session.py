"""What a cmi5 LMS makes for one session: its launch, its documents, and its own statements."""

import json
import time
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from tests.browser import cmi5_rules
from tests.browser.cmi5_context import Statement
from tests.browser.cmi5_rules import Launch

HOME = "https://lms.example.org"
_EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/"


@dataclass
class Session:
    """A launch, its token, and how far it has come.

    `refused` is the status of every request once the session is over; 0 while it runs. `read` holds
    the ids of the documents that the AU asked for, `returned` how often it led back to the LMS.
    """

    launch: Launch
    token: str
    fetched: bool = False
    terminated: bool = False
    refused: int = 0
    read: set[str] = field(default_factory=set)
    returned: int = 0
    opened: float = field(default_factory=time.time)


def actor(learner: str) -> Statement:
    """An account, as cmi5 9.2 asks."""
    return {
        "objectType": "Agent",
        "name": learner.title(),
        "account": {"homePage": HOME, "name": learner},
    }


def template(session_id: str, publisher_id: str) -> Statement:
    """The contextTemplate of cmi5 10.2.1, with things of the LMS's own in it."""
    return {
        "platform": "Example LMS",
        "contextActivities": {
            "grouping": [{"id": publisher_id}, {"id": f"{HOME}/courses/1"}],
            "category": [{"id": f"{HOME}/categories/mandatory"}],
        },
        "extensions": {
            cmi5_rules.SESSION_ID: session_id,
            f"{HOME}/extensions/tenant": {"id": "7", "shard": 2},
        },
    }


def launch_data(launch: Launch, parameters: str, return_url: str | None) -> Statement:
    """The state document of cmi5 10.2."""
    data: Statement = {
        "contextTemplate": launch.template,
        "launchMode": launch.mode,
        "launchParameters": parameters,
        "moveOn": launch.move_on,
        "entitlementKey": {"courseStructure": "", "alternate": ""},
    }
    if launch.mastery_score is not None:
        data["masteryScore"] = launch.mastery_score
    if return_url is not None:
        data["returnURL"] = return_url
    return data


def state_query(launch: Launch, state_id: str) -> Mapping[str, str]:
    """The parameters of a state document of the session's activity and registration."""
    return {
        "activityId": launch.activity_id,
        "agent": json.dumps(launch.actor),
        "registration": launch.registration,
        "stateId": state_id,
    }


def launched(launch: Launch, url: str, parameters: str) -> Statement:
    """cmi5 9.3.1, with the extensions of 9.6.3."""
    extensions: Statement = {
        f"{_EXTENSIONS}launchmode": launch.mode,
        f"{_EXTENSIONS}launchurl": url,
        f"{_EXTENSIONS}moveon": launch.move_on,
        f"{_EXTENSIONS}launchparameters": parameters,
    }
    if launch.mastery_score is not None:
        extensions[cmi5_rules.MASTERY_SCORE] = launch.mastery_score
    made = _own(launch, "http://adlnet.gov/expapi/verbs/launched")
    made["context"]["extensions"] |= extensions
    return made


def abandoned(launch: Launch, seconds: float) -> Statement:
    """cmi5 9.3.6, with the time since the launch (9.5.4.2)."""
    made = _own(launch, "https://w3id.org/xapi/adl/verbs/abandoned")
    return {**made, "result": {"duration": f"PT{seconds:.2f}S"}}


def _own(launch: Launch, verb: str) -> Statement:
    """A statement of the LMS itself."""
    context = deepcopy(launch.template)
    context["registration"] = launch.registration
    context["contextActivities"]["category"].append({"id": cmi5_rules.CMI5})
    return {
        "actor": launch.actor,
        "verb": {"id": verb},
        "object": {"id": launch.activity_id},
        "context": context,
    }
