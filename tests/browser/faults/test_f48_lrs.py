"""F48: an LRS that loses answers, refuses repeats, or is launched in an old way."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Response, expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.xapiside import xapi
from tests.browser.lrs_compare import Statement, short_verb
from tests.browser.lrs_faults import Fault
from tests.browser.server import Request
from tests.browser.statements import carried
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


@case("F48")
def test_an_answer_that_is_lost_after_it_was_stored(bench: Bench) -> None:
    bench.launch_almost_done()
    xapi(bench.side).lrs.fail(Fault("lost-answer", method="PUT", path="/statements", times=3))
    bench.read_aids()
    bench.expect_saved()
    assert xapi(bench.side).verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48")
def test_an_lrs_that_refuses_a_repeated_completed(bench: Bench) -> None:
    xapi(bench.side).lrs.refuses_repeats = True
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.new_browser()
    bench.launch()
    bench.expect_saved()
    assert xapi(bench.side).verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48")
def test_a_repeat_that_is_refused_is_stored_where_only_its_answer_was_lost(bench: Bench) -> None:
    side = xapi(bench.side)
    side.lrs.refuses_repeats = True
    bench.launch_almost_done()
    # Were there no answer at all, Chromium might ask again by itself.
    side.lrs.fail(Fault("stored-status", method="PUT", verb="completed", status=503, times=1))
    refused = _refusals(bench)
    bench.read_aids()
    bench.expect_alarm()
    bench.learner.press("To do")
    bench.expect_saved()
    assert refused == [503, 403]
    assert side.verbs(ANN).count("completed") == 1
    bench.judge()


@case("F48", "xapi")
def test_a_completion_that_another_session_stores_meanwhile_is_enough(bench: Bench) -> None:
    side = xapi(bench.side)
    side.lrs.refuses_repeats = True
    bench.launch_almost_done()
    # After the look-up that finds none, and before the statement arrives.
    _before_completed(bench, lambda own: side.lrs.statements.add({**own, "id": str(uuid4())}))
    refused = _refusals(bench)
    bench.read_aids()
    bench.expect_saved()
    assert refused == [403]
    assert side.verbs(ANN).count("completed") == 1
    bench.judge()


def _before_completed(bench: Bench, act: Callable[[Statement], None]) -> None:
    """Has `act` done with the module's first `completed`, before the LRS looks at it."""
    side = xapi(bench.side)
    told = side.lrs.heard

    def hear(request: Request) -> None:
        told(request)
        for each in carried(request):
            if short_verb(each) == "completed" and each["object"]["id"] == side.activity:
                side.lrs.heard = told
                act(each)

    side.lrs.heard = hear


def _refusals(bench: Bench) -> list[int]:
    """The statuses, as they come, of refused statements."""
    refused: list[int] = []

    def look(response: Response) -> None:
        sent = response.request.method == "PUT" and "/statements" in response.url
        if sent and response.status >= 400:
            refused.append(response.status)

    bench.context.on("response", look)
    return refused


@case("F48")
def test_a_conflict_with_the_same_statement_is_stored(bench: Bench) -> None:
    xapi(bench.side).lrs.conflict409 = True
    bench.launch_almost_done()
    xapi(bench.side).lrs.fail(Fault("lost-answer", method="PUT", path="/statements", times=2))
    bench.read_aids()
    bench.expect_saved()
    bench.judge()


@case("F48")
@pytest.mark.parametrize("tags", ["required", "stale"])
def test_a_document_that_somebody_else_has_written(bench: Bench, tags: str) -> None:
    xapi(bench.side).lrs.requires_tags = tags == "required"
    bench.launch()
    bench.settle()
    if tags == "stale":
        # 412 to whatever tag is named; the present one is asked for and named next.
        xapi(bench.side).lrs.fail(
            Fault("status", method="PUT", path="/activities/state", status=412, times=2)
        )
    bench.take_whole()
    bench.expect_saved()
    assert bench.side.held(ANN).watched
    bench.judge()


@case("F48", "xapi")
@pytest.mark.parametrize(
    "options",
    [
        {"actor": "person"},
        {"actor": "account"},
        {"endpoint_slash": False},
        {"endpoint_query": {"tenant": "7"}},
        {"auth": False},
    ],
    ids=["person", "account", "no slash", "a query", "no credentials"],
)
def test_launches_of_old_lmss(bench: Bench, options: dict[str, object]) -> None:
    side = xapi(bench.side)
    side.options = options
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.learner.save_and_exit()
    assert bench.held_completed()
    bench.healthy()
    bench.judge()


@case("F48", "cmi5")
def test_an_endpoint_without_a_slash(bench: Bench) -> None:
    xapi(bench.side).options = {"endpoint_slash": False}
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.judge()


@case("F48", "xapi")
def test_without_a_registration_a_relaunch_in_this_browser_goes_on(bench: Bench) -> None:
    xapi(bench.side).options = {"registration": None}
    bench.launch()
    bench.read_aids()
    bench.settle()
    bench.leave("close")
    bench.launch()
    expect(bench.learner.left).not_to_contain_text("job aid")
    bench.answer()
    bench.watch()
    bench.expect_saved()
    eventually(lambda: xapi(bench.side).verbs(ANN).count("completed") == 1, "one completion")
    bench.judge()
