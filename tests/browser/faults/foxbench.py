"""One learner's Firefox: launched, used, left, launched again, and judged as Chromium's is."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.browser.faults.judging import ANN, RECORDED, SETTLED, Judging
from tests.browser.faults.side import Side
from tests.browser.faults.xapiside import FRAME, XapiSide
from tests.browser.firefox import Firefox, FirefoxError
from tests.browser.packages import Built
from tests.browser.waiting import eventually

_SCRIPTS = [
    str(Path(__file__).parent / name) for name in ("witness.js", "hands.js", "listeners.js")
]
_HANDS = "(name, given) => window.hands?.[name](...given)"
_HANDS_FROM_TOP = """(name, given) => {
  const content = document.querySelector("iframe")?.contentWindow ?? window;
  return content.hands?.[name](...given);
}"""
_SECONDS = 30


class FoxBench(Judging):
    """What is done is done by `hands.js`; the ways to leave are in `foxleaving.py`."""

    def __init__(
        self, side: Side, built: Built, firefox: Firefox, note: Callable[[str, object], None]
    ) -> None:
        super().__init__(side, built, note)
        self.firefox = firefox
        self.firefox.hear = self.hear
        self.gone = True
        self._framed = False
        self._hands = _HANDS

    def launch(self, *, framed: bool = False) -> None:
        """Opens the module in a new window; `framed`: in a frame of the LMS's page."""
        self._framed = framed
        self._hands = _HANDS
        self.firefox.ask("open", _SCRIPTS)
        self.gone = False
        address = self.side.launch(ANN)
        if framed and isinstance(self.side, XapiSide):
            self.firefox.ask("goto", self.side.around)
            self.firefox.evaluate(FRAME, address)
        else:
            self.firefox.ask("goto", address)
        self.settle()

    def hands(self, name: str, *given: object) -> object:
        """What `hands.js` does and answers."""
        if self._hands == _HANDS_FROM_TOP:
            return self.firefox.evaluate(_HANDS_FROM_TOP, name, given)
        return self.firefox.inside(_HANDS, name, given)

    def until(self, name: str, *given: object) -> None:
        """Until what `hands.js` answers is true."""
        # A page that was put aside has no timers of its own any more, hence cannot look itself.
        looks = self._hands == _HANDS

        def met() -> object:
            # A frame that is just being loaded cannot be asked.
            with suppress(FirefoxError):
                return self.hands("until", name, given, 5) if looks else self.hands(name, *given)
            return False

        eventually(met, name, _SECONDS)

    def watched(self) -> int:
        """The percentage of the video that counts."""
        watched = self.hands("watched")
        assert isinstance(watched, int)
        return watched

    def listeners(self) -> dict[str, int]:
        """How many listen to the page's going at this moment, there and in the LMS's around it."""
        framed = self.firefox.evaluate("() => document.querySelector('iframe') !== null")
        shown = [self.firefox.inside, self.firefox.evaluate][: 2 if framed else 1]
        count = "kind => listeners(kind)"
        return {kind: sum(ask(count, kind) for ask in shown) for kind in ("unload", "beforeunload")}

    def watch_some(self) -> int:
        """Plays a third of the video and goes on; the percentage that counts."""
        self.hands("play")
        self.until("beyond", 30)
        return self.watched()

    def watch(self) -> None:
        """Plays the video to its end."""
        self.hands("play")
        self.until("ended")

    def read_aids(self) -> None:
        """Acknowledges all that is to be read."""
        with self.clicking():
            while self.hands("read"):
                self.deeds.aids_left -= 1

    def answer(self) -> None:
        """Answers all questions right, and has them checked."""
        right = True
        with self.clicking():
            assert self.hands("answer", right)
            self.deeds.answered = True

    def take_whole(self) -> None:
        """Meets all criteria; the last of them by a click, in this very moment."""
        self.answer()
        self.watch()
        self.read_aids()

    def settle(self) -> None:
        self.until("says", SETTLED)

    def expect_saved(self) -> None:
        """Until the page says that the completion is recorded."""
        self.until("says", RECORDED)

    def reload(self) -> None:
        """Loads the LMS's page again."""
        self.firefox.ask("reload")
        self.settle()

    def put_aside(self) -> None:
        """Another page of the LMS in the window, and back; the module's was kept meanwhile."""
        self.firefox.ask("goto", self.side.elsewhere)
        self.firefox.ask("back")
        # Puppeteer no longer knows the frame of a page that was kept.
        self._hands = _HANDS_FROM_TOP
        assert self.hands("persisted") is True, "the page was loaded anew"

    def kill_renderers(self) -> None:
        """SIGKILL to what shows pages."""
        self.firefox.kill_renderers()
        self.drop()

    def kill_browser(self) -> None:
        """SIGKILL to Firefox; another one goes on with its profile."""
        self.firefox.kill()
        self.gone = True
        self.firefox = Firefox(self.firefox.profile)
        self.firefox.hear = self.hear

    def relaunch(self) -> None:
        self.drop()
        self.side.heal()
        self.launch(framed=self._framed)

    def drop(self) -> None:
        if not self.gone:
            self.firefox.ask("close")
        self.gone = True
