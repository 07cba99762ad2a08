"""The ways of `leaving.py` in Firefox."""

from collections.abc import Callable, Mapping

from tests.browser.faults import leaving
from tests.browser.faults.foxbench import FoxBench


def _remove_frame(fox: FoxBench) -> None:
    fox.firefox.evaluate("() => document.querySelector('iframe').remove()")


def _load_in_frame(fox: FoxBench, address: str) -> None:
    fox.firefox.evaluate(
        """(address) => new Promise((done) => {
          const frame = document.querySelector("iframe");
          frame.onload = () => done(null);
          frame.src = address;
        })""",
        address,
    )


def _blank_frame(fox: FoxBench) -> None:
    _load_in_frame(fox, "about:blank")


def _next_in_frame(fox: FoxBench) -> None:
    _load_in_frame(fox, fox.side.elsewhere)


def _navigate(fox: FoxBench) -> None:
    fox.firefox.ask("goto", "about:blank")


def _hide_and_kill(fox: FoxBench) -> None:
    fox.firefox.ask("everywhere", f"({leaving.HIDE})('hidden')")
    fox.side.quiet()
    fox.kill_renderers()


WAYS: Mapping[str, Callable[[FoxBench], None]] = {
    "close": FoxBench.drop,
    "frame-removed": _remove_frame,
    "frame-blanked": _blank_frame,
    "next-in-frame": _next_in_frame,
    "navigated": _navigate,
    "reloaded": FoxBench.reload,
    "renderer-killed": FoxBench.kill_renderers,
    "hidden-and-killed": _hide_and_kill,
}
