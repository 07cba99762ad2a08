"""What is known of one learner, whatever the browser, and the question to the oracle."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Words:
    """What the page said at one moment: `at` in seconds since 1970; `stored`: by the browser."""

    save: str
    alarm: str
    banner: str
    completed: bool
    watched: float | None
    stored: bool
    at: float

    @property
    def claims(self) -> bool:
        """Whether it says that the record is saved."""
        return self.save.startswith("Saved") or self.save.endswith("is saved.")


class Judging(ABC):
    """Hears what `witness.js` tells.

    Every test ends with `judge`, which asks the oracle; `note` hands figures on to the report.
    """

    def __init__(self, side: Side, built: Built, note: Callable[[str, object], None]) -> None:
        self.side = side
        self.built = built
        self.note = note
        self.words: list[Words] = []
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

    def judge(self, *, relaunch: bool = True) -> None:
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
        assert not found, f"{found}: {evidence} of {self.deeds}"

    def evidence(self, *, kept: bool) -> Evidence:
        """What the oracle is asked about."""
        claims = [_claim(words, self.deeds) for words in self.words if words.claims]
        return Evidence(
            met=self.deeds.met,
            possible=self.deeds.possible,
            claims=claims,
            held=self.side.held(ANN),
            kept=kept,
            duration=self.deeds.duration,
        )

    def held_completed(self) -> bool:
        """Whether the LMS holds the completion at this moment."""
        return self.side.held(ANN).completed

    def eventually_held(self) -> None:
        """Until the LMS holds the completion."""
        eventually(self.held_completed, "the completion in the LMS")

    def healthy(self) -> None:
        """Notes how long the LMS, which is well, took to have the completion (`Figures`)."""
        met = next((words.at for words in self.words if words.completed), None)
        accepted = self.side.accepted_at(ANN)
        if met is not None and accepted is not None:
            self.note("accepted_after", max(0.0, accepted - met))

    def hear(self, text: str) -> None:
        """What `witness.js` tells."""
        told = json.loads(text)
        if told["kind"] == "played":
            self.deeds.played.append((told["from"], told["to"], told["rate"]))
            return
        if told["kind"] == "perhaps":
            self.deeds.perhaps += [(a, b, rate) for a, b, rate in told["stretches"]]
            return
        names = ("save", "alarm", "banner", "completed", "watched", "stored")
        self.words.append(Words(**{name: told[name] for name in names}, at=told["at"] / 1000))


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


def _claim(words: Words, deeds: Deeds) -> Claim:
    watched = deeds.watched_asked if words.watched is None else words.watched
    return Claim(words.completed, watched)
