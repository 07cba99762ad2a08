"""Somebody who takes a module: uses the page's real controls by the names that they show."""

import re
from collections.abc import Sequence

from playwright.sync_api import FrameLocator, Locator, Page, expect

from scormpack.model import Module
from scormpack.settings import AidSettings, Question, Require

Root = Page | FrameLocator


class Learner:
    """Drives the launch page under `root`: a page, or the frame that an LMS shows it in."""

    def __init__(self, root: Root, module: Module) -> None:
        self._root = root
        self._module = module
        self._title = re.compile("^" + re.escape(module.title))

    def wait_until_open(self) -> None:
        """Until the LMS has been found, or not."""
        expect(self._root.get_by_role("heading", level=1, name=self._title)).to_be_visible()
        expect(self.save_line).not_to_be_empty()
        expect(self.save_line).not_to_contain_text("Connecting")

    @property
    def save_line(self) -> Locator:
        """The save state in words."""
        return self._root.get_by_role("contentinfo").get_by_role("status")

    @property
    def video(self) -> Locator:
        """The video itself: to read what it does, not to control it."""
        return self._root.locator("video")

    @property
    def left(self) -> Locator:
        """What is left to do, in words."""
        return self._root.get_by_role("banner").get_by_text("What is left").locator("..")

    def play(self, rate: str = "2") -> None:
        """Starts the video at a speed of the menu."""
        self._root.get_by_label("Speed").select_option(rate)
        self._button("Play").click()
        expect(self._button("Pause")).to_be_visible()

    def pause(self) -> None:
        """Stops the video."""
        self._button("Pause").click()
        expect(self._button("Play")).to_be_visible()

    def watch_to_the_end(self, seconds: float = 30) -> None:
        """Until the video that plays has ended."""
        expect(self._button("Play")).to_be_visible(timeout=seconds * 1000)
        assert self.video.evaluate("video => video.ended")

    def watch_half(self) -> None:
        """Until a third to a half of the video counts as watched."""
        expect(self.left).to_contain_text(re.compile(r"Video (3[5-9]|4\d|5\d)% of"))

    def seek_to_the_end(self) -> None:
        """Moves the slider to its end, by the keyboard."""
        self._root.get_by_label("Place in the video").press("End")
        self.video.evaluate("video => video.seeking && new Promise(d => video.onseeked = d)")

    def watched(self) -> int:
        """The percentage that the page says was watched; 100 where it says that nothing is left."""
        found = re.search(r"Video (\d+)% of", self.left.inner_text())
        return int(found[1]) if found else 100

    def read_job_aids(self) -> None:
        """Opens each required job aid of the line officers' list and acknowledges it."""
        self._root.get_by_role("tab", name="Job aids").click()
        for aid in self._module.settings.job_aids:
            if aid.require is Require.ACKNOWLEDGE:
                self.read_job_aid(aid)

    def read_job_aid(self, aid: AidSettings) -> None:
        """Opens one job aid, acknowledges it, and goes back to the page."""
        self._button(f"Read {aid.title}").click()
        reader = self._root.get_by_role("dialog")
        reader.get_by_role("button", name="I have read this").click()
        expect(reader.get_by_text("Read and acknowledged")).to_be_visible()
        reader.get_by_role("button", name="Close").click()

    def answer(self, *, right: bool) -> None:
        """Answers all questions and has them checked."""
        questions = self._module.settings.questions
        for question in questions.items if questions else ():
            self._answer_one(question, _choices(question, right=right))
        self._button("Check answers").click()
        verdict = "Passed" if right else "Not passed yet"
        expect(self._root.get_by_role("heading", name=verdict)).to_be_visible()

    def take_whole(self) -> None:
        """Plays the video whole, reads what is to be read, and answers all right meanwhile."""
        self.play()
        self.read_job_aids()
        self.answer(right=True)
        self.watch_to_the_end()

    def try_again(self) -> None:
        """Takes the questions once more."""
        self._button("Try again").click()

    def expect_recorded(self) -> None:
        """Until the page says that the completion is recorded."""
        expect(self.save_line).to_contain_text(
            re.compile(r"Complete\. Your record (is saved|was sent)")
        )

    def receipt(self) -> str:
        """The receipt that the last screen shows."""
        line = self._root.get_by_label("Receipt", exact=True)
        expect(line).to_be_visible()
        return line.inner_text()

    def save_and_exit(self) -> None:
        """Ends the session; until the page says how that went, or has gone back to the LMS."""
        self._button("Save and exit").click()
        closing = self._root.get_by_role("dialog").get_by_role("heading")
        left = self._root.get_by_role("heading", name="Back at the LMS")
        expect(closing.or_(left)).to_have_text(re.compile("saved|sent|Back at the LMS"))

    def exit(self) -> None:
        """Ends a session that only looks; until the page has said so."""
        self._button("Exit").click()
        closing = self._root.get_by_role("dialog").get_by_role("heading")
        left = self._root.get_by_role("heading", name="Back at the LMS")
        expect(closing.or_(left)).to_have_text(re.compile("close this window|Back at the LMS"))

    def _answer_one(self, question: Question, chosen: Sequence[str]) -> None:
        card = self._root.get_by_role("group", name=question.text)
        for text in chosen:
            card.get_by_role("checkbox" if question.several else "radio", name=text).check()

    def _button(self, name: str) -> Locator:
        return self._root.get_by_role("button", name=name, exact=True)


def _choices(question: Question, *, right: bool) -> list[str]:
    if right:
        return [choice.text for choice in question.choices if choice.correct]
    return [next(choice.text for choice in question.choices if not choice.correct)]
