"""A folder of results that are slow to make, each under the digest of what it was made from."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path


def default_cache() -> Path:
    """The user's cache folder: `~/.cache/scormpack` on Linux. A build makes it if need be."""
    return user_cache_path("scormpack", appauthor=False)


def key(*parts: str | bytes) -> str:
    """One SHA-256, in hex, over `parts`; no two lists of parts share it by running together."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def kept(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`folder / name`, made by `make` where it is not there yet.

    `make` writes to a path beside the final one, which is flushed to the disk and renamed only when
    it returns: a build that is killed leaves no half-made result. What `make` raises passes
    through. Raises OSError where `folder` cannot be written to.
    """
    target = folder / name
    # A crash of the machine may leave an empty file under a new name.
    if target.is_file() and target.stat().st_size:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as aside:
        made = Path(aside) / name
        make(made)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(target)
    return target
