"""The zip itself: records, names, kinds and sizes (PKWARE APPNOTE 6.3.3; what LMSs refuse)."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from scormpack.checker import names, ziprecords
from scormpack.checker.opened import DEFLATED, STORED, Damaged, File, Opened
from scormpack.checker.ziprecords import BadZip, Local, Member
from scormpack.codes import container
from scormpack.findings import Finding

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNIX = 3
_MOST_FILES = 20_000
_MOST_BYTES = 16 * 1024**3
_SWELL_FROM, _MOST_SWELL = 16 * 1024**2, 200
# With one of these, what the other rules say would be noise, and reading on might do harm.
_UNREADABLE = frozenset(
    {
        container.ZIP_007,
        container.ZIP_009,
        container.ZIP_010,
        container.ZIP_016,
        container.ZIP_017,
    }
)
_KINDS = {
    stat.S_IFLNK: "symbolic link",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
}
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"<", "a web page or XML file"),
)


@dataclass
class _Reading:
    """A zip while its records are read."""

    path: Path
    label: str
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)


def read(path: Path, label: str) -> tuple[Opened | None, list[Finding]]:
    """The package at `path`, if its files can be read, and what is wrong with the zip.

    Every byte of every file is read once, for its CRC, in flat memory. Raises OSError.
    """
    reading = _Reading(path, label)
    with path.open("rb") as file:
        length = file.seek(0, 2)
        at = ziprecords.find_end(file, length)
        if at is None:
            return None, [_no_zip(file, label, length)]
        try:
            _read_records(file, reading, at, length)
        except BadZip as error:
            broken = Finding.of(container.ZIP_005, label, reason=error)
            return None, [*reading.findings, broken]
    if _UNREADABLE & {finding.code for finding in reading.findings}:
        return None, reading.findings
    opened = Opened(path, label, reading.files)
    found = list(reading.files)
    reading.findings += names.clashes(label, found)
    reading.findings += names.unwelcome(label, found)
    reading.findings += _damage(opened)
    return opened, reading.findings


def _no_zip(file: BinaryIO, label: str, length: int) -> Finding:
    file.seek(0)
    start = file.read(64).lstrip()
    if start.startswith(b"PK"):
        return Finding.of(container.ZIP_004, label)
    known = (what for magic, what in _MAGIC if start.startswith(magic))
    what = "empty" if not length else next(known, "something else")
    return Finding.of(container.ZIP_003, label, what=what)


def _read_records(file: BinaryIO, reading: _Reading, at: int, length: int) -> None:
    end = ziprecords.read_end(file, at)
    if end.count > _MOST_FILES:
        raise BadZip(f"it counts {end.count} files, more than {_MOST_FILES}")
    members = sorted(ziprecords.read_directory(file, end), key=lambda member: member.offset)
    spans = []
    total = 0
    for member in members:
        name = _name(reading, member)
        local = ziprecords.read_local(file, member)
        spans.append((member.offset, local.data + member.packed, name))
        total += member.size
        where = f"{reading.label}/{name}"
        faults = [*_member_faults(where, member), *_disagreement(where, member, local)]
        reading.findings += faults
        if not name.endswith("/") and not faults:
            if name in reading.files:
                reading.findings.append(Finding.of(container.ZIP_012, where, other=name))
            reading.files[name] = File(name, member, local.data)
    if total > _MOST_BYTES:
        reason = f"{total} bytes unpacked"
        reading.findings.append(Finding.of(container.ZIP_017, reading.label, reason=reason))
    reading.findings += _overlaps(reading.label, spans, end.directory_start)
    reading.findings += _strays(reading.label, spans, end, length)


def _name(reading: _Reading, member: Member) -> str:
    raw = member.raw_name
    try:
        name = raw.decode("utf-8" if member.flags & _UTF8_FLAG else "ascii")
    except UnicodeDecodeError:
        name = raw.decode("utf-8", "backslashreplace")
        where = f"{reading.label}/{name}"
        reading.findings.append(Finding.of(container.ZIP_014, where))
        return name
    if not name.isascii():
        reading.findings.append(Finding.of(container.ZIP_015, f"{reading.label}/{name}"))
    reason = names.unsafe(name)
    if reason:
        finding = Finding.of(container.ZIP_011, f"{reading.label}/{name}", reason=reason)
        reading.findings.append(finding)
    return name


def _member_faults(where: str, member: Member) -> Iterator[Finding]:
    if member.flags & _ENCRYPTED_FLAG:
        yield Finding.of(container.ZIP_009, where)
    if member.method not in {STORED, DEFLATED}:
        yield Finding.of(container.ZIP_010, where, method=member.method)
    mode = stat.S_IFMT(member.attributes >> 16) if member.made_by == _UNIX else 0
    if mode in _KINDS:
        yield Finding.of(container.ZIP_013, where, kind=_KINDS[mode])
    if member.size > _SWELL_FROM and member.size > _MOST_SWELL * max(member.packed, 1):
        reason = f"{member.packed} bytes become {member.size}"
        yield Finding.of(container.ZIP_017, where, reason=reason)


def _disagreement(where: str, member: Member, local: Local) -> Iterator[Finding]:
    # Bit 3 alone may differ: some writers clear it in the directory.
    ignored = ziprecords.DESCRIPTOR_FLAG
    pairs = (
        ("name", member.raw_name, local.raw_name),
        ("flags", member.flags & ~ignored, local.flags & ~ignored),
        ("method", member.method, local.method),
        ("checksum", member.crc, local.crc),
        ("packed size", member.packed, local.packed),
        ("size", member.size, local.size),
    )
    for what, listed, found in pairs:
        if listed != found:
            yield Finding.of(container.ZIP_007, where, field=what)
    if member.method == STORED and member.packed != member.size:
        yield Finding.of(container.ZIP_007, where, field="size and packed size")


def _overlaps(label: str, spans: list[tuple[int, int, str]], limit: int) -> Iterator[Finding]:
    """`spans` are (start, stop, name) by start; `limit` is where the directory starts."""
    starts = [*((start, name) for start, _, name in spans[1:]), (limit, "the directory")]
    for (_, stop, name), (start, other) in zip(spans, starts, strict=True) if spans else ():
        if stop > start:
            yield Finding.of(container.ZIP_016, f"{label}/{name}", other=other)


def _strays(
    label: str, spans: list[tuple[int, int, str]], end: ziprecords.End, length: int
) -> Iterator[Finding]:
    first = spans[0][0] if spans else end.directory_start
    for count, place in ((first, "before the first file"), (length - end.stop, "after the end")):
        if count > 0:
            yield Finding.of(container.ZIP_006, label, count=count, place=place)
    if length < end.stop:
        raise BadZip("its comment is cut short")


def _damage(opened: Opened) -> Iterator[Finding]:
    for name in opened.files:
        try:
            for _ in opened.chunks(name):
                pass
        except Damaged as error:
            yield Finding.of(container.ZIP_008, opened.where(name), reason=error)
