"""Whether module.yaml and the captions still say what the storyboard says."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from storyboard import Storyboard
from timing import LEAD, OPENING, TimedSlide
from tracks import texts

TOLERANCE = 0.5  # seconds


def listing(board: Storyboard, starts: Sequence[float]) -> str:
    """The block that module.yaml wants under `video`."""
    lines = [
        f'    - {{at: "{_clock(start)}", title: "{slide.title}"}}'
        for slide, start in zip(board.slides, starts, strict=True)
    ]
    return "\n".join(["  chapters:", *lines])


def starts(slides: Sequence[TimedSlide]) -> list[float]:
    """When each slide starts, in seconds."""
    return [slide.start for slide in slides]


def problems(board: Storyboard, folder: Path) -> list[str]:
    """One line for each way in which the folder's files differ from its storyboard."""
    module = folder / "module.yaml"
    settings = yaml.load(module.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — BaseLoader makes only text
    written = [(c["title"], _seconds(c["at"])) for c in settings["video"].get("chapters", [])]
    cues = _cues((folder / "captions.en.vtt").read_text(encoding="utf-8"))
    wanted = texts(board)
    if [text for _, text in cues] != [text for slide in wanted for text in slide]:
        return [f"{folder}: the captions are not the storyboard's: make the video again"]
    expected = list(
        zip((slide.title for slide in board.slides), _starts(wanted, cues), strict=True)
    )
    if len(written) != len(expected):
        return [f"{module}: {len(written)} chapters, {len(expected)} slides"]
    return [
        f"{module}: chapter {have[0]!r} at {have[1]:.1f} s, "
        f"but slide {want[0]!r} starts at {want[1]:.1f} s"
        for have, want in zip(written, expected, strict=True)
        if have[0] != want[0] or abs(have[1] - want[1]) > TOLERANCE
    ]


def _starts(wanted: list[list[str]], cues: list[tuple[float, str]]) -> list[float]:
    found, at = [], 0
    for i, slide in enumerate(wanted):
        found.append(cues[at][0] - (LEAD if i else OPENING))
        at += len(slide)
    return found


def _cues(vtt: str) -> list[tuple[float, str]]:
    """Start and text of each cue of a file that tracks.webvtt wrote."""
    blocks = [block.split("\n", 2) for block in vtt.strip().split("\n\n")[1:]]
    return [(_seconds(times.split(" ")[0]), _plain(text)) for _, times, text in blocks]


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + float(part)
    return total


def _clock(seconds: float) -> str:
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes}:{rest // 10:02}" + (f".{rest % 10}" if rest % 10 else "")
