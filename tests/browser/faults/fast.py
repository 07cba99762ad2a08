"""A bench at a fast clock, for what is done a thousand times."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page

from tests.browser.faults import fastclock, leaving
from tests.browser.faults.handy import Handy
from tests.browser.faults.judging import SETTLED
from tests.browser.faults.unseen import UnseenBench

_PERHAPS = Path(__file__).with_name("perhaps.js")
_TICK = 20
"""Milliseconds between two looks."""
_UNTIL = """([name, given, tick, wait]) => new Promise((done) => {
  // Some pages are too busy to look as often, others are none that the fast clock is in.
  let looks = wait / tick;
  const end = performance.now() + wait;
  const look = () => {
    const content = document.querySelector("iframe")?.contentWindow ?? window;
    if (content.hands?.[name](...given)) done(true);
    else if (looks-- > 0 && performance.now() < end) setTimeout(look, tick);
    else done(false);
  };
  look();
})"""


class FastBench(UnseenBench):
    """Nothing in it fails for what a window that just goes, or never came, cannot do."""

    _hidden: Page | None = None

    def reload(self) -> None:
        """Without a network the browser's own page comes; what meets it half way is never done."""
        try:
            self.page.reload()
        except Error:
            with suppress(Error):
                self.page.wait_for_url("chrome-error:**", wait_until="commit", timeout=3000)

    def hide(self) -> None:
        """Hides the window, until `show` or until it goes."""
        self._hidden = self.page
        leaving.hide(self.page)

    def show(self) -> None:
        """The window is in front, as it was unless it was hidden."""
        if self._hidden is self.page:
            leaving.hide(self.page, "visible")
        self._hidden = None

    def launch(self, *, wait: bool = True, framed: bool = False, learner: str = "ann") -> Handy:
        launched = super().launch(wait=False, framed=framed, learner=learner)
        if wait:
            self.settle()
        return launched

    def settle(self) -> None:
        assert self.until("says", list(SETTLED)), f"not settled, after {self.words[-2:]}"

    def until(self, name: str, *given: object, seconds: float = 15) -> bool:
        """Whether what `hands.js` answers comes true within `seconds` of real time.

        It is looked for from the top, since the module's own document may not be there yet.
        """
        tick, wait = (each * fastclock.FACTOR for each in (_TICK, seconds * 1000))
        return bool(self.page.evaluate(_UNTIL, [name, given, tick, wait]))

    def _new_context(self, **options: str) -> BrowserContext:
        context = super()._new_context(**options)
        context.add_init_script(fastclock.script())
        context.add_init_script(path=_PERHAPS)
        return context
