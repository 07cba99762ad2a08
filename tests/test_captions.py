"""Caption files: what is read, what is refused and where, what is written again."""

import pytest

from scormpack import captions
from scormpack.captions import cuetext
from scormpack.prepared import Cue

VTT = "WEBVTT\n\n"


def found(data: str | bytes, where: str = "m/c.vtt", **options: float | bool) -> list[str]:
    raw = data if isinstance(data, bytes) else data.encode()
    duration = options.get("duration")
    _, findings = captions.read(
        raw,
        where,
        language="en",
        duration=None if duration is None else float(duration),
        descriptions=bool(options.get("descriptions", False)),
    )
    return [f"{f.code.id}@{f.line}:{f.column}" for f in findings]


def cue(text: str, times: str = "00:01.000 --> 00:04.000") -> str:
    return f"{VTT}{times}\n{text}\n"


def test_a_plain_file_becomes_cues_and_canonical_webvtt() -> None:
    data = (
        "\ufeffWEBVTT - Traffic stops\r\nKind: captions\r\n\r\nNOTE\r\nmade by hand\r\n\r\n"
        "intro\r\n00:01.000 --> 00:04.500 line:90%,end align:start\r\n"
        "Good <b>morning</b> &amp; welcome.\r\n\r\n"
        "100:00:05.000 --> 100:00:07.000\r\n<v Duty officer>Sign <i.loud>here</i></v>\r\n"
    )
    track, findings = captions.read(data.encode(), "m/c.vtt", language="es-MX")
    assert findings == ()
    assert track is not None
    assert (track.language, track.label) == ("es-MX", "Español (MX)")
    assert track.cues == (
        Cue(1.0, 4.5, "Good morning & welcome.", "Good <b>morning</b> &amp; welcome."),
        Cue(360005.0, 360007.0, "Duty officer: Sign here", "Duty officer: Sign <i>here</i>"),
    )
    assert track.vtt.decode() == (
        "WEBVTT\n"
        "\n00:00:01.000 --> 00:00:04.500 line:90%,end align:start\n"
        "Good <b>morning</b> &amp; welcome.\n"
        "\n100:00:05.000 --> 100:00:07.000\nDuty officer: Sign <i>here</i>\n"
    )


def test_srt_is_read_and_its_arrows_and_signs_are_text() -> None:
    data = (
        "1\n00:00:01,000 --> 00:00:04,000\nA < B & C\n<i>one</i>\n\n"
        "2\n00:00:05,000 --> 00:00:07,000\nA --> B\n"
    )
    track, findings = captions.read(data.encode(), "m/c.SRT", language="en")
    assert findings == ()
    assert track is not None
    assert [c.text for c in track.cues] == ["A < B & C\none", "A --> B"]
    assert track.cues[0].html == "A &lt; B &amp; C<br><i>one</i>"
    assert b"\nA --&gt; B\n" in track.vtt
    again, findings = captions.read(track.vtt, "m/c.vtt", language="en")
    assert findings == ()
    assert again is not None
    assert again.cues == track.cues


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\n", ["MEDIA-101@4:1"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n", ["MEDIA-102@4:2"]),
        ("WEBVTT".encode("utf-16"), ["MEDIA-102@1:4"]),
        ("00:01.000 --> 00:02.000\nHello\n", ["MEDIA-103@1:1"]),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nHello\n", ["MEDIA-103@1:1"]),
        ("", ["MEDIA-103@1:1"]),
        (
            "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:0\n\n00:01.000 --> 00:02.000\nHello\n",
            ["MEDIA-104@2:1"],
        ),
        (VTT + "just text\n", ["MEDIA-105@3:1"]),
        (VTT + "00:01.000-->00:02.000\nHello\n", ["MEDIA-105@3:10"]),
        (cue("Hello", "00:01,000 --> 00:02.000"), ["MEDIA-106@3:1"]),
        (cue("Hello", "00:01.000 --> 00:62.000"), ["MEDIA-106@3:15"]),
        (cue("Hello", "00:01.00 --> 00:02.0"), ["MEDIA-106@3:1", "MEDIA-106@3:14"]),
        (cue("Hello", "1:00:01.000 --> 1:00:02.000"), ["MEDIA-106@3:1", "MEDIA-106@3:17"]),
        (cue("Hello", "00:01.000 --> 00:02.000 colour:red"), ["MEDIA-107@3:25"]),
        (cue("Hello", "00:01.000 --> 00:02.000 size:101%"), ["MEDIA-107@3:25"]),
        (cue("Hello", "00:01.000 --> 00:02.000 size:1% size:1%"), ["MEDIA-107@3:33"]),
        (cue("from A --> B"), ["MEDIA-108@4:8"]),
        (VTT + "NOTE a --> b\nc\n\n00:01.000 --> 00:02.000\nHello\n", ["MEDIA-108@3:8"]),
        (cue("an <img src=x onerror=alert(1)> x"), ["MEDIA-109@4:4"]),
        (cue("one\na <font>b"), ["MEDIA-109@5:3"]),
        (cue("a < b"), ["MEDIA-109@4:3"]),
        (cue("<b>bold"), ["MEDIA-110@4:1"]),
        (cue("<b><i>x</b></i>"), ["MEDIA-110@4:1", "MEDIA-110@4:8"]),
        (cue("<v>nobody"), ["MEDIA-110@4:1"]),
        (cue("<lang 1>x</lang>"), ["MEDIA-110@4:1"]),
        (cue("<rt>x</rt>"), ["MEDIA-110@4:1"]),
        (cue("Q&A and &bogus;"), ["MEDIA-111@4:2", "MEDIA-111@4:9"]),
        (
            VTT + "STYLE\n::cue { background: URL(x) }\n\n00:01.000 --> 00:02.000\nHello\n",
            ["MEDIA-112@4:21"],
        ),
        (
            VTT + "STYLE\n@import 'x';\n\n00:01.000 --> 00:02.000\nHello\n",
            ["MEDIA-112@4:1"],
        ),
        (cue("Hello\n\nSTYLE\n::cue { color: red }"), ["MEDIA-113@6:1"]),
        (
            VTT + "STYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nHello\n",
            ["MEDIA-114@3:1"],
        ),
        (
            VTT + "REGION\nid:a\nwidth:40%\n\n00:01.000 --> 00:02.000 region:a\nHello\n",
            ["MEDIA-114@3:1"],
        ),
        (VTT, ["MEDIA-115@None:None"]),
        (
            VTT + "REGION\nid:a width:4\n\n00:01.000 --> 00:02.000\nHello\n",
            ["MEDIA-117@4:6"],
        ),
        (cue("") + "\n00:05.000 --> 00:06.000\nHello\n", ["MEDIA-118@3:1"]),
        (cue("Hello", "00:02.000 --> 00:02.000"), ["MEDIA-119@3:1"]),
    ],
)
def test_faults_of_syntax_are_found_at_their_place(data: str | bytes, expected: list[str]) -> None:
    assert found(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("1\n00:00:01.000 --> 00:00:02.000\nHello\n", ["MEDIA-106@2:1", "MEDIA-106@2:18"]),
        ("1\n00:00:01,000 --> 00:00:02,000 X1:5\nHello\n", ["MEDIA-107@2:31"]),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nHello\n00:00:03,000 --> 00:00:04,000\nB\n",
            ["MEDIA-108@4:14"],
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\n<font color=red>Hello</font>\n", ["MEDIA-109@3:1"]),
    ],
)
def test_faults_of_srt(data: str, expected: list[str]) -> None:
    assert found(data, "m/c.srt")[: len(expected)] == expected


