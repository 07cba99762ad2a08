"""WebVTT and SRT files as blocks of lines, and their timing lines: strict, with line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scormpack.codes import media as codes
from scormpack.findings import Code, Finding

VTT_EXAMPLE = "00:01.000 --> 00:04.000"
SRT_EXAMPLE = "00:00:01,000 --> 00:00:04,000"
_VTT_TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_SRT_TIME = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d),(\d{3})")
_ARROW = re.compile(r"[ \t]+-->[ \t]+")
_PERCENT = r"(100(\.0+)?|\d{1,2}(\.\d+)?)%"
_SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(-?\d+|{_PERCENT})(,(start|center|end))?"),
    "position": re.compile(rf"{_PERCENT}(,(line-left|center|line-right))?"),
    "size": re.compile(_PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
    "region": re.compile(r"\S+"),
}
_REGION = {
    "id": re.compile(r"\S+"),
    "width": re.compile(_PERCENT),
    "lines": re.compile(r"\d+"),
    "regionanchor": re.compile(rf"{_PERCENT},{_PERCENT}"),
    "viewportanchor": re.compile(rf"{_PERCENT},{_PERCENT}"),
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
        yield _finding(codes.MEDIA_103, where, 1, 1, text.splitlines()[0] if text else "")
        return
    for number, line in enumerate(found[0].lines[1:], 2):
        if not _HEADER.fullmatch(line):
            yield _finding(codes.MEDIA_104, where, number, 1, line, found=line)
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
        yield _finding(codes.MEDIA_113, where, block.line, 1, block.lines[0], block=name)
        return
    faults = list(_style(block, where) if name == "STYLE" else _region(block, where))
    yield from faults
    if not faults:
        yield _finding(codes.MEDIA_114, where, block.line, 1, block.lines[0], block=name)


def _style(block: Block, where: str) -> Iterator[Finding]:
    for number, line in enumerate(block.lines):
        if match := _LOADS.search(line):
            yield _finding(
                codes.MEDIA_112, where, block.line + number, match.start() + 1, line, what=match[0]
            )


def _region(block: Block, where: str) -> Iterator[Finding]:
    for number, line in enumerate(block.lines[1:], 1):
        for setting in re.finditer(r"\S+", line):
            if not _is_setting(setting[0], _REGION):
                at = setting.start() + 1
                yield _finding(
                    codes.MEDIA_117, where, block.line + number, at, line, setting=setting[0]
                )


def _cue(block: Block, where: str, *, srt: bool) -> Iterator[Timed | Finding]:
    example = SRT_EXAMPLE if srt else VTT_EXAMPLE
    at = 0 if "-->" in block.lines[0] else 1  # an identifier may stand before
    if len(block.lines) <= at or "-->" not in block.lines[at]:
        line = block.lines[0]
        yield _finding(codes.MEDIA_105, where, block.line, 1, line, found=line, example=example)
        return
    number, line = block.line + at, block.lines[at]
    times, faults = _timing(line, where, number, srt=srt)
    yield from faults
    for more, text in enumerate(block.lines[at + 1 :], number + 1):
        if "-->" in text and not (srt and not _looks_timed(text)):
            yield _arrow(where, more, text)
            times = None
    if times:
        start, end, settings = times
        yield Timed(start, end, settings, number, block.lines[at + 1 :])


def _timing(
    line: str, where: str, number: int, *, srt: bool
) -> tuple[tuple[int, int, str] | None, list[Finding]]:
    example = SRT_EXAMPLE if srt else VTT_EXAMPLE
    halves = _ARROW.split(line.strip(" \t"), maxsplit=1)
    if len(halves) != 2:
        column = line.index("-->") + 1
        finding = _finding(
            codes.MEDIA_105, where, number, column, line, found=line, example=example
        )
        return None, [finding]
    last, settings = [*re.split(r"[ \t]+", halves[1], maxsplit=1), ""][:2]
    start, end = (_time(value, srt=srt) for value in (halves[0], last))
    faults = [
        _finding(
            codes.MEDIA_106,
            where,
            number,
            line.rindex(value) + 1 if value else 1,
            line,
            value=value,
            example=example.split(" ")[0],
        )
        for value, time in ((halves[0], start), (last, end))
        if time is None
    ]
    if not srt:
        faults += _bad_settings(settings, line, where, number)
    elif settings.strip():
        value = settings.strip()
        at = line.rindex(value) + 1
        faults.append(_finding(codes.MEDIA_107, where, number, at, line, setting=value))
    if start is None or end is None or faults:
        return None, faults
    if end <= start:
        shown = {"start": halves[0], "end": last}
        return None, [_finding(codes.MEDIA_119, where, number, 1, line, **shown)]
    return (start, end, " ".join(settings.split())), []


def _bad_settings(settings: str, line: str, where: str, number: int) -> list[Finding]:
    seen: set[str] = set()
    faults = []
    for setting in settings.split():
        name = setting.partition(":")[0]
        if name in seen or not _is_setting(setting, _SETTINGS):
            at = line.rindex(setting) + 1
            faults.append(_finding(codes.MEDIA_107, where, number, at, line, setting=setting))
        seen.add(name)
    return faults


def _is_setting(setting: str, known: dict[str, re.Pattern[str]]) -> bool:
    name, colon, value = setting.partition(":")
    return bool(colon) and name in known and known[name].fullmatch(value) is not None


def _time(value: str, *, srt: bool) -> int | None:
    """Milliseconds."""
    match = (_SRT_TIME if srt else _VTT_TIME).fullmatch(value)
    if match is None or not value.isascii():
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _looks_timed(line: str) -> bool:
    return re.match(r"\s*[\d:.,]+\s*-->\s*[\d:.,]+\s*$", line) is not None


def _arrow(where: str, number: int, line: str) -> Finding:
    return _finding(codes.MEDIA_108, where, number, line.index("-->") + 1, line)


def _finding(
    code: Code, where: str, number: int, column: int, excerpt: str, **values: object
) -> Finding:
    return Finding.of(code, where, line=number, column=column, excerpt=excerpt, **values)
