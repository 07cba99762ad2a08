"""The strict engine of the SCORM LMS: each rule refuses a bad case, and takes what is allowed."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_content import Sco, Start, opened
from tests.browser.scorm_lms import ScormLms
from tests.browser.scorm_record import Edition, Standing
from tests.browser.scorm_setup import Engine, Setup
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

Call = tuple[str, ...]
Case = tuple[Sequence[Call], int]

BEGIN: Call = ("Initialize", "")
END: Call = ("Terminate", "")
COMMIT: Call = ("Commit", "")


def sets(*values: tuple[str, str], code: int) -> Case:
    """In a session, one after the other; `code` is the last one's error."""
    return [BEGIN, *(("SetValue", *each) for each in values)], code


def gets(name: str, *, code: int) -> Case:
    """In a session without any value."""
    return [BEGIN, ("GetValue", name)], code


Q0 = "cmi.interactions.0"
O0 = "cmi.objectives.0"

CASES_12 = [
    ([COMMIT], 301),
    ([END], 301),
    ([("GetValue", "cmi.core.student_id")], 301),
    ([("SetValue", "cmi.suspend_data", "x")], 301),
    ([("Initialize", "x")], 201),
    ([BEGIN, BEGIN], 101),
    ([BEGIN, END, BEGIN], 101),
    ([BEGIN, END, END], 301),
    ([BEGIN, END, COMMIT], 301),
    ([BEGIN, END, ("SetValue", "cmi.suspend_data", "x")], 301),
    ([BEGIN, END, ("GetValue", "cmi.core.student_id")], 301),
    ([BEGIN, ("Commit", "x")], 201),
    ([BEGIN, ("Terminate", "x")], 201),
    gets("", code=201),
    gets("cmi.nothing", code=201),
    gets("cmi.core.exit", code=404),
    gets("cmi.core.session_time", code=404),
    gets("cmi.suspend_data._children", code=202),
    gets("cmi.core._count", code=203),
    gets("cmi.objectives.0.id", code=201),
    gets("cmi.core.score.scaled", code=201),
    sets(("", "x"), code=201),
    sets(("cmi.nothing", "x"), code=201),
    sets(("cmi.core._children", "x"), code=402),
    sets(("cmi.interactions._count", "1"), code=402),
    sets(("cmi.core.student_id", "bob"), code=403),
    sets(("cmi.core.total_time", "0000:00:01"), code=403),
    sets(("cmi.launch_data", "x"), code=403),
    sets(("cmi.student_data.mastery_score", "1"), code=403),
    sets(("cmi.core.lesson_status", "done"), code=405),
    sets(("cmi.core.lesson_status", "not attempted"), code=405),
    sets(("cmi.core.lesson_location", "x" * 256), code=405),
    sets(("cmi.core.exit", "normal"), code=405),
    sets(("cmi.core.score.raw", "101"), code=405),
    sets(("cmi.core.score.raw", "-1"), code=405),
    sets(("cmi.core.score.raw", "33.333"), code=405),
    sets(("cmi.core.score.raw", "3,5"), code=405),
    sets(("cmi.core.score.raw", "NaN"), code=405),
    sets(("cmi.core.session_time", "PT1S"), code=405),
    sets(("cmi.core.session_time", "1:00:00"), code=405),
    sets(("cmi.core.session_time", "0000:60:00"), code=405),
    sets(("cmi.core.session_time", "0000:00:00.123"), code=405),
    sets(("cmi.suspend_data", "x" * 4097), code=405),
    sets(("cmi.comments", "x" * 4097), code=405),
    sets(("cmi.student_preference.audio", "101"), code=405),
    sets(("cmi.student_preference.text", "2"), code=405),
    sets(("cmi.student_preference.speed", "-101"), code=405),
    sets((f"{O0}.status", "passed"), code=201),
    sets(("cmi.objectives.1.id", "o"), code=201),
    sets((f"{O0}.id", "an o"), code=405),
    sets((f"{O0}.id", "o"), (f"{O0}.status", "done"), code=405),
    sets((f"{O0}.id", "o"), (f"{O0}.score.raw", "101"), code=405),
    sets((f"{Q0}.type", "choice"), code=201),
    sets(("cmi.interactions.1.id", "q"), code=201),
    sets((f"{Q0}.id", "a/b"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.type", "other"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.time", "25:00:00"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.result", "incorrect"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.latency", "PT1S"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.weighting", "much"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.objectives.1.id", "o"), code=201),
    sets((f"{Q0}.id", "q"), (f"{Q0}.correct_responses.1.pattern", "a"), code=201),
    sets((f"{Q0}.id", "q"), (f"{Q0}.type", "choice"), (f"{Q0}.student_response", "ab"), code=405),
    sets((f"{Q0}.id", "q"), (f"{Q0}.type", "numeric"), (f"{Q0}.student_response", "a"), code=405),
    ([BEGIN, ("SetValue", f"{Q0}.id", "q"), ("GetValue", f"{Q0}.id")], 404),
]

