"""Files read into memory, up to a limit: an author may name a film where a text is wanted."""

from pathlib import Path


def at_most(path: Path, limit: int) -> bytes:
    """The bytes of the file, or its first `limit` + 1 where it is larger: enough to tell."""
    with path.open("rb") as file:
        return file.read(limit + 1)
