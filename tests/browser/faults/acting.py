"""Carries the steps of a schedule out on a bench, at a fast clock."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Error

from tests.browser.cmi5_gate import RETURNED
from tests.browser.faults import fastclock
from tests.browser.faults.fast import FastBench
from tests.browser.faults.schedules import Kind, Step

_WAIT = 3.0
"""Seconds of the page's time, at the most."""


def carry_out(bench: FastBench, steps: list[Step]) -> None:
    """All steps, in order; what cannot be done in a window that has ended is left out."""
    bench.launch(wait=False)
    for step in steps:
        if bench.gone and step.kind not in _WITHOUT_A_WINDOW:
            _launch(bench)
        _ACTIONS[step.kind](bench, step)


def _launch(bench: FastBench) -> None:
    """What is not in the cache yet needs the network."""
    bench.context.set_offline(offline=False)
    bench.launch(wait=False)


def _do(bench: FastBench, script: str, *given: object) -> object:
    """What `hands` answers; None where the window goes, or never came for want of network.

    Nobody uses a window that is hidden: it comes to the front first.
    """
    # After the end cmi5 leads back to the LMS, whose page has nothing of this.
    if urlsplit(bench.page.url).path == RETURNED:
        return None
    bench.show()
    with suppress(Error):
        return bench.hands(script, *given) if bench.until("ready", seconds=3) else None
    return None


def _play(bench: FastBench, _step: Step) -> None:
    _do(bench, "play")


def _pause(bench: FastBench, _step: Step) -> None:
    _do(bench, "pause")


def _seek(bench: FastBench, step: Step) -> None:
    _do(bench, "seek", step.share)


def _read(bench: FastBench, _step: Step) -> None:
    if _do(bench, "read") is True:
        bench.deeds.aids_left = max(0, bench.deeds.aids_left - 1)


def _answer(bench: FastBench, step: Step) -> None:
    right = step.kind == "answer-right"
    if _do(bench, "answer", right) is True:
        bench.deeds.answered |= right


def _wait(bench: FastBench, step: Step) -> None:
    bench.page.wait_for_timeout(step.share * _WAIT * 1000 / fastclock.FACTOR)


def _hide(bench: FastBench, _step: Step) -> None:
    bench.hide()


def _offline(bench: FastBench, step: Step) -> None:
    bench.context.set_offline(step.kind == "offline")


def _fail(bench: FastBench, step: Step) -> None:
    trouble = {"fail-commit": "500", "lose-answer": "lose-answer", "drop-commit": "drop"}
    bench.side.fail(trouble[step.kind])  # type: ignore[arg-type]


def _heal(bench: FastBench, _step: Step) -> None:
    bench.side.heal()


def _expire(bench: FastBench, _step: Step) -> None:
    bench.side.expire()


def _second_tab(bench: FastBench, _step: Step) -> None:
    _launch(bench)


def _close(bench: FastBench, _step: Step) -> None:
    bench.leave("close")


def _reload(bench: FastBench, _step: Step) -> None:
    bench.reload()


def _exit(bench: FastBench, _step: Step) -> None:
    _do(bench, "exit")


def _kill(bench: FastBench, _step: Step) -> None:
    bench.kill()


def _relaunch(bench: FastBench, _step: Step) -> None:
    if not bench.gone:
        bench.leave("close")
    _launch(bench)


_WITHOUT_A_WINDOW = (
    "offline",
    "online",
    "fail-commit",
    "lose-answer",
    "drop-commit",
    "heal",
    "expire",
    "relaunch",
)
_ACTIONS: Mapping[Kind, Callable[[FastBench, Step], None]] = {
    "play": _play,
    "pause": _pause,
    "seek": _seek,
    "read": _read,
    "answer-right": _answer,
    "answer-wrong": _answer,
    "wait": _wait,
    "hide": _hide,
    "offline": _offline,
    "online": _offline,
    "fail-commit": _fail,
    "lose-answer": _fail,
    "drop-commit": _fail,
    "heal": _heal,
    "expire": _expire,
    "second-tab": _second_tab,
    "close": _close,
    "reload": _reload,
    "exit": _exit,
    "kill": _kill,
    "relaunch": _relaunch,
}
