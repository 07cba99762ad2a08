"""storyboard.md → Storyboard: slides with their drawings and the sentences said over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sentences import NarrationError, Sentence, sentences

_FENCE = "```"


class StoryboardError(Exception):
    """Everything that is wrong with a storyboard, one `file:line: what` a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


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
    narration = tuple(_narration(rest, problems))
    if drawing and not any(line.text for line in rest):
        problems.add(start.number, f"slide {title!r} has no narration")
    if keys.get("poster", "yes") != "yes":
        problems.add(start.number, "`poster:` is `yes`, or left out")
    return Slide(title, keys.get("picture"), "poster" in keys, drawing, narration, start.number)


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


def _narration(lines: list[_Line], problems: _Problems) -> Iterator[Sentence]:
    for paragraph in _paragraphs(lines):
        if paragraph.text.startswith(("#", _FENCE, "picture:", "poster:", "drawing:")):
            problems.add(paragraph.number, "this cannot stand in narration: a heading or a key")
            continue
        try:
            yield from sentences(paragraph.text, paragraph.number)
        except NarrationError as error:
            for problem in error.problems:
                problems.add(paragraph.number, problem)


def _paragraphs(lines: list[_Line]) -> Iterator[_Line]:
    """Each paragraph as one line, under the number of its first."""
    gathered: list[_Line] = []
    for line in [*lines, _Line(0, "")]:
        if line.text:
            gathered.append(line)
        elif gathered:
            yield _Line(gathered[0].number, " ".join(part.text.strip() for part in gathered))
            gathered = []