CASES_2004 = [
    ([COMMIT], 142),
    ([END], 112),
    ([("GetValue", "cmi.learner_id")], 122),
    ([("SetValue", "cmi.suspend_data", "x")], 132),
    ([("Initialize", "x")], 201),
    ([BEGIN, BEGIN], 103),
    ([BEGIN, END, BEGIN], 104),
    ([BEGIN, END, END], 113),
    ([BEGIN, END, COMMIT], 143),
    ([BEGIN, END, ("SetValue", "cmi.suspend_data", "x")], 133),
    ([BEGIN, END, ("GetValue", "cmi.learner_id")], 123),
    ([BEGIN, ("Commit", "x")], 201),
    ([BEGIN, ("Terminate", "x")], 201),
    gets("", code=301),
    gets("cmi.nothing", code=401),
    gets("cmi.core.lesson_status", code=401),
    gets("cmi.exit", code=405),
    gets("cmi.session_time", code=405),
    gets("cmi.suspend_data._children", code=301),
    gets("cmi.score._count", code=301),
    gets("cmi.objectives.0.id", code=301),
    sets(("", "x"), code=351),
    sets(("cmi.nothing", "x"), code=401),
    sets(("cmi.score._children", "x"), code=404),
    sets(("cmi.interactions._count", "1"), code=404),
    sets(("cmi.learner_id", "bob"), code=404),
    sets(("cmi.mode", "normal"), code=404),
    sets(("cmi.total_time", "PT1S"), code=404),
    sets(("cmi.completion_status", "passed"), code=406),
    sets(("cmi.success_status", "completed"), code=406),
    sets(("cmi.exit", "done"), code=406),
    sets(("cmi.location", "x" * 1001), code=406),
    sets(("cmi.suspend_data", "x" * 64_001), code=406),
    sets(("cmi.session_time", "00:00:10"), code=406),
    sets(("cmi.session_time", "PT1.234S"), code=406),
    sets(("cmi.session_time", "PT"), code=406),
    sets(("cmi.score.raw", "3,5"), code=406),
    sets(("cmi.score.raw", "NaN"), code=406),
    sets(("cmi.score.scaled", "1.01"), code=407),
    sets(("cmi.score.scaled", "-1.01"), code=407),
    sets(("cmi.progress_measure", "1.01"), code=407),
    sets(("cmi.progress_measure", "-0.1"), code=407),
    sets(("cmi.learner_preference.audio_level", "-1"), code=407),
    sets(("cmi.learner_preference.audio_captioning", "2"), code=406),
    sets(("cmi.learner_preference.language", "U S"), code=406),
    sets(("cmi.comments_from_learner.1.comment", "x"), code=351),
    sets(("cmi.comments_from_learner.0.comment", "x" * 4001), code=406),
    sets(("adl.nav.request", "next"), code=406),
    sets((f"{O0}.success_status", "passed"), code=408),
    sets(("cmi.objectives.1.id", "o"), code=351),
    sets((f"{O0}.id", "an o"), code=406),
    sets((f"{O0}.id", "o"), (f"{O0}.id", "p"), code=351),
    sets((f"{O0}.id", "o"), ("cmi.objectives.1.id", "o"), code=351),
    sets((f"{O0}.id", "o"), (f"{O0}.score.scaled", "2"), code=407),
    sets((f"{O0}.id", "o"), (f"{O0}.completion_status", "passed"), code=406),
    sets((f"{O0}.id", "o"), (f"{O0}.description", "x" * 251), code=406),
    sets((f"{Q0}.type", "choice"), code=408),
    sets(("cmi.interactions.1.id", "q"), code=351),
    sets((f"{Q0}.id", "x" * 4001), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.type", "quiz"), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.learner_response", "a"), code=408),
    sets((f"{Q0}.id", "q"), (f"{Q0}.correct_responses.0.pattern", "a"), code=408),
    sets((f"{Q0}.id", "q"), (f"{Q0}.timestamp", "2026-11-25T10:00:00Z"), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.timestamp", "2039-01-01"), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.result", "wrong"), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.latency", "0000:00:01"), code=406),
    sets((f"{Q0}.id", "q"), (f"{Q0}.objectives.1.id", "o"), code=351),
    sets(
        (f"{Q0}.id", "q"),
        (f"{Q0}.objectives.0.id", "o"),
        (f"{Q0}.objectives.1.id", "o"),
        code=351,
    ),
    sets((f"{Q0}.id", "q"), (f"{Q0}.type", "choice"), (f"{Q0}.learner_response", "a b"), code=406),
    sets(
        (f"{Q0}.id", "q"), (f"{Q0}.type", "choice"), (f"{Q0}.learner_response", "a[,]a"), code=406
    ),
    sets(
        (f"{Q0}.id", "q"), (f"{Q0}.type", "true-false"), (f"{Q0}.learner_response", "t"), code=406
    ),
    sets(
        (f"{Q0}.id", "q"),
        (f"{Q0}.type", "choice"),
        (f"{Q0}.correct_responses.1.pattern", "a"),
        code=351,
    ),
]


