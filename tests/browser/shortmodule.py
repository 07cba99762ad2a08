"""The six-second module with a video of two seconds, for tests that play it whole many times."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.makemedia import Clip, make

_SIX_SECONDS = Path(__file__).parents[1] / "sources" / "good" / "six-seconds"
SECONDS = 2
_LONG = 20
_CUES = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nOne. Two.\n"
_CHAPTERS = """  chapters:
    - {at: "0:00", title: The first half}
    - {at: "0:03", title: The second half}
"""

VARIANTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "plain": (),
    "two-attempts": (("attempts: 0", "attempts: 2"),),
    "normal": (("expires: P2Y}", "expires: P2Y, exit_when_complete: normal}"),),
}
"""By name: what stands in module.yaml instead of what."""


def write_short(
    folder: Path, seconds: float = SECONDS, version: str = "1.0.0", variant: str = "plain"
) -> Path:
    """`folder`, which is made, with the module `short` in it."""
    shutil.copytree(_SIX_SECONDS, folder)
    text = (folder / "module.yaml").read_text(encoding="utf-8")
    for before, after in (
        ("id: six-seconds", "id: short"),
        ("title: Six seconds\n", "title: Short briefing\n"),
        ("version: 1.0.0", f"version: {version}"),
        (_CHAPTERS, ""),
        *VARIANTS[variant],
    ):
        assert before in text
        text = text.replace(before, after, 1)
    (folder / "module.yaml").write_text(text, encoding="utf-8")
    for name in ("captions.en.vtt", "descriptions.en.vtt"):
        (folder / name).write_text(_CUES, encoding="utf-8")
    # A long one need not look well: it is for being played at many times its speed.
    rate = 25 if seconds < _LONG else 2
    make(folder / "video.mp4", Clip(seconds=seconds, width=320, height=180, rate=rate))
    return folder
