"""storyboard.md → Storyboard: slides with their drawings and the sentences said over them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = "```"
_REVEAL = "\uf8ff"  # private use: stands for {>} while a paragraph is cut into sentences
_FIRST_GROUP = 0xE000  # private use: stands for the paragraph's first {caption|spoken}
_UNBREAKABLE = 30
_BRACES = re.compile(r"\{([^{}]*)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!])([\"”’)]?)\s+(?=[A-Z0-9\"“‘(§\ue000-\uf8ff])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[A-Z]\.)+|Nos?\.|v\.|[Aa]rts?\.|[Ss]ecs?\.|Mr\.|Ms\.|Dr\.)$"
)


class StoryboardError(Exception):
    """Everything that is wrong with a storyboard, one `file:line: what` a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
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


@dataclass(frozen=True)
class Slide:
    """A slide: its drawing in typst, and what is said while it stands."""

    title: str
    picture: str | None
    poster: bool
    drawing: str
    sentences: tuple[Sentence, ...]
    line: int

    @property
    def beats(self) -> int:
        """In how many steps the drawing is revealed; 1: it stands whole from the start."""
        return 1 + sum(sentence.reveals for sentence in self.sentences)


@dataclass(frozen=True)
class Storyboard:
    """A module's video as it was written."""

    title: str
    slides: tuple[Slide, ...]

    @property
    def poster(self) -> Slide:
        """The slide marked `poster: yes`, else the first."""
        return next((slide for slide in self.slides if slide.poster), self.slides[0])


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


class _Problems:
    def __init__(self, name: str) -> None:
        self._name = name
        self.found: list[str] = []

    def add(self, line: int, what: str) -> None:
        self.found.append(f"{self._name}:{line}: {what}")


def load(path: Path) -> Storyboard:
    """Reads a storyboard. StoryboardError names every problem with its line."""
    return parse(path.read_text(encoding="utf-8"), str(path))


def parse(text: str, name: str = "storyboard.md") -> Storyboard:
    """Text of a storyboard → Storyboard. `name` is what errors call the file."""
    problems = _Problems(name)
    lines = [_Line(i, line.rstrip()) for i, line in enumerate(text.splitlines(), start=1)]
    head, sections = _sections(lines, problems)
    title = _title(head, problems)
    slides = tuple(_slide(section, problems) for section in sections)
    if not slides:
        problems.add(len(lines) or 1, "there is no slide; a slide starts with `## Title`")
    for second in [slide for slide in slides if slide.poster][1:]:
        problems.add(second.line, "a second slide has `poster: yes`")
    if problems.found:
        raise StoryboardError(problems.found)
    return Storyboard(title, slides)


def _sections(lines: list[_Line], problems: _Problems) -> tuple[list[_Line], list[list[_Line]]]:
    head: list[_Line] = []
    sections: list[list[_Line]] = []
    opened: int | None = None
    for line in lines:
        if line.text.startswith(_FENCE):
            opened = None if opened else line.number
        if line.text.startswith("## ") and not opened:
            sections.append([])
        (sections[-1] if sections else head).append(line)
    if opened:
        problems.add(opened, "the ``` opened here is never closed")
    return head, sections


def _title(head: list[_Line], problems: _Problems) -> str:
    written = [line for line in head if line.text]
    if not written or not written[0].text.startswith("# "):
        problems.add(1, "the file starts with `# Title of the module`")
        return ""
    for line in written[1:]:
        problems.add(line.number, "only the module's title stands before the first slide")
    return written[0].text.removeprefix("# ").strip()


def _slide(section: list[_Line], problems: _Problems) -> Slide:
    start = section[0]
    title = start.text.removeprefix("## ").strip()
    keys, at = _keys(section, problems)
    drawing, rest = _drawing(section, at, problems)
    sentences = tuple(
        sentence for paragraph in _paragraphs(rest) for sentence in _sentences(paragraph, problems)
    )
    if not sentences:
        problems.add(start.number, f"slide {title!r} has no narration")
    if keys.get("poster", "yes") != "yes":
        problems.add(start.number, "`poster:` is `yes`, or left out")
    return Slide(title, keys.get("picture"), "poster" in keys, drawing, sentences, start.number)


def _keys(section: list[_Line], problems: _Problems) -> tuple[dict[str, str], int]:
    keys: dict[str, str] = {}
    last = ""
    for i, line in enumerate(section[1:], start=1):
        if line.text == "drawing:":
            return keys, i + 1
        key, colon, value = line.text.partition(":")
        if colon and key in {"picture", "poster"}:
            if key in keys:
                problems.add(line.number, f"a second `{key}:` in one slide")
            keys[key], last = value.strip(), key
        elif line.text and last == "picture":
            keys[last] += f" {line.text.strip()}"
        elif line.text:
            problems.add(line.number, "expected `picture:`, `poster: yes` or `drawing:`")
            break
    problems.add(section[0].number, "the slide has no `drawing:` line before its narration")
    return keys, len(section)


def _drawing(section: list[_Line], at: int, problems: _Problems) -> tuple[str, list[_Line]]:
    if at >= len(section):
        return "", []
    if section[at].text != "```typst":
        problems.add(section[at].number, "after `drawing:` comes a line with ```typst")
        return "", []
    end = next((i for i in range(at + 1, len(section)) if section[i].text == _FENCE), len(section))
    drawing = "\n".join(line.text for line in section[at + 1 : end])
    if not drawing.strip():
        problems.add(section[at].number, "the drawing is empty")
    return drawing, section[end + 1 :]


def _paragraphs(lines: list[_Line]) -> Iterator[_Line]:
    """Each paragraph as one line, under the number of its first."""
    gathered: list[_Line] = []
    for line in [*lines, _Line(0, "")]:
        if line.text:
            gathered.append(line)
        elif gathered:
            yield _Line(gathered[0].number, " ".join(part.text.strip() for part in gathered))
            gathered = []


def _sentences(paragraph: _Line, problems: _Problems) -> Iterator[Sentence]:
    groups: list[Word] = []

    def stand_in(match: re.Match[str]) -> str:
        if match[1] == ">":
            return _REVEAL
        text, bar, spoken = (part.strip() for part in match[1].partition("|"))
        if not (bar and text and spoken):
            problems.add(paragraph.number, f"{match[0]} is neither {{caption|spoken}} nor {{>}}")
        groups.append(Word(text, spoken))
        return chr(_FIRST_GROUP + len(groups) - 1)

    plain = _BRACES.sub(stand_in, paragraph.text)
    if plain.startswith(("#", "```", "picture:", "poster:", "drawing:")) or set("{}") & set(plain):
        problems.add(paragraph.number, "this cannot stand in narration: a heading, key or brace")
        return
    for text in _cut(plain):
        reveals = text.startswith(_REVEAL)
        text = text.removeprefix(_REVEAL).strip()
        if _REVEAL in text or not text:
            problems.add(paragraph.number, "{>} stands at the start of a sentence, once")
            continue
        words = tuple(word for token in text.split() for word in _words(token, groups))
        yield Sentence(words, reveals, paragraph.number)


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