def test_other_kinds_and_sizes_are_refused() -> None:
    assert found("x", "m/c.ttml") == ["MEDIA-116@None:None"]
    assert found(b"x" * 5_000_001) == ["MEDIA-120@None:None"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", ["A11Y-003@6:1"]),
        ("00:01.000 --> 00:02.001\nA\n\n00:02.000 --> 00:03.000\nB\n", ["A11Y-004@6:1"]),
        ("00:08.000 --> 00:10.101\nA\n", ["A11Y-005@3:1"]),
        ("00:01.000 --> 00:02.000\n" + "x" * 26 + "\n", ["A11Y-006@3:1"]),
        ("00:01.000 --> 00:02.000\n" + "x" * 25 + "\n", ["A11Y-007@3:1"]),
        ("00:01.000 --> 00:02.000\n" + "x" * 20 + "\n", []),
        ("00:01.000 --> 00:09.000\n" + "x" * 43 + "\n", ["A11Y-008@4:43"]),
        ("00:01.000 --> 00:09.000\n" + "x" * 42 + "\n", []),
        ("00:01.000 --> 00:09.000\na\nb\nc\n", ["A11Y-009@3:1"]),
        ("00:01.000 --> 00:02.000\nA\n\n00:02.000 --> 00:10.000\nB\nC\n", []),
    ],
)
def test_lint(text: str, expected: list[str]) -> None:
    assert found(VTT + text, duration=10) == expected


def test_descriptions_are_heard_so_their_length_is_free() -> None:
    text = "00:01.000 --> 00:02.000\n" + "word " * 40 + "\n"
    assert found(VTT + text, duration=10, descriptions=True) == []


def test_a_track_with_gaps_in_access_is_still_a_track() -> None:
    track, findings = captions.read(cue("x" * 90).encode(), "m/c.vtt", language="xx", duration=2.0)
    assert track is not None
    assert track.label == "xx"
    assert [f.code.id for f in findings] == ["A11Y-005", "A11Y-006", "A11Y-008"]


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("<c.yellow>x</c>", "x", "x"),
        ("<lang es>hola</lang>", '<span lang="es">hola</span>', "hola"),
        ("<ruby>漢<rt>kan</ruby>", "漢 (kan)", "漢 (kan)"),
        ("a <00:02.000>b", "a b", "a b"),
        ("&lt;script&gt;", "&lt;script&gt;", "<script>"),
        ('<v Ann "Q">x', 'Ann "Q": x', 'Ann "Q": x'),
        ("one\n<u>two</u>", "one<br><u>two</u>", "one\ntwo"),
        ("&#x27;&nbsp;x", "'\xa0x", "'\xa0x"),
    ],
)
def test_mark_up(text: str, html: str, plain: str) -> None:
    read = cuetext.read(tuple(text.split("\n")), "m/c.vtt", 1)
    assert (read.html, read.text, read.findings) == (html, plain, ())
