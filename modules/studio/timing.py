"""When each slide, sentence and step of a drawing starts: from how long each sentence takes to say.

All times are seconds from the video's start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sentences import Sentence
from storyboard import Storyboard

FRAMES_A_SECOND = 15
OPENING = 0.8  # before the first word
LEAD = 0.4  # between a slide's start and its first word
PAUSE = 0.3  # between two sentences of a slide
TAIL = 0.15  # between a slide's last word and the next slide: with LEAD a pause of 0.55
ENDING = 1.2  # after the last word


@dataclass(frozen=True)
class Spoken:
    """A sentence with the time in which it is said."""

    sentence: Sentence
    start: float
    end: float


@dataclass(frozen=True)
class TimedSlide:
    """A slide's time, its sentences, and when each beat of its drawing shows."""

    start: float
    end: float
    spoken: tuple[Spoken, ...]
    beats: tuple[float, ...]


def schedule(board: Storyboard, lengths: Sequence[Sequence[float]]) -> tuple[TimedSlide, ...]:
    """Each slide's times. `lengths`: per slide, how long each of its sentences takes to say."""
    slides: list[TimedSlide] = []
    start = 0.0
    for i, (slide, seconds) in enumerate(zip(board.slides, lengths, strict=True)):
        at = start + (LEAD if i else OPENING)
        spoken = []
        for sentence, length in zip(slide.sentences, seconds, strict=True):
            spoken.append(Spoken(sentence, at, at + length))
            at += length + PAUSE
        last = i == len(board.slides) - 1
        end = _on_a_frame(spoken[-1].end + (ENDING if last else TAIL))
        slides.append(TimedSlide(start, end, tuple(spoken), _beats(start, spoken)))
        start = end
    return tuple(slides)


def _beats(start: float, spoken: Sequence[Spoken]) -> tuple[float, ...]:
    return (start, *(s.start - PAUSE / 2 for s in spoken if s.sentence.reveals))


def _on_a_frame(seconds: float) -> float:
    return ceil(round(seconds * FRAMES_A_SECOND, 6)) / FRAMES_A_SECOND
