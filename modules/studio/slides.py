"""Slide → PNG: typst with the drawing library, each slide by itself so that errors name theirs."""

import atexit
from functools import cache
from pathlib import Path
from shutil import copy, rmtree
from tempfile import mkdtemp

import font_source_sans_pro  # type: ignore[import-untyped]
import typst
from storyboard import Storyboard, StoryboardError

_HERE = Path(__file__).parent


def render(board: Storyboard, name: str) -> list[list[bytes]]:
    """The PNGs of every slide, 1280 × 720, one for each of its beats; `name` is the file's.

    StoryboardError tells, for each slide that cannot be drawn, its line and typst's message.
    """
    problems: list[str] = []
    drawn: list[list[bytes]] = []
    for i, slide in enumerate(board.slides):
        try:
            drawn.append([_draw(board, i, beat) for beat in range(slide.beats)])
        except typst.TypstError as error:
            problems.append(f"{name}:{slide.line}: slide {slide.title!r}: {error.message}")
    if problems:
        raise StoryboardError(problems)
    return drawn


def write(pictures: list[list[bytes]], folder: Path) -> list[Path]:
    """Writes `01.png`, or `01-1.png`, `01-2.png` … where a slide is revealed in steps."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, beats in enumerate(pictures, start=1):
        for step, png in enumerate(beats, start=1):
            suffix = f"-{step}" if len(beats) > 1 else ""
            paths.append(folder / f"{number:02}{suffix}.png")
            paths[-1].write_bytes(png)
    return paths


def _draw(board: Storyboard, index: int, beat: int) -> bytes:
    slide = board.slides[index]
    workshop = _workshop()
    source = workshop / "main.typ"
    source.write_text(f'#import "slides.typ": *\n#show: slide\n{slide.drawing}\n', encoding="utf-8")
    return typst.compile(
        source,
        root=workshop,
        format="png",
        ppi=72.0,
        font_paths=[workshop],
        ignore_system_fonts=True,
        sys_inputs={
            "module": board.title,
            "title": slide.title,
            "number": str(index + 1),
            "count": str(len(board.slides)),
            "beat": str(beat),
            "last_beat": str(slide.beats - 1),
        },
    )


@cache
def _workshop() -> Path:
    """A folder with the library and the font.

    Only the font's .ttf files: the package's .otf files of the same names have other metrics.
    """
    folder = Path(mkdtemp(prefix="studio-"))
    atexit.register(rmtree, folder)
    fonts = (Path(font_source_sans_pro.__file__).parent / "files").glob("SourceSansPro-*.ttf")
    for file in (*fonts, *_HERE.glob("*.typ")):
        copy(file, folder)
    return folder
