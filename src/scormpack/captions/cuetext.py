"""The text of a cue: the few tags that captions need, and nothing else."""

import html
import re
from dataclasses import dataclass, field
from html.entities import html5

from scormpack.codes.media import MEDIA_109, MEDIA_110, MEDIA_111
from scormpack.findings import Code, Finding

ALLOWED = ("b", "i", "u", "v", "c", "ruby", "rt", "lang")
SRT_ALLOWED = ("b", "i", "u")
_SHOWN = frozenset(("b", "i", "u"))
_TOKEN = re.compile(r"<[^<>\n]*>|<|&#?\w+;|&|[^<&]+")
_TAG = re.compile(r"<(/?)([A-Za-z]+)((?:\.[\w-]+)*)(?:[ \t]+([^<>]*))?>")
_STAMP = re.compile(r"<(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});")


@dataclass(frozen=True)
class CueText:
    """A cue's text three ways: plain, as safe minimal HTML, and as canonical WebVTT."""

    text: str
    html: str
    vtt: str
    findings: tuple[Finding, ...]


@dataclass
class _Writer:
    """What was read so far: three outputs, the open tags, and the findings."""

    where: str
    lines: tuple[str, ...]
    first_line: int
    allowed: tuple[str, ...]
    plain: list[str] = field(default_factory=list)
    safe: list[str] = field(default_factory=list)
    vtt: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    voice: str = ""


def read(lines: tuple[str, ...], where: str, first_line: int, *, srt: bool = False) -> CueText:
    """The text in `lines` of a cue; `first_line` is where it stands in the file, from 1.

    WebVTT 4.2.2. In SRT, which has no rules of its own, only b, i and u are tags, and an
    ampersand or a less-than sign that begins nothing is text.
    """
    allowed = SRT_ALLOWED if srt else ALLOWED
    out = _Writer(where, lines, first_line, allowed)
    for token in _TOKEN.finditer("\n".join(lines)):
        value, at = token.group(), token.start()
        if value.startswith("<"):
            _tag(out, value, at, srt=srt)
        elif value.startswith("&"):
            _reference(out, value, at, srt=srt)
        else:
            _text(out, value)
    for name in reversed(out.opened):
        # A voice may last to the cue's end, and a ruby text to its ruby's (4.2.2).
        if name not in ("v", "rt"):
            _report(out, MEDIA_110, 0, tag=f"<{name}>", fault="is not closed")
        _close(out, name)
    return CueText(
        _filled("".join(out.plain)).strip(),
        "".join(out.safe),
        _filled("".join(out.vtt)),
        tuple(out.findings),
    )


def _filled(text: str) -> str:
    """Without lines that only tags stood on: an empty line would end the cue."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def _text(out: _Writer, value: str) -> None:
    out.plain.append(value)
    out.safe.append(html.escape(value, quote=False).replace("\n", "<br>"))
    out.vtt.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _reference(out: _Writer, value: str, at: int, *, srt: bool) -> None:
    known = value[1:] in html5 or (_NUMBER.fullmatch(value) is not None and value != "&#0;")
    if known:
        _text(out, html.unescape(value))
    elif srt:
        _text(out, value)
    else:
        _report(out, MEDIA_111, at, reference=value)


def _tag(out: _Writer, value: str, at: int, *, srt: bool) -> None:
    if not srt and _STAMP.fullmatch(value):
        return  # karaoke timing: words appear at once in our player
    match = _TAG.fullmatch(value)
    if match is None and srt and not re.match(r"</?[A-Za-z!?]", value):
        _text(out, value)
    elif match is None or match[2] not in out.allowed:
        _report(out, MEDIA_109, at, tag=value, allowed=", ".join(out.allowed))
    elif match[1]:
        _end(out, match[2], value, at)
    else:
        _start(out, match[2], (match[4] or "").strip(), value, at)


def _start(out: _Writer, name: str, annotation: str, value: str, at: int) -> None:
    fault = _fault(out, name, annotation)
    if fault:
        _report(out, MEDIA_110, at, tag=value, fault=fault)
    out.opened.append(name)
    spoken = html.unescape(annotation)
    if name in _SHOWN:
        out.safe.append(f"<{name}>")
        out.vtt.append(f"<{name}>")
    elif name == "lang":
        out.safe.append(f'<span lang="{html.escape(annotation)}">')
        out.vtt.append(f"<lang {annotation}>")
    elif name == "v" and spoken and spoken != out.voice:
        out.voice = spoken
        _text(out, f"{spoken}: ")
    elif name == "rt":
        _text(out, " (")


def _fault(out: _Writer, name: str, annotation: str) -> str:
    if name == "v" and not annotation:
        return "names nobody"
    if name == "lang" and not _LANGUAGE.fullmatch(annotation):
        return "names no language"
    if name == "rt" and "ruby" not in out.opened:
        return "stands outside ruby"
    return ""


def _end(out: _Writer, name: str, value: str, at: int) -> None:
    if name == "ruby" and out.opened[-1:] == ["rt"]:
        _close(out, out.opened.pop())
    if out.opened[-1:] != [name]:
        _report(out, MEDIA_110, at, tag=value, fault="closes what was not opened last")
        return
    _close(out, out.opened.pop())


def _close(out: _Writer, name: str) -> None:
    if name in _SHOWN:
        out.safe.append(f"</{name}>")
        out.vtt.append(f"</{name}>")
    elif name == "lang":
        out.safe.append("</span>")
        out.vtt.append("</lang>")
    elif name == "rt":
        _text(out, ")")


def _report(out: _Writer, code: Code, at: int, **values: object) -> None:
    before = "\n".join(out.lines)[:at]
    line = before.count("\n")
    out.findings.append(
        Finding.of(
            code,
            out.where,
            line=out.first_line + line,
            column=at - (before.rfind("\n") + 1) + 1,
            excerpt=out.lines[line],
            **values,
        )
    )
