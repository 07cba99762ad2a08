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
# On over line breaks, but not into the next text.
_REGION = re.compile(rf"(?:[A-Za-z0-9_.~:-]|{_BREAK}(?!{_BREAK}*{_MARK}))+")
# Within a series' text of an earlier version stand those of its modules, each behind its key.
_SERIES_REGION = re.compile(
    rf"(?:[A-Za-z0-9_.~:-]|(?<=[.~]){_BREAK}+(?=sp1\.)|{_BREAK}(?!{_BREAK}*{_MARK}))+"
)
# What stands before a broken line may be sound alone, as a series of fewer modules.
_MORE = re.compile(rf"{_BREAK}+~")
# Characters of a module or receipt and of a series, with line breaks; SCORM 2004 keeps 64,000.
_MOST, _MOST_OF_SERIES = 5_000, 80_000
_MOST_LINES = 2_000


def texts(around: str) -> Iterator[Record]:
    """Every text of ours in `around`, read, in its order; escapes of XML and addresses undone."""
    plain = unquote(unescape(around))
    at = 0
    while start := _STARTS.search(plain, at):
        record, length = _best(plain[start.start() : start.start() + _MOST_OF_SERIES])
        at = start.start() + max(length, len(start[0]))
        if record is not None:
            yield record


def _best(plain: str) -> tuple[Record | None, int]:
    """What `plain` starts with, and its length: as it is, or joined where more is sound then."""
    read = _READERS.get(plain[:4], series.read)
    best = read(plain)
    length = len(best.text) if best else 0
    for end in _ends(plain):
        if best and best.sound and not _MORE.match(plain, length):
            break
        record = read(_BREAKS.sub("", plain[:end]))
        if _worth(record) > _worth(best):
            best, length = record, end
    on = series.read_on(plain) if read is series.read and best and not best.sound else None
    return (on, len(on.text)) if on and _worth(on) > _worth(best) else (best, length)


def _ends(plain: str) -> Iterator[int]:
    """Where a text that goes on over line breaks may end: at each of them, and after the last."""
    alone = plain.startswith(("sp1.", "sr1:"))
    region = _REGION.match(plain, 0, _MOST) if alone else _SERIES_REGION.match(plain)
    if region is None:
        return
    gaps = islice(_BREAKS.finditer(plain, 0, region.end()), _MOST_LINES)
    yield from (gap.start() for gap in gaps)
    yield region.end()


def _worth(record: Record | None) -> tuple[bool, bool, int]:
    """More where more of it is sound."""
    if record is None:
        return False, False, 0
    modules = sum(each.readable + (each.slices is not None) for each in record.modules)
    return record.sound, record.readable, modules
