"""A ZIP writer whose bytes depend on the members alone (PKWARE APPNOTE 6.3.3).

The standard library's writer leaves the host system, flags and version fields to the interpreter
and its version; here every field is written from a constant. Members are stored, not deflated:
zlib and its successors give different bytes for the same input, and media do not compress.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

_MAX32 = 0xFFFFFFFF
_MAX16 = 0xFFFF
_UNIX = 3
_MODE = 0o100644 << 16
_UTF8 = 0x800
# Needed to extract: 2.0 for folders in names, 4.5 where ZIP64 fields are present.
_PLAIN, _ZIP64 = 20, 45


@dataclass(frozen=True)
class Member:
    """A member that was written: where its local header starts, and what the directory says."""

    name: bytes
    size: int
    crc: int
    offset: int

    @property
    def big(self) -> bool:
        """Whether its sizes need ZIP64 fields."""
        return self.size >= _MAX32


class ZipWriter:
    """Writes stored members one after the other, then the directory.

    `date` is the MS-DOS date and time that every member carries, as two 16-bit numbers.
    """

    def __init__(self, file: BinaryIO, date: tuple[int, int]) -> None:
        self._file = file
        self._date = date
        self._members: list[Member] = []

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        """Writes a member of `size` bytes. Raises ValueError where `chunks` give another number."""
        member = Member(name.encode(), size, 0, self._file.tell())
        self._file.write(self._local_header(member))
        crc = written = 0
        for chunk in chunks:
            crc = zlib.crc32(chunk, crc)
            written += len(chunk)
            self._file.write(chunk)
        if written != size:
            raise ValueError(f"{name}: {size} bytes were announced, {written} came")
        end = self._file.tell()
        member = replace(member, crc=crc)
        self._file.seek(member.offset)
        self._file.write(self._local_header(member))
        self._file.seek(end)
        self._members.append(member)

    def finish(self) -> None:
        """Writes the central directory and the end records."""
        start = self._file.tell()
        for member in self._members:
            self._file.write(self._directory_header(member))
        size = self._file.tell() - start
        self._file.write(b"".join(_end_records(len(self._members), size, start)))

    def _common(self, member: Member, extra: bytes, *, zip64: bool) -> bytes:
        """The fields that a local and a directory header share, from version to extra length."""
        flags = 0 if member.name.isascii() else _UTF8
        date, time = self._date
        shown = _MAX32 if member.big else member.size
        return struct.pack(
            "<HHHHHLLLHH",
            _ZIP64 if zip64 else _PLAIN,
            flags,
            0,
            time,
            date,
            member.crc,
            shown,
            shown,
            len(member.name),
            len(extra),
        )

    def _local_header(self, member: Member) -> bytes:
        """APPNOTE 4.3.7."""
        extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if member.big else b""
        common = self._common(member, extra, zip64=member.big)
        return b"PK\3\4" + common + member.name + extra

    def _directory_header(self, member: Member) -> bytes:
        """APPNOTE 4.3.12; the ZIP64 field (4.5.3) holds only what does not fit."""
        far = member.offset >= _MAX32
        numbers = [member.size, member.size] if member.big else []
        numbers += [member.offset] if far else []
        values = struct.pack(f"<{len(numbers)}Q", *numbers)
        extra = struct.pack("<HH", 1, len(values)) + values if values else b""
        made_by = struct.pack("<BB", _ZIP64 if extra else _PLAIN, _UNIX)
        rest = struct.pack("<HHHLL", 0, 0, 0, _MODE, min(member.offset, _MAX32))
        common = self._common(member, extra, zip64=bool(extra))
        return b"PK\1\2" + made_by + common + rest + member.name + extra


def _end_records(count: int, size: int, start: int) -> Iterator[bytes]:
    """APPNOTE 4.3.14 to 4.3.16."""
    if count >= _MAX16 or size >= _MAX32 or start >= _MAX32:
        made_by = struct.pack("<BB", _ZIP64, _UNIX)
        fields = struct.pack("<HLLQQQQ", _ZIP64, 0, 0, count, count, size, start)
        yield b"PK\6\6" + struct.pack("<Q", 44) + made_by + fields
        yield b"PK\6\7" + struct.pack("<LQL", 0, start + size, 1)
    shown = min(count, _MAX16)
    yield b"PK\5\6" + struct.pack(
        "<HHHHLLH", 0, 0, shown, shown, min(size, _MAX32), min(start, _MAX32), 0
    )
