"""One learner's browser: its windows at an LMS, and what their pages say and play."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page

from tests.browser.faults import leaving
from tests.browser.faults.handy import Handy
from tests.browser.faults.judging import ANN, Judging, Words
from tests.browser.faults.side import Side
from tests.browser.learner import Root
from tests.browser.packages import Built

_HERE = Path(__file__).parent


class Browsing(Judging):
    """`page` is the window that was opened last, `learner` drives what it shows."""

    def __init__(
        self, side: Side, built: Built, browser: Browser, note: Callable[[str, object], None]
    ) -> None:
        super().__init__(side, built, note)
        self.browser = browser
        # A tab that closes may ask first; the learner means it.
        self.on_dialog: Callable[[Dialog], None] = lambda dialog: dialog.accept()
        self.context = self._new_context()
        self._others: list[BrowserContext] = []
        self._page: Page | None = None
        self._learner: Handy | None = None

    @property
    def page(self) -> Page:
        """The window that was opened last."""
        assert self._page is not None, "nothing was launched"
        return self._page

    @property
    def gone(self) -> bool:
        """Whether no window is open."""
        return self._page is None

    @property
    def learner(self) -> Handy:
        """Who uses it."""
        assert self._learner is not None, "nothing was launched"
        return self._learner

    @property
    def root(self) -> Root:
        """Where the module's page shows: the window itself, or the frame in it."""
        return self.side.root(self.page)

    @property
    def document(self) -> leaving.Document:
        """The module's own document, to evaluate scripts in."""
        return self.side.document(self.page)

    def launch(self, *, wait: bool = True, framed: bool = False, learner: str = ANN) -> Handy:
        """Opens the module in a new window; `framed`: in a frame of the LMS's page."""
        page = self._new_window()
        page.on("dialog", lambda dialog: self.on_dialog(dialog))
        self._page = self.side.open(page, learner, framed=framed)
        self._learner = self._handy(self._page)
        if wait:
            self._learner.wait_until_open()
        return self._learner

    def _handy(self, page: Page) -> Handy:
        """Whoever uses the window `page`, though others may be opened after it."""
        ask = lambda name, *given: _hands(self.side.document(page), name, *given)  # noqa: E731
        return Handy(self.side.root(page), self.built.module, ask)

    def hands(self, name: str, *given: object) -> object:
        """What `hands.js` does and answers; also in a page that came back from the cache."""
        script = """([name, given]) => {
          const content = document.querySelector("iframe")?.contentWindow ?? window;
          return content.hands?.[name](...given);
        }"""
        return self.page.evaluate(script, [name, given])

    def open_alone(self, at: str = "") -> Page:
        """The module's page with no LMS around it: at its own address, or below `at`."""
        self._page = self.context.new_page()
        self._page.goto(f"{at or self.side.address}/{self.side.package.launch}")
        self._learner = Handy(self._page, self.built.module, partial(_hands, self._page))
        return self._page

    def fake_clock(self) -> None:
        """From the next window on time can be moved on by `forward`; it flows as usual besides."""
        self.context.clock.install()

    def forward(self, seconds: float) -> None:
        """Moves time on at once: timers that are due run once."""
        self.context.clock.fast_forward(int(seconds * 1000))

    def run(self, seconds: float) -> None:
        """Moves time on in steps, so that what waits for a timer can set the next one."""
        for _ in range(int(seconds) + 1):
            self.context.clock.run_for(1000)

    def stop_clock(self) -> None:
        """Time moves on by `blink` alone, until `start_clock`."""
        self.context.clock.pause_at(self.now() + 1)

    def start_clock(self) -> None:
        """Time flows again."""
        self.context.clock.resume()

    def blink(self) -> None:
        """A millisecond passes: what waits for nothing is done, what waits for long is not."""
        self.context.clock.run_for(1)

    def now(self) -> float:
        """Seconds since 1970 by the window's clock."""
        return float(self.page.evaluate("Date.now()")) / 1000

    def said(self) -> Words:
        """The last words of the page."""
        self.page.evaluate("0")
        return self.words[-1]

    def leave(self, way: str = "close") -> None:
        """Leaves the window; see `leaving.WAYS`."""
        leaving.WAYS[way](self)

    def kill(self) -> None:
        """SIGKILL to every renderer."""
        leaving.kill_renderers(self.browser)
        self.drop()

    def drop(self) -> None:
        """Forgets a window that is gone."""
        if self._page is not None:
            leaving.close(self._page)
        self._page = None

    def take_over(self, page: Page, learner: Handy) -> None:
        """Goes on in an older window: shows it and uses it."""
        self._page, self._learner = page, learner
        page.bring_to_front()
        learner.press("To do")

    def another_computer(self) -> None:
        """The next windows share no storage with those that are open, which stay so."""
        self._others.append(self.context)
        self.context = self._new_context()

    def new_browser(self, **options: str) -> None:
        """The same learner at another computer: no storage is shared with the one before."""
        self.drop()
        self.context.close()
        self.context = self._new_context(**options)

    def relaunch(self) -> Handy:
        """The same learner, in the same browser, at a healthy LMS."""
        self.drop()
        self.side.heal()
        return self.launch()

    def close(self) -> None:
        """Ends the browser's profile."""
        for context in (*self._others, self.context):
            with suppress(Error):
                context.close()

    def _new_window(self) -> Page:
        return self.context.new_page()

    def _new_context(self, **options: str) -> BrowserContext:
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        for name in ("witness.js", "hands.js"):
            context.add_init_script(path=_HERE / name)
        context.expose_binding("scormpackWitness", lambda _source, text: self.hear(text))
        return context


def _hands(document: leaving.Document, name: str, *given: object) -> object:
    return document.evaluate("([name, given]) => window.hands?.[name](...given)", [name, given])
