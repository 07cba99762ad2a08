"""A file is replaced whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from scormpack.aside import replacing


def test_the_target_changes_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")
    with replacing(target) as aside:
        aside.write_text("new")
        assert target.read_text() == "old"
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


def test_a_failure_leaves_what_was(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("old")

    def fail() -> None:
        with replacing(target) as aside:
            aside.write_text("half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_two_threads_do_not_meet(tmp_path: Path) -> None:
    both = Barrier(2)

    def write(text: str) -> str:
        with replacing(tmp_path / "a") as aside:
            aside.write_text(text)
            both.wait(timeout=30)
            return aside.read_text()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(write, ["one", "two"])) == ["one", "two"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
