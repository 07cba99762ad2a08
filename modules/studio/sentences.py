"""Narration → sentences, each word with what is shown for it and what is said for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_REVEAL = "\uf8ff"  # private use: stands for {>} while a paragraph is cut into sentences
_FIRST_GROUP = 0xE000  # private use: stands for the paragraph's first {caption|spoken}
_UNBREAKABLE = 30
_BRACES = re.compile(r"\{([^{}]*)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!])([\"”’)]?)\s+(?=[A-Z0-9\"“‘(§\ue000-\uf8ff])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[A-Z]\.)+|Nos?\.|v\.|[Aa]rts?\.|[Ss]ecs?\.|Mr\.|Ms\.|Dr\.)$"
)


class NarrationError(Exception):
    """What is wrong with a paragraph, one sentence a problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Word:
    """What captions show without breaking it, and what is said for it."""

    text: str
    spoken: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of narration. `reveals`: whether the drawing's next part shows with it."""

    words: tuple[Word, ...]
    reveals: bool
    line: int

    @property
    def text(self) -> str:
        """What the captions show."""
        return " ".join(word.text for word in self.words)

    @property
    def spoken(self) -> str:
        """What the voice says."""
        return " ".join(word.spoken for word in self.words if word.spoken)


def sentences(paragraph: str, line: int) -> list[Sentence]:
    """The sentences of a paragraph that starts on `line`; NarrationError: it has stray braces."""
    groups = [_group(match) for match in _BRACES.finditer(paragraph) if match[1] != ">"]
    numbers = iter(range(len(groups)))
    plain = _BRACES.sub(
        lambda match: _REVEAL if match[1] == ">" else chr(_FIRST_GROUP + next(numbers)), paragraph
    )
    cut = list(_cut(plain))
    problems = [
        f"{{{group.text}}} is neither {{caption|spoken}} nor {{>}}"
        for group in groups
        if not group.spoken
    ]
    if set("{}") & set(plain):
        problems.append("a brace is not closed, or was never opened")
    if any(_REVEAL in text[1:] or text == _REVEAL for text in cut):
        problems.append("{>} stands at the start of a sentence, once")
    if problems:
        raise NarrationError(problems)
    return [_sentence(text, groups, line) for text in cut]


def _group(match: re.Match[str]) -> Word:
    """{caption|spoken} as a word; without `spoken` where it is not of this form."""
    text, _, spoken = (part.strip() for part in match[1].partition("|"))
    return Word(text, spoken) if text and spoken else Word(match[1], "")


def _sentence(text: str, groups: list[Word], line: int) -> Sentence:
    tokens = text.removeprefix(_REVEAL).split()
    words = tuple(word for token in tokens for word in _words(token, groups))
    return Sentence(words, text.startswith(_REVEAL), line)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, and not with an abbreviation such as U.S."""
    bare = text.rstrip('"”’)')
    return bare.endswith((".", "?", "!")) and not _ABBREVIATION.search(bare)


def _cut(paragraph: str) -> Iterator[str]:
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        if not ends_sentence(paragraph[start : match.start()]):
            continue
        yield paragraph[start : match.end()].strip()
        start = match.end()
    yield paragraph[start:].strip()


def _words(token: str, groups: list[Word]) -> Iterator[Word]:
    """A token of plain text, with any group in it put back: `“\ue000,` keeps its marks."""
    inside = [i for i, c in enumerate(token) if _FIRST_GROUP <= ord(c) < _FIRST_GROUP + len(groups)]
    if not inside:
        yield Word(token, token)
        return
    text = spoken = token
    for i in inside:
        group = groups[ord(token[i]) - _FIRST_GROUP]
        text = text.replace(token[i], group.text)
        spoken = spoken.replace(token[i], group.spoken)
    if len(text) <= _UNBREAKABLE:
        yield Word(text, spoken)
        return
    parts = text.split()
    said = spoken.split()
    for i, part in enumerate(parts):
        share = said[i * len(said) // len(parts) : (i + 1) * len(said) // len(parts)]
        yield Word(part, " ".join(share))
