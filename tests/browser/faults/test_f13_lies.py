"""F13, F14, F16–F18: answers that are not true, parts that are not there, and the end."""

from dataclasses import replace

import pytest

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.lrs_faults import Fault
from tests.browser.scorm_lms import html_answer
from tests.browser.scorm_pages import LOGIN
from tests.browser.scorm_setup import Rule

pytestmark = pytest.mark.browser


@case("F13", "scorm12", "scorm2004-4")
def test_a_session_that_has_expired_is_noticed_though_the_api_says_true(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch_almost_done()
    bench.side.lms.mode = "login"
    bench.side.rule(Rule("Commit", then_answer="true", code=0))
    bench.read_aids()
    bench.expect_alarm()
    bench.expect_never_called_complete()
    assert not bench.held_completed()
    bench.expect_sent_at_the_next_launch()
    bench.judge()


@case("F13", "scorm12", "scorm2004-4")
def test_once_signed_in_again_the_same_window_saves(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch_almost_done()
    bench.side.lms.mode = "login"
    bench.side.rule(Rule("Commit", then_answer="true", code=0, times=1))
    bench.read_aids()
    bench.expect_alarm()
    # Files last: a file that arrives would vouch for a commit that went nowhere just before it.
    bench.side.content.instead = lambda _request: html_answer(LOGIN)
    bench.side.lms.mode = "ok"
    bench.eventually_held()
    bench.side.content.instead = lambda _request: None
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F13", "cmi5", "xapi")
def test_a_login_page_in_the_place_of_the_lrs_is_no_answer(bench: Bench) -> None:
    bench.launch_almost_done()
    bench.side.fail("login")
    bench.read_aids()
    bench.expect_alarm()
    bench.expect_never_called_complete()
    bench.leave("close")
    bench.relaunch()
    bench.expect_saved()
    bench.judge()


@case("F14", "scorm12", "scorm2004-4")
def test_a_commit_that_answers_before_it_fails_is_sent_again_at_the_next_launch(
    bench: Bench,
) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, asynchronous=True)
    bench.launch()
    bench.settle()
    bench.side.lms.mode = "500"
    bench.take_whole()
    bench.expect_saved()
    assert not bench.held_completed()
    bench.leave("close")
    bench.relaunch()
    bench.expect_saved()
    bench.eventually_held()
    bench.judge()


@case("F14", "cmi5", "xapi")
def test_an_lrs_that_answers_before_it_fails_is_told_again_at_the_next_launch(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    bench.launch_almost_done()
    bench.side.lrs.fail(
        Fault("status", method="PUT", path="/statements", verb="completed", status=204)
    )
    bench.read_aids()
    bench.expect_saved()
    assert not bench.held_completed()
    bench.leave("close")
    bench.relaunch()
    bench.eventually_held()
    bench.judge()


_OPTIONAL = {
    "scorm12": r"cmi\.(core\.(score\.(min|max)|lesson_location|session_time|exit)"
    r"|interactions.*|objectives.*|student_preference.*|comments)",
    "scorm2004-4": r"cmi\.(score\.(min|max|raw)|location|session_time|exit|progress_measure"
    r"|interactions.*|objectives.*|learner_preference.*|comments.*)",
}


@case("F16", "scorm12", "scorm2004-4")
@pytest.mark.parametrize("code", [0, 1])
def test_elements_that_are_not_supported_are_asked_once(bench: Bench, code: int) -> None:
    assert isinstance(bench.side, ScormSide)
    codes = (401, 201) if bench.side.is12 else (401, 402)
    optional = _OPTIONAL[bench.side.standard]
    bench.side.rule(Rule("SetValue", element=optional, answer="false", code=codes[code]))
    bench.side.rule(Rule("GetValue", element=optional, answer="", code=codes[code]))
    bench.launch()
    bench.take_all_but_aids()
    bench.read_aids()
    bench.expect_saved()
    assert bench.held_completed()
    asked = [(call["method"], call["args"][0]) for call in bench.side.calls() if call["ruled"]]
    assert {method for method, _element in asked} == {"GetValue", "SetValue"}
    assert len(asked) == len(set(asked)), "asked again"
    assert bench.side.lms.record(ANN).raw == 100 or not bench.side.is12
    bench.healthy()
    bench.judge()


@case("F16", "cmi5", "xapi")
def test_an_lrs_without_documents_still_takes_the_completion(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    documents = r"/(activities/profile|agents/profile)"
    bench.side.lrs.fail(Fault("status", path=documents, status=404))
    refused = Fault("status", method="PUT|POST", path="/activities/state", status=405)
    bench.side.lrs.fail(refused)
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    bench.leave("close")
    bench.side.quiet()
    assert bench.side.lrs.met(refused) == 1, "asked again"
    assert bench.held_completed()
    bench.judge()


_LIED = {"scorm12": r"cmi\.core\.lesson_status", "scorm2004-4": r"cmi\.completion_status"}


@case("F17", "scorm12", "scorm2004-4")
def test_a_status_that_reads_back_as_before_is_not_saved(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch_almost_done()
    bench.side.rule(Rule("SetValue", element=_LIED[bench.side.standard], pretend=True))
    bench.read_aids()
    bench.expect_alarm()
    bench.expect_never_called_complete()
    bench.page.evaluate("LMS.clear()")
    bench.expect_saved()
    assert bench.held_completed()
    bench.judge()


@case("F17", "scorm12", "scorm2004-4")
def test_suspend_data_that_read_back_as_before_are_not_saved(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.launch()
    bench.settle()
    bench.side.rule(Rule("SetValue", element=r"cmi\.suspend_data", pretend=True))
    bench.take_whole()
    bench.expect_alarm()
    bench.leave("close")
    bench.judge()


@case("F17", "scorm12", "scorm2004-4")
def test_an_lms_that_shows_only_at_the_next_launch_what_it_has_is_sent_to(bench: Bench) -> None:
    assert isinstance(bench.side, ScormSide)
    bench.side.lms.setup = replace(bench.side.lms.setup, stale=True)
    bench.launch()
    bench.watch_some()
    bench.leave("close")
    bench.side.quiet()
    said = len(bench.words)
    bench.drop()
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    assert {words.save for words in bench.words[said:] if words.completed} <= {
        "Complete. Saving your record…",
        "Complete. Your record was sent.",
    }
    assert bench.held_completed()
    assert not any(words.alarm or words.banner for words in bench.words[said:])
    bench.leave("close")
    bench.drop()
    bench.launch()
    bench.expect_saved()
    bench.judge()


@case("F17", "cmi5", "xapi")
@pytest.mark.six_seconds
def test_a_document_that_reads_back_as_before_is_not_saved(bench: Bench) -> None:
    assert isinstance(bench.side, XapiSide)
    bench.launch()
    bench.settle()
    bench.side.lrs.fail(Fault("status", method="PUT", path="/activities/state", status=204))
    bench.watch_some()
    bench.read_aids()
    bench.expect_alarm()
    bench.side.heal()
    bench.expect_nothing_left_to_save()
    bench.judge()


@case("F18")
def test_nothing_follows_the_end(bench: Bench) -> None:
    bench.launch()
    bench.take_whole()
    bench.expect_saved()
    sent = bench.side.sent()
    bench.learner.save_and_exit()
    assert bench.side.sent() > sent
    sent = bench.side.sent()
    if isinstance(bench.side, ScormSide):
        leave = "document.querySelector('iframe').contentDocument.getElementById('exit').click()"
        bench.page.evaluate(leave)
        bench.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        bench.page.frames[1].wait_for_url("about:blank")
        methods = [call["method"] for call in bench.side.calls()]
        assert methods.count("Terminate") == 1
        assert methods[methods.index("Terminate") :].count("SetValue") == 0
    elif bench.side.standard == "cmi5":
        bench.page.wait_for_url("**/returned*")
    else:
        bench.page.goto(bench.side.elsewhere)
    bench.side.quiet()
    assert bench.side.sent() == sent
    bench.healthy()
    bench.judge()
