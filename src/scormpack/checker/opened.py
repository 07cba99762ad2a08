"""A package that can be read: its members by name, and how a finding names a place in it."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scormpack.checker.ziprecords import Member

CHUNK = 512 * 1024
STORED, DEFLATED = 0, 8


class Damaged(Exception):  # noqa: N818 - it never leaves the checker
    """A member's bytes are not what the zip says; the message says how."""


@dataclass(frozen=True)
class File:
    """A file of a package; `data` is where its bytes start in the zip."""

    name: str
    member: Member
    data: int


@dataclass(frozen=True)
class Opened:
    """A zip whose records were checked. `label` is how findings name it; `files` holds no folders.

    A finding's place is `label/name:line`: `a-officer-scorm12.zip/imsmanifest.xml:16`.
    """

    path: Path
    label: str
    files: Mapping[str, File]

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Names of files by what they are without regard to case."""
        return {name.casefold(): name for name in self.files}

    def where(self, name: str) -> str:
        """The place of file `name`, as findings write it."""
        return f"{self.label}/{name}"

    def read(self, name: str) -> bytes:
        """The whole of a file; ask for its size first. Raises Damaged."""
        return b"".join(self.chunks(name))

    def size(self, name: str) -> int:
        """The size of file `name` in bytes, unpacked."""
        return self.files[name].member.size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in pieces, never more than it is said to hold. Raises Damaged."""
        found = self.files[name]
        pieces = _packed(self.path, found)
        pieces = _inflated(pieces) if found.member.method == DEFLATED else pieces
        size = crc = 0
        for piece in pieces:
            size += len(piece)
            if size > found.member.size:
                raise Damaged("it holds more than the directory says")
            crc = zlib.crc32(piece, crc)
            yield piece
        if size < found.member.size:
            raise Damaged("it holds less than the directory says")
        if crc != found.member.crc:
            raise Damaged("its checksum (CRC-32) is wrong")


def _packed(path: Path, found: File) -> Iterator[bytes]:
    left = found.member.packed
    with path.open("rb") as file:
        file.seek(found.data)
        while left and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in pieces:
            waiting = piece
            while waiting:
                yield inflater.decompress(waiting, CHUNK)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise Damaged("it cannot be inflated") from error
    if not inflater.eof or inflater.unused_data:
        raise Damaged("its deflated data do not end where they should")
