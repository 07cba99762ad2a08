"""Checksums and numbers as the player writes them: CRC-32 and base 36."""

import re
import zlib
from collections.abc import Sequence

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBER = re.compile(r"[0-9a-z]+")


def checksum(text: str) -> str:
    """CRC-32 (ISO 3309) of `text` in UTF-8, in base 36: at most seven digits."""
    value, digits = zlib.crc32(text.encode()), ""
    while value:
        value, digit = divmod(value, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or "0"


def sealed(fields: Sequence[str], count: int, separator: str = ".") -> bool:
    """Whether these are `count` fields, the last of which is the checksum of those before it."""
    return len(fields) == count and fields[-1] == checksum(separator.join(fields[:-1]))


def number(field: str) -> int:
    """A number of base 36; 0 where there is none."""
    match = _NUMBER.match(field)
    return int(match[0], 36) if match else 0


def share(field: str) -> float | None:
    """Millionths as a share; None for `-`."""
    return None if field == "-" else number(field) / 1e6
