"""From text to record, for callers that have one text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scormpack.bookmark.finding import texts
from scormpack.bookmark.record import Record
from scormpack.codes.decoding import DEC_001, DEC_002
from scormpack.errors import ScormpackError
from scormpack.findings import Finding

if TYPE_CHECKING:
    from scormpack.model import Series

_SHOWN = 24  # characters of a text, to find it again


def decode(text: str, source: "Series | None" = None, *, cache: Path | str | None = None) -> Record:
    """What the first text of the player in `text` says: suspend data or a receipt.

    A damaged one is a record too: see `Record`. With the `source` that the package was built from
    it has names; of videos that a build converts the results are kept in `cache`, by default the
    user's cache folder.

    Raises ScormpackError where there is no text of the player (DEC-001), SourceError where a video
    of the source cannot be used.
    """
    for record in texts(text):
        return record if source is None else named(record, source, cache)
    raise ScormpackError(faults([]))


def named(record: Record, source: "Series", cache: Path | str | None = None) -> Record:
    """`record` with the names of `source`; see `decode`."""
    # Here, since media libraries take long to load.
    from scormpack.bookmark import sourced
    from scormpack.cache import default_cache

    return sourced.named(record, source, Path(cache) if cache else default_cache())


def faults(records: Sequence[Record]) -> tuple[Finding, ...]:
    """That there are none (DEC-001), or which of them cannot be read at all (DEC-002)."""
    if not records:
        return (Finding.of(DEC_001, "TEXT"),)
    return tuple(
        Finding.of(
            DEC_002, each.text[:_SHOWN], kind=each.kind, length=len(each.text), damage=each.damage
        )
        for each in records
        if not each.readable
    )
