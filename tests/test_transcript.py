"""Captions and descriptions become paragraphs under chapters."""

import pytest

from scormpack.pages.transcript import Part, transcript
from scormpack.prepared import Cue
from scormpack.settings import Chapter
from scormpack.words import seconds


def cue(start: float, text: str = "Said.", length: float = 1.0) -> Cue:
    return Cue(start, start + length, text, text)


def starts(part: Part) -> list[list[float]]:
    return [[each.start for each in paragraph.cues] for paragraph in part.paragraphs]


@pytest.mark.parametrize(
    ("time", "expected"), [("1:05", 65.0), ("0:07.5", 7.5), ("1:02:03", 3723.0)]
)
def test_times_in_seconds(time: str, expected: float) -> None:
    assert seconds(time) == expected


def test_nothing_said_gives_no_part() -> None:
    assert transcript((), (), ()) == ()


def test_short_cues_run_on_in_one_paragraph() -> None:
    (part,) = transcript([cue(0), cue(1), cue(2)], (), ())
    assert part.title is None
    assert starts(part) == [[0, 1, 2]]


def test_a_silence_ends_a_paragraph() -> None:
    (part,) = transcript([cue(0), cue(1), cue(5)], (), ())
    assert starts(part) == [[0, 1], [5]]


def test_a_long_paragraph_ends_with_a_sentence() -> None:
    long = "word " * 50
    (part,) = transcript([cue(0, long), cue(1, "end."), cue(2, "Next.")], (), ())
    assert starts(part) == [[0, 1], [2]]


def test_descriptions_stand_by_themselves_before_what_is_said_then() -> None:
    (part,) = transcript([cue(0), cue(1), cue(2)], [cue(1)], ())
    assert [(p.described, p.start) for p in part.paragraphs] == [(False, 0), (True, 1), (False, 1)]


def test_cues_go_under_the_chapter_they_start_in() -> None:
    chapters = [Chapter(at="0:10", title="Second"), Chapter(at="0:05", title="First")]
    parts = transcript([cue(0), cue(4), cue(4.9), cue(12)], (), chapters)
    assert [(part.title, starts(part)) for part in parts] == [
        (None, [[0], [4]]),
        ("First", [[4.9]]),
        ("Second", [[12]]),
    ]


def test_a_chapter_without_words_keeps_its_heading() -> None:
    (part,) = transcript((), (), [Chapter(at="0:00", title="Silent")])
    assert (part.title, part.paragraphs) == ("Silent", ())
