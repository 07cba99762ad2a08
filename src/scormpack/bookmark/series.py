"""A series' text: `sw1.` head, then `~` key `.` bookmark for each opened module (wholetext.ts)."""

import re
from dataclasses import replace

from scormpack.bookmark import module
from scormpack.bookmark.record import AUDIENCES, Damage, Kind, Record
from scormpack.bookmark.sealing import number, sealed

MARK = "sw1"
_START = r"(?:sw1\.|~(?=[0-9a-z]{1,7}\.sp1\.))"
_OURS = re.compile(rf"{_START}[\w.~-]*", re.ASCII)
# The player reads on behind any damage.
_DAMAGED = re.compile(rf"{_START}(?:(?!sw1\.|sr1:).)*", re.DOTALL)
_PART = re.compile(r"([0-9a-z]{1,7})\.(.*)", re.ASCII)
_HEAD = 4  # fields, with the checksum


def read(text: str) -> Record | None:
    """The series' text in `text`; None where there is no sign of one.

    Each module has checksums of its own: of a damaged text those before the damage are read, and
    those after it too.
    """
    found = _OURS.search(text)
    if found is None:
        return None
    record = _read(found[0])
    damaged = None if record.sound else _DAMAGED.search(text)
    more = _read(damaged[0]) if damaged else record
    return more if _readable(more) > _readable(record) else record


def _readable(record: Record) -> int:
    return sum(each.readable for each in record.modules)


def _read(text: str) -> Record:
    first, *parts = text.split("~")
    head = first.split(".")
    sound = sealed(head, _HEAD)
    read = [_module(part) for part in parts]
    whole = sound and all(each is not None and each.sound for each in read)
    record = Record(
        Kind.SERIES,
        text,
        sound=whole,
        readable=sound or any(each is not None and each.readable for each in read),
        damage=None if whole else _damage(read, head_sound=sound),
        modules=tuple(each for each in read if each is not None),
    )
    if not sound:
        return record
    flags = number(head[1])
    audience = AUDIENCES[min(flags >> 1, 3)]
    return replace(record, completed=bool(flags & 1), audience=audience, seconds=number(head[2]))


def _module(part: str) -> Record | None:
    """One module's part; None where too little of it is left."""
    match = _PART.match(part)
    record = module.read(match[2]) if match else None
    return replace(record, key=match[1]) if match and record else None


def _damage(parts: list[Record | None], *, head_sound: bool) -> Damage:
    """Cut where all but the last part are sound, and that one is cut itself."""
    last = parts[-1] if parts else None
    cut = not parts or last is None or last.damage is Damage.CUT
    before = all(each is not None and each.sound for each in parts[:-1])
    return Damage.CUT if cut and before and (head_sound or not parts) else Damage.CHANGED
