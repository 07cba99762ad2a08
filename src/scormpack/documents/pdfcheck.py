"""PDF job aids that are carried untouched: whether everyone can read them, and nothing runs."""

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from scormpack.codes import documents as codes
from scormpack.findings import Finding

# What qpdf says of a broken file would reach stderr; findings tell it.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_ACTIVE = {"/JavaScript": "JavaScript", "/Launch": "an action that starts a program"}
_TEXT = (b"Tj", b"TJ", b"'", b'"')
# A stream may claim to unpack to gigabytes; text operators come early.
_MAX_STREAM = 4_000_000
_MAX_DEPTH = 100
# How pikepdf begins what it says of an open file: with the whole path.
_STREAM = re.compile(r"^stream <.*>: ")
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def check(path: Path, where: str) -> tuple[int, tuple[Finding, ...]]:
    """The number of pages and what is wrong with the PDF at `path` (PDF-001 to PDF-007)."""
    try:
        with _opened(path) as pdf:
            if pdf.is_encrypted:
                return 0, (Finding.of(codes.PDF_002, where),)
            return len(pdf.pages), tuple(_findings(pdf, where))
    except pikepdf.PasswordError:
        return 0, (Finding.of(codes.PDF_002, where),)
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
        reason = _STREAM.sub("", str(error))
        return 0, (Finding.of(codes.PDF_001, where, reason=reason),)


def page_count(path: Path) -> int:
    """The number of pages of a PDF that is known to be good."""
    with _opened(path) as pdf:
        return len(pdf.pages)


@contextmanager
def _opened(path: Path) -> Iterator[Pdf]:
    # Given a path, pikepdf refuses one that is not UTF-8.
    with path.open("rb") as file, pikepdf.open(file) as pdf:
        yield pdf


def _findings(pdf: Pdf, where: str) -> Iterator[Finding]:
    if not len(pdf.pages):
        yield Finding.of(codes.PDF_001, where, reason="it has no pages")
        return
    for what in sorted(_active(pdf)):
        yield Finding.of(codes.PDF_003, where, what=what)
    if not _has_text(pdf):
        yield Finding.of(codes.PDF_004, where)
    if not _is_tagged(pdf):
        yield Finding.of(codes.PDF_005, where)
    if not str(pdf.Root.get("/Lang", "")).strip():
        yield Finding.of(codes.PDF_006, where)
    if not _title(pdf):
        yield Finding.of(codes.PDF_007, where)


def _active(pdf: Pdf) -> set[str]:
    """What would run when the file is opened or used, wherever in the file it is."""
    found: set[str] = set()
    for top in pdf.objects:
        held: list[tuple[Object, int]] = [(top, 0)]
        while held:
            value, depth = held.pop()
            if isinstance(value, Dictionary | Stream):
                found |= _actions(value)
                inner = [each for _, each in value.items()]
            elif isinstance(value, Array):
                inner = list(value)
            else:
                continue
            # Indirect objects come up by themselves.
            held += [
                (each, depth + 1)
                for each in inner
                if isinstance(each, Object) and not each.is_indirect and depth < _MAX_DEPTH
            ]
    return found


def _actions(value: Object) -> set[str]:
    found = {words for name, words in _ACTIVE.items() if value.get("/S") == Name(name)}
    names = value.get("/Names")
    if value.get("/Type") == Name.Catalog and isinstance(names, Dictionary):
        found |= {"JavaScript"} if "/JavaScript" in names else set()
    return found


def _has_text(pdf: Pdf) -> bool:
    return any(_shows_text(page.obj, _MAX_DEPTH, set()) for page in pdf.pages)


def _shows_text(holder: Object, depth: int, seen: set[tuple[int, int]]) -> bool:
    """Whether a page, or a form that it draws, shows text (ISO 32000-2, 9.4.3)."""
    contents = holder if isinstance(holder, Stream) else holder.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    if any(_mentions_text(stream) for stream in streams if isinstance(stream, Stream)):
        return True
    resources = holder.get("/Resources")
    forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(forms, Dictionary) or depth == 0:
        return False
    for form in forms.values():
        if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
            if form.objgen in seen:
                continue
            seen.add(form.objgen)
            if _shows_text(form, depth - 1, seen):
                return True
    return False


def _mentions_text(stream: Stream) -> bool:
    operators = set(_unpacked(stream).replace(b")", b") ").replace(b"]", b"] ").split())
    return any(operator in operators for operator in _TEXT)


def _unpacked(stream: Stream) -> bytes:
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return raw[:_MAX_STREAM]
    if stream.get("/Filter") in (Name.FlateDecode, [Name.FlateDecode]):
        try:
            return zlib.decompressobj().decompress(raw, _MAX_STREAM)
        except zlib.error:
            return b""
    return stream.read_bytes() if len(raw) < _MAX_STREAM // 100 else b""


def _is_tagged(pdf: Pdf) -> bool:
    """Marked as tagged, with a structure tree that holds something (ISO 32000-2, 14.7 and 14.8)."""
    marks, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    marked = isinstance(marks, Dictionary) and bool(marks.get("/Marked", False))
    children = tree.get("/K") if isinstance(tree, Dictionary) else None
    if isinstance(children, Array):
        return marked and len(children) > 0
    return marked and isinstance(children, Dictionary) and "/K" in children


def _title(pdf: Pdf) -> str:
    """The title in the XMP metadata or the document information (ISO 32000-2, 14.3)."""
    stream = pdf.Root.get("/Metadata")
    packet = _unpacked(stream) if isinstance(stream, Stream) else b""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = etree.fromstring(packet, parser) if packet.strip() else None
    titles = () if tree is None else tree.iter(_DC_TITLE)
    words = "".join(str(text) for title in titles for text in title.itertext())
    return (words or str(pdf.docinfo.get("/Title", ""))).strip()
