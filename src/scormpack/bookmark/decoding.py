"""From text to record, for callers that have one text."""

from scormpack.bookmark.finding import texts
from scormpack.bookmark.record import Record
from scormpack.codes.decoding import DEC_001
from scormpack.errors import ScormpackError
from scormpack.findings import Finding


def decode(text: str) -> Record:
    """What the first text of the player in `text` says: suspend data or a receipt.

    A damaged one is a record too: see `Record`. Raises ScormpackError where there is none
    (DEC-001).
    """
    for record in texts(text):
        return record
    raise ScormpackError([Finding.of(DEC_001, "TEXT")])
