"""What a PDF says: the text of its pages, its other strings, and the files attached to it."""

import io
import logging
import re
import struct
import zlib
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

# What pypdf says of a broken file would reach stderr; findings tell it.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# What pypdf raises for a file that is not what it seems.
_BROKEN = (
    *(PyPdfError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
    *(RuntimeError, OSError, EOFError, struct.error, zlib.error),
)


class UnreadableError(Exception):
    """There is no telling what a file says; the message says why."""


@dataclass(frozen=True)
class PdfText:
    """The text of each page; notes, titles and alternative texts; the bytes of attached files."""

    pages: tuple[str, ...]
    strings: tuple[str, ...]
    attached: tuple[bytes, ...]


def read(data: bytes) -> PdfText:
    """All that can be read in the PDF; raises UnreadableError."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableError("it is encrypted")
        # A soft hyphen is where a line happened to end.
        pages = tuple(re.sub("\xad\n?", "", page.extract_text()) for page in reader.pages)
        strings, attached = _objects(reader)
    except DependencyError:
        # The library that pypdf decrypts with is not there, and the password is not known.
        raise UnreadableError("it is encrypted") from None
    except _BROKEN as error:
        raise UnreadableError(str(error) or type(error).__name__) from error
    if not any(map(str.strip, pages)):
        raise UnreadableError("it has no text, only pictures of it")
    return PdfText(pages, strings, attached)


def _objects(reader: PdfReader) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """Text strings (ISO 32000-2, 7.9.2.2) and embedded files (7.11.4), wherever they lie."""
    strings: list[str] = []
    attached: list[bytes] = []
    held: list[object] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while held:
        value = held.pop()
        if isinstance(value, IndirectObject):
            number = (value.idnum, value.generation)
            if number not in seen:
                seen.add(number)
                held.append(value.get_object())
        elif isinstance(value, TextStringObject):
            strings.append(value)
        elif isinstance(value, ArrayObject):
            held += value
        elif isinstance(value, DictionaryObject):
            held += value.values()
            if isinstance(value, StreamObject) and value.get("/Type") == "/EmbeddedFile":
                attached.append(value.get_data())
    return tuple(strings), tuple(attached)
