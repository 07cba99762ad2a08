"""Where the SCORM LMS has its API, and what it hands out."""

import math

import pytest
from playwright.sync_api import Page

from tests.browser.scorm_content import (
    EDITIONS,
    ENGINES,
    LOCATION,
    STATUS,
    Sco,
    Start,
    begun,
    opened,
)
from tests.browser.scorm_lms import ScormLms
from tests.browser.scorm_record import Edition
from tests.browser.scorm_setup import CrossOrigin, Engine, Setup, Step

pytestmark = pytest.mark.browser


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


def test_headers_of_launch_page_and_content(start_scorm: Start, page: Page) -> None:
    policy = {"Permissions-Policy": "unload=()"}
    lms = start_scorm("1.2", Setup(headers=policy))
    with page.expect_response("**/content/*") as content:
        launch = page.goto(lms.launch("ann"))
    assert launch is not None
    for answer in (launch, content.value):
        assert answer.headers["permissions-policy"] == "unload=()"
