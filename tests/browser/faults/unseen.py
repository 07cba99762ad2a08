"""A bench in a browser that draws nothing, at a fast clock: for what is done a thousand times."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page

from tests.browser.faults import fastclock
from tests.browser.faults.bench import Bench
from tests.browser.faults.handy import Handy
from tests.browser.faults.judging import SETTLED

_PERHAPS = Path(__file__).with_name("perhaps.js")
_TICK = 20
"""Milliseconds between two looks."""
_UNTIL = """([name, given, tick, looks]) => new Promise((done) => {
  const look = () => {
    const content = document.querySelector("iframe")?.contentWindow ?? window;
    if (content.hands?.[name](...given)) done(true);
    else if (looks-- > 0) setTimeout(look, tick);
    else done(false);
  };
  look();
})"""


class UnseenBench(Bench):
    """All that it does goes through hands.js: Playwright's clicks would wait for a frame."""

    _lms: Page | None = None

    def _new_context(self, **options: str) -> BrowserContext:
        context = super()._new_context(**options)
        context.add_init_script(fastclock.script())
        context.add_init_script(path=_PERHAPS)
        return context

    def _new_window(self) -> Page:
        """Opened by the LMS's own page, as most do it: so it shares a process that is warm."""
        if self._lms is None or self._lms.is_closed():
            self._lms = self.context.new_page()
            self._lms.goto(self.side.elsewhere)
        with self.context.expect_page() as opened:
            self._lms.evaluate("() => { window.open('about:blank'); }")
        return opened.value

    def reload(self) -> None:
        """Without a network the browser's own page comes; what meets it half way is never done."""
        try:
            self.page.reload()
        except Error:
            with suppress(Error):
                self.page.wait_for_url("chrome-error:**", wait_until="commit", timeout=3000)

    def kill(self) -> None:
        """All pages go, the LMS's own too; what has crashed answers no more until it is closed."""
        super().kill()
        for page in self.context.pages:
            with suppress(Error):
                page.close()

    def launch(self, *, wait: bool = True, framed: bool = False, learner: str = "ann") -> Handy:
        launched = super().launch(wait=False, framed=framed, learner=learner)
        if wait:
            self.settle()
        return launched

    def settle(self) -> None:
        assert self.until("says", list(SETTLED)), f"not settled, after {self.words[-2:]}"

    def until(self, name: str, *given: object, seconds: float = 15) -> bool:
        """Whether what `hands.js` answers comes true within `seconds` of real time.

        The page looks itself: asking it again and again from here costs more than all the rest.
        """
        looks = int(seconds * 1000 / _TICK)
        return bool(self.page.evaluate(_UNTIL, [name, given, _TICK * fastclock.FACTOR, looks]))
