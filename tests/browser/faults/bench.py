"""One learner, one LMS, one package: launched, used, broken, left, launched again, and judged."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

from scormpack.settings import Require
from tests.browser.faults import leaving
from tests.browser.faults.deeds import Deeds
from tests.browser.faults.oracle import Claim, Evidence, verdicts
from tests.browser.faults.side import Side
from tests.browser.learner import Learner, Root
from tests.browser.packages import Built
from tests.browser.waiting import eventually

ANN = "ann"
_HERE = Path(__file__).parent
_SETTLED = ("Saved", "Sent", "Complete. Your record", "Already complete", "Not recording")


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


class Bench:
    """`page` is the window that was opened last, `learner` drives what it shows.

    Every test ends with `judge`, which asks the oracle; `note` hands figures on to the report.
    """

    def __init__(
        self, side: Side, built: Built, browser: Browser, note: Callable[[str, object], None]
    ) -> None:
        self.side = side
        self.built = built
        self.browser = browser
        self.note = note
        self.words: list[Words] = []
        self.deeds = _nothing_done(built)
        self.judged = False
        # A tab that closes may ask first; the learner means it.
        self.on_dialog: Callable[[Dialog], None] = lambda dialog: dialog.accept()
        self.context = self._new_context()
        self._page: Page | None = None
        self._learner: Learner | None = None

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
    def learner(self) -> Learner:
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

    def launch(self, *, wait: bool = True, framed: bool = False, learner: str = ANN) -> Learner:
        """Opens the module in a new window; `framed`: in a frame of the LMS's page."""
        page = self.context.new_page()
        page.on("dialog", lambda dialog: self.on_dialog(dialog))
        self._page = self.side.open(page, learner, framed=framed)
        self._learner = Learner(self.root, self.built.module)
        if wait:
            self._learner.wait_until_open()
        return self._learner

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
        self._learner = Learner(self._page, self.built.module)
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

    def watch(self) -> None:
        """Plays the video whole, at 2×."""
        self.learner.play()
        self.learner.watch_to_the_end()

    def watch_some(self, percent: int = 30) -> int:
        """Plays so much of the video, at 1×, and goes on; the percentage that counts."""
        self.learner.play("1")
        expect(self.learner.left).to_contain_text(re.compile(rf"Video ([{percent // 10}-9]\d)% of"))
        return self.learner.watched()

    def read_aids(self) -> None:
        """Opens and acknowledges all that is to be read."""
        self.learner.read_job_aids()
        self.deeds.aids_left = 0

    def answer(self, *, right: bool = True) -> None:
        """Answers all questions and has them checked."""
        self.learner.answer(right=right)
        self.deeds.answered |= right

    def answer_half(self) -> None:
        """Answers the first question right and the others wrong, and has them checked."""
        self.hands("answer", "half")

    def take_whole(self) -> None:
        """Meets all criteria; the last of them by the end of the video."""
        self.learner.play()
        self.read_aids()
        self.answer()
        self.learner.watch_to_the_end()

    def take_all_but_aids(self) -> None:
        """Leaves one criterion open, which a click meets: `read_aids`."""
        self.learner.play()
        self.answer()
        self.learner.watch_to_the_end()

    def said(self) -> Words:
        """The last words of the page."""
        self.page.evaluate("0")
        return self.words[-1]

    def expect_saved(self) -> None:
        """Until the page says that the completion is recorded."""
        self.learner.expect_recorded()

    def expect_alarm(self) -> None:
        """Until the page says that something is not saved."""
        expect(self.root.get_by_role("alert")).to_contain_text(
            "not saved", ignore_case=True, timeout=15_000
        )

    def expect_nothing_left_to_save(self) -> None:
        """Until the alarm is over."""
        expect(self.root.get_by_role("alert")).to_be_empty()
        self.settle()

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
            with suppress(Error):
                self._page.close()
        self._page = None

    def take_over(self, page: Page, learner: Learner) -> None:
        """Goes on in an older window: shows it and uses it."""
        self._page, self._learner = page, learner
        page.bring_to_front()
        self.root.get_by_role("tab", name="To do").click()

    def nothing_counts(self) -> None:
        """What was done so far was done in a window that only looks: it may not complete."""
        self.deeds = _nothing_done(self.built)

    def expect_never_lowered(self) -> None:
        """No status or score that the LMS has held was ever followed by a lower one."""
        assert self.side.lowered(ANN) == []

    def new_browser(self, **options: str) -> None:
        """The same learner at another computer: no storage is shared with the one before."""
        self.drop()
        self.context.close()
        self.context = self._new_context(**options)

    def plant(self, text: str) -> None:
        """The LMS holds `text` in the place of the bookmark; the browser's journal is none."""
        if self.side.text(ANN) is None:
            self.launch()
            self.settle()
            self.leave("close")
        self.side.quiet()
        self.side.plant(ANN, text)
        self.new_browser()

    def renew(self, newer: Built, folder: Path) -> None:
        """The LMS has a new version of the package in `folder` from now on."""
        shutil.copytree(
            newer.unpacked(self.side.standard, folder.with_name("newer")).folder,
            folder,
            dirs_exist_ok=True,
        )
        self.built = newer
        self.deeds.duration = newer.seconds

    def relaunch(self) -> Learner:
        """The same learner, in the same browser, at a healthy LMS."""
        self.drop()
        self.side.heal()
        return self.launch()

    def settle(self) -> None:
        """Until the page says how the save went."""
        settled = "|".join(_SETTLED)
        expect(self.learner.save_line).to_have_text(_starting_with(settled), timeout=15_000)

    def judge(self, *, relaunch: bool = True) -> None:
        """Launches once more, then asks the oracle: nothing lost, nothing false, nothing silent."""
        self.judged = True
        self.side.quiet()
        kept = self.side.took(ANN) or any(each.stored or each.claims for each in self.words)
        if relaunch:
            self.relaunch()
            self.settle()
            self._measure()
        self.drop()
        self.side.quiet()
        evidence = self.evidence(kept=kept)
        found = sorted(verdicts(evidence))
        self.note("verdicts", found)
        assert not found, f"{found}: {evidence}"

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

    def _measure(self) -> None:
        self.note("relaunched", 1)

    def _new_context(self, **options: str) -> BrowserContext:
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        for name in ("witness.js", "hands.js"):
            context.add_init_script(path=_HERE / name)
        context.expose_binding("scormpackWitness", lambda _source, text: self._hear(text))
        return context

    def _hear(self, text: str) -> None:
        told = json.loads(text)
        if told["kind"] == "played":
            self.deeds.played.append((told["from"], told["to"], told["rate"]))
            return
        names = ("save", "alarm", "banner", "completed", "watched", "stored")
        self.words.append(Words(**{name: told[name] for name in names}, at=told["at"] / 1000))

    def close(self) -> None:
        """Ends the browser's profile."""
        with suppress(Error):
            self.context.close()


def _nothing_done(built: Built) -> Deeds:
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


def _starting_with(pattern: str) -> "re.Pattern[str]":
    return re.compile(f"^({pattern})")
