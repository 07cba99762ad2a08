"""The caption and description tracks: sentences and slides with their times → WebVTT.

Captions keep to 2 lines of 42 characters and 20 characters a second; no word stands alone in a cue.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sentences import Word, ends_sentence
from storyboard import Storyboard, StoryboardError
from timing import Spoken, TimedSlide

LINE = 42
RATE = 20.0  # characters a second
_AFTER = 0.3  # how long a sentence's last caption stays after its last word, if nothing follows
_SHORT = 12  # characters: a sentence below this shares its cue with a neighbour
_LEANS_ON = re.compile(  # words that belong to what follows them
    r"(a|an|and|are|as|at|be|by|for|from|has|if|in|is|its|may|no|not|of|on|only|or|that|the|their|to"
    r"|was|were|when|who|with|your)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cue:
    """One cue. `text` holds the line break that the reader sees."""

    start: float
    end: float
    text: str


def captions(board: Storyboard, slides: Sequence[TimedSlide], name: str) -> list[Cue]:
    """A cue or more a sentence. StoryboardError names what is said too quickly to be read."""
    cues: list[Cue] = []
    problems: list[str] = []
    for slide, timed in zip(board.slides, slides, strict=True):
        groups = _groups(timed.spoken)
        limits = [following[0].start for following in groups[1:]] + [timed.end]
        for group, limit in zip(groups, limits, strict=True):
            made = _cues(group, limit)
            cues += made
            problems += [
                f"{name}:{group[0].sentence.line}: slide {slide.title!r}: {cue.text!r} is "
                f"{rate(cue):.0f} characters a second; at most {RATE:.0f} can be read"
                for cue in made
                if rate(cue) > RATE
            ]
    if problems:
        raise StoryboardError(problems)
    return cues


def texts(board: Storyboard) -> list[list[str]]:
    """Per slide, the texts of its captions: they hang on the words alone, not on the times."""
    silent = [[Spoken(s, 0.0, 0.0) for s in slide.sentences] for slide in board.slides]
    return [
        [caption(chunk) for group in _groups(spoken) for chunk in chunks(_words(group))]
        for spoken in silent
    ]


def descriptions(board: Storyboard, slides: Sequence[TimedSlide]) -> list[Cue]:
    """A cue for every slide that has a `picture:` line, as long as the slide stands."""
    return [
        Cue(timed.start, timed.end, slide.picture)
        for slide, timed in zip(board.slides, slides, strict=True)
        if slide.picture
    ]


def webvtt(cues: Sequence[Cue]) -> str:
    """The cues as a WebVTT file."""
    blocks = [
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_escaped(cue.text)}\n"
        for number, cue in enumerate(cues, start=1)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def rate(cue: Cue) -> float:
    """Characters a second."""
    return len(cue.text) / max(cue.end - cue.start, 0.001)


def chunks(words: Sequence[Word]) -> list[list[Word]]:
    """Cuts words into cues: as few as fit two lines, alike in length, ending at punctuation."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        costs = [
            (best[start][0] + _cost(words[start:end], alone=end - start == len(words)), start)
            for start in range(end)
        ]
        best.append(min(costs))
    cuts = [len(words)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [list(words[start:end]) for end, start in pairwise(cuts)][::-1]


def caption(words: Sequence[Word]) -> str:
    """The words on one line, or on two where one is too short."""
    text = " ".join(word.text for word in words)
    return text if len(text) <= LINE else "\n".join(_two_lines(words))


def _cost(words: Sequence[Word], *, alone: bool) -> float:
    text = " ".join(word.text for word in words)
    if len(text) > LINE and not _two_lines(words):
        return float("inf")
    if not alone and len(text.split()) < 2:
        return float("inf")
    return 4000 + len(text) ** 2 - _bonus(words[-1].text)


def _bonus(last: str) -> float:
    """How good a place for a break the end of this word is."""
    if ends_sentence(last):
        return 2500
    if last.endswith((",", ";", ":")):
        return 1200
    return -1500 if _LEANS_ON.fullmatch(last) else 0


def _two_lines(words: Sequence[Word]) -> tuple[str, str] | tuple[()]:
    halves = [
        (" ".join(w.text for w in words[:i]), " ".join(w.text for w in words[i:]))
        for i in range(1, len(words))
    ]
    fitting = [pair for pair in halves if len(pair[0]) <= LINE and len(pair[1]) <= LINE]
    if not fitting:
        return ()
    return min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])) - _bonus_of_line(pair[0]))


def _bonus_of_line(line: str) -> float:
    return _bonus(line.rsplit(" ", maxsplit=1)[-1]) / 150


def _groups(spoken: Sequence[Spoken]) -> list[list[Spoken]]:
    """Sentences, one a group, but a very short one with the next, or at the end with the last."""
    groups: list[list[Spoken]] = [[]]
    for sentence in spoken:
        if groups[-1] and not _is_short(groups[-1]):
            groups.append([])
        groups[-1].append(sentence)
    if len(groups) > 1 and _is_short(groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _is_short(group: Sequence[Spoken]) -> bool:
    text = " ".join(spoken.sentence.text for spoken in group)
    return len(text) < _SHORT or len(text.split()) < 2


def _words(group: Sequence[Spoken]) -> list[Word]:
    return [word for spoken in group for word in spoken.sentence.words]


def _cues(group: Sequence[Spoken], limit: float) -> list[Cue]:
    """The cues of a group, each as long as its share of the sounds, or of the letters."""
    start, end = group[0].start, min(limit, group[-1].end + _AFTER)
    parts = chunks(_words(group))
    by_sound = [sum(_sounds(word) for word in part) for part in parts]
    by_letters = [float(len(caption(part))) for part in parts]
    cues = list(_shared(start, end, parts, by_sound))
    if any(rate(cue) > RATE for cue in cues):
        return list(_shared(start, end, parts, by_letters))
    return cues


def _shared(
    start: float, end: float, parts: Sequence[Sequence[Word]], weights: Sequence[float]
) -> Iterator[Cue]:
    total = sum(weights)
    ends = [start + (end - start) * done / total for done in accumulate(weights)]
    for part, cue_start, cue_end in zip(parts, [start, *ends], ends, strict=False):
        yield Cue(cue_start, cue_end, caption(part))


def _sounds(word: Word) -> float:
    """About how long a word takes to say, in letters: figures are read out, marks are pauses."""
    figures = sum(c.isdigit() for c in word.spoken)
    pauses = sum(c in ",;:.?!" for c in word.spoken[-1:])
    return len(word.spoken) + 1 + 3 * figures + 4 * pauses


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
