"""One module's bookmark: `sp1.` head `.` checksum `.` detail `.` checksum (bookmark.ts)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scormpack.bookmark import slices
from scormpack.bookmark.record import AUDIENCES, Asked, Damage, Judged, Kind, Print, Record
from scormpack.bookmark.sealing import checksum, number, sealed, share
from scormpack.suspend import usual_slices

MARK = "sp1"
_OURS = re.compile(r"sp1(\.[\w-]*)+", re.ASCII)
_HEAD = 11  # fields up to the head's checksum
_WHOLE = 15
_MAIN = 5  # flags, score, attempts, place, seconds
_NO_MAIN = ("0", "-", "0", "0", "0")


def read(text: str) -> Record | None:
    """The bookmark in `text`; None where there is no sign of one.

    Of a damaged one: what its head says, where that is sound, else nothing.
    """
    found = _OURS.search(text)
    if found is None:
        return None
    fields = found[0].split(".")[:_WHOLE]
    shown = ".".join(fields)
    if not sealed(fields[:_HEAD], _HEAD):
        damage = _damage(fields, _HEAD)
        return Record(Kind.MODULE, shown, sound=False, readable=False, damage=damage)
    main, terms = fields[1 : 1 + _MAIN], fields[1 + _MAIN : _HEAD - 1]
    if not sealed(fields, _WHOLE):
        return replace(of_fields(shown, main, terms, None), damage=_damage(fields, _WHOLE))
    return of_fields(shown, main, terms, fields[_HEAD : _WHOLE - 1])


def of_fields(
    text: str,
    main: Sequence[str] | None,
    terms: Sequence[str] | None,
    detail: Sequence[str] | None,
) -> Record:
    """What the fields say (`Fields` in bookmark.ts); None where they were lost."""
    sound = main is not None and detail is not None
    record = _with_main(Record(Kind.MODULE, text, sound=sound, readable=True), main or _NO_MAIN)
    if main is None:
        record = replace(record, judged=None)
    if terms is None:
        return record
    position = record.position or 0
    watched, questions, video, lists = terms
    duration = number(video) / 1000
    record = replace(
        record,
        position=slices.start(duration, usual_slices(duration), position),
        asked=Asked(share(watched) or 0, share(questions)),
        content=Print(duration, lists),
    )
    return record if detail is None else _with_detail(record, detail, duration, position)


def _damage(fields: Sequence[str], count: int) -> Damage:
    """Cut where fields are missing, or characters of the last, the checksum."""
    wanted = checksum(".".join(fields[: count - 1]))
    cut = len(fields) < count or (len(fields) == count and wanted.startswith(fields[-1]))
    return Damage.CUT if cut else Damage.CHANGED


def _with_main(record: Record, main: Sequence[str]) -> Record:
    flags, score, attempts, position, seconds = main
    marks, right = number(flags), share(score)
    return replace(
        record,
        completed=bool(marks & 1),
        judged=Judged(bool(marks & 2), bool(marks & 4), bool(marks & 8)),
        audience=AUDIENCES[marks >> 4 & 3],
        attested=bool(marks & 64),
        score=None if right is None else min(1, right),
        attempts=number(attempts),
        position=number(position) / 1000,
        seconds=number(seconds),
    )


def _with_detail(record: Record, detail: Sequence[str], duration: float, position: float) -> Record:
    aids, choices, bitmap = detail
    record = replace(record, acknowledged=slices.bits(aids), chosen=slices.bits(choices))
    flags = slices.played(bitmap, duration)
    if flags is None:
        return record
    return replace(
        record,
        position=slices.start(duration, len(flags), position),
        slices=len(flags),
        watched=sum(flags) / len(flags) if flags else 0,
        played=tuple(slices.stretches(flags, duration)),
    )
