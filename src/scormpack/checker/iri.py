"""Whether a text is an absolute IRI (RFC 3987), as xAPI and cmi5 ids must be."""

import re

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WEB = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)


def is_absolute(text: str) -> bool:
    """Whether `text` has a scheme and something after it; a web address needs a host."""
    if not _ABSOLUTE.fullmatch(text):
        return False
    return not text.lower().startswith(("http:", "https:")) or _WEB.match(text) is not None
