"""What cmi5 asks of statements: a good session passes, and each rule refuses a bad statement."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.browser import cmi5_rules, cmi5_session
from tests.browser.cmi5_client import statement
from tests.browser.cmi5_context import Statement
from tests.browser.cmi5_rules import CMI5, MASTERY_SCORE, MOVE_ON, SESSION_ID, Launch

_LAUNCH = Launch(
    session_id="s1",
    registration="r1",
    actor={"account": {"homePage": "https://lms.example.org", "name": "ann"}},
    activity_id="https://lms.example.org/1",
    publisher_id="https://example.org/au",
    mastery_score=0.5,
    template=cmi5_session.template("s1", "https://example.org/au"),
)
_SECOND = replace(
    _LAUNCH, session_id="s2", template=cmi5_session.template("s2", "https://example.org/au")
)
_READ = {"LMS.LaunchData", "cmi5LearnerPreferences"}
_TENANT = "https://lms.example.org/extensions/tenant"


def _faults(earlier: list[str], made: Statement, launch: Launch = _LAUNCH) -> list[str]:
    before = [statement(verb, _LAUNCH) for verb in earlier]
    return cmi5_rules.faults(launch, before, made, _READ)


def _activities(made: Statement, kind: str) -> list[Statement]:
    found: list[Statement] = made["context"]["contextActivities"][kind]
    return found


@pytest.mark.parametrize(
    "verbs",
    [
        ["initialized", "completed", "passed", "terminated"],
        ["initialized", "passed", "completed", "terminated"],
        ["initialized", "failed", "terminated"],
    ],
)
def test_good_session_passes(verbs: list[str]) -> None:
    for index, verb in enumerate(verbs):
        assert _faults(verbs[:index], statement(verb, _LAUNCH)) == []


@pytest.mark.parametrize(
    ("earlier", "verb", "fault"),
    [
        ([], "completed", "before initialized"),
        ([], "terminated", "before initialized"),
        (["initialized"], "initialized", "second initialized"),
        (["initialized", "terminated"], "completed", "after terminated"),
        (["initialized", "terminated"], "terminated", "second terminated"),
        (["initialized", "terminated"], "initialized", "after terminated"),
        (["initialized", "completed"], "completed", "second completed in the registration"),
        (["initialized", "passed"], "passed", "second passed in the registration"),
        (["initialized", "failed"], "failed", "second verdict"),
        (["initialized", "failed"], "passed", "second verdict"),
        (["initialized", "passed"], "failed", "failed after passed"),
    ],
)
def test_order_is_held(earlier: list[str], verb: str, fault: str) -> None:
    assert any(fault in each for each in _faults(earlier, statement(verb, _LAUNCH)))


@pytest.mark.parametrize(
    ("verb", "fault"),
    [
        ("completed", "9.3: a second completed in the registration"),
        ("passed", "9.3: a second passed in the registration"),
        ("failed", "9.3.5: failed after passed"),
    ],
)
def test_registration_outlives_the_session(verb: str, fault: str) -> None:
    first = ("initialized", "completed", "passed", "terminated")
    earlier = [statement(each, _LAUNCH) for each in first]
    assert cmi5_rules.faults(_SECOND, earlier, statement("initialized", _SECOND), _READ) == []
    earlier.append(statement("initialized", _SECOND))
    assert cmi5_rules.faults(_SECOND, earlier, statement(verb, _SECOND), _READ) == [fault]


def test_what_two_sessions_tell_at_once_is_told_apart() -> None:
    earlier = [statement("initialized", each) for each in (_LAUNCH, _SECOND)]
    earlier.append(statement("completed", _LAUNCH))
    fault = "9.3: a second completed in the registration"
    for launch, meanwhile in ((_SECOND, ", told meanwhile by another session"), (_LAUNCH, "")):
        found = cmi5_rules.faults(launch, earlier, statement("completed", launch), _READ)
        assert found == [f"{fault}{meanwhile}"]


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("verb", "change", "fault"),
    [
        ("completed", lambda s: s["context"].pop("registration"), "9.6.1"),
        ("completed", lambda s: s.update(actor={"mbox": "mailto:a@b.org"}), "9.2"),
        ("completed", lambda s: s["actor"].update(name="Ann Other"), "9.2"),
        ("completed", lambda s: s.update(object={"id": "https://example.org/au"}), "9.4"),
        ("completed", lambda s: s["result"].pop("duration"), "9.5.4"),
        ("completed", lambda s: s["result"].update(duration="PT1.234S"), "9.5.4"),
        ("completed", lambda s: s["result"].pop("completion"), "9.5.3"),
        ("completed", lambda s: s["result"].update(completion=False), "9.5.3"),
        ("completed", lambda s: s["result"].update(score={"scaled": 1}), "9.5.1"),
        ("terminated", lambda s: s["result"].pop("duration"), "9.5.4"),
        ("terminated", lambda s: s["result"].update(success=True), "9.5.1"),
        ("passed", lambda s: s["result"].pop("duration"), "9.5.4"),
        ("passed", lambda s: s["result"].update(completion=True), "9.5.3"),
        ("passed", lambda s: s["result"].update(success=False), "9.5.2"),
        ("passed", lambda s: s["result"].pop("score"), "needs a scaled score"),
        ("passed", lambda s: s["result"].update(score={"scaled": 1.5}), "from 0 to 1"),
        ("passed", lambda s: s["result"]["score"].update(raw=1), "raw needs min"),
        ("passed", lambda s: s["result"]["score"].update(raw=3, min=0, max=2), "in this order"),
        ("passed", lambda s: s["result"]["score"].update(raw=0.5, min=0, max=1), "integers"),
        ("failed", lambda s: s["result"].pop("duration"), "9.5.4"),
        ("failed", lambda s: s["result"].update(success=True), "9.5.2"),
    ],
)
def test_statement_rules_are_held(verb: str, change: Change, fault: str) -> None:
    made = statement(verb, replace(_LAUNCH, actor=dict(_LAUNCH.actor)))
    change(made)
    assert any(fault in each for each in _faults(["initialized"], made))


@pytest.mark.parametrize(
    ("verb", "scaled", "good"),
    [
        ("passed", 0.5, True),
        ("passed", 0.4999, False),
        ("passed", 1, True),
        ("failed", 0.4999, True),
        ("failed", 0.5, False),
        ("failed", 0, True),
    ],
)
def test_verdict_is_that_of_the_mastery_score(verb: str, scaled: float, *, good: bool) -> None:
    found = _faults(["initialized"], statement(verb, _LAUNCH, score={"scaled": scaled}))
    assert found == ([] if good else [f"9.3: {verb} with {scaled}, masteryScore 0.5"])


def test_failure_needs_no_score() -> None:
    made = statement("failed", _LAUNCH)
    del made["result"]["score"]
    assert _faults(["initialized"], made) == []


@pytest.mark.parametrize("verb", ["passed", "failed"])
@pytest.mark.parametrize(("mastery", "given"), [(0.5, None), (0.5, 0.6), (0.5, "0.5"), (None, 0.5)])
def test_mastery_score_is_told_as_it_was_given(
    verb: str, mastery: float | None, given: object
) -> None:
    launch = replace(_LAUNCH, mastery_score=mastery)
    made = statement(verb, launch)
    made["context"]["extensions"][MASTERY_SCORE] = given
    found = _faults(["initialized"], made, launch)
    assert found == [f"9.6.3.2: the masteryscore extension must be {mastery}"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda s: s["context"]["extensions"].pop(SESSION_ID), "9.6.3.1"),
        (lambda s: s["context"]["extensions"].update({SESSION_ID: "s0"}), "9.6.3.1"),
        (lambda s: s["context"]["extensions"].pop(_TENANT), "tenant is lost"),
        (lambda s: s["context"]["extensions"].update({_TENANT: {"id": "7"}}), "tenant is lost"),
        (lambda s: s["context"].pop("platform"), "platform is lost"),
        (lambda s: s["context"].update(platform="Mine"), "platform is lost"),
        (lambda s: s["context"]["contextActivities"].pop("grouping"), "grouping activities"),
        (lambda s: _activities(s, "grouping").pop(), "grouping activities"),
        (lambda s: _activities(s, "grouping").reverse(), "grouping activities"),
        (lambda s: _activities(s, "category").pop(0), "category activities"),
        (lambda s: _activities(s, "category").insert(0, {"id": "urn:x"}), "category activities"),
    ],
)
def test_context_template_is_copied_whole(change: Change, fault: str) -> None:
    made = statement("completed", _LAUNCH)
    change(made)
    assert any(fault in each for each in _faults(["initialized"], made))


def test_what_the_template_lacks_may_be_added() -> None:
    made = statement("completed", _LAUNCH)
    made["context"]["language"] = "en-US"
    made["context"]["extensions"]["urn:x"] = 1
    _activities(made, "grouping").append({"id": "urn:y"})
    assert _faults(["initialized"], made) == []


@pytest.mark.parametrize(
    ("verb", "change", "fault"),
    [
        ("terminated", lambda s: _activities(s, "category").append({"id": MOVE_ON}), "9.6.2.2"),
        ("initialized", lambda s: _activities(s, "category").append({"id": MOVE_ON}), "9.6.2.2"),
        ("passed", lambda s: _activities(s, "category").pop(), "9.6.2.2"),
        ("completed", lambda s: _activities(s, "category").pop(), "9.6.2.2"),
        ("failed", lambda s: _activities(s, "category").pop(), "9.6.2.2"),
        (
            "passed",
            lambda s: _activities(s, "category").remove({"id": CMI5}),
            "passed without the cmi5 category",
        ),
        (
            "completed",
            lambda s: _activities(s, "category").remove({"id": CMI5}),
            "completed without the cmi5 category",
        ),
        (
            "passed",
            lambda s: s.update(verb={"id": "https://w3id.org/xapi/adl/verbs/satisfied"}),
            "not for an AU",
        ),
        (
            "passed",
            lambda s: s.update(verb={"id": "https://w3id.org/xapi/video/verbs/played"}),
            "not of cmi5",
        ),
    ],
)
def test_categories_are_as_the_verb_asks(verb: str, change: Change, fault: str) -> None:
    made = statement(verb, _LAUNCH)
    change(made)
    earlier = [] if verb == "initialized" else ["initialized"]
    assert any(fault in each for each in _faults(earlier, made))


@pytest.mark.parametrize(
    ("verb", "timestamp", "fault"),
    [
        ("completed", "2026-01-02T03:04:06+01:00", "9.7"),
        ("completed", "2026-01-02T03:04:06", "9.7"),
        ("completed", "yesterday", "9.7"),
        ("completed", None, "9.7"),
        ("completed", "2026-01-02T03:04:05.677Z", "before that of initialized"),
        ("terminated", "2026-01-02T03:04:05.677Z", "after that of terminated"),
    ],
)
def test_timestamps_are_utc_and_in_order(verb: str, timestamp: str | None, fault: str) -> None:
    made = statement(verb, _LAUNCH) | {"timestamp": timestamp}
    assert any(fault in each for each in _faults(["initialized", "passed"], made))


@pytest.mark.parametrize("timestamp", ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:06+00:00"])
def test_utc_may_be_written_either_way(timestamp: str) -> None:
    made = statement("completed", _LAUNCH) | {"timestamp": timestamp}
    assert _faults(["initialized"], made) == []


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_only_start_and_end_are_told_outside_normal_mode(mode: str) -> None:
    launch = replace(_LAUNCH, mode=mode)
    assert _faults([], statement("initialized", launch), launch) == []
    assert _faults(["initialized"], statement("terminated", launch), launch) == []
    for verb in ("completed", "passed", "failed"):
        found = _faults(["initialized"], statement(verb, launch), launch)
        assert found == [f"10.2.2: {verb} in launch mode {mode}"]
    played = statement("terminated", launch)
    played["verb"] = {"id": "https://w3id.org/xapi/video/verbs/played"}
    _activities(played, "category").remove({"id": CMI5})
    found = _faults(["initialized"], played, launch)
    assert found == [f"10.2.2: a statement of its own in launch mode {mode}"]


@pytest.mark.parametrize("missing", sorted(_READ))
def test_launch_data_and_preferences_come_first(missing: str) -> None:
    made = statement("initialized", _LAUNCH)
    found = cmi5_rules.faults(_LAUNCH, [], made, _READ - {missing})
    assert found == [f"10 and 11: {missing} was not read first"]