def run(sco: Sco, page: Page, lms: ScormLms, calls: Sequence[Call]) -> tuple[int, list[str]]:
    """The last call's error in a session of its own, and the faults."""
    page.evaluate("window.LMS.appear()")
    # A document that has called nothing yet.
    sco.frame.goto(sco.frame.url)
    lms.faults.clear()
    for method, *arguments in calls:
        sco.call(method, *arguments)
    return int(sco.error()), list(lms.faults)


@pytest.mark.parametrize(("edition", "cases"), [("1.2", CASES_12), ("2004-4", CASES_2004)])
def test_strict_engine_refuses(
    start_scorm: Start, page: Page, edition: Edition, cases: list[Case]
) -> None:
    lms = start_scorm(edition, Setup(engine="strict"))
    sco = opened(page, lms.launch("ann"))
    for calls, code in cases:
        error, faults = run(sco, page, lms, calls)
        assert (error, len(faults)) == (code, 1), (calls, faults)


VALUES_12 = {
    "cmi.core.lesson_location": "x" * 255,
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.score.raw": "66.67",
    "cmi.core.score.min": "0",
    "cmi.core.score.max": "100",
    "cmi.core.exit": "suspend",
    "cmi.core.session_time": "9999:59:59.99",
    "cmi.suspend_data": "x" * 4096,
    "cmi.comments": "fine",
    "cmi.student_preference.audio": "-1",
    "cmi.student_preference.language": "en",
    "cmi.student_preference.speed": "-100",
    "cmi.student_preference.text": "1",
    f"{O0}.id": "first_objective-1",
    f"{O0}.score.raw": "50",
    f"{O0}.score.min": "0",
    f"{O0}.score.max": "100",
    f"{O0}.status": "not attempted",
    "cmi.objectives.1.id": "second",
    f"{Q0}.id": "q1",
    f"{Q0}.objectives.0.id": "first_objective-1",
    f"{Q0}.time": "23:59:59.99",
    f"{Q0}.type": "choice",
    f"{Q0}.correct_responses.0.pattern": "a,c",
    f"{Q0}.weighting": "1",
    f"{Q0}.student_response": "a,b",
    f"{Q0}.result": "wrong",
    f"{Q0}.latency": "0000:00:12.34",
    "cmi.interactions.1.id": "q1",
}
VALUES_2004 = {
    "cmi.comments_from_learner.0.comment": "{lang=en}fine",
    "cmi.comments_from_learner.0.location": "slide 1",
    "cmi.comments_from_learner.0.timestamp": "2026-11-25T10:00:00.0Z",
    "cmi.completion_status": "incomplete",
    "cmi.success_status": "unknown",
    "cmi.exit": "suspend",
    "cmi.location": "x" * 1000,
    # scorm-again ends a session by a beacon, of which browsers take 64 KiB.
    "cmi.suspend_data": "x" * 50_000,
    "cmi.session_time": "P1DT23H59M59.99S",
    "cmi.progress_measure": "0.99",
    "cmi.score.scaled": "-1",
    "cmi.score.raw": "66.67",
    "cmi.score.min": "0",
    "cmi.score.max": "100",
    "cmi.learner_preference.audio_level": "1.5",
    "cmi.learner_preference.language": "en-US",
    "cmi.learner_preference.delivery_speed": "2",
    "cmi.learner_preference.audio_captioning": "-1",
    f"{O0}.id": "urn:first",
    f"{O0}.score.scaled": "0.5",
    f"{O0}.score.raw": "50",
    f"{O0}.score.min": "0",
    f"{O0}.score.max": "100",
    f"{O0}.success_status": "passed",
    f"{O0}.completion_status": "completed",
    f"{O0}.progress_measure": "1",
    f"{O0}.description": "{lang=en}The first",
    f"{Q0}.id": "q1",
    f"{Q0}.type": "choice",
    f"{Q0}.objectives.0.id": "urn:first",
    f"{Q0}.timestamp": "2026-11-25T10:00:00.12Z",
    f"{Q0}.correct_responses.0.pattern": "a[,]c",
    f"{Q0}.correct_responses.1.pattern": "a",
    f"{Q0}.weighting": "1",
    f"{Q0}.learner_response": "a[,]b",
    f"{Q0}.result": "incorrect",
    f"{Q0}.latency": "PT12.34S",
    f"{Q0}.description": "Which?",
    "cmi.interactions.1.id": "q1",
    "cmi.interactions.1.type": "numeric",
    "cmi.interactions.1.correct_responses.0.pattern": "1[:]",
    "cmi.interactions.1.learner_response": "2.5",
    "adl.nav.request": "_none_",
}
HIDDEN_12 = ("cmi.interactions.", "cmi.core.exit", "cmi.core.session_time")
# scorm-again does not tell a navigation request.
HIDDEN_2004 = ("cmi.exit", "cmi.session_time", "adl.nav.request")


