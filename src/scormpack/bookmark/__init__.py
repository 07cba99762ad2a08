"""What the player wrote into an LMS, read again: bookmarks of modules and series, and receipts."""

from scormpack.bookmark.decoding import decode
from scormpack.bookmark.finding import texts
from scormpack.bookmark.record import Asked, Damage, Issue, Judged, Kind, Print, Record

__all__ = ["Asked", "Damage", "Issue", "Judged", "Kind", "Print", "Record", "decode", "texts"]
