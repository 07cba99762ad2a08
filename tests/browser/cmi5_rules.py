"""What cmi5 asks of the statements of an assignable unit (AU), as a pure function.

The numbers are sections of the cmi5 specification, Quartz edition.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.browser.cmi5_context import Statement, context_faults, time_faults

VERBS = {
    "http://adlnet.gov/expapi/verbs/initialized": "initialized",
    "http://adlnet.gov/expapi/verbs/completed": "completed",
    "http://adlnet.gov/expapi/verbs/passed": "passed",
    "http://adlnet.gov/expapi/verbs/failed": "failed",
    "http://adlnet.gov/expapi/verbs/terminated": "terminated",
    "http://adlnet.gov/expapi/verbs/launched": "launched",
    "https://w3id.org/xapi/adl/verbs/abandoned": "abandoned",
    "https://w3id.org/xapi/adl/verbs/waived": "waived",
    "https://w3id.org/xapi/adl/verbs/satisfied": "satisfied",
}
_OF_THE_LMS = {"launched", "abandoned", "waived", "satisfied"}
_OF_THE_AU = {"initialized", "completed", "passed", "failed", "terminated"}
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"


@dataclass(frozen=True)
class Launch:
    """What one session was launched with."""

    session_id: str
    registration: str
    actor: Statement
    activity_id: str
    publisher_id: str
    mode: str = "Normal"
    mastery_score: float | None = None
    move_on: str = "CompletedAndPassed"
    template: Statement = field(default_factory=dict)


def faults(
    launch: Launch, earlier: Sequence[Statement], statement: Statement, read: set[str]
) -> list[str]:
    """What is wrong with `statement`, sent in the session of `launch`.

    `earlier` holds all statements of the registration, oldest first; `read`, the ids of the
    documents that the AU has asked for.
    """
    verb = defined_verb(statement) if CMI5 in categories(statement) else None
    found = [*_context(launch, statement), *_order(launch, earlier, verb)]
    found += _times(launch, earlier, statement)
    if CMI5 in categories(statement) and verb not in _OF_THE_AU:
        found.append(f"9.3: {statement['verb']['id']} is not for an AU, or not of cmi5")
    if verb is None and defined_verb(statement) in _OF_THE_AU:
        found.append(f"9.6.2.1: {defined_verb(statement)} without the cmi5 category")
    if verb is not None:
        found += [*_defined(launch, statement, verb), *_result(launch, statement, verb)]
    if verb == "initialized":
        missing = {"LMS.LaunchData", "cmi5LearnerPreferences"} - read
        found += [f"10 and 11: {name} was not read first" for name in sorted(missing)]
    return found


def defined_verb(statement: Statement) -> str | None:
    """The short name of a verb that cmi5 defines."""
    return VERBS.get(statement["verb"]["id"])


def of_the_au(statement: Statement) -> bool:
    """Whether it is a cmi5 defined statement of the AU, not of the LMS (7.1.3)."""
    return CMI5 in categories(statement) and defined_verb(statement) not in _OF_THE_LMS


def categories(statement: Statement) -> set[str]:
    """The ids of the statement's category activities."""
    listed = statement.get("context", {}).get("contextActivities", {}).get("category", [])
    return {each["id"] for each in listed}


def session_of(statement: Statement) -> str | None:
    """The session id that the statement carries."""
    found = statement.get("context", {}).get("extensions", {}).get(SESSION_ID)
    return found if isinstance(found, str) else None


def _order(launch: Launch, earlier: Sequence[Statement], verb: str | None) -> Iterator[str]:
    """9.3: initialized first, terminated last, one of each; verdicts once a registration."""
    own = [s for s in earlier if CMI5 in categories(s)]
    session = {defined_verb(s) for s in own if session_of(s) == launch.session_id}
    registration = {defined_verb(s) for s in own}
    if "initialized" not in session and verb != "initialized":
        yield "9.3.2: a statement before initialized"
    if "terminated" in session:
        yield "9.3.8: a statement after terminated"
    if verb in {"initialized", "terminated"} and verb in session:
        yield f"9.3: a second {verb} in the session"
    if verb in {"completed", "passed"} and verb in registration:
        meanwhile = ", told meanwhile by another session" if _meanwhile(launch, own, verb) else ""
        yield f"9.3: a second {verb} in the registration{meanwhile}"
    if verb in {"passed", "failed"} and {"passed", "failed"} & session:
        yield "9.3: a second verdict in the session"
    if verb == "failed" and "passed" in registration:
        yield "9.3.5: failed after passed"
    if launch.mode != "Normal" and verb not in {"initialized", "terminated"}:
        yield f"10.2.2: {verb or 'a statement of its own'} in launch mode {launch.mode}"


