"""One learner, one LMS, one package: launched, used, broken, left, launched again, and judged."""

import shutil
from pathlib import Path

from tests.browser.faults.browsing import Browsing
from tests.browser.faults.judging import ANN, SETTLED, nothing_done
from tests.browser.packages import Built


class Bench(Browsing):
    """A browser whose learner's deeds are known."""

    def watch(self) -> None:
        """Plays the video whole, at 2×."""
        self.learner.play()
        self.learner.watch_to_the_end()

    def watch_some(self, percent: int = 30) -> int:
        """Plays so much of the video, at 1×, and goes on; the percentage that counts."""
        self.learner.play("1")
        self.learner.watch_until(percent)
        watched = self.learner.watched()
        assert watched < 100, "the video was over before it was left"
        return watched

    def read_aids(self) -> None:
        """Opens and acknowledges all that is to be read."""
        with self.clicking():
            self.learner.read_job_aids()
            self.deeds.aids_left = 0

    def answer(self, *, right: bool = True) -> None:
        """Answers all questions and has them checked."""
        with self.clicking():
            self.learner.answer(right=right)
            self.deeds.answered |= right

    def answer_half(self) -> None:
        """Answers the first question right and the others wrong, and has them checked."""
        self.hands("answer", "half")

    def take_whole(self) -> None:
        """Meets all criteria; the last of them by the end of the video."""
        self.learner.play()
        self.read_aids()
        self.answer()
        self.learner.watch_to_the_end()

    def take_all_but_aids(self) -> None:
        """Leaves one criterion open, which a click meets: `read_aids`."""
        self.learner.play()
        self.answer()
        self.learner.watch_to_the_end()

    def launch_almost_done(self) -> None:
        """Launches and leaves one criterion open, once the first save is through."""
        self.launch()
        self.settle()
        self.take_all_but_aids()

    def launch_and_fail(self) -> None:
        """Launches and does all that is asked, but the questions wrong; until that is saved."""
        self.launch()
        self.learner.play()
        self.read_aids()
        self.answer(right=False)
        self.learner.watch_to_the_end()
        self.settle()

    def take_and_save(self) -> None:
        """Launches, meets all criteria, and waits until the LMS holds it and the page says so."""
        self.launch()
        self.take_whole()
        self.expect_saved()
        assert self.held_completed()

    def expect_sent_at_the_next_launch(self) -> None:
        """The window is closed; the next one brings the completion to the LMS."""
        self.leave("close")
        self.relaunch()
        self.expect_saved()
        assert self.held_completed()

    def expect_never_called_complete(self) -> None:
        """The page has never said that a completion is saved."""
        assert not any(words.claims and words.completed for words in self.words)

    def expect_saved(self) -> None:
        """Until the page says that the completion is recorded."""
        self.learner.expect_recorded()

    def expect_alarm(self) -> None:
        """Until the page says that something is not saved."""
        self.learner.until("alarms")

    def expect_nothing_left_to_save(self) -> None:
        """Until the alarm is over."""
        self.learner.until("calm")
        self.settle()

    def nothing_counts(self) -> None:
        """What was done so far was done in a window that only looks: it may not complete."""
        self.deeds = nothing_done(self.built)

    def expect_never_lowered(self) -> None:
        """No status or score that the LMS has held was ever followed by a lower one."""
        assert self.side.lowered(ANN) == []

    def plant(self, text: str) -> None:
        """The LMS holds `text` in the place of the bookmark; the browser's journal is none."""
        if self.side.text(ANN) is None:
            self.launch()
            self.settle()
            self.leave("close")
        self.side.quiet()
        self.side.plant(ANN, text)
        self.new_browser()

    def renew(self, newer: Built, folder: Path) -> None:
        """The LMS has a new version of the package in `folder` from now on."""
        shutil.copytree(
            newer.unpacked(self.side.standard, folder.with_name("newer")).folder,
            folder,
            dirs_exist_ok=True,
        )
        self.built = newer
        self.deeds.duration = newer.seconds

    def settle(self) -> None:
        """Until the page says how the save went."""
        self.learner.until("says", SETTLED)
