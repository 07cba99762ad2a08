"""The strict engine of the SCORM LMS: each rule refuses a bad case, and takes what is allowed."""

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_cases import (
    CASES_12,
    CASES_2004,
    HIDDEN_12,
    HIDDEN_2004,
    VALUES_12,
    VALUES_2004,
    Case,
)
from tests.browser.scorm_content import ENGINES, Start, anew, begun, opened
from tests.browser.scorm_record import Edition, Standing
from tests.browser.scorm_setup import Engine, Setup
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("edition", "cases"), [("1.2", CASES_12), ("2004-4", CASES_2004)])
def test_strict_engine_refuses(
    start_scorm: Start, page: Page, edition: Edition, cases: list[Case]
) -> None:
    lms = start_scorm(edition, Setup(engine="strict"))
    sco = opened(page, lms.launch("ann"))
    for calls, code in cases:
        anew(sco, page, lms)
        for method, *arguments in calls:
            sco.call(method, *arguments)
        assert (int(sco.error()), len(lms.faults)) == (code, 1), (calls, lms.faults)


@ENGINES
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
    sco = begun(page, lms)
    longest = "x" * (4096 if edition == "1.2" else 64_000)
    assert sco.call("SetValue", "cmi.suspend_data", longest) == "true"
    for element, value in values.items():
        assert (sco.call("SetValue", element, value), sco.error()) == ("true", "0"), element
    shown = {name: value for name, value in values.items() if not name.startswith(hidden)}
    assert {name: sco.call("GetValue", name) for name in shown} == shown
    assert sco.call("Terminate", "") == "true"
    eventually(lambda: lms.record("ann").exit, "the final commit")
    sco = begun(page, lms)
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
    sco = begun(page, lms)
    assert set(sco.call("GetValue", f"{parent}._children").split(",")) == names
    assert lms.faults == []


def test_no_value_yet_is_not_held_against_content(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("2004-4", Setup(engine="strict"))
    sco = begun(page, lms)
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
    sco = begun(page, lms)
    for element, value in values.items():
        sco.call("SetValue", element, value)
    assert sco.call("Terminate", "") == "true"
    assert (lms.record("ann").status()[0] or "not attempted") == status


def test_strict2004_judges_by_measures(start_scorm: Start, page: Page) -> None:
    given = {"cmi.completion_threshold": "0.9", "cmi.scaled_passing_score": "0.8"}
    lms = start_scorm("2004-4", Setup(engine="strict", given=given))
    sco = begun(page, lms)
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
    sco = begun(page, lms)
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