@pytest.mark.parametrize("engine", ["again", "strict"])
@pytest.mark.parametrize(
    ("edition", "values", "hidden"),
    [("1.2", VALUES_12, HIDDEN_12), ("2004-4", VALUES_2004, HIDDEN_2004)],
)
def test_engine_takes_and_resumes_all_elements(
    start_scorm: Start,
    page: Page,
    edition: Edition,
    engine: Engine,
    values: dict[str, str],
    hidden: tuple[str, ...],
) -> None:
    lms = start_scorm(edition, Setup(engine=engine))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    longest = "x" * (4096 if edition == "1.2" else 64_000)
    assert sco.call("SetValue", "cmi.suspend_data", longest) == "true"
    for element, value in values.items():
        assert (sco.call("SetValue", element, value), sco.error()) == ("true", "0"), element
    shown = {name: value for name, value in values.items() if not name.startswith(hidden)}
    assert {name: sco.call("GetValue", name) for name in shown} == shown
    assert sco.call("Terminate", "") == "true"
    eventually(lambda: lms.record("ann").exit, "the final commit")
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    assert {name: sco.call("GetValue", name) for name in shown} == shown
    assert sco.call("GetValue", "cmi.interactions._count") == "2"
    assert lms.faults == []


CHILDREN = [
    ("1.2", "cmi.core.score", {"raw", "min", "max"}),
    ("1.2", "cmi.objectives", {"id", "score", "status"}),
    ("1.2", "cmi.student_preference", {"audio", "language", "speed", "text"}),
    ("2004-4", "cmi.score", {"scaled", "raw", "min", "max"}),
    ("2004-4", "cmi.comments_from_learner", {"comment", "location", "timestamp"}),
    (
        "2004-4",
        "cmi.interactions",
        {
            *("id", "type", "objectives", "timestamp", "correct_responses", "weighting"),
            *("learner_response", "result", "latency", "description"),
        },
    ),
]


@pytest.mark.parametrize(("edition", "parent", "names"), CHILDREN)
def test_strict_engine_tells_children(
    start_scorm: Start, page: Page, edition: Edition, parent: str, names: set[str]
) -> None:
    lms = start_scorm(edition, Setup(engine="strict"))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    assert set(sco.call("GetValue", f"{parent}._children").split(",")) == names
    assert lms.faults == []


