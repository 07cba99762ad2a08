"""What is known of one learner, whatever the browser, and the question to the oracle."""

import json
import re
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields

from scormpack.settings import Require
from tests.browser.faults.deeds import Deeds
from tests.browser.faults.oracle import Claim, Evidence, verdicts
from tests.browser.faults.side import Side
from tests.browser.packages import Built
from tests.browser.waiting import eventually

ANN = "ann"
SETTLED = ("Saved", "Sent", "Complete. Your record", "Already complete", "Not recording")
"""How the line begins in which the page says how the save went."""

RECORDED = ("Complete. Your record is saved", "Complete. Your record was sent")
"""How it begins once all is complete and recorded."""

_TOLD = 60
"""Lines from the page in the message of a failure."""

_SAVED = re.compile(r" is saved\.?$")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the page said and showed as done at one moment.

    `closing` is the title of what it says after Save and exit, `record` how it was recorded by the
    end of the page, `receipt` whether one is shown. `stored`: by the browser; `at` in seconds since
    1970.
    """

    save: str
    alarm: str
    banner: str
    closing: str
    record: str
    receipt: bool
    completed: bool
    watched: float | None
    aids: int
    answered: bool
    score: float
    stored: bool
    at: float

    @property
    def claims(self) -> bool:
        """Whether it says anywhere that the record is saved."""
        said = (self.save, self.closing, self.record)
        return any(each.startswith("Saved") or _SAVED.search(each) for each in said)

    def claim(self, watched_asked: float) -> Claim:
        """What it then says is saved; a video that is done is not shown as a share any more."""
        return Claim(
            completed=self.completed,
            watched=watched_asked if self.watched is None else self.watched,
            aids=self.aids,
            answered=self.answered,
            score=self.score,
        )


class Judging(ABC):
    """Hears what `witness.js` tells.

    Every test ends with `judge`, which asks the oracle; `note` hands figures on to the report.
    """

    def __init__(self, side: Side, built: Built, note: Callable[[str, object], None]) -> None:
        self.side = side
        self.built = built
        self.note = note
        self.words: list[Words] = []
        self.told: deque[str] = deque(maxlen=_TOLD)
        self.deeds = nothing_done(built)
        self.judged = False

    @abstractmethod
    def relaunch(self) -> object:
        """The same learner, in the same browser, at a healthy LMS."""

    @abstractmethod
    def settle(self) -> None:
        """Until the page says how the save went."""

    @abstractmethod
    def drop(self) -> None:
        """Closes the window, if one is open, and forgets it."""

    def judge(self, *, relaunch: bool = True) -> Evidence:
        """Launches once more, then asks the oracle: nothing lost, nothing false, nothing silent."""
        self.judged = True
        self.side.quiet()
        kept = self.side.took(ANN) or any(each.stored or each.claims for each in self.words)
        if relaunch:
            self.relaunch()
            self.settle()
        self.drop()
        self.side.quiet()
        evidence = self.evidence(kept=kept)
        found = sorted(verdicts(evidence))
        self.note("verdicts", found)
        lines = "\n  ".join(self.told)
        assert not found, f"{found}: {evidence} of {self.deeds}; the last that was told:\n  {lines}"
        return evidence

    def evidence(self, *, kept: bool) -> Evidence:
        """What the oracle is asked about."""
        deeds = self.deeds
        return Evidence(
            met=deeds.met,
            possible=deeds.possible,
            passable=deeds.answered if self.scored else deeds.possible,
            scored=self.scored,
            receipt=any(words.receipt for words in self.words),
            claims=[words.claim(deeds.watched_asked) for words in self.words if words.claims],
            held=self.side.held(ANN),
            kept=kept,
            duration=deeds.duration,
        )

    @property
    def scored(self) -> bool:
        """Whether the module has questions that count."""
        return self.built.module.settings.completion.questions is not None

    def held_completed(self) -> bool:
        """Whether the LMS holds the completion at this moment."""
        return self.side.held(ANN).whole(scored=self.scored)

    @contextmanager
    def clicking(self) -> Iterator[None]:
        """What is done by clicks within counts from the moment before."""
        before = time.time()
        yield
        self.deeds.mark(before)

    def eventually_held(self) -> None:
        """Until the LMS holds the completion."""
        eventually(self.held_completed, "the completion in the LMS")

    def healthy(self) -> None:
        """Notes how long the LMS, which is well, took to have the completion (`Figures`)."""
        # A page may find sooner than these bounds that the criteria are met.
        shown = next((words.at for words in self.words if words.completed), None)
        met = min((at for at in (self.deeds.met_at, shown) if at is not None), default=None)
        accepted = self.side.accepted_at(ANN)
        assert met is not None, "nobody met the criteria"
        assert accepted is not None, "the LMS did not accept the completion"
        self.note("accepted_after", max(0.0, accepted - met))

    def hear(self, text: str) -> None:
        """What `witness.js` tells."""
        self.told.append(text)
        told = json.loads(text)
        if told["kind"] == "played":
            self.deeds.play(told["from"], told["to"], told["rate"], told["at"] / 1000)
            return
        if told["kind"] == "perhaps":
            self.deeds.perhaps += [(a, b, rate) for a, b, rate in told["stretches"]]
            return
        given = {each.name: told[each.name] for each in fields(Words)}
        self.words.append(Words(**{**given, "at": told["at"] / 1000}))


def nothing_done(built: Built) -> Deeds:
    """Of what the module asks."""
    settings = built.module.settings
    required: Sequence[object] = [
        aid for aid in settings.job_aids if aid.require is Require.ACKNOWLEDGE
    ]
    return Deeds(
        duration=built.seconds,
        watched_asked=float(settings.completion.watched),
        aids_left=len(required),
        answered=settings.completion.questions is None,
    )
