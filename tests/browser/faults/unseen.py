"""A bench in a browser that draws nothing, whose windows are opened by the LMS's own page."""

from playwright.sync_api import Page

from tests.browser.faults import leaving
from tests.browser.faults.bench import Bench


class UnseenBench(Bench):
    """A window so opened, as most LMSs do it, costs two thirds, since its process is warm.

    What is done in it goes through hands.js: Playwright's clicks would wait for a frame.
    """

    _lms: Page | None = None

    def kill(self) -> None:
        """All pages go, the LMS's own too; what has crashed answers no more until it is closed."""
        super().kill()
        for page in self.context.pages:
            leaving.close(page)

    def _new_window(self) -> Page:
        if self._lms is None or self._lms.is_closed() or self._lms.context != self.context:
            self._lms = self.context.new_page()
            self._lms.goto(self.side.elsewhere)
        with self.context.expect_page() as opened:
            self._lms.evaluate("() => { window.open('about:blank'); }")
        return opened.value
