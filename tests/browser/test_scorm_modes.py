"""How the SCORM LMS answers commits, and what it then has."""

import time

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.scorm_content import EDITIONS, ENGINES, LOCATION, Start, begun, opened
from tests.browser.scorm_record import Edition, Record, Standing
from tests.browser.scorm_setup import Engine, Mode, Setup
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


MODES: tuple[tuple[Mode, str, bool], ...] = (
    ("ok", "true", True),
    ("500", "false", False),
    ("drop", "false", False),
    ("login", "true", False),
    ("false", "false", False),
    ("delay", "true", True),
    ("lose-answer", "false", True),
)


@ENGINES
@EDITIONS
def test_modes_of_commits(start_scorm: Start, page: Page, engine: Engine, edition: Edition) -> None:
    lms = start_scorm(edition, Setup(engine=engine))
    lms.delay = 0.3
    sco = begun(page, lms)
    for mode, answer, stored in MODES:
        lms.arrivals.clear()
        sco.call("SetValue", LOCATION[edition], mode)
        lms.mode = mode
        before = time.time()
        assert sco.call("Commit", "") == answer, mode
        assert mode != "delay" or time.time() - before >= 0.3
        # Chromium sends again by itself where a connection breaks off that was used before.
        arrived = {(who, values[LOCATION[edition]]) for _, who, values in lms.arrivals}
        assert arrived == ({("ann", mode)} if stored else set())
        assert (lms.record("ann").location == mode) is stored
    lms.mode = "ok"
    assert sco.call("Commit", "") == "true"
    assert lms.faults == []


def test_files_of_an_expired_session_are_a_login_page(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    sco = opened(page, lms.launch("ann"))
    lms.mode = "login"
    text = sco.frame.evaluate("fetch('sco.html').then((answer) => answer.text())")
    assert "Your session has expired" in text


def test_fault_without_a_network_is_told_later(
    start_scorm: Start, page: Page, context: BrowserContext
) -> None:
    lms = start_scorm("1.2")
    sco = begun(page, lms)
    context.set_offline(True)
    assert sco.call("Commit", "") == "false"
    sco.call("SetValue", "cmi.core.exit", "normal")
    assert lms.faults == []
    context.set_offline(False)
    eventually(lambda: lms.faults, "the fault")
    assert "not in the vocabulary" in lms.faults[0]
    assert len(lms.faults) == 1


def test_what_was_sent_later_is_not_undone(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2", Setup(engine="strict", asynchronous=True))
    sco = begun(page, lms)
    lms.mode, lms.delay = "delay", 0.5
    sco.call("SetValue", "cmi.core.lesson_status", "incomplete")
    with page.expect_response("**/lms/commit*") as first:
        sco.call("Commit", "")
        eventually(lambda: lms.pending == 1, "the first commit")
        lms.mode = "ok"
        sco.call("SetValue", "cmi.core.lesson_status", "completed")
        sco.call("Commit", "")
        eventually(lambda: lms.arrivals, "the second commit")
    assert first.value.ok
    eventually(lambda: lms.pending == 0, "the first commit's end")
    assert lms.record("ann").history == [Standing("completed", "completed", None, None)]


def test_two_pages_of_a_learner_both_write(start_scorm: Start, context: BrowserContext) -> None:
    lms = start_scorm("1.2", Setup(engine="strict"))
    first, second = (begun(context.new_page(), lms) for _ in range(2))
    for sco, location in ((first, "1"), (second, "2"), (first, "3")):
        sco.call("SetValue", "cmi.core.lesson_location", location)
        assert sco.call("Commit", "") == "true"
        assert lms.record("ann").location == location


HIDES = """() => window.addEventListener("pagehide", () => {
  const call = (name, ...args) => lms[`LMS${name}`](...args);
  call("SetValue", "cmi.suspend_data", "bye");
  window.parent.said = [call("Commit", ""), call("Finish", "")];
})"""


@pytest.mark.parametrize(
    ("setup", "said", "arrives"),
    [
        (Setup(engine="again"), ["false", "true"], True),
        (Setup(engine="strict"), ["false", "false"], False),
        (Setup(engine="strict", asynchronous=True), ["true", "true"], True),
    ],
)
def test_what_is_sent_while_content_goes(
    start_scorm: Start,
    page: Page,
    setup: Setup,
    said: list[str],
    arrives: bool,  # noqa: FBT001
) -> None:
    lms = start_scorm("1.2", setup)
    sco = begun(page, lms)
    sco.frame.evaluate(HIDES)
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.evaluate("window.said") == said
    if arrives:
        eventually(lambda: lms.record("ann").suspend_data == "bye", "the last request")
    assert bool(lms.arrivals) is arrives
    assert lms.faults == []


@ENGINES
@EDITIONS
def test_server_keeps_what_it_keeps(
    start_scorm: Start, page: Page, engine: Engine, edition: Edition
) -> None:
    lms = start_scorm(edition, Setup(engine=engine, keep=lambda _, value: value[:255]))
    sco = begun(page, lms)
    sco.call("SetValue", "cmi.suspend_data", "x" * 300)
    sco.call("Commit", "")
    assert sco.call("GetValue", "cmi.suspend_data") == "x" * 300
    assert lms.record("ann").suspend_data == "x" * 255
    assert lms.arrivals[0][2]["cmi.suspend_data"] == "x" * 300


def test_history_tells_what_was_lowered() -> None:
    record = Record("2004-4", "ann")
    passed = {"cmi.completion_status": "completed", "cmi.success_status": "passed"}
    for values in (
        {"cmi.completion_status": "incomplete"},
        {"cmi.completion_status": "incomplete"},
        {**passed, "cmi.score.raw": "90", "cmi.score.scaled": "0.9"},
    ):
        record.commit(values)
    assert record.history == [
        Standing("incomplete", "", None, None),
        Standing("completed", "passed", 90, 0.9),
    ]
    assert record.lowered() == []
    record.commit({"cmi.completion_status": "unknown", "cmi.score.raw": "80"})
    assert record.lowered() == ["completion: completed → unknown", "raw: 90.0 → 80.0"]
