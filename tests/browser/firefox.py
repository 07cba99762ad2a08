"""Firefox, driven by puppeteer-core in a Node process: Playwright drives only one of its own."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browser import nodeprogram, obtain


class FirefoxError(RuntimeError):
    """Firefox, or what drives it, refused a command."""


class Firefox:
    """One Firefox, headless, with one window open at the most; `profile` keeps it past its end."""

    def __init__(self, profile: Path | None = None) -> None:
        program = obtain.firefox()
        self.profile = profile
        self.hear: Callable[[str], None] = lambda _text: None
        self._process = nodeprogram.started("firefox.mjs", MOZ_CRASHREPORTER_DISABLE="1")
        self.pid: int = self.ask("start", str(program), str(profile) if profile else None)

    def ask(self, name: str, *given: object) -> Any:
        """What a command of firefox.mjs answers. Raises FirefoxError."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([name, *given]) + "\n")
        stdin.flush()
        for line in stdout:
            told = json.loads(line)
            if "heard" in told:
                self.hear(told["heard"])
            elif "error" in told:
                raise FirefoxError(f"{name}: {told['error']}")
            else:
                return told["answer"]
        raise FirefoxError(f"{name}: the driver has ended")

    def evaluate(self, script: str, *given: object) -> Any:
        """What the function `script` of the window's own document answers."""
        return self.ask("evaluate", f"({script})(...{json.dumps(given)})")

    def inside(self, script: str, *given: object) -> Any:
        """As `evaluate`, in the window's frame where there is one."""
        return self.ask("inside", f"({script})(...{json.dumps(given)})")

    def kill_renderers(self) -> None:
        """SIGKILL to every process that shows pages."""
        for pid in _renderers(self.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """SIGKILL to all of its processes, which are one group."""
        os.killpg(self.pid, signal.SIGKILL)
        self._end()

    def quit(self) -> None:
        """Ends it as its user does."""
        with suppress(FirefoxError, BrokenPipeError):
            self.ask("quit")
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


def _renderers(ancestor: int) -> Iterator[int]:
    """The processes that show pages, of all below `ancestor`, as Linux lists them."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(stat[1]), (folder / "cmdline").read_bytes()
    for pid, (_parent, words) in parents.items():
        if b"-isForBrowser" in words and _is_below(pid, ancestor, parents):
            yield pid


def _is_below(pid: int, ancestor: int, parents: dict[int, tuple[int, bytes]]) -> bool:
    while pid in parents and pid != ancestor:
        pid = parents[pid][0]
    return pid == ancestor
