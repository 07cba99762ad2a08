"""The SCORM LMS's faults: how commits are answered, rules before the engine, where the API is."""

import math
import time

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_content import Sco, Start, opened
from tests.browser.scorm_lms import ScormLms
from tests.browser.scorm_record import Edition, Record, Standing
from tests.browser.scorm_setup import UNDEFINED, CrossOrigin, Engine, Mode, Rule, Setup, Step

pytestmark = pytest.mark.browser

ENGINES = pytest.mark.parametrize("engine", ["again", "strict"])
EDITIONS = pytest.mark.parametrize("edition", ["1.2", "2004-4"])
LOCATION = {"1.2": "cmi.core.lesson_location", "2004-4": "cmi.location"}
STATUS = {"1.2": "cmi.core.lesson_status", "2004-4": "cmi.completion_status"}


def begun(page: Page, lms: ScormLms) -> Sco:
    """A session that was initialised."""
    sco = opened(page, lms.launch("ann"))
    assert sco.call("Initialize", "") == "true"
    return sco


@ENGINES
@EDITIONS
@pytest.mark.parametrize(
    ("mode", "answer", "stored"),
    [
        ("ok", "true", True),
        ("500", "false", False),
        ("drop", "false", False),
        ("login", "true", False),
        ("false", "false", False),
        ("delay", "true", True),
        ("lose-answer", "false", True),
    ],
)
def test_mode_of_commits(
    start_scorm: Start,
    page: Page,
    engine: Engine,
    edition: Edition,
    mode: Mode,
    answer: str,
    stored: bool,  # noqa: FBT001
) -> None:
    lms = start_scorm(edition, Setup(engine=engine))
    sco = begun(page, lms)
    sco.call("SetValue", LOCATION[edition], "7")
    lms.mode, lms.delay = mode, 0.3
    before = time.time()
    assert sco.call("Commit", "") == answer
    # Chromium sends again by itself where a connection breaks off that was used before.
    assert {(who, values[LOCATION[edition]]) for _, who, values in lms.arrivals} == (
        {("ann", "7")} if stored else set()
    )
    assert lms.record("ann").location == ("7" if stored else "")
    assert mode != "delay" or time.time() - before >= 0.3
    lms.mode = "ok"
    assert sco.call("Commit", "") == "true"
    assert lms.record("ann").location == "7"
    assert lms.faults == []


