"""Deterministic zips, written aside and renamed."""

import hashlib
import os
import zipfile
from pathlib import Path, PosixPath

import pytest

from scormpack import archive
from scormpack.errors import OutputError
from scormpack.package import Entry, PackagePath


def entry(path: str, content: bytes | Path) -> Entry:
    return Entry(PackagePath(path), content)


def test_entries_are_sorted_and_digests_are_those_of_the_files(tmp_path: Path) -> None:
    video = tmp_path / "video.mp4"
    video.write_bytes(b"v" * 1_000_000)
    target = tmp_path / "x.zip"
    made = archive.write(target, [entry("b", video), entry("a", b"text")], {})
    assert made.size == target.stat().st_size
    assert made.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert made.entries == (
        ("a", hashlib.sha256(b"text").hexdigest()),
        ("b", hashlib.sha256(video.read_bytes()).hexdigest()),
    )
    with zipfile.ZipFile(target) as written:
        assert written.namelist() == ["a", "b"]
        assert written.testzip() is None


def test_order_umask_and_modification_times_change_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for folder, mode, when in ((first, 0o600, 1), (second, 0o755, 2_000_000_000)):
        folder.mkdir()
        file = folder / "f"
        file.write_bytes(b"same")
        file.chmod(mode)
        os.utime(file, (when, when))
    one = archive.write(first / "x.zip", [entry("f", first / "f"), entry("g", b"")], {})
    old = os.umask(0o077)
    try:
        two = archive.write(second / "x.zip", [entry("g", b""), entry("f", second / "f")], {})
    finally:
        os.umask(old)
    assert one == two


@pytest.mark.parametrize(
    ("epoch", "shown"),
    [
        ("", (1980, 1, 1, 0, 0, 0)),
        ("soon", (1980, 1, 1, 0, 0, 0)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("1700000000", (2023, 11, 14, 22, 13, 20)),
        ("99999999999", (2107, 11, 16, 9, 46, 38)),
    ],
)
def test_source_date_epoch_dates_every_entry(
    tmp_path: Path, epoch: str, shown: tuple[int, ...]
) -> None:
    archive.write(tmp_path / "x.zip", [entry("a", b"")], {"SOURCE_DATE_EPOCH": epoch})
    with zipfile.ZipFile(tmp_path / "x.zip") as written:
        assert written.infolist()[0].date_time == shown


def test_a_failure_leaves_the_old_package_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"old")
    with pytest.raises(OutputError) as caught:
        archive.write(target, [entry("a", b"text"), entry("b", tmp_path / "gone")], {})
    assert str(caught.value) == (
        "x.zip: error OUT-004: cannot be written (No such file or directory). The earlier file of "
        "that name, if any, is untouched; mend the cause and build again."
    )
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_a_file_that_changes_while_it_is_packed_fails_the_package(tmp_path: Path) -> None:
    class Growing(PosixPath):
        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            found = super().stat(follow_symlinks=follow_symlinks)
            with self.open("ab") as file:
                file.write(b"more")
            return found

    video = Growing(tmp_path / "v")
    video.write_bytes(b"at first")
    with pytest.raises(OutputError, match=r"OUT-008: .*changed while it was being packed"):
        archive.write(tmp_path / "x.zip", [entry("v", video)], {})
    assert not (tmp_path / "x.zip").exists()
