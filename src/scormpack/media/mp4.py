"""The boxes of an MP4 file (ISO/IEC 14496-12), read without trusting any size they claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# Boxes that hold boxes and nothing else, on the way to the sample tables (8.1 to 8.6).
_CONTAINERS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"mvex", b"udta"))
# Tables of the sample table box: bytes before the count, bytes a row.
_TABLES = {
    b"stts": (4, 8),
    b"ctts": (4, 8),
    b"stsc": (4, 12),
    b"stco": (4, 4),
    b"co64": (4, 8),
    b"stss": (4, 4),
    b"stsz": (8, 4),
}
_HEADER = 8
_LARGE_HEADER = 16
_MAX_BOXES = 100_000
_MAX_DEPTH = 16


@dataclass(frozen=True)
class Box:
    """A box: its four-letter type, where it starts and ends in the file, and its header's size."""

    kind: bytes
    start: int
    end: int
    header: int

    @property
    def name(self) -> str:
        """The type as text."""
        return self.kind.decode("ascii", "backslashreplace")


class BoxError(Exception):
    """A box that cannot be true. `cut` means that the file merely ends too early."""

    def __init__(self, box: Box, fault: str, *, cut: bool = False) -> None:
        super().__init__(fault)
        self.box = box
        self.fault = fault
        self.cut = cut


@dataclass(frozen=True)
class Layout:
    """What the order of the top-level boxes says. `brand` is the file type box's major brand."""

    brand: str
    index_first: bool
    fragmented: bool


def layout(path: Path) -> Layout | None:
    """The layout of an MP4 or QuickTime file; None where `path` is something else.

    Raises BoxError for boxes beyond the file or their parent, sizes that no box can have, tables
    larger than their box, and too many or too deeply nested boxes.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if not _is_box_file(file):
            return None
        boxes = list(_boxes(file, 0, size, top=True))
        for box in boxes:
            if box.kind in (b"moov", b"moof"):
                _check(file, box, _MAX_DEPTH)
        return Layout(_brand(file, boxes), _index_first(boxes), _has(boxes, b"moof"))


def _is_box_file(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(_HEADER)[4:] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def _boxes(file: BinaryIO, start: int, end: int, *, top: bool = False) -> Iterator[Box]:
    """The boxes between two places of the file, each checked against the room it is in."""
    count = 0
    while end - start >= _HEADER:
        box = _box(file, start, end)
        count += 1
        if count > _MAX_BOXES:
            raise BoxError(box, f"follows {_MAX_BOXES} others")
        if box.end > end:
            cut = top and box.kind == b"mdat"
            raise BoxError(box, f"ends {box.end - end} bytes beyond what holds it", cut=cut)
        yield box
        start = box.end


def _box(file: BinaryIO, start: int, end: int) -> Box:
    file.seek(start)
    head = file.read(_LARGE_HEADER)
    size, kind, header = int.from_bytes(head[:4], "big"), head[4:8], _HEADER
    if size == 1:  # the true size follows as 64 bits
        size, header = int.from_bytes(head[8:16], "big"), _LARGE_HEADER
    elif size == 0:  # to the end of the file
        size = end - start
    box = Box(kind, start, start + size, header)
    if size < header:
        raise BoxError(box, f"claims a size of {size} bytes, less than its own header")
    return box


def _check(file: BinaryIO, box: Box, depth: int) -> None:
    if depth == 0:
        raise BoxError(box, f"lies more than {_MAX_DEPTH} boxes deep")
    if box.kind in _TABLES:
        _check_table(file, box)
    elif box.kind in _CONTAINERS:
        for child in _boxes(file, box.start + box.header, box.end):
            _check(file, child, depth - 1)


def _check_table(file: BinaryIO, box: Box) -> None:
    before, row = _TABLES[box.kind]
    file.seek(box.start + box.header)
    head = file.read(before + 4)
    # One size for all samples: the table has no rows (8.7.3.2).
    if box.kind == b"stsz" and head[4:8] != b"\0\0\0\0":
        return
    count = int.from_bytes(head[before:], "big")
    room = box.end - box.start - box.header - before - 4
    if count * row > room:
        raise BoxError(box, f"claims {count} rows and has room for {max(room, 0) // row}")


def _brand(file: BinaryIO, boxes: list[Box]) -> str:
    if not boxes or boxes[0].kind != b"ftyp":
        return ""
    file.seek(boxes[0].start + boxes[0].header)
    return file.read(4).decode("ascii", "replace")


def _index_first(boxes: list[Box]) -> bool:
    kinds = [box.kind for box in boxes if box.kind in (b"moov", b"mdat")]
    return kinds[:1] == [b"moov"]


def _has(boxes: list[Box], kind: bytes) -> bool:
    return any(box.kind == kind for box in boxes)
