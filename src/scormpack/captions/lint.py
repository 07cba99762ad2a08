"""Whether captions can be followed: order, overlap, reading speed, length of lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scormpack.captions.cuefile import Timed
from scormpack.captions.cuetext import CueText
from scormpack.codes import accessibility as codes
from scormpack.findings import Finding

# BBC and DCMP guidelines stay below 20; no study finds comprehension above 25.
MAX_SPEED = 25
GOOD_SPEED = 20
MAX_LINE = 42
MAX_LINES = 2
# A video's length is known to about a frame of sound or picture.
_SLACK = 0.1


def lint(
    cues: Sequence[tuple[Timed, CueText]], where: str, duration: float | None, *, spoken: bool
) -> Iterator[Finding]:
    """Findings about cues that were read well; `duration` in seconds, `spoken`: not to be read."""
    yield from _times(cues, where)
    for cue, text in cues:
        if duration is not None and cue.end / 1000 > duration + _SLACK:
            end, last = clock(cue.end), clock(round(duration * 1000))
            yield Finding.of(codes.A11Y_005, where, line=cue.line, column=1, end=end, duration=last)
        if not spoken:
            yield from _reading(cue, text, where)


def _times(cues: Sequence[tuple[Timed, CueText]], where: str) -> Iterator[Finding]:
    for (before, _), (cue, _) in pairwise(cues):
        start = clock(cue.start)
        if cue.start < before.start:
            code, other = codes.A11Y_003, clock(before.start)
        elif cue.start < before.end:
            code, other = codes.A11Y_004, clock(before.end)
        else:
            continue
        yield Finding.of(code, where, line=cue.line, column=1, start=start, other=other)


def _reading(cue: Timed, text: CueText, where: str) -> Iterator[Finding]:
    lines = text.text.split("\n")
    speed = sum(map(len, lines)) * 1000 / (cue.end - cue.start)
    for code, limit in ((codes.A11Y_006, MAX_SPEED), (codes.A11Y_007, GOOD_SPEED)):
        if speed > limit:
            shown = f"{speed:.1f}"
            yield Finding.of(code, where, line=cue.line, column=1, speed=shown, limit=limit)
            break
    for number, line in enumerate(lines, cue.line + 1):
        if len(line) > MAX_LINE:
            length, column = len(line), MAX_LINE + 1
            yield Finding.of(
                codes.A11Y_008, where, line=number, column=column, length=length, limit=MAX_LINE
            )
    if len(lines) > MAX_LINES:
        count = len(lines)
        yield Finding.of(
            codes.A11Y_009, where, line=cue.line, column=1, lines=count, limit=MAX_LINES
        )


def clock(milliseconds: int) -> str:
    """`1:02.500`."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000:03}"
