"""One way to launch a package and read its outcome, whatever the standard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import FrameLocator, Page

from tests.browser.cmi5_launcher import Cmi5Launcher
from tests.browser.learner import Root
from tests.browser.lrs import Lrs
from tests.browser.lrs_compare import Statement
from tests.browser.scorm_lms import ScormLms
from tests.browser.scorm_record import Edition, Record
from tests.browser.server import Content, Server
from tests.browser.tincan_launcher import TincanLauncher
from tests.browser.unpacked import Unpacked
from tests.browser.xapi_validator import XapiValidator

SCORM: dict[str, Edition] = {
    "scorm12": "1.2",
    "scorm2004-3": "2004-3",
    "scorm2004-4": "2004-4",
}
RECORDED = (*SCORM, "cmi5", "xapi")


@dataclass(frozen=True)
class Outcome:
    """What the LMS holds: `passed` is None before a verdict, and always in SCORM 1.2.

    In SCORM 1.2 one field tells completion and success; the pass is in the score there.
    """

    completed: bool
    passed: bool | None
    score: float | None
    seconds: float


class Host(Protocol):
    """An LMS with one package in it."""

    def open(self, page: Page, learner: str) -> Root:
        """Launches the package in `page` and returns where its page shows."""

    def outcome(self, learner: str) -> Outcome:
        """What is recorded of `learner`."""

    def faults(self) -> list[str]:
        """What content did wrong so far."""


class ScormHost:
    """SCORM, in a frame of the LMS's page."""

    def __init__(self, lms: ScormLms) -> None:
        self.lms = lms

    def open(self, page: Page, learner: str) -> FrameLocator:
        """The frame with the content."""
        page.goto(self.lms.launch(learner))
        return page.frame_locator("iframe")

    def outcome(self, learner: str) -> Outcome:
        """From the data model elements."""
        record = self.lms.record(learner)
        completion, success = record.status()
        if record.edition == "1.2":
            score = record.raw / 100 if record.raw is not None else None
            return Outcome(completion in {"completed", "passed"}, None, score, record.seconds)
        passed = {"passed": True, "failed": False}.get(success)
        return Outcome(completion == "completed", passed, record.scaled, record.seconds)

    def record(self, learner: str) -> Record:
        """All elements."""
        return self.lms.record(learner)

    def faults(self) -> list[str]:
        """Errors that the API answered with, and what its gate refused."""
        return self.lms.faults


class Cmi5Host:
    """A cmi5 launch in the page itself; `content` are the package's files, at `address`."""

    def __init__(self, lrs: Lrs, launcher: Cmi5Launcher, address: str, content: Content) -> None:
        self.lrs = lrs
        self.launcher = launcher
        self.address = address
        self.content = content

    def open(self, page: Page, learner: str) -> Page:
        """The page."""
        page.goto(self.launcher.launch(learner))
        return page

    def outcome(self, learner: str) -> Outcome:
        """From the defined statements of the registration."""
        return _outcome(self.launcher.defined(learner))

    def launched(self, learner: str) -> bool:
        """Whether the learner was ever here."""
        return self.launcher.registered(learner)

    def faults(self) -> list[str]:
        """What the LRS refused."""
        return self.lrs.violations


class XapiHost:
    """A TinCan launch in the page itself; `content` are the package's files, at `address`."""

    def __init__(self, lrs: Lrs, launcher: TincanLauncher, address: str, content: Content) -> None:
        self.lrs = lrs
        self.launcher = launcher
        self.address = address
        self.content = content

    def open(self, page: Page, learner: str) -> Page:
        """The page."""
        page.goto(self.launcher.launch(learner))
        return page

    def outcome(self, learner: str) -> Outcome:
        """From the statements about the module itself."""
        return _outcome(self.launcher.about_module(learner))

    def faults(self) -> list[str]:
        """What the LRS refused."""
        return self.lrs.violations


def _outcome(statements: list[tuple[str, Statement]]) -> Outcome:
    by_verb = dict(statements)
    verdict = by_verb.get("passed") or by_verb.get("failed")
    ended = [s["result"]["duration"] for verb, s in statements if verb == "terminated"]
    result = verdict["result"] if verdict else {}
    return Outcome(
        completed="completed" in by_verb,
        passed=result.get("success"),
        score=result.get("score", {}).get("scaled"),
        seconds=sum(float(duration[2:-1]) for duration in ended),
    )


@contextmanager
def hosted(package: Unpacked, standard: str, validator: XapiValidator) -> Iterator[Host]:
    """An LMS of `standard` with `package` in it; content and LRS are on different origins."""
    if standard in SCORM:
        with ScormLms(package, SCORM[standard]) as lms:
            yield ScormHost(lms)
        return
    content = Content(package.folder)
    with Lrs(validator) as lrs, Server(content) as server:
        if standard == "cmi5":
            yield Cmi5Host(lrs, Cmi5Launcher(lrs, package, server.origin), server.origin, content)
        else:
            yield XapiHost(lrs, TincanLauncher(lrs, package, server.origin), server.origin, content)
