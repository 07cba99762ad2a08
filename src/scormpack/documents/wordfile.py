"""DOCX job aids: a page made from each, beside the file itself."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError

import mammoth  # type: ignore[import-untyped]

from scormpack.codes import documents as codes
from scormpack.documents import aidhtml
from scormpack.findings import Finding
from scormpack.reading import at_most

_MAX_BYTES = 50_000_000  # packed, and again unpacked
_MAX_MEMBERS = 2_000
# The page's title is the heading of level 1.
_STYLES = "\n".join(
    (
        *(f"p[style-name='Heading {n}'] => h{min(n + 1, 6)}:fresh" for n in range(1, 7)),
        "p[style-name='Title'] => h2:fresh",
        "p[style-name='Subtitle'] => p:fresh",
    )
)
# What the zip, the XML or mammoth raise for a file that is not what it seems.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ExpatError, LookupError, ValueError, AttributeError, TypeError),
)


def read(path: Path, where: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The document as the HTML body of a page, and what is wrong with it or was left out."""
    data = at_most(path, _MAX_BYTES)
    fault = _fault(data)
    if fault:
        return None, (Finding.of(codes.PDF_201, where, reason=fault),)
    lost: set[str] = set()

    def leave_out(_: object) -> dict[str, str]:
        lost.add("pictures")
        return {}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(leave_out),
        )
    except _BROKEN as error:
        reason = str(error) or type(error).__name__
        return None, (Finding.of(codes.PDF_201, where, reason=reason),)
    lost |= {message.message for message in result.messages}
    html = aidhtml.clean(result.value)
    if result.value.count("<a href=") > html.count("<a href="):
        lost.add("links that lead out of what a job aid may name")
    return html, tuple(Finding.of(codes.PDF_202, where, what=what) for what in sorted(lost))


def _fault(data: bytes) -> str:
    if len(data) > _MAX_BYTES:
        return f"it is larger than {_MAX_BYTES:,} bytes"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "it is encrypted, or in the format before 2007"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return next(_members(archive), "")
    except _BROKEN as error:
        return str(error)


def _members(archive: zipfile.ZipFile) -> Iterator[str]:
    names = [info.filename for info in archive.infolist()]
    if len(names) > _MAX_MEMBERS:
        yield f"it holds {len(names)} parts"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield "it holds macros"
    if "word/document.xml" not in names:
        yield "it has no word/document.xml"
    # zipfile never reads more of a member than its directory entry declares.
    if sum(info.file_size for info in archive.infolist()) > _MAX_BYTES:
        yield f"it unpacks to more than {_MAX_BYTES:,} bytes"
