"""The lock files hold what pyproject.toml asks for, with hashes, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_run_in_lists_the_dependencies_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert lines(ROOT / "requirements" / "run.in") == sorted(project["dependencies"])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash_and_no_line_names_an_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pinned = [line for line in lines(lock) if not line.startswith(" ")]
    assert pinned
    assert all(re.fullmatch(r"[a-z0-9.-]+==\S+( ; .+)? \\", line) for line in pinned)
    assert text.count(" \\\n    --hash=sha256:") >= len(pinned)
    assert "://" not in text


def test_the_test_lock_pins_the_versions_of_the_run_lock() -> None:
    run = {line for line in lines(ROOT / "requirements" / "run.txt") if "==" in line}
    test = {line for line in lines(ROOT / "requirements" / "test.txt") if "==" in line}
    assert run <= test


@pytest.mark.parametrize(
    "lock",
    [ROOT / "src/scormpack/player/package-lock.json", ROOT / "tests/browser/package-lock.json"],
    ids=lambda path: path.parent.name,
)
def test_npm_locks_name_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text
