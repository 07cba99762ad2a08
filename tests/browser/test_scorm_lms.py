"""The SCORM LMS by itself: it keeps, gives back, and refuses what a lenient one would take."""

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_content import Start, anew, opened
from tests.browser.scorm_record import Edition, Record, seconds
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


def test_scorm12_keeps_and_resumes(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    sco = opened(page, lms.launch("ann"))
    assert sco.call("LMSInitialize", "") == "true"
    assert sco.call("LMSGetValue", "cmi.core.entry") == "ab-initio"
    for element, value in {
        "cmi.core.exit": "suspend",
        "cmi.core.lesson_status": "incomplete",
        "cmi.core.lesson_location": "3.5",
        "cmi.suspend_data": "half",
        "cmi.core.score.raw": "50",
        "cmi.core.session_time": "0000:01:30.25",
        "cmi.interactions.0.id": "q1",
        "cmi.interactions.0.type": "choice",
        "cmi.interactions.0.student_response": "a",
        "cmi.interactions.0.result": "correct",
    }.items():
        assert sco.call("LMSSetValue", element, value) == "true"
    assert sco.call("LMSFinish", "") == "true"
    record = lms.record("ann")
    eventually(lambda: record.exit, "the final commit")
    assert record.status() == ("incomplete", "incomplete")
    assert (record.suspend_data, record.location, record.raw) == ("half", "3.5", 50)
    assert (record.exit, record.seconds) == ("suspend", 90.25)
    eventually(lambda: lms.endings == [("ann", 90.25)], "what the page tells of the end")
    assert [i["id"] for i in record.interactions()] == ["q1"]
    assert lms.faults == []


def test_scorm12_gives_back_what_was_suspended(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    lms.record("ann").launches = 1
    lms.record("ann").commit(
        {
            "cmi.core.exit": "suspend",
            "cmi.core.lesson_status": "incomplete",
            "cmi.suspend_data": "half",
            "cmi.core.session_time": "0000:00:10.00",
        }
    )
    sco = opened(page, lms.launch("ann"))
    sco.call("LMSInitialize", "")
    elements = ("entry", "lesson_status", "total_time", "student_id")
    values = [sco.call("LMSGetValue", f"cmi.core.{name}") for name in elements]
    values[2] = seconds(str(values[2]))
    assert values == ["resume", "incomplete", 10, "ann"]
    assert sco.call("LMSGetValue", "cmi.suspend_data") == "half"
    assert lms.faults == []


@pytest.mark.parametrize("edition", ["2004-3", "2004-4"])
def test_scorm2004_keeps_and_resumes(start_scorm: Start, page: Page, edition: Edition) -> None:
    lms = start_scorm(edition)
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    assert sco.call("GetValue", "cmi.suspend_data") == ""
    for element, value in {
        "cmi.exit": "suspend",
        "cmi.score.scaled": "0.5",
        "cmi.score.raw": "50",
        "cmi.score.min": "0",
        "cmi.score.max": "100",
        "cmi.progress_measure": "1",
        "cmi.success_status": "passed",
        "cmi.completion_status": "completed",
        "cmi.location": "3.5",
        "cmi.suspend_data": "done",
        "cmi.session_time": "PT1M30.25S",
        "cmi.interactions.0.id": "q1",
        "cmi.interactions.0.type": "choice",
        "cmi.interactions.0.learner_response": "a",
        "cmi.interactions.0.result": "incorrect",
    }.items():
        assert sco.call("SetValue", element, value) == "true", element
    assert sco.call("Terminate", "") == "true"
    record = lms.record("ann")
    eventually(lambda: record.exit, "the final commit")
    assert record.status() == ("completed", "passed")
    assert (record.scaled, record.raw, record.progress, record.seconds) == (0.5, 50, 1, 90.25)
    sco = opened(page, lms.launch("ann"))
    sco.call("Initialize", "")
    elements = ("entry", "completion_status", "success_status", "suspend_data", "score.raw")
    values = [sco.call("GetValue", f"cmi.{name}") for name in elements]
    assert values == ["resume", "completed", "passed", "done", "50"]
    assert sco.call("GetValue", "cmi.interactions._count") == "1"
    assert lms.faults == []


def test_scorm2004_attempt_that_was_not_suspended_starts_anew() -> None:
    record = Record("2004-4", "ann", {"cmi.exit": "normal", "cmi.suspend_data": "x"}, launches=1)
    given = record.launch({})
    assert given["cmi.entry"] == "ab-initio"
    assert "cmi.suspend_data" not in given


def test_popup_reaches_the_api_through_its_opener(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    page.goto(lms.launch("ann", "popup"))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the course").click()
    assert opened.value.evaluate("window.lms.LMSInitialize('')") == "true"


def test_nested_frame_reaches_the_api(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    page.goto(lms.launch("ann", "nested"))
    inner = page.frame_locator("iframe").frame_locator("iframe")
    assert inner.locator("html").evaluate("() => window.lms.LMSInitialize('')") == "true"


BEGIN = ("Initialize", "")
END = ("Terminate", "")
FAULTS_12 = [
    ([("GetValue", "cmi.core.entry")], "while the session is new"),
    ([BEGIN, BEGIN], "while the session is open"),
    ([BEGIN, ("SetValue", "cmi.suspend_data", "x" * 4097)], "4097 characters, at most"),
    ([BEGIN, ("SetValue", "cmi.core.lesson_location", "x" * 256)], "256 characters"),
    ([BEGIN, ("SetValue", "cmi.core.score.raw", 50)], "takes 2 strings"),
    ([BEGIN, ("SetValue", "cmi.core.session_time", "PT5S")], "not a time"),
    ([BEGIN, ("SetValue", "cmi.core.session_time", "0000:00:05.123")], "not a time"),
    ([BEGIN, ("SetValue", "cmi.core.exit", "normal")], "not in the vocabulary"),
    ([BEGIN, ("SetValue", "cmi.core.student_id", "bob")], "error 403"),
    ([BEGIN, ("SetValue", "cmi.core.lesson_status", "done")], "error 405"),
    ([BEGIN, ("GetValue", "cmi.core.exit")], "error 404"),
    ([BEGIN, ("GetValue", "cmi.nothing")], "error 201"),
    ([BEGIN, ("Commit",)], "takes 1 strings"),
    ([BEGIN, ("Commit", "x")], 'takes ""'),
    ([BEGIN, END, ("SetValue", "cmi.suspend_data", "x")], "while the session is ended"),
    ([BEGIN, END, END], "while the session is ended"),
    ([BEGIN, END, BEGIN], "while the session is ended"),
]
FAULTS_2004 = [
    ([BEGIN, ("SetValue", "cmi.suspend_data", "x" * 64_001)], "64001 characters"),
    ([BEGIN, ("SetValue", "cmi.session_time", "PT1.234S")], "not a time"),
    ([BEGIN, ("SetValue", "cmi.session_time", "00:00:10")], "not a time"),
    ([BEGIN, ("SetValue", "cmi.score.scaled", "1.5")], "error 407"),
    ([BEGIN, ("SetValue", "cmi.completion_status", "passed")], "error 406"),
    ([BEGIN, ("SetValue", "cmi.interactions.1.id", "q")], "error 351"),
]


@pytest.mark.parametrize(("edition", "cases"), [("1.2", FAULTS_12), ("2004-4", FAULTS_2004)])
def test_gate_reports(
    start_scorm: Start,
    page: Page,
    edition: Edition,
    cases: list[tuple[list[tuple[object, ...]], str]],
) -> None:
    lms = start_scorm(edition)
    sco = opened(page, lms.launch("ann"))
    for calls, fault in cases:
        anew(sco, page, lms)
        for method, *arguments in calls:
            sco.call(str(method), *arguments)
        assert fault in "".join(lms.faults), calls
        assert len(lms.faults) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("0001:02:03.5", 3723.5), ("PT1H2M3.5S", 3723.5), ("P1DT1S", 86401)],
)
def test_times_of_both_editions(text: str, expected: float) -> None:
    assert seconds(text) == expected


def test_time_of_neither_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="not a time"):
        seconds("1:2:3")