def _meanwhile(launch: Launch, own: Sequence[Statement], verb: str | None) -> bool:
    """Whether the first of the verb is another session's and was stored after this one began."""
    told = [(defined_verb(each), session_of(each) == launch.session_id) for each in own]
    first = next(at for at, (each, _own) in enumerate(told) if each == verb)
    return not told[first][1] and ("initialized", True) in told[:first]


def _context(launch: Launch, statement: Statement) -> Iterator[str]:
    yield from context_faults(
        statement,
        actor=launch.actor,
        registration=launch.registration,
        template=launch.template,
    )
    if session_of(statement) != launch.session_id:
        yield "9.6.3.1: the session id is not the contextTemplate's"


def _times(launch: Launch, earlier: Sequence[Statement], statement: Statement) -> Iterator[str]:
    session = [
        each
        for each in earlier
        if session_of(each) == launch.session_id and defined_verb(each) not in _OF_THE_LMS
    ]
    first = next((each for each in session if defined_verb(each) == "initialized"), None)
    last = defined_verb(statement) == "terminated"
    return time_faults(statement, first, session, last=last)


def _defined(launch: Launch, statement: Statement, verb: str) -> Iterator[str]:
    target = statement["object"]
    if target.get("objectType", "Activity") != "Activity" or target["id"] != launch.activity_id:
        yield "9.4: the object is not the launch's activity"
    judged = {"success", "completion"} & statement.get("result", {}).keys()
    if bool(judged) != (MOVE_ON in categories(statement)):
        yield "9.6.2.2: the moveon category goes with success or completion, and only then"
    extensions = statement.get("context", {}).get("extensions", {})
    wanted = launch.mastery_score if verb in {"passed", "failed"} else None
    if extensions.get(MASTERY_SCORE) != wanted:
        yield f"9.6.3.2: the masteryscore extension must be {wanted}"


def _result(launch: Launch, statement: Statement, verb: str) -> Iterator[str]:
    result = statement.get("result", {})
    if verb != "initialized" and not _is_duration(result.get("duration")):
        yield f"9.5.4: {verb} needs a duration with at most two decimals"
    if (verb == "completed") != ("completion" in result):
        yield "9.5.3: completion belongs to completed"
    if verb == "completed" and result.get("completion") is not True:
        yield "9.5.3: completed says completion true"
    if verb in {"passed", "failed"}:
        if result.get("success") is not (verb == "passed"):
            yield f"9.5.2: {verb} says success {str(verb == 'passed').lower()}"
        yield from _score(launch, result.get("score", {}), verb)
    elif {"score", "success"} & result.keys():
        yield f"9.5.1: {verb} carries a score or success"


def _score(launch: Launch, score: Statement, verb: str) -> Iterator[str]:
    scaled = score.get("scaled")
    if "raw" in score:
        yield from _raw(score)
    if scaled is not None and not 0 <= scaled <= 1:
        yield "9.5.1: scaled lies from 0 to 1"
    if launch.mastery_score is None:
        return
    if scaled is None:
        # 9.3.5: a failure needs none, for what was failed may not be the score.
        if verb == "passed":
            yield "9.3: passed by masteryScore needs a scaled score"
    elif (scaled >= launch.mastery_score) != (verb == "passed"):
        yield f"9.3: {verb} with {scaled}, masteryScore {launch.mastery_score}"


def _raw(score: Statement) -> Iterator[str]:
    bounds = [score.get(name) for name in ("min", "raw", "max")]
    integers = [each for each in bounds if isinstance(each, int)]
    if None in bounds:
        yield "9.5.1: raw needs min and max"
    elif len(integers) < 3 or sorted(integers) != integers:
        yield "9.5.1: min, raw and max are integers in this order"


def _is_duration(value: object) -> bool:
    pattern = r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?"
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None
