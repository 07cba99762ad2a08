"""Fault rules between content and the SCORM engine, and an API that goes."""

import time

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_content import EDITIONS, LOCATION, STATUS, Start, begun, opened
from tests.browser.scorm_record import Edition
from tests.browser.scorm_setup import UNDEFINED, Rule

pytestmark = pytest.mark.browser


INITIALIZE = ("Initialize", "")


COMMIT = ("Commit", "")


@EDITIONS
@pytest.mark.parametrize(
    ("rule", "answers", "code"),
    [
        (Rule("Commit", answer="false", code=391, times=1), ["false", "true"], "0"),
        (Rule("Commit", answer="false", code=391), ["false", "false"], "391"),
        (Rule("Commit", answer="false", skip=1), ["true", "false"], "0"),
        (Rule("Commit", answer=UNDEFINED), ["undefined", "undefined"], "0"),
        (Rule("Commit", answer=None), ["undefined", "undefined"], "0"),
        (Rule("Commit", throws=True, times=1), ["threw the LMS fails in Commit", "true"], "0"),
        (Rule("Commit", then_answer=1), [1, 1], "0"),
        (Rule("Commit", then_answer=True, code=143), [True, True], "143"),
        (Rule("Commit", pretend=True), ["true", "true"], "0"),
    ],
)
def test_rule_answers(
    start_scorm: Start, page: Page, edition: Edition, rule: Rule, answers: list[object], code: str
) -> None:
    lms = start_scorm(edition)
    lms.rules.append(rule)
    sco = begun(page, lms)
    assert [sco.call("Commit", "") for _ in answers] == answers
    assert sco.error() == code
    sco.call("GetValue", STATUS[edition])
    assert sco.error() == "0"
    passed_on = rule.then_answer != Rule("Commit").then_answer
    assert len(lms.arrivals) == (
        len(answers) if passed_on else answers.count("true") * (not rule.pretend)
    )
    assert lms.faults == []


def test_rule_for_an_element_answers_there_alone(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("2004-4")
    sco = begun(page, lms)
    rule = Rule("SetValue", element=r"cmi\.success_.*", pretend=True)
    sco.frame.evaluate(f"window.parent.{rule.as_js().removeprefix('window.')}")
    assert sco.call("SetValue", "cmi.success_status", "passed") == "true"
    assert sco.call("SetValue", "cmi.completion_status", "completed") == "true"
    assert sco.call("GetValue", "cmi.success_status") == "unknown"
    assert sco.call("GetValue", "cmi.completion_status") == "completed"
    page.evaluate("window.LMS.clear()")
    assert sco.call("SetValue", "cmi.success_status", "passed") == "true"
    assert sco.call("GetValue", "cmi.success_status") == "passed"
    calls = page.evaluate("window.LMS.calls.map((c) => [c.method, c.args[0], c.ruled])")
    assert calls[1:3] == [
        ["SetValue", "cmi.success_status", True],
        ["SetValue", "cmi.completion_status", False],
    ]


def test_rule_holds_the_page_up(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    sco = begun(page, lms)
    page.evaluate(lms.rule_js(Rule("Commit", block=300)))
    before = time.time()
    assert sco.call("Commit", "") == "true"
    assert time.time() - before >= 0.3


def test_rule_answers_in_one_way() -> None:
    with pytest.raises(ValueError, match="in one way"):
        Rule("Commit", answer="true", throws=True)


@EDITIONS
def test_what_content_does_wrong_counts_though_a_rule_answers(
    start_scorm: Start, page: Page, edition: Edition
) -> None:
    lms = start_scorm(edition)
    sco = begun(page, lms)
    page.evaluate(lms.rule_js(Rule("SetValue", pretend=True)))
    assert sco.call("SetValue", LOCATION[edition], "x" * 1001) == "true"
    assert "1001 characters, at most" in lms.faults[0]


@pytest.mark.parametrize(
    ("rule", "calls", "faults"),
    [
        # Told that nothing began, content may only try again.
        (Rule("Initialize", answer="false", code=102), [INITIALIZE, INITIALIZE], 0),
        (Rule("Initialize", answer="false", code=102), [INITIALIZE, COMMIT], 1),
        # Told nothing clear, or that it began before, content may find out.
        (Rule("Initialize", answer=UNDEFINED), [INITIALIZE, ("GetValue", "cmi.mode")], 0),
        (Rule("Initialize", throws=True), [INITIALIZE, ("GetValue", "cmi.mode")], 0),
        (Rule("Initialize", then_answer="false", code=103), [INITIALIZE, COMMIT], 0),
        (Rule("Initialize", pretend=True), [INITIALIZE, COMMIT], 0),
        (Rule("Terminate", then_answer="false", code=111), [INITIALIZE, ("Terminate", "")] * 2, 1),
        (Rule("Terminate", throws=True), [INITIALIZE, ("Terminate", ""), COMMIT], 0),
        (Rule("Terminate", pretend=True), [INITIALIZE, ("Terminate", ""), COMMIT], 1),
        # An entry whose id a rule kept back has no place for more.
        (
            Rule("SetValue", element=r".*\.id", pretend=True),
            [
                INITIALIZE,
                ("SetValue", "cmi.interactions.0.id", "q"),
                ("SetValue", "cmi.interactions.0.type", "choice"),
            ],
            0,
        ),
    ],
)
def test_content_is_judged_by_what_it_was_told(
    start_scorm: Start,
    page: Page,
    rule: Rule,
    calls: list[tuple[str, ...]],
    faults: int,
) -> None:
    lms = start_scorm("2004-4")
    lms.rules.append(rule)
    sco = opened(page, lms.launch("ann"))
    for method, *arguments in calls:
        sco.call(method, *arguments)
    assert len(lms.faults) == faults, lms.faults


@EDITIONS
def test_api_goes_and_comes_back(start_scorm: Start, page: Page, edition: Edition) -> None:
    lms = start_scorm(edition)
    sco = begun(page, lms)
    sco.call("SetValue", LOCATION[edition], "7")
    sco.call("Commit", "")
    sco.call("SetValue", LOCATION[edition], "8")
    page.evaluate("window.LMS.vanish()")
    assert sco.call("Commit", "") == "threw the LMS's window is gone"
    assert sco.frame.evaluate("find()") is None
    page.evaluate("window.LMS.appear()")
    assert sco.call("Commit", "") == "threw the LMS's window is gone"
    assert lms.faults == []
    sco.frame.evaluate("window.lms = find()")
    assert sco.call("Initialize", "") == "true"
    assert sco.call("GetValue", LOCATION[edition]) == "7"
    assert lms.record("ann").launches == 1
    assert lms.faults == []
