"""The text of a source file: its lines as editors count them, and what may not hide in it."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from scormpack.findings import Code, Finding

# Control characters but tab and line ends; soft hyphen; bidirectional controls; zero-width and
# other invisible format characters; lone surrogates; non-characters. Not among them: the joiners
# U+200C and U+200D, without which Persian and the Indic scripts cannot be spelled.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True)
class Text:
    """The text of a file, which tells its lines as editors count them."""

    where: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]

    def finding(self, code: Code, index: int, **values: object) -> Finding:
        """A finding of `code` at the character numbered `index`, from 0."""
        number = bisect_right(self._starts, index) - 1
        start = self._starts[number]
        line = re.split(r"[\r\n]", self.text[start : start + 500], maxsplit=1)[0]
        return Finding.of(
            code,
            self.where,
            line=number + 1,
            column=index - start + 1,
            excerpt=line,
            **values,
        )

    def line(self, index: int) -> int:
        """The line of the character numbered `index`, from 1."""
        return bisect_right(self._starts, index)


def named(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`, for a character that cannot be shown."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()
