"""What each file of a package says: text, scripts, PDFs, and the files inside other files."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from scormpack.checker.opened import Opened
from scormpack.digest import sha256
from scormpack.leakage import pdftext, texts
from scormpack.leakage.letters import Reading
from scormpack.leakage.pdftext import UnreadableError

_MOST_BYTES = 64 * 1024**2  # of a file whose text is read, and of all that is packed in one
_MOST_MEMBERS = 2_000
_DEEPEST = 3  # a picture in a document that is attached to a PDF
_PDF, _ZIP = b"%PDF-", (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)


@dataclass(frozen=True)
class Said:
    """A file of a package, or one inside it: its name, SHA-256 in hex, and how it can be read.

    `fault` says why there is no reading where there should be one.
    """

    name: str
    sha256: str
    readings: tuple[Reading, ...] = ()
    fault: str | None = None


def said(opened: Opened, name: str) -> Iterator[Said]:
    """The file `name` of a package, then those inside it. Raises Damaged.

    Video, pictures and fonts are known by their bytes, whatever they are called; they say nothing.
    """
    head = next(opened.chunks(name), b"")
    if _is_media(head):
        yield Said(name, _digest(opened, name))
    elif opened.size(name) > _MOST_BYTES:
        yield Said(name, _digest(opened, name), fault=f"it is larger than {_MOST_BYTES:,} bytes")
    else:
        yield from _one(name, opened.read(name), _DEEPEST)


def _is_media(head: bytes) -> bool:
    return not head.startswith((_PDF, *_ZIP)) and not texts.is_text(head)


def _digest(opened: Opened, name: str) -> str:
    digest = hashlib.sha256()
    for chunk in opened.chunks(name):
        digest.update(chunk)
    return digest.hexdigest()


def _one(name: str, data: bytes, deeper: int) -> Iterator[Said]:
    digest = sha256(data)
    try:
        readings, inner = _opened(data)
        if inner and not deeper:
            raise UnreadableError("there are files in it that lie too deep")
    except UnreadableError as error:
        yield Said(name, digest, fault=str(error))
        return
    yield Said(name, digest, readings)
    for inside, held in inner:
        yield from _one(f"{name}/{inside}", held, deeper - 1)


def _opened(data: bytes) -> tuple[tuple[Reading, ...], list[tuple[str, bytes]]]:
    """The readings of a file, and the files inside it. Raises UnreadableError."""
    if data.startswith(_PDF):
        pdf = pdftext.read(data)
        readings = (Reading.of(pdf.pages, "page"), Reading.of(pdf.strings, "string"))
        return readings, [(f"attached-{n}", each) for n, each in enumerate(pdf.attached, 1)]
    if data.startswith(_ZIP):
        return (), list(_members(data))
    return (() if _is_media(data) else tuple(texts.readings(data))), []


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a DOCX or another zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            # zipfile never reads more of a member than its directory entry declares.
            if sum(each.file_size for each in members) > _MOST_BYTES:
                raise UnreadableError(f"it unpacks to more than {_MOST_BYTES:,} bytes")
            if len(members) > _MOST_MEMBERS:
                raise UnreadableError(f"it holds more than {_MOST_MEMBERS:,} files")
            for each in members:
                if not each.is_dir():
                    yield each.filename, archive.read(each)
    except _BROKEN as error:
        raise UnreadableError(str(error) or type(error).__name__) from error
