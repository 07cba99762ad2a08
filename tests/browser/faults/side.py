"""What every LMS of the fault cases can do, whatever its standard."""

from dataclasses import replace
from typing import Literal, Protocol

from playwright.sync_api import Frame, Page

import scormpack
from tests.browser.faults.oracle import Held
from tests.browser.hosts import Host, Outcome
from tests.browser.learner import Root
from tests.browser.server import Content
from tests.browser.unpacked import Unpacked

Trouble = Literal["500", "drop", "login", "false", "lose-answer"]
"""How a save fails.

HTTP 500; no answer; a login page with HTTP 200; a plain no; stored, but no answer.
"""


class Side(Protocol):
    """An LMS of one standard."""

    @property
    def standard(self) -> str:
        """As users type it."""

    @property
    def host(self) -> Host:
        """The LMS itself."""

    @property
    def package(self) -> Unpacked:
        """What it has."""

    @property
    def address(self) -> str:
        """Where the package's files are."""

    @property
    def content(self) -> Content:
        """The package's files, as they are served."""

    @property
    def elsewhere(self) -> str:
        """The address of another page of the LMS."""

    def launch(self, learner: str) -> str:
        """The address at which a launch begins."""

    def open(self, page: Page, learner: str, *, framed: bool) -> Page:
        """Launches the module; returns the window that it shows in, `page` or a pop-up."""

    def root(self, page: Page) -> Root:
        """Where its page shows."""

    def document(self, page: Page) -> Page | Frame:
        """Its document."""

    def fail(self, trouble: Trouble, times: int | None = None) -> None:
        """Breaks the next saves, or all until `heal`."""

    def heal(self) -> None:
        """All that was broken works again."""

    def quiet(self) -> None:
        """Until nothing is under way."""

    def took(self, learner: str) -> bool:
        """Whether anything of the learner was stored."""

    def held(self, learner: str) -> Held:
        """What is held of the learner."""

    def text(self, learner: str) -> str | None:
        """The bookmark that is held."""

    def plant(self, learner: str, text: str) -> None:
        """Holds `text` in its place."""

    def accepted_at(self, learner: str) -> float | None:
        """When the completion was stored, with its pass, in seconds since 1970."""

    def ended(self) -> bool:
        """Whether content has ended the session of the window that is open."""

    def endings(self, learner: str) -> list[float]:
        """The session's seconds by content, each time that it ended one."""

    def lowered(self, learner: str) -> list[str]:
        """What was ever stored that is less than what was stored before."""

    def sent(self) -> int:
        """How often content has sent anything."""

    def expire(self) -> None:
        """The learner's session at the LMS is over; the API may still say yes."""

    def faults(self) -> list[str]:
        """What content did wrong."""


def held_of(
    outcome: Outcome, text: str | None, *, success: bool = True, moved_on: bool | None = None
) -> Held:
    """What is held: the statuses, and what the bookmark `text` says.

    `success`: the standard has a place for it beside the completion.
    """
    passed = outcome.passed is True if success else None
    held = Held(
        completed=outcome.completed,
        passed=passed,
        moved_on=moved_on,
        answered=outcome.passed is True,
        score=outcome.score or 0,
    )
    try:
        record = scormpack.decode(text or "")
    except scormpack.ScormpackError:
        return held
    return replace(
        held,
        watched=record.watched or 0,
        aids=sum(record.acknowledged or ()),
        answered=held.answered or (record.judged is not None and record.judged.questions),
        score=max(held.score, record.score or 0),
    )
