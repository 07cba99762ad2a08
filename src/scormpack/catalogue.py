"""index.html of an output folder: for training IT, what each package is and how to import it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scormpack import lmsfacts
from scormpack.formats import FORMATS, Format
from scormpack.rendering import render
from scormpack.settings import Audience

Record = Mapping[str, Any]

_FORMATS = {each.name: each for each in FORMATS}
_AUDIENCES = {
    Audience.OFFICER: "Line officers",
    Audience.COMMANDER: "Commanders",
    Audience.ALL: "Both, by choice",
}
_NEEDED = {
    **dict.fromkeys(("file", "format", "audience", "title", "sha256"), str),
    **dict.fromkeys(("number", "size"), int),
    "modules": list,
    "complete_when": list,
}


@dataclass(frozen=True)
class Row:
    """The packages of one module in one format: a cell for each audience of the group."""

    format: Format
    cells: tuple[tuple[Record, ...], ...]


@dataclass(frozen=True)
class Group:
    """The packages that teach the same modules. `conditions` is (audience, complete when …)."""

    title: str
    audiences: tuple[str, ...]
    rows: tuple[Row, ...]
    conditions: tuple[tuple[str, str], ...]


def page(records: Sequence[Record]) -> str:
    """The page about `records`, the entries of build.json; the same records, the same text.

    A record without a format is that of a zip of unknown origin; it and one that this version
    cannot read are listed apart.
    """
    known = [record for record in records if _is_known(record)]
    return render(
        "catalogue.html",
        groups=_groups(known),
        known=known,
        others=[record for record in records if not _is_known(record)],
        records=records,
        formats=_FORMATS,
        lmss=lmsfacts.LMSS,
        unread=lmsfacts.UNREAD,
        tools=sorted({str(record["tool"]) for record in known if "tool" in record}),
    ).decode()


def _is_known(record: Record) -> bool:
    return (
        all(isinstance(record.get(name), kind) for name, kind in _NEEDED.items())
        and record["format"] in _FORMATS
        and record["audience"] in _AUDIENCES
    )


def _groups(records: Iterable[Record]) -> list[Group]:
    """In teaching order; modules of one place, of two series, by title."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        found.setdefault(tuple(record["modules"]), []).append(record)
    ordered = sorted(found.values(), key=lambda of: (of[0]["number"], str(of[0]["title"])))
    return [_group(of) for of in ordered]


def _group(records: Sequence[Record]) -> Group:
    present = {record["audience"] for record in records}
    audiences = [audience for audience in _AUDIENCES if audience in present]
    ordered = sorted(records, key=lambda record: audiences.index(record["audience"]))
    conditions = dict.fromkeys(
        (_AUDIENCES[record["audience"]], record["complete_when"][0][1]) for record in ordered
    )
    return Group(
        # The officers' package has the module's own title; the commanders' adds for whom it is.
        title=ordered[0]["title"],
        audiences=tuple(_AUDIENCES[audience] for audience in audiences),
        rows=tuple(_rows(ordered, audiences)),
        conditions=tuple(conditions),
    )


def _rows(records: Sequence[Record], audiences: Sequence[Audience]) -> Iterable[Row]:
    for each in FORMATS:
        cells = tuple(
            tuple(
                record
                for record in records
                if record["format"] == each.name and record["audience"] == audience
            )
            for audience in audiences
        )
        if any(cells):
            yield Row(each, cells)
