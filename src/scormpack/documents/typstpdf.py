"""Tagged PDFs (PDF/UA-1) of Markdown job aids, the same bytes on every machine."""

import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pikepdf
import typst

from scormpack.documents.nodes import Node

_TEMPLATE = Path(__file__).parents[1] / "templates" / "aid.typ"
_STANDARD: Final = "ua-1"
_FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
# Points. A card that is short is set large; what needs more than a page is set to be read.
_SIZES = (12.5, 12, 11.5, 11, 10.5, 10, 9.5)
_LONG = 10.5


@dataclass(frozen=True)
class Sheet:
    """What is printed. `title` is the document's, `heading` the words at its top."""

    title: str
    heading: str
    kind: str
    author: str
    lang: str
    region: str | None
    module: str
    version: str
    notice: str | None
    nodes: tuple[Node, ...]

    def json(self) -> str:
        """All of it, as the template reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def words(self) -> str:
        """Every character that is set in the text font."""
        return "".join(_words(asdict(self)))


def _words(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case {"t": "mono" | "code"}:
            return
        case dict():
            for each in value.values():
                yield from _words(each)
        case list() | tuple():
            for each in value:
                yield from _words(each)
        case _:
            return


class PrintError(Exception):
    """No PDF can be made; the message is Typst's."""


def maker() -> str:
    """What shapes the bytes besides the sheet: part of the cache key."""
    template = _TEMPLATE.read_text(encoding="utf-8")
    return f"typst {version('typst')} {version('font-source-sans-pro')} {template}"


def pdf(sheet: Sheet) -> bytes:
    """The sheet as a tagged PDF, as large as fits on one page. Raises PrintError.

    No date, no system font: nothing of this machine or day gets into the file.
    """
    with tempfile.TemporaryDirectory(prefix="scormpack-fonts-") as folder:
        # Typst takes folders of fonts, and the package's own holds each face twice.
        for path in _fonts():
            shutil.copy(path, folder)
        made = (_compiled(sheet, size, folder) for size in _SIZES)
        return next((data for data in made if _pages(data) == 1), _compiled(sheet, _LONG, folder))


def _compiled(sheet: Sheet, size: float, fonts: str) -> bytes:
    content = json.dumps({**asdict(sheet), "size": size}, ensure_ascii=False)
    try:
        return typst.compile(
            str(_TEMPLATE),
            root=str(_TEMPLATE.parent),
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=_STANDARD,
            sys_inputs={"aid": content},
        )
    except typst.TypstError as error:
        raise PrintError(str(error.args[0] if error.args else error)) from None


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


@cache
def _fonts() -> list[Path]:
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise PrintError("the package font-source-sans-pro is not installed")
    folder = Path(found.origin).parent / "files"
    return [folder / f"SourceSansPro-{face}.ttf" for face in _FACES]


def missing(text: str) -> str:
    """The characters of `text` that the font of the PDFs does not have, each once."""
    known = _characters()
    return "".join(sorted({c for c in text if not c.isspace() and c not in known}))


@cache
def _characters() -> frozenset[str]:
    return frozenset(map(chr, _cmap(_fonts()[0].read_bytes())))


def _cmap(font: bytes) -> set[int]:
    """The code points of a TrueType font's format 4 or 12 character map (OpenType, cmap)."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(font[at : at + size], "big")

    tables = {font[12 + 16 * n :][:4]: number(20 + 16 * n, 4) for n in range(number(4, 2))}
    start, found = tables[b"cmap"], set[int]()
    for n in range(number(start + 2, 2)):
        at = start + number(start + 8 + 8 * n, 4)
        if number(at, 2) == 4:
            ends, count = at + 14, number(at + 6, 2) // 2
            for segment in range(count):
                end = number(ends + 2 * segment, 2)
                begin = number(ends + 2 * count + 2 + 2 * segment, 2)
                found.update(range(begin, end + 1))
        elif number(at, 2) == 12:
            for group in range(number(at + 12, 4)):
                place = at + 16 + 12 * group
                found.update(range(number(place, 4), number(place + 4, 4) + 1))
    return found - {0xFFFF}
