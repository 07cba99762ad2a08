"""Paths inside a package."""

import pytest

from scormpack.package import PackagePath


@pytest.mark.parametrize("good", ["index.html", "a/0f/player.js", "_x/A-1.b.c", "a" * 240])
def test_plain_paths_are_kept(good: str) -> None:
    assert PackagePath(good) == good


@pytest.mark.parametrize(
    "bad",
    ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", ".a", "a\\b", "a b", "é", "a%20b", "a" * 241],
)
def test_paths_that_readers_take_differently_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not a package path"):
        PackagePath(bad)
