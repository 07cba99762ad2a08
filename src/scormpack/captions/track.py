"""Caption and description files: read strictly, checked, written again as canonical WebVTT."""

from collections.abc import Iterable, Iterator

from scormpack.captions import cuefile, cuetext
from scormpack.captions.cuefile import Timed
from scormpack.captions.cuetext import CueText
from scormpack.captions.lint import lint
from scormpack.codes import media as codes
from scormpack.findings import Finding, has_errors, in_order
from scormpack.prepared import Cue, Track

MAX_BYTES = 5_000_000
"""The largest caption or description file."""

_LABELS = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "hi": "हिन्दी",
    "ht": "Kreyòl ayisyen",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "so": "Soomaali",
    "tl": "Tagalog",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


def read(
    data: bytes,
    where: str,
    *,
    language: str,
    duration: float | None = None,
    descriptions: bool = False,
) -> tuple[Track | None, tuple[Finding, ...]]:
    """The track in `data`, a .vtt or .srt file as `where` ends, and every finding about it.

    The track is None where it could not be read whole (MEDIA-101 to MEDIA-120); findings of
    the family A11Y leave it usable. `duration` is the video's, in seconds; None leaves out what
    needs it. Descriptions are heard, not read, so reading speed and line length do not bind them.
    """
    text, findings = _decoded(data, where)
    if text is None:
        return None, findings
    srt = where.lower().endswith(".srt")
    items = list((cuefile.read_srt if srt else cuefile.read_vtt)(text, where))
    findings = tuple(item for item in items if isinstance(item, Finding))
    timed = [item for item in items if isinstance(item, Timed)]
    read_ = [(cue, cuetext.read(cue.payload, where, cue.line + 1, srt=srt)) for cue in timed]
    findings += tuple(finding for _, text_ in read_ for finding in text_.findings)
    shown = [(cue, text_) for cue, text_ in read_ if text_.text]
    findings += tuple(
        Finding.of(codes.MEDIA_118, where, line=cue.line, column=1)
        for cue, text_ in read_
        if not text_.text and not text_.findings
    )
    if not shown and not findings:
        findings += (Finding.of(codes.MEDIA_115, where),)
    broken = has_errors(findings)
    findings += tuple(lint(shown, where, duration, spoken=descriptions))
    track = None if broken or not shown else _track(shown, language)
    return track, in_order(findings)


def label(language: str) -> str:
    """A language's own name, as the captions menu shows it; the tag itself where not known."""
    main, _, region = language.partition("-")
    name = _LABELS.get(main.lower())
    if name is None:
        return language
    return f"{name} ({region})" if region else name


def _decoded(data: bytes, where: str) -> tuple[str | None, tuple[Finding, ...]]:
    if not where.lower().endswith((".vtt", ".srt")):
        return None, (Finding.of(codes.MEDIA_116, where),)
    if len(data) > MAX_BYTES:
        return None, (Finding.of(codes.MEDIA_120, where, limit=f"{MAX_BYTES:,}"),)
    if (nul := data.find(b"\0")) >= 0:
        line, column = _at(data, nul)
        return None, (Finding.of(codes.MEDIA_102, where, line=line, column=column),)
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}"
        line, column = _at(data, error.start)
        found = Finding.of(codes.MEDIA_101, where, line=line, column=column, byte=byte)
        return None, (found,)


def _at(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, from 1."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")


def _track(cues: Iterable[tuple[Timed, CueText]], language: str) -> Track:
    pairs = list(cues)
    return Track(
        language=language,
        label=label(language),
        cues=tuple(
            Cue(cue.start / 1000, cue.end / 1000, text.text, text.html) for cue, text in pairs
        ),
        vtt="".join(_written(pairs)).encode(),
    )


def _written(pairs: Iterable[tuple[Timed, CueText]]) -> Iterator[str]:
    yield "WEBVTT\n"
    for cue, text in pairs:
        settings = " ".join(s for s in cue.settings.split() if not s.startswith("region:"))
        times = f"{_clock(cue.start)} --> {_clock(cue.end)}"
        yield f"\n{times}{' ' if settings else ''}{settings}\n{text.vtt}\n"


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
