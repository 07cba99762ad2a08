"""Captions: no input breaks the reader, and what it writes it reads again as the same."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from scormpack import captions

_ALPHABET = st.sampled_from("ab<>/&;-.:, \n\r\tivcbu0159#%é\u2028") | st.characters()
_PARTS = st.sampled_from(
    [
        *("WEBVTT", "\n\n", "\n", "00:01.000 --> 00:02.000", "00:00:01,000 --> 00:00:02,000"),
        *("<b>", "</b>", "<v Ann>", "<ruby>", "<rt>", "</rt>", "<lang es>", "&amp;", "&lt;"),
        *("STYLE", "NOTE", "REGION", "text", "-->", " line:50%", "<00:01.500>"),
    ]
)
_HTML = re.compile(r'(?:[^<>]|</?[biu]>|<br>|<span lang="[A-Za-z0-9-]+">|</span>)*')


@given(st.text(_ALPHABET) | st.lists(_PARTS).map("".join), st.sampled_from(["c.vtt", "c.srt"]))
def test_any_text_is_read_or_refused(text: str, where: str) -> None:
    track, findings = captions.read(text.encode("utf-8", "replace"), where, language="en")
    assert track is not None or findings
    for cue in track.cues if track else ():
        assert cue.start < cue.end
        assert cue.text
        assert _HTML.fullmatch(cue.html)


@given(st.binary(), st.sampled_from(["c.vtt", "c.srt"]))
def test_any_bytes_are_read_or_refused(data: bytes, where: str) -> None:
    track, findings = captions.read(data, where, language="en")
    assert track is not None or findings


@given(st.lists(_PARTS | st.text(_ALPHABET, max_size=5)).map("".join))
@example("<v Ann>\n<v Ann>")
@example("<v Ann>\n<v Ann>\ntext")
def test_what_is_written_is_read_the_same(text: str) -> None:
    data = f"WEBVTT\n\n00:01.000 --> 00:09.000\n{text}\n".encode("utf-8", "replace")
    track, _ = captions.read(data, "c.vtt", language="en")
    if track is None:
        return
    again, findings = captions.read(track.vtt, "c.vtt", language="en")
    assert again is not None, findings
    assert again.vtt == track.vtt
    assert [c.text for c in again.cues] == [c.text for c in track.cues]
