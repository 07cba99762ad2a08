"""One file of a package: its path inside the zip and where its bytes are."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scormpack.digest import sha256

# Some readers take zip names as CP437 and some LMSs match hrefs as text, so names that scormpack
# writes need neither decoding nor percent-encoding.
_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_MAX_LENGTH = 240


class PackagePath(str):
    """A relative path inside a package: ASCII letters, digits, `.`, `_`, `-`, forward slashes.

    Raises ValueError for anything else; such a value is a bug of the caller, never bad input.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """`value`, if it is a path that every reader takes the same way."""
        segments = value.split("/")
        if len(value) > _MAX_LENGTH or not all(_SEGMENT.fullmatch(s) for s in segments):
            raise ValueError(f"not a package path: {value!r}")
        return super().__new__(cls, value)

    @property
    def name(self) -> str:
        """The last segment."""
        return self.rpartition("/")[2]


@dataclass(frozen=True)
class Entry:
    """One file of a package. `content` is its bytes, or the file on disk that holds them."""

    path: PackagePath
    content: bytes | Path

    @classmethod
    def hashed(cls, folder: str, name: str, content: bytes | Path) -> "Entry":
        """An entry in a folder named by its content, so that no cache serves an older one."""
        return cls(PackagePath(f"{folder}/{sha256(content)[:12]}/{name}"), content)

    @property
    def size(self) -> int:
        """Bytes."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size