def test_files_of_an_expired_session_are_a_login_page(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2")
    sco = opened(page, lms.launch("ann"))
    lms.mode = "login"
    text = sco.frame.evaluate("fetch('sco.html').then((answer) => answer.text())")
    assert "Your session has expired" in text


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


@pytest.mark.parametrize(
    "path",
    [
        ("frame",),
        ("frame",) * 20,
        ("popup",),
        ("popup", "frame"),
        ("frame", "popup"),
        ("popup", "popup"),
        ("frame", "popup", "popup"),
        ("foreign-frame", "frame"),
        ("foreign-popup", "frame"),
    ],
    ids=lambda path: "-".join(path[:3]) + str(len(path)),
)
def test_paths_from_the_api_to_content(
    start_scorm: Start, page: Page, path: tuple[Step, ...]
) -> None:
    lms = start_scorm("1.2", Setup(path=path))
    sco = at_the_end(page, lms)
    assert sco.call("Initialize", "") == "true"
    assert sco.call("Initialize", "") == "false"
    assert len(lms.faults) == 1
    # Another document starts anew.
    sco.frame.reload() if isinstance(sco.frame, Page) else sco.frame.goto(sco.frame.url)
    sco.call("Initialize", "")
    assert len(lms.faults) == 1


def at_the_end(page: Page, lms: ScormLms) -> Sco:
    """The content, behind frames and windows that a learner opens."""
    page.goto(lms.launch("ann"))
    at = page
    for step in lms.setup.steps(lms.setup.frame):
        if step.endswith("popup"):
            with at.expect_popup() as window:
                at.frames[-1].get_by_role("button").click()
            at = window.value
            at.wait_for_load_state()
    frame = at.frames[-1]
    frame.wait_for_function("window.lms !== undefined")
    return Sco(frame)


@pytest.mark.parametrize("cross_origin", ["between", "opener"])
def test_foreign_windows_on_the_way(
    start_scorm: Start, page: Page, cross_origin: CrossOrigin
) -> None:
    lms = start_scorm("2004-4", Setup(cross_origin=cross_origin))
    sco = at_the_end(page, lms)
    throws = "() => { try { return window.parent.API === 0; } catch { return 'threw'; } }"
    assert sco.frame.evaluate(throws) == "threw"
    assert sco.call("Initialize", "") == "true"


def test_no_way_to_the_api(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("2004-4", Setup(cross_origin="nowhere"))
    sco = at_the_end(page, lms)
    assert page.evaluate("typeof window.API_1484_11.Initialize") == "function"
    assert sco.frame.evaluate("window.lms") is None


def test_parents_that_loop(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("2004-4", Setup(path=("frame", "frame"), parent_loops=True))
    sco = at_the_end(page, lms)
    assert sco.frame.evaluate("window.parent.parent === window")
    assert sco.frame.evaluate("window.lms") is None


def test_api_appears_late_or_never(start_scorm: Start, page: Page) -> None:
    lms = start_scorm("1.2", Setup(api_after=20))
    page.clock.install()
    sco = opened(page, lms.launch("ann"))
    page.clock.run_for(19_000)
    assert sco.frame.evaluate("find()") is None
    page.clock.run_for(1_000)
    assert sco.frame.evaluate("find() !== null")
    lms.setup = Setup(api_after=math.inf)
    sco = opened(page, lms.launch("ann"))
    page.clock.run_for(3_600_000)
    assert sco.frame.evaluate("find()") is None


@EDITIONS
def test_the_other_standards_api_is_not_to_be_used(
    start_scorm: Start, page: Page, edition: Edition
) -> None:
    lms = start_scorm(edition, Setup(other_api=True))
    sco = opened(page, lms.launch("ann"))
    own, other = ("API", "API_1484_11") if edition == "1.2" else ("API_1484_11", "API")
    sco.frame.evaluate(f"window.lms = window.parent.{own}")
    assert sco.call("Initialize", "") == "true"
    assert lms.faults == []
    sco.frame.evaluate(f"window.lms = window.parent.{other}")
    assert sco.call("Initialize", "") == "false"
    assert "not this standard's API" in lms.faults[0]


@ENGINES
@EDITIONS
def test_one_page_starts_one_session_or_more(
    start_scorm: Start, page: Page, engine: Engine, edition: Edition
) -> None:
    lms = start_scorm(edition, Setup(engine=engine))
    sco = begun(page, lms)
    sco.frame.goto(sco.frame.url)
    assert (sco.call("Initialize", ""), sco.error()) == (
        "false",
        {"1.2": "101"}.get(edition, "103"),
    )
    sco = begun(page, lms)
    assert sco.call("Terminate", "") == "true"
    sco.frame.goto(sco.frame.url)
    assert (sco.call("Initialize", ""), sco.error()) == (
        "false",
        {"1.2": "101"}.get(edition, "104"),
    )
    lms.setup = Setup(engine=engine, refuse_second_initialize=False)
    sco = begun(page, lms)
    sco.call("SetValue", LOCATION[edition], "7")
    sco.call("Commit", "")
    sco.frame.goto(sco.frame.url)
    assert (sco.call("Initialize", ""), sco.error()) == ("true", "0")
    assert sco.call("GetValue", LOCATION[edition]) == "7"
    assert lms.faults == []


@ENGINES
@EDITIONS
def test_values_are_handed_out_as_given(
    start_scorm: Start, page: Page, engine: Engine, edition: Edition
) -> None:
    mode = "cmi.core.lesson_mode" if edition == "1.2" else "cmi.mode"
    lms = start_scorm(
        edition, Setup(engine=engine, given={mode: "review", STATUS[edition]: "completed"})
    )
    sco = begun(page, lms)
    assert sco.call("GetValue", mode) == "review"
    assert sco.call("GetValue", STATUS[edition]) == "completed"
    lms.setup = Setup(engine=engine, given={mode: ""})
    sco = begun(page, lms)
    assert sco.call("GetValue", mode) == ""
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


def test_headers_of_launch_page_and_content(start_scorm: Start, page: Page) -> None:
    policy = {"Permissions-Policy": "unload=()"}
    lms = start_scorm("1.2", Setup(headers=policy))
    with page.expect_response("**/content/*") as content:
        launch = page.goto(lms.launch("ann"))
    assert launch is not None
    for answer in (launch, content.value):
        assert answer.headers["permissions-policy"] == "unload=()"


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
