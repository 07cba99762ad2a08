"""A SCORM LMS of the fault cases: the strict API by default."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from playwright.sync_api import Frame, Page

from tests.browser.faults.oracle import Held
from tests.browser.faults.side import Trouble, held_of
from tests.browser.hosts import ScormHost
from tests.browser.learner import Root
from tests.browser.scorm_setup import Engine, Rule
from tests.browser.unpacked import Unpacked

ENGINE: Engine = "strict"


class ScormSide:
    """SCORM: the strict API by default; `lms.setup`, `lms.mode` and `lms.rules` for all else."""

    def __init__(self, standard: str, host: ScormHost, package: Unpacked) -> None:
        self.standard = standard
        self.package = package
        self.address = f"{host.lms.server.origin}/content"
        self.content = host.lms.content
        self.host: ScormHost = host
        self.lms = host.lms
        self.lms.setup = replace(self.lms.setup, engine=ENGINE)
        self._healthy = self.lms.setup
        self._page: Page | None = None
        self._depth = 1

    @property
    def is12(self) -> bool:
        return self.standard == "scorm12"

    @property
    def core(self) -> str:
        """The prefix of what SCORM 1.2 keeps under `core`."""
        return "cmi.core." if self.is12 else "cmi."

    @property
    def elsewhere(self) -> str:
        return f"{self.lms.server.origin}/lms/next"

    def always(self) -> None:
        """The present setup is the LMS's own, not a fault: `heal` keeps it."""
        self._healthy = self.lms.setup

    def launch(self, learner: str) -> str:
        return self.lms.launch(learner)

    def open(self, page: Page, learner: str, *, framed: bool) -> Page:  # noqa: ARG002
        self._page = page
        page.goto(self.launch(learner))
        root: Root = page
        self._depth = 0
        for step in self.lms.setup.steps(self.lms.setup.frame):
            if step.endswith("frame"):
                root = root.frame_locator("iframe")
                self._depth += 1
                continue
            with page.expect_popup() as opened:
                root.get_by_role("button").evaluate("button => button.click()")
            page = root = opened.value
            self._depth = 0
        return page

    def root(self, page: Page) -> Root:
        root: Root = page
        for _ in range(self._depth):
            root = root.frame_locator("iframe")
        return root

    def document(self, page: Page) -> Page | Frame:
        for _ in range(500):
            # It may just be coming, which Playwright hears of while it waits.
            if len(page.frames) > self._depth:
                break
            page.wait_for_timeout(20)
        return page.frames[self._depth]

    def fail(self, trouble: Trouble, times: int | None = None) -> None:
        if times is None:
            self.lms.mode = trouble
            return
        code = 101 if self.is12 else 391
        self.rule(Rule("Commit", answer="false", code=code, times=times))

    def rule(self, rule: Rule) -> None:
        """For the window that is open, or else for the next one."""
        if self._page is None or self._page.is_closed():
            self.lms.rules.append(rule)
        else:
            self._page.evaluate(self.lms.rule_js(rule))

    def calls(self) -> list[dict[str, Any]]:
        """What content has called in the window that is open, oldest first."""
        assert self._page is not None
        found: list[dict[str, Any]] = self._page.evaluate("window.LMS.calls")
        return found

    def heal(self) -> None:
        self.lms.mode = "ok"
        self.lms.rules.clear()
        self.lms.setup = self._healthy

    def quiet(self) -> None:
        """Commits are synchronous; those that a page sent while it went arrive at once."""

    def took(self, learner: str) -> bool:
        return any(who == learner for _at, who, _values in self.lms.arrivals)

    def held(self, learner: str) -> Held:
        return held_of(self.host.outcome(learner), self.text(learner), success=not self.is12)

    def text(self, learner: str) -> str | None:
        return self.lms.record(learner).suspend_data or None

    def accepted_at(self, learner: str) -> float | None:
        completion = "cmi.core.lesson_status" if self.is12 else "cmi.completion_status"
        completed, passed = (
            next(self._stored(learner, name), None) for name in (completion, "cmi.success_status")
        )
        return max(completed, passed or completed) if completed else None

    def _stored(self, learner: str, name: str) -> Iterator[float]:
        """When `name` came with a value that stands for success."""
        for at, who, values in self.lms.arrivals:
            if who == learner and values.get(name) in {"completed", "passed"}:
                yield at

    def plant(self, learner: str, text: str) -> None:
        self.lms.record(learner).values["cmi.suspend_data"] = text

    def keep_at_most(self, most: int) -> None:
        """The LMS cuts suspend data, from now on and when it is healthy too."""

        def keep(element: str, value: str) -> str:
            return value[:most] if element == "cmi.suspend_data" else value

        self._healthy = self.lms.setup = replace(self.lms.setup, keep=keep)

    def give(self, values: Mapping[str, str]) -> None:
        """Hands these out at the next launches, instead of what would be: names below core."""
        given = {self.core + name: value for name, value in values.items()}
        self.lms.setup = replace(self.lms.setup, given=given)

    def give_mode(self, mode: str) -> None:
        """The next launches are to browse, to review, or without credit ("no-credit")."""
        name = "credit" if mode == "no-credit" else "lesson_mode" if self.is12 else "mode"
        self.give({name: mode})

    def ended(self) -> bool:
        return any(call["method"] == "Terminate" for call in self.calls())

    def endings(self, learner: str) -> list[float]:
        return [seconds for who, seconds in self.lms.endings if who == learner]

    def lowered(self, learner: str) -> list[str]:
        return self.lms.record(learner).lowered()

    def sent(self) -> int:
        return len(self.calls())

    def expire(self) -> None:
        self.lms.mode = "login"

    def faults(self) -> list[str]:
        return self.host.faults()
