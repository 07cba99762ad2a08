"""A receipt: `sr1:id:version:build:seconds:percent:score:checksum`, as receipt.ts writes it."""

import re

from scormpack.bookmark.record import Damage, Issue, Kind, Record
from scormpack.bookmark.sealing import checksum, sealed

MARK = "sr1"
_OURS = re.compile(r"sr1(:[\w.-]*)+", re.ASCII)
_FIELDS = 8
_WHOLE = re.compile(r"[0-9]{1,9}")


def read(text: str) -> Record | None:
    """The receipt in `text`; None where there is no sign of one.

    One whose checksum is wrong is told as it stands, and not `sound`.
    """
    found = _OURS.search(text)
    if found is None:
        return None
    fields = found[0].rstrip(".").split(":")[:_FIELDS]
    # Of one that was cut short the last field may be but the start of it.
    whole = fields if len(fields) == _FIELDS else fields[:-1]
    _, name, version, build, seconds, percent, score, _ = [*whole, *[""] * _FIELDS][:_FIELDS]
    if not name:
        return None
    right = sealed(fields, _FIELDS, ":")
    percents = [int(each) / 100 if _WHOLE.fullmatch(each) else None for each in (percent, score)]
    return Record(
        Kind.RECEIPT,
        ":".join(fields),
        sound=right,
        readable=True,
        damage=None if right else _damage(fields),
        completed=right,
        watched=percents[0],
        score=percents[1],
        issue=Issue(name, version, build),
        video_seconds=int(seconds) if _WHOLE.fullmatch(seconds) else None,
    )


def _damage(fields: list[str]) -> Damage:
    wanted = checksum(":".join(fields[: _FIELDS - 1]))
    cut = len(fields) < _FIELDS or wanted.startswith(fields[-1])
    return Damage.CUT if cut else Damage.CHANGED
