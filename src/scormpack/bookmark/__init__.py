"""What the player wrote into an LMS, read again: bookmarks of modules and series, and receipts."""

from scormpack.bookmark.decoding import decode, faults, named
from scormpack.bookmark.finding import texts
from scormpack.bookmark.names import Named, NamedAid, NamedChoice, NamedQuestion
from scormpack.bookmark.record import Asked, Damage, Issue, Judged, Kind, Print, Record

__all__ = [
    "Asked",
    "Damage",
    "Issue",
    "Judged",
    "Kind",
    "Named",
    "NamedAid",
    "NamedChoice",
    "NamedQuestion",
    "Print",
    "Record",
    "decode",
    "faults",
    "named",
    "texts",
]
