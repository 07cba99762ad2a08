"""One module's bookmark: `sp1.` head `.` checksum `.` detail `.` checksum (bookmark.ts)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scormpack.bookmark import slices
from scormpack.bookmark.record import AUDIENCES, Asked, Damage, Judged, Kind, Print, Record
from scormpack.bookmark.sealing import checksum, number, sealed, share

MARK = "sp1"
_OURS = re.compile(r"sp1(\.[\w-]*)+", re.ASCII)
_HEAD = 11  # fields up to the head's checksum
_WHOLE = 15
_POSITION, _VIDEO = 4, 8


def read(text: str) -> Record | None:
    """The bookmark in `text`; None where there is no sign of one.

    Of a damaged one: what its head says, where that is sound, else nothing.
    """
    found = _OURS.search(text)
    if found is None:
        return None
    fields = found[0].split(".")[:_WHOLE]
    record = Record(Kind.MODULE, ".".join(fields), sound=False, readable=False)
    if not sealed(fields[:_HEAD], _HEAD):
        return replace(record, damage=_damage(fields, _HEAD))
    record = _with_head(record, fields[1 : _HEAD - 1])
    if not sealed(fields, _WHOLE):
        return replace(record, damage=_damage(fields, _WHOLE))
    return _with_detail(replace(record, sound=True), fields)


def _damage(fields: Sequence[str], count: int) -> Damage:
    """Cut where fields are missing, or characters of the last, the checksum."""
    wanted = checksum(".".join(fields[: count - 1]))
    cut = len(fields) < count or (len(fields) == count and wanted.startswith(fields[-1]))
    return Damage.CUT if cut else Damage.CHANGED


def _with_head(record: Record, head: Sequence[str]) -> Record:
    flags, score, attempts, position, seconds, watched, questions, video, lists = head
    marks, duration = number(flags), number(video) / 1000
    right = share(score)
    return replace(
        record,
        readable=True,
        completed=bool(marks & 1),
        judged=Judged(bool(marks & 2), bool(marks & 4), bool(marks & 8)),
        audience=AUDIENCES[marks >> 4 & 3],
        attested=bool(marks & 64),
        score=None if right is None else min(1, right),
        attempts=number(attempts),
        position=slices.start(duration, slices.count(duration), number(position) / 1000),
        seconds=number(seconds),
        asked=Asked(share(watched) or 0, share(questions)),
        content=Print(duration, lists),
    )


def _with_detail(record: Record, fields: Sequence[str]) -> Record:
    aids, choices, bitmap = fields[_HEAD : _WHOLE - 1]
    record = replace(record, acknowledged=slices.bits(aids), chosen=slices.bits(choices))
    duration = number(fields[_VIDEO]) / 1000
    flags = slices.played(bitmap, duration)
    if flags is None:
        return record
    return replace(
        record,
        position=slices.start(duration, len(flags), number(fields[_POSITION]) / 1000),
        slices=len(flags),
        watched=sum(flags) / len(flags) if flags else 0,
        played=tuple(slices.stretches(flags, duration)),
    )
