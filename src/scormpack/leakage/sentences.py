"""A text as sentences that are long enough to be told from others."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from scormpack.leakage.letters import letters

SHORTEST = 24
"""The fewest letters of a sentence that is looked for by itself."""

# A capital with a stop is an abbreviation more often than a sentence: U.S., 8 C.F.R.
_ABBREVIATIONS = ("v", "No", "Cir", "Sec", "Art", "Mr", "Ms", "Mrs", "Dr", "Sgt", "Lt", "Capt")
_NO_END = r"(?<![\W_][A-Z])" + "".join(rf"(?<!\b{each})" for each in _ABBREVIATIONS)
_END = re.compile(rf"(?<![.?!…]){_NO_END}[.?!…]++[\"'”’)\]]*+\s++(?![a-z0-9])|(?<=[。！？])")
_BLOCK = re.compile(r"</?(?:h[1-6]|p|[uo]l|li|blockquote|pre|table|tr|t[hd]|[bh]r)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def sentences(blocks: Iterable[str]) -> Iterator[str]:
    """The sentences of paragraphs, items and cells.

    Those of fewer than 24 letters are taken together with the short ones that follow; what then
    remains too short is left out.
    """
    waiting = ""
    for block in blocks:
        for sentence in _split(block):
            if len(letters(sentence)) >= SHORTEST:
                waiting = ""
                yield sentence
                continue
            waiting = f"{waiting} {sentence}".strip()
            if len(letters(waiting)) >= SHORTEST:
                yield waiting
                waiting = ""


def _split(block: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(block):
        yield " ".join(block[start : end.end()].split())
        start = end.end()
    yield " ".join(block[start:].split())


def html_blocks(html: str) -> list[str]:
    """The blocks of an aid's page as text; the page was sanitised, so `<` always opens a tag."""
    parts = (unescape(_TAG.sub("", part)) for part in _BLOCK.split(html))
    return [part for part in parts if part.strip()]
