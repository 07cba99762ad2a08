"""The six-second module in every standard: taken whole, left, killed, skipped, and come back to."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

import scormpack
from scormpack.bookmark import Kind
from tests.browser.hosts import Cmi5Host, Host, Outcome, ScormHost, XapiHost
from tests.browser.learner import Learner
from tests.browser.packages import Built
from tests.browser.scorm_record import Record
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

ANN = "ann"


def _launch(host: Host, page: Page, built: Built) -> Learner:
    learner = Learner(host.open(page, ANN), built.module)
    learner.wait_until_open()
    return learner


def _expect_complete(host: Host, standard: str, score: float = 1) -> Outcome:
    outcome = host.outcome(ANN)
    passed = None if standard == "scorm12" else True
    assert (outcome.completed, outcome.passed, outcome.score) == (True, passed, score)
    return outcome


@pytest.mark.quick
def test_taken_whole_it_is_recorded_and_a_relaunch_lowers_nothing(
    host: Host, standard: str, page: Page, context: BrowserContext, six_seconds: Built
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.take_whole()
    learner.expect_recorded()
    _expect_complete(host, standard)
    receipt = learner.receipt()
    learner.save_and_exit()
    page.close()
    eventually(lambda: host.outcome(ANN).seconds > 0, "the session's time")
    first = _expect_complete(host, standard)
    _expect_as_the_standard_says(host)
    assert _receipt(host) == receipt

    again = _launch(host, context.new_page(), six_seconds)
    again.expect_recorded()
    assert scormpack.decode(again.receipt()).sound
    assert _expect_complete(host, standard).seconds >= first.seconds
    again.save_and_exit()
    _expect_complete(host, standard)
    _expect_as_the_standard_says(host)


def _expect_as_the_standard_says(host: Host) -> None:
    if isinstance(host, ScormHost):
        _expect_scorm(host.record(ANN))
    if isinstance(host, Cmi5Host):
        assert host.launcher.satisfied(ANN)
        verbs = host.launcher.verbs(ANN)
        assert verbs[0] == "initialized"
        assert sorted(verbs[1:3]) == ["completed", "passed"]
        assert verbs[3:] in (["terminated"], ["terminated", "initialized", "terminated"])
    if isinstance(host, XapiHost):
        verbs = [verb for verb, _statement in host.launcher.about_module(ANN)]
        assert verbs.count("completed") == verbs.count("passed") == 1
        video = {
            each["verb"]["id"].rsplit("/", 1)[1]
            for each in host.launcher.statements(ANN)
            if each["object"]["id"].endswith("/video/main")
        }
        assert video >= {"initialized", "played", "paused", "completed", "terminated"}


def _receipt(host: Host) -> str:
    """The receipt as the LMS has it."""
    if isinstance(host, ScormHost):
        last = host.record(ANN).interactions()[-1]
        return last.get("learner_response") or last["student_response"]
    assert isinstance(host, Cmi5Host | XapiHost)
    told = host.launcher.defined if isinstance(host, Cmi5Host) else host.launcher.about_module
    (completed,) = [statement for verb, statement in told(ANN) if verb == "completed"]
    (receipt,) = completed["result"]["extensions"].values()
    return str(receipt)


def _expect_scorm(record: Record) -> None:
    bounds = [record.values[f"{record.core}score.{name}"] for name in ("raw", "min", "max")]
    assert [float(each) for each in bounds] == [100, 0, 100]
    assert record.status()[0] == "completed"
    if record.edition == "1.2":
        # Nothing is left to resume; `suspend` would be as good.
        assert record.exit in {"", "suspend"}
    else:
        assert (record.exit, record.progress) == ("suspend", 1)
    *answers, receipt = record.interactions()
    assert [each["result"] for each in answers] == ["correct", "correct"]
    assert (receipt["id"], receipt["type"], receipt["result"]) == ("receipt", "fill-in", "neutral")
    response = receipt["learner_response" if record.edition != "1.2" else "student_response"]
    told = scormpack.decode(response)
    assert (told.kind, told.text, told.sound, told.score) == (Kind.RECEIPT, response, True, 1)
    assert told.watched is not None
    assert told.watched >= 0.9


@pytest.mark.parametrize("leave", ["exit", "close"])
def test_left_half_way_it_resumes_where_it_was(
    host: Host, page: Page, context: BrowserContext, six_seconds: Built, leave: str
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.read_job_aids()
    learner.play(rate="1")
    learner.watch_half()
    if leave == "exit":
        learner.pause()
        watched = learner.watched()
        learner.save_and_exit()
    else:
        watched = learner.watched()
    page.close()

    page = context.new_page()
    learner = _launch(host, page, six_seconds)
    assert not host.outcome(ANN).completed
    root = page.frame_locator("iframe") if isinstance(host, ScormHost) else page
    expect(root.get_by_text(re.compile(r"Resumed at 0:0[23]\."))).to_be_visible()
    assert watched <= learner.watched() < 90
    expect(learner.left).not_to_contain_text("job aid")
    assert 2 <= learner.video.evaluate("video => video.currentTime") <= 4
    assert learner.video.evaluate("video => video.paused")
    learner.answer(right=True)
    learner.play()
    learner.watch_to_the_end()
    learner.expect_recorded()
    learner.save_and_exit()


@pytest.mark.parametrize("kill", ["crash", "close"])
def test_killed_when_the_criteria_are_met_it_is_recorded(
    host: Host, standard: str, page: Page, context: BrowserContext, six_seconds: Built, kill: str
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.play()
    learner.answer(right=True)
    learner.watch_to_the_end()
    learner.read_job_aids()
    expect(learner.save_line).to_contain_text("Complete.")
    if kill == "crash":
        _crash(page)
    else:
        page.close(run_before_unload=False)

    learner = _launch(host, context.new_page(), six_seconds)
    eventually(lambda: host.outcome(ANN).completed, "the completion")
    learner.expect_recorded()
    _expect_complete(host, standard)


def _crash(page: Page) -> None:
    """Ends the page's process as a signal would: no event of leaving is fired."""
    with page.expect_event("crash"), suppress(Error):
        # Chromium hands this address to the process of the page that shows, which ends at once.
        page.goto("chrome://crash")


