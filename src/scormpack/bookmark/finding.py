"""Texts of ours within other text: a cell of a report, XML, a mail, line breaks and all."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from scormpack.bookmark import module, receipt, series
from scormpack.bookmark.record import Record

_READERS: dict[str, Callable[[str], Record | None]] = {
    "sp1.": module.read,
    "sw1.": series.read,
    "sw2.": series.read,
    "sr1:": receipt.read,
}
_MARK = rf"(?:sp1\.|{series.MARK}|sr1:)"
# A series' text that lost its start begins with a key.
_STARTS = re.compile(rf"{_MARK}|{series.PART}", re.ASCII)
# What a report, a mail or a terminal puts where it breaks a line: white space, characters of no
# width, elements, escapes of JSON, and the soft line break of a mail (RFC 2045, 6.7).
_BREAK = r"(?:=\r?\n|\s|[\u00ad\u200b-\u200d\u2060\ufeff]|</?w?br */?>|\\[nrt])"
_BREAKS = re.compile(f"{_BREAK}+")
# On over line breaks, but not into the next text: a mark there stands within a series' text only.
_REGION = re.compile(
    rf"(?:[A-Za-z0-9_.~:-]|(?<=[.~]){_BREAK}|{_BREAK}(?!{_BREAK}*{_MARK})){{1,80000}}"
)

# 64,000 characters, the most that SCORM 2004 keeps, in lines of 32.
_MOST_LINES = 2_000


def texts(around: str) -> Iterator[Record]:
    """Every text of ours in `around`, read, in its order; escapes of XML and addresses undone."""
    plain = unquote(unescape(around))
    at = 0
    while start := _STARTS.search(plain, at):
        record, length = _best(plain, start.start())
        at = start.start() + max(length, len(start[0]))
        if record is not None:
            yield record


def _best(plain: str, at: int) -> tuple[Record | None, int]:
    """What stands at `at`, and its length: as it is, or joined where more of it is sound then."""
    read = _READERS.get(plain[at : at + 4], series.read)
    best = read(plain[at:])
    length = len(best.text) if best else 0
    for end in _ends(plain, at):
        if best and best.sound:
            break
        record = read(_BREAKS.sub("", plain[at:end]))
        if _worth(record) > _worth(best):
            best, length = record, end - at
    return best, length


def _ends(plain: str, at: int) -> Iterator[int]:
    """Where a text that goes on over line breaks may end: at each of them, and after the last."""
    region = _REGION.match(plain, at)
    if region is None:
        return
    gaps = islice(_BREAKS.finditer(plain, at, region.end()), _MOST_LINES)
    yield from (gap.start() for gap in gaps)
    yield region.end()


def _worth(record: Record | None) -> tuple[bool, bool, int, int]:
    """More where more of it is sound."""
    if record is None:
        return False, False, 0, 0
    readable = sum(each.readable for each in record.modules)
    return record.sound, record.readable, readable, sum(each.sound for each in record.modules)
