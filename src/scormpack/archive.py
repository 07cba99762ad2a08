"""Entries → a deterministic zip: the same entries give the same bytes anywhere, at any time."""

import datetime
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path

from scormpack.aside import replacing
from scormpack.codes import output
from scormpack.errors import OutputError
from scormpack.findings import Finding
from scormpack.package import Entry, PackagePath
from scormpack.zipwriter import ZipWriter

_CHUNK = 512 * 1024
# The earliest day that a zip can hold. Any fixed value would do; this one reads as "no date".
_NO_DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Archive:
    """A zip that was written: bytes, SHA-256 in hex, and the SHA-256 of each entry."""

    size: int
    sha256: str
    entries: tuple[tuple[PackagePath, str], ...]


def write(
    target: Path, entries: Iterable[Entry], environment: Mapping[str, str] = os.environ
) -> Archive:
    """Writes `entries` to `target`, sorted by path, in flat memory.

    The zip is written beside `target`, flushed to the disk and renamed, so `target` is either what
    it was or whole. Entries carry SOURCE_DATE_EPOCH from `environment`, else 1 January 1980.
    Raises OutputError where the disk refuses or an entry's file changes meanwhile.
    """
    ordered = sorted(entries, key=lambda entry: entry.path)
    try:
        with replacing(target) as aside, aside.open("wb+") as file:
            return _written(file, target.name, ordered, _dos_date(environment))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError([Finding.of(output.OUT_004, target.name, reason=reason)]) from error


def _written(
    file: BufferedRandom, where: str, entries: Iterable[Entry], date: tuple[int, int]
) -> Archive:
    digests: list[tuple[PackagePath, str]] = []
    writer = ZipWriter(file, date)
    for entry in entries:
        digest = hashlib.sha256()
        try:
            writer.add(entry.path, entry.size, _hashed(chunks(entry), digest.update))
        except ValueError as error:
            finding = Finding.of(output.OUT_008, where, file=entry.content)
            raise OutputError([finding]) from error
        digests.append((entry.path, digest.hexdigest()))
    writer.finish()
    file.flush()
    os.fsync(file.fileno())
    size = file.tell()
    file.seek(0)
    total = hashlib.file_digest(file, "sha256").hexdigest()
    return Archive(size, total, tuple(digests))


def chunks(entry: Entry) -> Iterator[bytes]:
    """The bytes of `entry`, at most 512 KiB at a time."""
    if isinstance(entry.content, bytes):
        yield entry.content
        return
    with entry.content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _hashed(parts: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for part in parts:
        update(part)
        yield part


def _dos_date(environment: Mapping[str, str]) -> tuple[int, int]:
    """MS-DOS date and time (APPNOTE 4.4.6), in UTC, of SOURCE_DATE_EPOCH where it is usable."""
    text = environment.get("SOURCE_DATE_EPOCH", "")
    moment = _NO_DATE
    if text.isascii() and text.isdigit() and len(text) < 12:
        moment = max(moment, datetime.datetime.fromtimestamp(int(text), datetime.UTC))
    year = min(moment.year, 2107)
    date = (year - 1980) << 9 | moment.month << 5 | moment.day
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    return date, time
