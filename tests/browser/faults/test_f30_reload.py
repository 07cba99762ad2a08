"""F30: reloaded while playing, answering and saving."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.faults.bench import Bench
from tests.browser.faults.case import case
from tests.browser.faults.judging import ANN
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.xapiside import XapiSide
from tests.browser.lrs_compare import short_verb

pytestmark = [pytest.mark.browser, pytest.mark.drawn]


def _expect_no_statement_twice(bench: Bench, attempts: int = 1) -> None:
    """An LRS has the completion and the pass once, and each answer of each attempt."""
    if not isinstance(bench.side, XapiSide):
        return
    bench.side.quiet()
    verbs = bench.side.verbs(ANN)
    assert (verbs.count("completed"), verbs.count("passed")) == (1, 1)
    questions = bench.built.module.settings.questions
    assert questions is not None
    answered = [short_verb(each) for each in bench.side.lrs.statements.all()].count("answered")
    assert answered == attempts * len(questions.items)


@case("F30")
@pytest.mark.six_seconds
def test_the_lms_page_is_reloaded_while_the_video_plays(bench: Bench) -> None:
    bench.launch()
    watched = bench.watch_some()
    bench.leave("reloaded")
    assert bench.learner.watched() >= watched
    bench.take_whole()
    bench.expect_saved()
    _expect_no_statement_twice(bench)
    bench.healthy()
    bench.judge()


@case("F30")
def test_the_lms_page_is_reloaded_amid_the_questions(bench: Bench) -> None:
    bench.launch()
    bench.answer(right=False)
    bench.leave("reloaded")
    expect(bench.root.get_by_text("in 1 attempt")).to_be_visible()
    bench.take_whole()
    bench.expect_saved()
    expect(bench.root.get_by_role("heading", name="Passed", exact=True)).to_be_visible()
    _expect_no_statement_twice(bench, attempts=2)
    bench.judge()


@case("F30")
def test_the_lms_page_is_reloaded_while_it_saves(bench: Bench) -> None:
    bench.launch()
    bench.take_all_but_aids()
    bench.read_aids()
    bench.leave("reloaded")
    bench.expect_saved()
    _expect_no_statement_twice(bench)
    bench.judge()


@case("F30", "scorm12", "scorm2004-4")
@pytest.mark.six_seconds
def test_where_the_lms_does_not_begin_again_a_reload_says_that_recording_has_ended(
    bench: Bench,
) -> None:
    assert isinstance(bench.side, ScormSide)
    # Its requests do not wait for the page, so that they get through while the page goes.
    bench.side.lms.setup = replace(bench.side.lms.setup, asynchronous=True)
    bench.launch()
    bench.watch_some()
    heard = len(bench.words)
    bench.document.evaluate("location.reload()")
    expect(bench.root.locator("#banner")).to_contain_text(
        "Reload ended recording: reopen from the LMS"
    )
    bench.take_whole()
    methods = [call["method"] for call in bench.side.calls()]
    assert "SetValue" not in methods[methods.index("Terminate") :]
    assert not any(words.claims for words in bench.words[heard:])
    bench.relaunch()
    # The page has said that it records nothing; the browser has kept it all the same.
    bench.expect_saved()
    bench.judge()


@case("F30", "cmi5", "xapi")
@pytest.mark.six_seconds
def test_a_frame_that_reloads_by_itself_goes_on(bench: Bench) -> None:
    bench.launch(framed=True)
    bench.watch_some()
    document = bench.document
    with document.expect_navigation():
        document.evaluate("location.reload()")
    bench.learner.wait_until_open()
    bench.take_whole()
    bench.expect_saved()
    _expect_no_statement_twice(bench)
    bench.judge()
