"""The records of a zip, read as the standard lays them out (PKWARE APPNOTE 6.3.3, section 4.3).

The interpreter's zipfile forgives what other readers do not: counts and offsets that lie, names
that differ between header and directory. Here a record is either as it should be or a `BadZip`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

END_SIGNATURE = b"PK\5\6"
END_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_DIRECTORY_SIZE, _LOCAL_SIZE, _LOCATOR_SIZE, _END64_SIZE = 46, 30, 20, 56
DESCRIPTOR_FLAG = 0x8


class BadZip(Exception):  # noqa: N818 - it never leaves the checker
    """The records cannot be followed; the message says why."""


@dataclass(frozen=True)
class End:
    """What the end records say. `start` is where they begin, `stop` the byte after them."""

    count: int
    directory_size: int
    directory_start: int
    start: int
    stop: int


@dataclass(frozen=True)
class Member:
    """A member as the directory tells it: sizes in bytes, `offset` of its local header."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    made_by: int
    attributes: int


@dataclass(frozen=True)
class Local:
    """A local header. `data` is where the member's bytes start."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    data: int


def find_end(file: BinaryIO, length: int) -> int | None:
    """Where the end record starts in a zip of `length` bytes: the last that fits, if any."""
    reach = min(length, END_SIZE + _LONGEST_COMMENT)
    file.seek(length - reach)
    tail = file.read(reach)
    at = tail.rfind(END_SIGNATURE)
    return None if at < 0 else length - reach + at


def read_end(file: BinaryIO, at: int) -> End:
    """The end record at `at`, and its ZIP64 form where there is one. Raises BadZip."""
    record = _read(file, at, END_SIZE)
    disk, first_disk, here, count, size, start, comment = struct.unpack("<HHHHLLH", record[4:])
    end = End(count, size, start, at, at + END_SIZE + comment)
    if (disk, first_disk) not in {(0, 0), (_MAX16, _MAX16)} or here != count:
        raise BadZip("it is one part of a zip in several parts")
    if _MAX16 not in {count} and _MAX32 not in {size, start}:
        return end
    return _end64(file, end)


def _end64(file: BinaryIO, end: End) -> End:
    """4.3.14 and 4.3.15: the real numbers of a large zip; 0xFFFF alone may also be a number."""
    at = end.start - _LOCATOR_SIZE
    locator = _read(file, at, _LOCATOR_SIZE) if at >= 0 else b""
    if locator[:4] != b"PK\6\7":
        if _MAX32 in {end.directory_size, end.directory_start}:
            raise BadZip("the ZIP64 record that it announces is missing")
        return end
    (where,) = struct.unpack("<Q", locator[8:16])
    if where + _END64_SIZE > at:
        raise BadZip("its ZIP64 record lies outside it")
    record = _read(file, where, _END64_SIZE)
    if record[:4] != b"PK\6\6":
        raise BadZip("its ZIP64 record is not where it is said to be")
    _, count, size, start = struct.unpack("<QQQQ", record[24:56])
    told = ((end.count, count, _MAX16), (end.directory_size, size, _MAX32))
    if any(small not in {big, most} for small, big, most in told):
        raise BadZip("its two end records disagree")
    return End(count, size, start, where, end.stop)


def read_directory(file: BinaryIO, end: End) -> Iterator[Member]:
    """The directory's members. Raises BadZip where the end record's numbers do not fit it."""
    if end.directory_start + end.directory_size > end.start:
        raise BadZip("the directory does not end before the end record")
    position = end.directory_start
    for _ in range(end.count):
        header = _read(file, position, _DIRECTORY_SIZE)
        if header[:4] != b"PK\1\2":
            raise BadZip("there are fewer files in it than it counts")
        made_by, flags, method, crc, packed, size = struct.unpack("<H2xHH4xLLL", header[4:28])
        name, extra, comment, attributes, offset = struct.unpack("<HHH4xLL", header[28:46])
        rest = _read(file, position + _DIRECTORY_SIZE, name + extra)
        member = Member(
            rest[:name], flags, method, crc, packed, size, offset, made_by >> 8, attributes
        )
        yield _large(member, rest[name:])
        position += _DIRECTORY_SIZE + name + extra + comment
    if position != end.directory_start + end.directory_size:
        raise BadZip("its size is not what the end record says")


def _large(member: Member, extra: bytes) -> Member:
    """The member with the numbers of its ZIP64 field (4.5.3), where it has one."""
    names = [n for n in ("size", "packed", "offset") if getattr(member, n) == _MAX32]
    if not names:
        return member
    values = _zip64_values(extra, len(names))
    found = dict(zip(names, values, strict=True))
    return replace(
        member,
        size=found.get("size", member.size),
        packed=found.get("packed", member.packed),
        offset=found.get("offset", member.offset),
    )


def _zip64_values(extra: bytes, count: int) -> tuple[int, ...]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[at : at + 4])
        if kind == 1 and size >= 8 * count and at + 4 + size <= len(extra):
            return struct.unpack(f"<{count}Q", extra[at + 4 : at + 4 + 8 * count])
        at += 4 + size
    raise BadZip("the ZIP64 sizes that a file announces are missing")


def read_local(file: BinaryIO, member: Member) -> Local:
    """The local header of `member`; its sizes from the data descriptor where it says so."""
    header = _read(file, member.offset, _LOCAL_SIZE)
    if header[:4] != b"PK\3\4":
        raise BadZip("no file starts where the directory says")
    flags, method, crc, packed, size, name, extra = struct.unpack("<HH4xLLLHH", header[6:])
    rest = _read(file, member.offset + _LOCAL_SIZE, name + extra)
    data = member.offset + _LOCAL_SIZE + name + extra
    local = Local(rest[:name], flags, method, crc, packed, size, data)
    if _MAX32 in {packed, size}:
        size, packed = _zip64_values(rest[name:], 2)
        return replace(local, size=size, packed=packed)
    if flags & DESCRIPTOR_FLAG and not (crc or packed or size):
        return _described(file, member, local)
    return local


def _described(file: BinaryIO, member: Member, local: Local) -> Local:
    """4.3.9: the descriptor behind the data, with or without signature, of 32 or 64 bits."""
    file.seek(local.data + member.packed)
    found = file.read(24)
    body = found[4:] if found[:4] == b"PK\7\10" else found
    for layout in ("<LLL", "<LQQ"):
        width = struct.calcsize(layout)
        if len(body) >= width:
            crc, packed, size = struct.unpack(layout, body[:width])
            if (packed, size) == (member.packed, member.size):
                return replace(local, crc=crc, packed=packed, size=size)
    raise BadZip("a data descriptor does not say what the directory says")


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    data = file.read(count)
    if len(data) != count:
        raise BadZip("it ends in the middle of a record")
    return data