@pytest.mark.parametrize("cheat", ["seek", "rate"])
def test_what_was_not_played_does_not_count(
    host: Host, page: Page, six_seconds: Built, cheat: str
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.read_job_aids()
    learner.answer(right=True)
    if cheat == "seek":
        learner.seek_to_the_end()
    else:
        learner.video.evaluate("video => { video.playbackRate = 16; return video.play(); }")
    learner.video.evaluate("video => video.ended || new Promise(d => video.onended = d)")
    assert learner.watched() < 20
    learner.save_and_exit()
    assert not host.outcome(ANN).completed


def test_wrong_answers_do_not_complete_and_a_retry_passes(
    host: Host, standard: str, page: Page, context: BrowserContext, six_seconds: Built
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.play()
    learner.read_job_aids()
    learner.answer(right=False)
    learner.watch_to_the_end()
    learner.save_and_exit()
    page.close()
    outcome = host.outcome(ANN)
    assert (outcome.completed, outcome.passed) in {(False, False), (False, None)}

    learner = _launch(host, context.new_page(), six_seconds)
    learner.answer(right=True)
    learner.expect_recorded()
    _expect_complete(host, standard)
    learner.save_and_exit()


def test_wrong_answers_can_be_mended_in_the_same_session(
    host: Host, standard: str, page: Page, six_seconds: Built
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.play()
    learner.read_job_aids()
    learner.answer(right=False)
    learner.try_again()
    learner.answer(right=True)
    learner.watch_to_the_end()
    learner.expect_recorded()
    _expect_complete(host, standard)
    learner.save_and_exit()