def test_no_value_yet_is_not_held_against_content(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("2004-4", Setup(engine="strict"))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    assert (sco.call("GetValue", "cmi.suspend_data"), sco.error()) == ("", "403")
    assert (sco.call("GetValue", "cmi.launch_data"), sco.error()) == ("", "403")
    assert (sco.call("GetValue", "cmi.completion_status"), sco.error()) == ("unknown", "0")
    assert lms.faults == []


@pytest.mark.parametrize(
    ("given", "values", "status"),
    [
        ({}, {}, "completed"),
        ({"cmi.core.lesson_mode": "browse"}, {}, "browsed"),
        ({"cmi.core.lesson_mode": "review"}, {}, "not attempted"),
        ({"cmi.core.credit": "no-credit"}, {}, "not attempted"),
        ({}, {"cmi.core.lesson_status": "incomplete"}, "incomplete"),
        (
            {"cmi.student_data.mastery_score": "80"},
            {"cmi.core.lesson_status": "completed"},
            "completed",
        ),
        (
            {"cmi.student_data.mastery_score": "80"},
            {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "80"},
            "passed",
        ),
        (
            {"cmi.student_data.mastery_score": "80"},
            {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "79.99"},
            "failed",
        ),
        (
            {"cmi.student_data.mastery_score": "80"},
            {"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "0"},
            "failed",
        ),
        (
            {"cmi.student_data.mastery_score": "80", "cmi.core.credit": "no-credit"},
            {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "0"},
            "completed",
        ),
    ],
)
def test_strict12_judges_at_the_end(
    start_scorm: Start, page: Page, given: dict[str, str], values: dict[str, str], status: str
) -> None:
    lms = start_scorm("1.2", Setup(engine="strict", given=given))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    for element, value in values.items():
        sco.call("SetValue", element, value)
    assert sco.call("Terminate", "") == "true"
    assert (lms.record("ann").status()[0] or "not attempted") == status


def test_strict2004_judges_by_measures(start_scorm: Start, page: Page) -> None:
    given = {"cmi.completion_threshold": "0.9", "cmi.scaled_passing_score": "0.8"}
    lms = start_scorm("2004-4", Setup(engine="strict", given=given))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    shown = []
    for element, value in (
        ("cmi.completion_status", "completed"),
        ("cmi.success_status", "passed"),
        ("cmi.progress_measure", "0.89"),
        ("cmi.score.scaled", "0.79"),
        ("cmi.progress_measure", "0.9"),
        ("cmi.score.scaled", "0.8"),
    ):
        sco.call("SetValue", element, value)
        statuses = ("cmi.completion_status", "cmi.success_status")
        shown.append(tuple(sco.call("GetValue", each) for each in statuses))
        sco.call("Commit", "")
    assert shown == [
        ("unknown", "unknown"),
        ("unknown", "unknown"),
        ("incomplete", "unknown"),
        ("incomplete", "failed"),
        ("completed", "failed"),
        ("completed", "passed"),
    ]
    assert lms.record("ann").history == [
        Standing("unknown", "unknown", None, None),
        Standing("incomplete", "unknown", None, None),
        Standing("incomplete", "failed", None, 0.79),
        Standing("completed", "failed", None, 0.79),
        Standing("completed", "passed", None, 0.8),
    ]


@pytest.mark.parametrize("edition", ["1.2", "2004-4"])
def test_asynchronous_engine_answers_before_it_sends(
    start_scorm: Start, page: Page, edition: Edition
) -> None:
    lms = start_scorm(edition, Setup(engine="strict", asynchronous=True))
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    sco.call("SetValue", "cmi.suspend_data", "lost")
    lms.mode = "drop"
    with page.expect_event("requestfailed"):
        assert sco.call("Commit", "") == "true"
    assert lms.arrivals == []
    lms.mode = "ok"
    sco.call("SetValue", "cmi.suspend_data", "kept")
    assert sco.call("Terminate", "") == "true"
    eventually(lambda: lms.record("ann").suspend_data == "kept", "the last request")
    assert lms.faults == []


def test_only_the_strict_engine_is_asynchronous() -> None:
    with pytest.raises(ValueError, match="strict engine"):
        Setup(asynchronous=True)
