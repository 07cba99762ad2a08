"""Whether statements are the same, repeat each other, or are those that a query asks for."""

import json
from collections.abc import Mapping
from typing import Any

from tests.browser import cmi5_rules

Statement = dict[str, Any]

# Data 2.3: these may differ between two statements that are the same.
_OF_THE_LRS = {"id", "stored", "authority", "version", "timestamp"}


def short_verb(statement: Statement) -> str:
    """The last part of the verb's id; empty where there is none."""
    verb = statement.get("verb")
    return str(verb.get("id", "")).rsplit("/", 1)[-1] if isinstance(verb, dict) else ""


def same(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same (Data 2.3, Communication 2.1.1)."""
    times = {s["timestamp"] for s in (one, other) if "timestamp" in s}
    parts = [{k: v for k, v in s.items() if k not in _OF_THE_LRS} for s in (one, other)]
    return parts[0] == parts[1] and len(times) <= 1


def matches(statement: Statement, query: Mapping[str, str]) -> bool:
    """Whether `statement` is asked for by the query of a GET."""
    context = statement.get("context", {})
    activities = {statement["object"].get("id")}
    if query.get("related_activities") == "true":
        groups = context.get("contextActivities", {}).values()
        activities |= {each["id"] for group in groups for each in group}
    wanted = (
        ("verb", {statement["verb"]["id"]}),
        ("activity", activities),
        ("registration", {context.get("registration")}),
    )
    if any(name in query and query[name] not in values for name, values in wanted):
        return False
    if "agent" in query and not same_agent(json.loads(query["agent"]), statement["actor"]):
        return False
    since, until = query.get("since", ""), query.get("until", "9999")
    return bool(since < statement["stored"] <= until)


def repeats(statement: Statement, earlier: Statement) -> bool:
    """Whether both say of one activity, to one registration, what is said once: `Modes`."""
    context, before = statement.get("context", {}), earlier.get("context", {})
    session = cmi5_rules.session_of(statement)
    once = {"completed", "passed"}
    if session is not None and session == cmi5_rules.session_of(earlier):
        once |= {"initialized", "failed"}
    return (
        short_verb(statement) in once
        and statement["verb"]["id"] == earlier["verb"]["id"]
        and statement["object"].get("id") == earlier["object"].get("id")
        and context.get("registration") == before.get("registration")
        and same_agent(statement["actor"], earlier["actor"])
    )


def same_agent(one: Statement, other: Statement) -> bool:
    """Whether both carry the same inverse functional identifier."""
    names = ("account", "mbox", "mbox_sha1sum", "openid")
    return any(name in one and one[name] == other.get(name) for name in names)
