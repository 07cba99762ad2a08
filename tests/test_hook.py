"""When the player is built anew, and when it is not."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def player(tmp_path: Path) -> Path:
    source = ROOT / "src" / "scormpack" / "player"
    shutil.copytree(source, tmp_path / "p", ignore=shutil.ignore_patterns("node_modules", "dist"))
    return tmp_path / "p"


def test_a_player_without_dist_is_stale_and_one_with_its_fingerprint_is_fresh(
    hook: ModuleType, player: Path
) -> None:
    assert not hook.is_fresh(player)
    (player / "dist").mkdir()
    (player / "dist" / "inputs.sha256").write_text(hook.fingerprint(player) + "\n")
    assert hook.is_fresh(player)


@pytest.mark.parametrize(
    "name", ["package-lock.json", "build.mjs", "src/session.ts", "src/sentences.json"]
)
def test_a_change_of_any_input_makes_it_stale(hook: ModuleType, player: Path, name: str) -> None:
    before = hook.fingerprint(player)
    with (player / name).open("a") as file:
        file.write(" ")
    assert hook.fingerprint(player) != before


def test_line_ends_do_not_count(hook: ModuleType, player: Path) -> None:
    before = hook.fingerprint(player)
    file = player / "src" / "session.ts"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert hook.fingerprint(player) == before
