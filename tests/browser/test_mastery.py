"""A cmi5 LMS that asks for more right answers than the module itself does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from scormpack.settings import Question
from tests.browser import hosts
from tests.browser.hosts import Cmi5Host
from tests.browser.learner import Learner
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

ANN = "ann"


@pytest.fixture
def host(six_seconds: Built, tmp_path: Path, validator: XapiValidator) -> Iterator[Cmi5Host]:
    """An LMS that launches the six-second module, whose own measure is a half, with 0.9."""
    package = replace(six_seconds.unpacked("cmi5", tmp_path), mastery="0.9")
    with hosts.hosted(package, "cmi5", validator) as made:
        assert isinstance(made, Cmi5Host)
        yield made
        assert made.faults() == []


def _launch(host: Cmi5Host, page: Page, built: Built) -> Learner:
    learner = Learner(host.open(page, ANN), built.module)
    learner.wait_until_open()
    return learner


def _answer_half(page: Page, built: Built) -> None:
    """The first question right, every other one wrong."""
    questions = built.module.settings.questions
    assert questions is not None
    for number, question in enumerate(questions.items):
        card = page.get_by_role("group", name=question.text)
        card.get_by_label(_first(question, right=number == 0)).check()
    page.get_by_role("button", name="Check answers").click()


def _first(question: Question, *, right: bool) -> str:
    return next(choice.text for choice in question.choices if choice.correct is right)


def test_half_right_is_not_passed_and_the_retry_is(
    host: Cmi5Host, page: Page, six_seconds: Built
) -> None:
    learner = _launch(host, page, six_seconds)
    expect(page.get_by_text("To pass, answer at least 90% right.")).to_be_visible()
    expect(page.get_by_text("At least 90% right", exact=True)).to_be_visible()
    learner.play()
    learner.read_job_aids()
    _answer_half(page, six_seconds)
    learner.watch_to_the_end()
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    expect(learner.left).to_contain_text("questions")
    assert not host.outcome(ANN).completed

    learner.try_again()
    learner.answer(right=True)
    learner.expect_recorded()
    learner.save_and_exit()
    assert host.launcher.satisfied(ANN)
    outcome = host.outcome(ANN)
    assert (outcome.completed, outcome.passed, outcome.score) == (True, True, 1)


def test_half_right_is_said_to_be_not_passed_at_the_next_launch(
    host: Cmi5Host, page: Page, context: BrowserContext, six_seconds: Built
) -> None:
    learner = _launch(host, page, six_seconds)
    learner.play()
    learner.read_job_aids()
    _answer_half(page, six_seconds)
    learner.watch_to_the_end()
    learner.save_and_exit()
    page.close()
    assert "completed" not in host.launcher.verbs(ANN)

    page = context.new_page()
    learner = _launch(host, page, six_seconds)
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    learner.answer(right=True)
    learner.expect_recorded()
    learner.save_and_exit()
    assert host.launcher.satisfied(ANN)


def test_what_was_done_before_the_lms_answers_is_judged_again(
    host: Cmi5Host, page: Page, six_seconds: Built
) -> None:
    held: list[Route] = []
    page.route("**/fetch/*", lambda route: held.append(route))
    learner = Learner(host.open(page, ANN), six_seconds.module)
    learner.play()
    learner.read_job_aids()
    _answer_half(page, six_seconds)
    expect(page.get_by_role("heading", name="Passed", exact=True)).to_be_visible()
    learner.watch_to_the_end()
    expect(learner.left).to_contain_text("Nothing")

    held[0].continue_()
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    expect(learner.left).to_contain_text("questions")
    learner.try_again()
    learner.answer(right=True)
    learner.expect_recorded()
    learner.save_and_exit()
    assert host.launcher.satisfied(ANN)


def test_what_was_completed_stays_complete_where_the_lms_then_asks_for_more(
    host: Cmi5Host, page: Page, context: BrowserContext, six_seconds: Built
) -> None:
    page.goto(host.launcher.launch(ANN, mastery=0.5))
    learner = Learner(page, six_seconds.module)
    learner.wait_until_open()
    learner.play()
    learner.read_job_aids()
    _answer_half(page, six_seconds)
    learner.watch_to_the_end()
    learner.expect_recorded()
    learner.save_and_exit()
    assert host.launcher.satisfied(ANN)
    page.close()

    page = context.new_page()
    learner = _launch(host, page, six_seconds)
    expect(learner.left).to_contain_text("Nothing")
    expect(page.get_by_role("heading", name="Completed before")).to_be_visible()
    expect(page.get_by_text("At least 90% right is asked for now.")).to_be_visible()
    learner.save_and_exit()
    assert host.launcher.verbs(ANN).count("completed") == 1
    assert "failed" not in host.launcher.verbs(ANN)
