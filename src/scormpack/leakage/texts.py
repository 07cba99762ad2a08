"""The ways to read one text file of a package, so that mark-up and escapes hide nothing."""

import codecs
import re
from collections.abc import Iterator
from html import unescape

from scormpack.leakage.letters import Reading

# JSON in an attribute, mark-up in a string of a script: what one decoding leaves, a second reads.
_LEVELS = 2
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))", re.ASCII
)
_TAG = re.compile(r"<[/?a-zA-Z][^<>]*>|<!\[CDATA\[")
# With `<` and `>` in the values of attributes; in a script it would take whole strings for values.
_QUOTING = re.compile(r"<[/a-zA-Z](?>[^<>\"']+|\"[^\"]{0,4000}\"|'[^']{0,4000}')*+>")
_TIMING = re.compile(r"^(?:\d+\n)?[\d:.,]+[ \t]+-->[^\n]*$", re.MULTILINE)
_BREAKS = str.maketrans("\n\r", "  ")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def is_text(head: bytes) -> bool:
    """Whether a file that begins with `head` is text: marked as Unicode, or without a NUL."""
    return head.startswith(tuple(mark for mark, _ in _MARKS)) or b"\0" not in head


def readings(data: bytes) -> Iterator[Reading]:
    """HTML, XML, scripts, captions or plain text, read in each way that differs.

    With its mark-up and without, with and without comments and the times of cues, with the escapes
    of scripts and of mark-up as they stand and decoded. The parts of a reading are lines.
    """
    seen: set[str] = set()
    for text in _variants(_decoded(data)):
        reading = Reading.of(map(unescape, text.split("\n")))
        if reading.letters not in seen:
            seen.add(reading.letters)
            yield reading


def _decoded(data: bytes) -> str:
    mark, encoding = next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))
    text = data[len(mark) :].decode(encoding, "replace")
    return re.sub(r"\r\n?", "\n", text)


def _variants(text: str) -> Iterator[str]:
    """`text` as it stands and decoded; every variant has its lines where `text` has them."""
    for _ in range(_LEVELS):
        plain = _ESCAPE.sub(_character, text) if "\\" in text else text
        for each in dict.fromkeys((text, plain)):
            yield each
            yield _without(_TAG, each)
            yield _without(_TAG, "".join(_outside_comments(each)))
            for first in (_QUOTING, _TIMING):
                yield _without(_TAG, _without(first, each))
        text = "\n".join(unescape(line).translate(_BREAKS) for line in plain.split("\n"))


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _outside_comments(text: str) -> Iterator[str]:
    """No regular expression: each comment without an end would have it read all the rest."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[at:start]
        yield "\n" * text.count("\n", start, end)
        at = end + len("-->")
    yield text[at:]


def _character(escape: re.Match[str]) -> str:
    """The character that a script writes with a backslash (ECMA-262, 12.9.4)."""
    code = escape[1] or escape[2] or escape[3]
    if code:
        # Half of a pair stands for no letter by itself.
        number = int(code, 16)
        return " " if number in (0x0A, 0x0D) or number > 0x10FFFF else chr(number)
    return " " if escape[4] in "bfnrtv" else escape[4]
