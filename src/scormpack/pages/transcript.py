"""The transcript of a video: captions and descriptions as paragraphs under the chapters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scormpack.prepared import Cue
from scormpack.settings import Chapter
from scormpack.words import seconds

_SENTENCE_END = (".", "?", "!", "…", ".”", '."', "?”", "!”")
_PARAGRAPH_LENGTH = 220
"""Characters after which the next end of a sentence ends the paragraph: three to four lines."""

_PAUSE = 3.0
"""Seconds of silence that always end a paragraph."""

_EARLY = 0.25
"""Seconds by which a cue may start before the chapter it is in: authors round chapters."""


@dataclass(frozen=True)
class Paragraph:
    """Cues that belong together. `described` tells what the picture shows instead of speech."""

    cues: tuple[Cue, ...]
    described: bool

    @property
    def start(self) -> float:
        """Seconds."""
        return self.cues[0].start


@dataclass(frozen=True)
class Part:
    """A chapter's paragraphs; `title` is None before the first chapter or where there is none."""

    title: str | None
    start: float
    paragraphs: tuple[Paragraph, ...]


def transcript(
    captions: Sequence[Cue], descriptions: Sequence[Cue], chapters: Sequence[Chapter]
) -> tuple[Part, ...]:
    """Both tracks in the order of time, under the chapters in which they start."""
    starts = sorted((seconds(chapter.at), chapter.title) for chapter in chapters)
    bounds = [*(start - _EARLY for start, _ in starts), float("inf")]
    parts = [Part(None, 0.0, _paragraphs(captions, descriptions, -_EARLY, bounds[0]))]
    for (start, title), (first, end) in zip(starts, pairwise(bounds), strict=True):
        parts.append(Part(title, start, _paragraphs(captions, descriptions, first, end)))
    return tuple(part for part in parts if part.title is not None or part.paragraphs)


def _paragraphs(
    captions: Sequence[Cue], descriptions: Sequence[Cue], start: float, end: float
) -> tuple[Paragraph, ...]:
    tagged = [(cue, False) for cue in captions] + [(cue, True) for cue in descriptions]
    inside = sorted(
        (item for item in tagged if start <= item[0].start < end),
        key=lambda item: (item[0].start, not item[1]),
    )
    return tuple(_grouped(inside))


def _grouped(items: Iterable[tuple[Cue, bool]]) -> Iterable[Paragraph]:
    run: list[Cue] = []
    for cue, described in items:
        if run and (described or _ends(run, cue)):
            yield Paragraph(tuple(run), described=False)
            run = []
        if described:
            yield Paragraph((cue,), described=True)
        else:
            run.append(cue)
    if run:
        yield Paragraph(tuple(run), described=False)


def _ends(run: Sequence[Cue], following: Cue) -> bool:
    if following.start - run[-1].end >= _PAUSE:
        return True
    length = sum(len(cue.text) for cue in run)
    return length >= _PARAGRAPH_LENGTH and run[-1].text.rstrip().endswith(_SENTENCE_END)
