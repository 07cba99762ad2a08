"""WebVTT and SRT files as blocks of lines, read strictly: every fault has its line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scormpack.captions import timing
from scormpack.captions.timing import PERCENT, finding_at, is_setting
from scormpack.codes import media as codes
from scormpack.findings import Finding

_REGION = {
    "id": re.compile(r"\S+"),
    "width": re.compile(PERCENT),
    "lines": re.compile(r"\d+"),
    "regionanchor": re.compile(rf"{PERCENT},{PERCENT}"),
    "viewportanchor": re.compile(rf"{PERCENT},{PERCENT}"),
    "scroll": re.compile(r"up"),
}
_HEADER = re.compile(r"(Kind|Language): ?.*")
_LOADS = re.compile(r"url\s*\(|@import|image-set\s*\(|\\", re.IGNORECASE)
_NAMED = re.compile(r"(NOTE|STYLE|REGION)(?=$|[ \t])")


@dataclass(frozen=True)
class Timed:
    """A cue as it stands in its file. Milliseconds; `line` is its timing line, from 1."""

    start: int
    end: int
    settings: str
    line: int
    payload: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Lines between empty lines; `line` is the first one's number."""

    line: int
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file."""
    held: list[str] = []
    for number, line in enumerate([*re.split(r"\r\n|\n|\r", text), ""], 1):
        if line:
            held.append(line)
        elif held:
            yield Block(number - len(held), tuple(held))
            held = []


def read_vtt(text: str, where: str) -> Iterator[Timed | Finding]:
    """The cues of a WebVTT file, and what is wrong with it (WebVTT 4.1)."""
    found = list(blocks(text))
    if not re.match(r"WEBVTT(?=$|[ \t\n\r])", text):
        yield finding_at(codes.MEDIA_103, where, 1, 1, text.splitlines()[0] if text else "")
        return
    for number, line in enumerate(found[0].lines[1:], 2):
        if not _HEADER.fullmatch(line):
            yield finding_at(codes.MEDIA_104, where, number, 1, line, found=line)
    cues = False
    for block in found[1:]:
        named = _NAMED.match(block.lines[0])
        if named:
            yield from _named(block, where, named[1], late=cues)
        else:
            cues = True
            yield from _cue(block, where, srt=False)


def read_srt(text: str, where: str) -> Iterator[Timed | Finding]:
    """The cues of an SRT file, and what is wrong with it."""
    for block in blocks(text):
        yield from _cue(block, where, srt=True)


def _named(block: Block, where: str, name: str, *, late: bool) -> Iterator[Finding]:
    if name == "NOTE":
        for number, line in enumerate(block.lines):
            if "-->" in line:
                yield _arrow(where, block.line + number, line)
        return
    if late:
        yield finding_at(codes.MEDIA_113, where, block.line, 1, block.lines[0], block=name)
        return
    faults = list(_style(block, where) if name == "STYLE" else _region(block, where))
    yield from faults
    if not faults:
        yield finding_at(codes.MEDIA_114, where, block.line, 1, block.lines[0], block=name)


def _style(block: Block, where: str) -> Iterator[Finding]:
    for number, line in enumerate(block.lines):
        if match := _LOADS.search(line):
            yield finding_at(
                codes.MEDIA_112, where, block.line + number, match.start() + 1, line, what=match[0]
            )


def _region(block: Block, where: str) -> Iterator[Finding]:
    for number, line in enumerate(block.lines[1:], 1):
        for setting in re.finditer(r"\S+", line):
            if not is_setting(setting[0], _REGION):
                at = setting.start() + 1
                yield finding_at(
                    codes.MEDIA_117, where, block.line + number, at, line, setting=setting[0]
                )


def _cue(block: Block, where: str, *, srt: bool) -> Iterator[Timed | Finding]:
    at = 0 if "-->" in block.lines[0] else 1  # an identifier may stand before
    if len(block.lines) <= at or "-->" not in block.lines[at]:
        line = block.lines[0]
        yield finding_at(
            codes.MEDIA_105, where, block.line, 1, line, found=line, example=timing.example(srt=srt)
        )
        return
    number, line = block.line + at, block.lines[at]
    times, faults = timing.read(line, where, number, srt=srt)
    yield from faults
    for more, text in enumerate(block.lines[at + 1 :], number + 1):
        if "-->" in text and not (srt and not timing.looks_timed(text)):
            yield _arrow(where, more, text)
            times = None
    if times:
        start, end, settings = times
        yield Timed(start, end, settings, number, block.lines[at + 1 :])


def _arrow(where: str, number: int, line: str) -> Finding:
    return finding_at(codes.MEDIA_108, where, number, line.index("-->") + 1, line)
