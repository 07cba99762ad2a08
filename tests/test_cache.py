"""The cache: made once, whole or not at all."""

from pathlib import Path

import pytest

from scormpack import cache


def test_a_result_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(target: Path) -> None:
        made.append(target)
        target.write_text("slow")

    first = cache.kept(tmp_path / "new", "a.txt", make)
    second = cache.kept(tmp_path / "new", "a.txt", make)
    assert first == second == tmp_path / "new" / "a.txt"
    assert first.read_text() == "slow"
    assert len(made) == 1


def test_a_result_that_a_crash_left_empty_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()

    def make(target: Path) -> None:
        target.write_text("slow")

    assert cache.kept(tmp_path, "a.txt", make).read_text() == "slow"


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(target: Path) -> None:
        target.write_text("half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        cache.kept(tmp_path, "a.txt", fail)
    assert list(tmp_path.iterdir()) == []


def test_keys_tell_parts_apart() -> None:
    assert cache.key("ab", "c") != cache.key("a", "bc")
    assert cache.key("ab", b"c") == cache.key(b"ab", "c")
    assert len(cache.key()) == 64
