"""What a text says, however it is set: its letters and digits, and where each of them stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

_OTHERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of `text` alone, without regard to case (Unicode NFKC, casefold).

    Spaces, line breaks, hyphens, quotes, ligatures and full-width forms make no difference.
    """
    return _OTHERS.sub("", normalize("NFKC", normalize("NFKC", text).casefold()))


@dataclass(frozen=True)
class Reading:
    """The letters of a text, and the index in them at which each of its parts begins.

    `unit` is what a part is: a line or a page.
    """

    letters: str
    starts: tuple[int, ...]
    unit: str

    @classmethod
    def of(cls, parts: Iterable[str], unit: str = "line") -> "Reading":
        """The letters of `parts`, one after the other."""
        found, starts, length = [], [], 0
        for part in parts:
            starts.append(length)
            found.append(letters(part))
            length += len(found[-1])
        return cls("".join(found), tuple(starts), unit)

    def part(self, index: int) -> int:
        """The number, from 1, of the part that has the letter at `index`."""
        return bisect_right(self.starts, index)
