"""A series' text (wholetext.ts): a head, then parts of its modules, each under the module's key.

`sw2.` head, then of each opened module `~` key `.` main fields, then of each `~` key `.` terms and
detail. In earlier versions: `sw1.` head, then `~` key `.` bookmark for each.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from scormpack.bookmark import module
from scormpack.bookmark.record import AUDIENCES, Damage, Kind, Record
from scormpack.bookmark.sealing import checksum, number, sealed

MARK = r"sw[12]\."
PART = r"~[0-9a-z]{1,7}\.(?:sp1\.|(?:[0-9a-z]{1,6}|-)(?:\.[\w-]*){6})"
"""How a part begins, of a text that lost its start."""

_START = rf"(?:{MARK}|(?={PART}))"
_OURS = re.compile(rf"{_START}[\w.~-]*", re.ASCII)
_DAMAGED = re.compile(rf"{_START}(?:(?!{MARK}|sr1:).)*", re.DOTALL)
_OLDER = re.compile(r"([0-9a-z]{1,7})\.(sp1\..*)", re.ASCII | re.DOTALL)
_FIELDS = re.compile(r"[\w.-]*", re.ASCII)
_HEAD = 4  # fields, with the checksum
_MAIN = 8  # key, main fields, print, checksum
_REST = 9  # key, terms, detail, checksum
_TERMS = 4


def read(text: str) -> Record | None:
    """The series' text in `text`; None where there is no sign of one.

    Each part has a checksum of its own: of a damaged text those before the damage are read. Whether
    a module's print is that of its terms cannot be told.
    """
    found = _OURS.search(text)
    return _read(found[0]) if found else None


def read_on(text: str) -> Record | None:
    """The same, with the parts behind any damage, which the player reads too."""
    found = _DAMAGED.search(text)
    if found is None:
        return None
    before, mark, last = found[0].rpartition("~")
    return _read(before + mark + ".".join(_fields(last)))


def _read(text: str) -> Record:
    first, *parts = text.split("~")
    head = first.split(".")
    sound = sealed(head, _HEAD)
    older = first.startswith("sw1") or any(_OLDER.match(part) for part in parts)
    read = [_older(part) for part in parts] if older else _modules(parts)
    whole = sound and all(each is not None and each.sound for each in read)
    whole = whole and (older or all(map(_sealed, parts)))
    damage = _damage(read, head_sound=sound) if older else _damage_of_parts(parts, head)
    record = Record(
        Kind.SERIES,
        text,
        sound=whole,
        readable=sound or any(each is not None and each.readable for each in read),
        damage=None if whole else damage,
        modules=tuple(each for each in read if each is not None),
    )
    if not sound:
        return record
    flags = number(head[1])
    audience = AUDIENCES[min(flags >> 1, 3)]
    return replace(record, completed=bool(flags & 1), audience=audience, seconds=number(head[2]))


def _modules(parts: Sequence[str]) -> list[Record | None]:
    """Each module of which one part at least is sound, as they stand."""
    found: dict[str, dict[int, list[str]]] = {}
    for fields in map(_fields, parts):
        if sealed(fields, len(fields)) and len(fields) in (_MAIN, _REST):
            found.setdefault(fields[0], {}).setdefault(len(fields), fields)
    return [_joined(key, each.get(_MAIN), each.get(_REST)) for key, each in found.items()]


def _fields(part: str) -> list[str]:
    match = _FIELDS.match(part)
    return match[0].split(".") if match else []


def _sealed(part: str) -> bool:
    fields = _fields(part)
    return sealed(fields, _MAIN) or sealed(fields, _REST)


def _joined(key: str, main: list[str] | None, rest: list[str] | None) -> Record:
    text = "~".join(".".join(each) for each in (main, rest) if each)
    record = module.of_fields(
        text,
        main and main[1 : _MAIN - 2],
        rest and rest[1 : 1 + _TERMS],
        rest and rest[1 + _TERMS : -1],
    )
    damage = None if record.sound else Damage.CUT if main else Damage.CHANGED
    return replace(record, key=key, damage=damage)


def _damage_of_parts(parts: Sequence[str], head: list[str]) -> Damage:
    """Cut where all before the end is sound, and the end is the start of a part or nothing."""
    if not parts:
        return Damage.CUT
    last = _fields(parts[-1])
    short = len(last) < _REST or checksum(".".join(last[:-1])).startswith(last[-1])
    cut = sealed(head, _HEAD) and all(map(_sealed, parts[:-1])) and short
    return Damage.CUT if cut else Damage.CHANGED


def _older(part: str) -> Record | None:
    """One module's part; None where too little of it is left."""
    match = _OLDER.match(part)
    record = module.read(match[2]) if match else None
    return replace(record, key=match[1]) if match and record else None


def _damage(parts: list[Record | None], *, head_sound: bool) -> Damage:
    """Cut where all but the last part are sound, and that one is cut itself."""
    last = parts[-1] if parts else None
    cut = not parts or last is None or last.damage is Damage.CUT
    before = all(each is not None and each.sound for each in parts[:-1])
    return Damage.CUT if cut and before and (head_sound or not parts) else Damage.CHANGED
