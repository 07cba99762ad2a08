"""SHA-256 of bytes and of files, in flat memory."""

import hashlib
from pathlib import Path


def sha256(content: bytes | Path) -> str:
    """The digest of `content`, or of the file that holds it, in hex."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
