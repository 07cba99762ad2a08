"""A learner whose hands are `hands.js`.

What the faults are about is what becomes of the record. That the same can be done by mouse and
keyboard is for `test_scenarios.py` and its like, where it costs ten times the processor's time.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Error, expect

from scormpack.model import Module
from tests.browser.faults.judging import RECORDED
from tests.browser.learner import Learner, Root
from tests.browser.waiting import eventually

Ask = Callable[..., object]
"""What a function of `hands.js` answers in the module's document, by its name and arguments."""
_SECONDS = 15


class Handy(Learner):
    """Does at once, by script, what others do by the page's controls; waits as they do."""

    def __init__(self, root: Root, module: Module, ask: Ask) -> None:
        super().__init__(root, module)
        self._ask = ask

    def wait_until_open(self) -> None:
        self.until("open")

    def until(self, name: str, *given: object, seconds: float = _SECONDS) -> None:
        """Until what `hands.js` answers is true, in whatever document there is by then.

        The page looks itself: to ask it again and again costs more than all the rest.
        """

        def met() -> object:
            try:
                return self._ask("until", name, given, seconds)
            except Error as error:
                if _IN_BETWEEN.search(error.message):
                    return False
                raise

        eventually(met, f"{name} {given}", seconds)

    def play(self, rate: str = "2") -> None:
        self._ask("play", rate)
        self.until("playing")

    def pause(self) -> None:
        self._ask("pause")
        self.until("stopped")

    def watch_to_the_end(self, seconds: float = 30) -> None:
        self.until("stopped", seconds=seconds)
        assert self._ask("ended")

    def watch_until(self, percent: int) -> None:
        """Until so much of the video counts as watched."""
        self.until("beyond", percent)

    def watched(self) -> int:
        watched = self._ask("watched")
        assert isinstance(watched, int)
        return watched

    def read_job_aids(self) -> None:
        while self._ask("read"):
            pass

    def answer(self, *, right: bool) -> None:
        assert self._ask("answer", right), "the questions cannot be answered"
        self.until("judged", "Passed" if right else "Not passed yet")

    def try_again(self) -> None:
        self.press("Try again")

    def press(self, name: str) -> None:
        """Presses the button, or opens the tab, of that name."""
        self._ask("press", name)

    def expect_recorded(self) -> None:
        self.until("says", RECORDED)

    def save_and_exit(self) -> None:
        self._ask("exit")
        self._closed("saved|sent|Back at the LMS")

    def exit(self) -> None:
        self._ask("exit")
        self._closed("close this window|Back at the LMS")

    def _closed(self, words: str) -> None:
        """Until that is said; a script in a page that is just going might never be answered."""
        said = self._root.locator("#closing[open] h2, body > h1")
        expect(said.first).to_have_text(re.compile(words))


_IN_BETWEEN = re.compile("Execution context was destroyed|navigat|detached")
"""What is said of a document that is just being replaced."""
