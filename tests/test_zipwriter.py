"""Bytes written by hand are read back by the standard library's own reader."""

import io
import struct
import zipfile

import pytest

from scormpack import zipwriter
from scormpack.zipwriter import ZipWriter

DATE = (33, 0)


def written(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    writer = ZipWriter(file, DATE)
    for name, data in members:
        writer.add(name, len(data), [data])
    writer.finish()
    return file.getvalue()


def test_members_read_back_with_names_dates_modes_and_checksums() -> None:
    with zipfile.ZipFile(io.BytesIO(written(("a/b.txt", b"one"), ("c", b"")))) as archive:
        assert archive.testzip() is None
        first, second = archive.infolist()
    assert (first.filename, first.file_size, first.compress_type) == ("a/b.txt", 3, 0)
    assert first.date_time == (1980, 1, 1, 0, 0, 0)
    assert (first.create_system, first.external_attr >> 16) == (3, 0o100644)
    assert (first.flag_bits, first.extract_version, first.extra) == (0, 20, b"")
    assert second.header_offset == 30 + len("a/b.txt") + 3


def test_the_bytes_of_a_small_archive_are_these() -> None:
    crc = struct.pack("<L", 0x8C736521)
    common = b"\x14\0\0\0\0\0\0\0\x21\0" + crc + b"\3\0\0\0\3\0\0\0\1\0\0\0"
    assert written(("a", b"foo")) == (
        b"PK\3\4" + common + b"afoo"
        b"PK\1\2\x14\3" + common + b"\0\0\0\0\0\0\0\0\xa4\x81\0\0\0\0a"
        b"PK\5\6\0\0\0\0\1\0\1\0\x2f\0\0\0\x22\0\0\0\0\0"
    )


def test_names_beyond_ascii_carry_the_utf8_flag() -> None:
    with zipfile.ZipFile(io.BytesIO(written(("é", b"x")))) as archive:
        assert archive.infolist()[0].filename == "é"
        assert archive.infolist()[0].flag_bits == 0x800


@pytest.mark.parametrize("sent", [b"four", b"it"])
def test_another_size_than_announced_is_refused(sent: bytes) -> None:
    writer = ZipWriter(io.BytesIO(), DATE)
    with pytest.raises(ValueError, match="a: 3 bytes were announced"):
        writer.add("a", 3, [sent])


def test_more_members_than_16_bits_count_make_a_zip64_directory() -> None:
    data = written(*((str(n), b"") for n in range(65_536)))
    assert data.count(b"PK\6\6") == 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.infolist()) == 65_536


def test_sizes_and_offsets_beyond_32_bits_are_zip64(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered so that a few bytes pass it."""
    monkeypatch.setattr(zipwriter, "_MAX32", 40)
    data = written(("big", b"x" * 50), ("far", b"yy"))
    start = data.index(b"PK\1\2")
    both = struct.pack("<HHQQ", 1, 16, 50, 50)
    assert data[18:30] == struct.pack("<LLHH", 40, 40, 3, 20)
    assert data[30:53] == b"big" + both
    assert data[start + 6 : start + 8] == b"\x2d\0"
    assert data[start + 46 : start + 69] == b"big" + both
    second = data.index(b"PK\1\2", start + 4)
    assert data[second + 42 : second + 61] == struct.pack("<L3sHHQ", 40, b"far", 1, 8, 103)
    locator = data.index(b"PK\6\7")
    assert struct.unpack("<Q", data[locator + 8 : locator + 16]) == (data.index(b"PK\6\6"),)
