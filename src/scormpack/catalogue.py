"""index.html of an output folder: for training IT, what each package is and how to import it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scormpack import lmsfacts
from scormpack.formats import FORMATS, Format
from scormpack.model import Combination
from scormpack.rendering import render
from scormpack.settings import Audience

Record = Mapping[str, Any]

_FORMATS = {each.name: each for each in FORMATS}
_AUDIENCES = {
    Audience.OFFICER: "Line officers",
    Audience.COMMANDER: "Commanders",
    Audience.ALL: "Both, by choice",
}
_KIND = {
    Combination.MODULES: "",
    Combination.SERIES: ": one package of many units",
    Combination.SINGLE: ": one unit with a menu",
}
_WHAT = {
    Combination.MODULES: "",
    Combination.SERIES: "One package of {count} units, one for each module, in order. For LMSs "
    "that take several SCOs or assignable units in a course.",
    Combination.SINGLE: "One package of one unit: a menu leads to the {count} modules and records "
    "the whole once all are complete. For LMSs that take one SCO a course; it works in every LMS.",
}
_NEEDED = {
    **dict.fromkeys(("file", "format", "audience", "title", "sha256"), str),
    **dict.fromkeys(("number", "size"), int),
    "modules": list,
    "complete_when": list,
}


@dataclass(frozen=True)
class Row:
    """The packages of one group in one format: a cell for each audience of the group."""

    format: Format
    cells: tuple[tuple[Record, ...], ...]

    @property
    def says(self) -> str:
        """What an LMS holds of each learner; of a series, how it combines its modules."""
        record = next(record for cell in self.cells for record in cell)
        combined = _combination(record) is Combination.SERIES
        return self.format.combines if combined else self.format.reports


@dataclass(frozen=True)
class Group:
    """The packages that teach the same modules the same way.

    `conditions` is (audience or module, complete when …), `order` what must come before what.
    `chosen`: there is a package in which the learner says who takes it.
    """

    title: str
    what: str
    audiences: tuple[str, ...]
    rows: tuple[Row, ...]
    conditions: tuple[tuple[str, str], ...]
    order: tuple[tuple[str, str], ...]
    whole: bool
    chosen: bool


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
        and record["complete_when"] != []
        and all(isinstance(each, list) and len(each) == 2 for each in record["complete_when"])
    )


def _combination(record: Record) -> Combination:
    """Records of earlier versions know only packages of one module."""
    found = record.get("combination")
    known = [str(each) for each in Combination]
    return Combination(found) if found in known else Combination.MODULES


def _groups(records: Iterable[Record]) -> list[Group]:
    """Modules in teaching order, then series; modules of one place, of two series, by title."""
    found: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        key = (_combination(record), str(record.get("use") or ""), *record["modules"])
        found.setdefault(key, []).append(record)
    kinds = list(Combination)
    ordered = sorted(
        found.values(),
        key=lambda of: (
            kinds.index(_combination(of[0])),
            -len(of[0]["modules"]),
            of[0]["number"],
            str(of[0]["title"]),
        ),
    )
    return [_group(of) for of in ordered]


def _group(records: Sequence[Record]) -> Group:
    present = {record["audience"] for record in records}
    audiences = [audience for audience in _AUDIENCES if audience in present]
    ordered = sorted(records, key=lambda record: audiences.index(record["audience"]))
    combination = _combination(ordered[0])
    # The commanders' package has its audience in the title; the heading is of the whole group.
    plain = next((each for each in ordered if each["audience"] != Audience.COMMANDER), ordered[0])
    return Group(
        title=plain["title"] + _KIND[combination],
        what=_WHAT[combination].format(count=len(ordered[0]["modules"])),
        audiences=tuple(_AUDIENCES[audience] for audience in audiences),
        rows=tuple(_rows(ordered, audiences)),
        conditions=tuple(dict.fromkeys(_conditions(ordered, combination))),
        order=tuple((str(after), str(before)) for after, before in ordered[0].get("requires", ())),
        whole=combination is Combination.SERIES,
        chosen=Audience.ALL in present,
    )


def _conditions(records: Sequence[Record], combination: Combination) -> Iterable[tuple[str, str]]:
    """By audience; of several modules by module, and by audience where that matters."""
    if combination is Combination.MODULES:
        for record in records:
            yield _AUDIENCES[record["audience"]], record["complete_when"][0][1]
        return
    rules = [tuple(map(tuple, record["complete_when"])) for record in records]
    alike = all(rule == rules[0] for rule in rules)
    for record, rule in zip(records, rules, strict=True):
        whose = "" if alike else f" ({_AUDIENCES[record['audience']].lower()})"
        for title, condition in rule:
            yield f"{title}{whose}", condition


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
