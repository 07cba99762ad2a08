"""The timing line of a cue: two times and, in WebVTT, settings (WebVTT 4.1 and 4.4)."""

import re

from scormpack.codes import media as codes
from scormpack.findings import Code, Finding

_VTT_EXAMPLE = "00:01.000 --> 00:04.000"
_SRT_EXAMPLE = "00:00:01,000 --> 00:00:04,000"
_VTT_TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_SRT_TIME = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d),(\d{3})")
_ARROW = re.compile(r"[ \t]+-->[ \t]+")
PERCENT = r"(100(\.0+)?|\d{1,2}(\.\d+)?)%"
_SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(-?\d+|{PERCENT})(,(start|center|end))?"),
    "position": re.compile(rf"{PERCENT}(,(line-left|center|line-right))?"),
    "size": re.compile(PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
    "region": re.compile(r"\S+"),
}


def example(*, srt: bool) -> str:
    """A timing line as it should be."""
    return _SRT_EXAMPLE if srt else _VTT_EXAMPLE


def read(
    line: str, where: str, number: int, *, srt: bool
) -> tuple[tuple[int, int, str] | None, list[Finding]]:
    """Start and end in milliseconds and the settings of `line`, or what is wrong with it.

    `line` holds an arrow and is the file's line `number`, from 1.
    """
    halves = _ARROW.split(line.strip(" \t"), maxsplit=1)
    if len(halves) != 2:
        column = line.index("-->") + 1
        fault = finding_at(
            codes.MEDIA_105, where, number, column, line, found=line, example=example(srt=srt)
        )
        return None, [fault]
    last, settings = [*re.split(r"[ \t]+", halves[1], maxsplit=1), ""][:2]
    start, end = (_time(value, srt=srt) for value in (halves[0], last))
    faults = [
        finding_at(
            codes.MEDIA_106,
            where,
            number,
            line.rindex(value) + 1 if value else 1,
            line,
            value=value,
            example=example(srt=srt).split(" ")[0],
        )
        for value, time in ((halves[0], start), (last, end))
        if time is None
    ]
    if not srt:
        faults += _bad_settings(settings, line, where, number)
    elif settings.strip():
        value = settings.strip()
        at = line.rindex(value) + 1
        faults.append(finding_at(codes.MEDIA_107, where, number, at, line, setting=value))
    if start is None or end is None or faults:
        return None, faults
    if end <= start:
        shown = {"start": halves[0], "end": last}
        return None, [finding_at(codes.MEDIA_119, where, number, 1, line, **shown)]
    return (start, end, " ".join(settings.split())), []


def _bad_settings(settings: str, line: str, where: str, number: int) -> list[Finding]:
    seen: set[str] = set()
    faults = []
    for setting in settings.split():
        name = setting.partition(":")[0]
        if name in seen or not is_setting(setting, _SETTINGS):
            at = line.rindex(setting) + 1
            faults.append(finding_at(codes.MEDIA_107, where, number, at, line, setting=setting))
        seen.add(name)
    return faults


def is_setting(setting: str, known: dict[str, re.Pattern[str]]) -> bool:
    """Whether `setting` is a name of `known`, a colon and a value that the name may have."""
    name, colon, value = setting.partition(":")
    return bool(colon) and name in known and known[name].fullmatch(value) is not None


def _time(value: str, *, srt: bool) -> int | None:
    """Milliseconds."""
    match = (_SRT_TIME if srt else _VTT_TIME).fullmatch(value)
    if match is None or not value.isascii():
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def looks_timed(line: str) -> bool:
    """Whether `line` of an SRT text can only be meant as a timing line."""
    return re.match(r"\s*[\d:.,]+\s*-->\s*[\d:.,]+\s*$", line) is not None


def finding_at(
    code: Code, where: str, number: int, column: int, excerpt: str, **values: object
) -> Finding:
    """A finding at `column` of line `number`, which says `excerpt`."""
    return Finding.of(code, where, line=number, column=column, excerpt=excerpt, **values)
