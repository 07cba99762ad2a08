"""What cmi5 asks of every statement of a session: whose it is, its context, its place in time."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

Statement = dict[str, Any]


def context_faults(
    statement: Statement, *, actor: Statement, registration: str, template: Statement
) -> Iterator[str]:
    """Against the launch's actor and registration, and the contextTemplate (9.2, 9.6, 10.2.1)."""
    context = statement.get("context", {})
    if context.get("registration") != registration:
        yield "9.6.1: the registration is not the launch's"
    if statement["actor"] != actor:
        yield "9.2: the actor is not the launch's"
    for name, wanted in template.items():
        if name == "contextActivities":
            yield from _activity_faults(context.get(name, {}), wanted)
        elif isinstance(wanted, dict):
            given = context.get(name, {})
            lost = [each for each in wanted if given.get(each) != wanted[each]]
            yield from (f"10.2.1: the contextTemplate's {name} {each} is lost" for each in lost)
        elif context.get(name) != wanted:
            yield f"10.2.1: the contextTemplate's {name} is lost"


def _activity_faults(given: Statement, template: Statement) -> Iterator[str]:
    """In their places: CATAPULT's player compares by index."""
    for kind, wanted in template.items():
        ids = [each["id"] for each in wanted]
        if [each["id"] for each in given.get(kind, [])][: len(ids)] != ids:
            yield f"10.2.1: the contextTemplate's {kind} activities do not come first"


def time_faults(
    statement: Statement, started: Statement | None, others: Sequence[Statement], *, last: bool
) -> Iterator[str]:
    """UTC (9.7), not before `started`, and where it is the `last`, not before any (9.3)."""
    at = _time(statement)
    if at is None:
        yield "9.7: the timestamp is missing or not in UTC"
        return
    if started is not None and at < (_time(started) or at):
        yield "9.3: a timestamp before that of initialized"
    if last and any(at < (_time(each) or at) for each in others):
        yield "9.3: a timestamp after that of terminated"


def _time(statement: Statement) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(statement.get("timestamp")))
    except ValueError:
        return None
    return found if found.tzinfo is not None and found.utcoffset() == UTC.utcoffset(None) else None
