"""What a source teaches, module by module, as far as it can be read: the catalogue of a series."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scormpack.errors import SourceError
from scormpack.findings import Finding, one_line
from scormpack.settings import SeriesSettings
from scormpack.source import load
from scormpack.source.files import shown
from scormpack.source.place import MODULE_FILE, SERIES_FILE, Place, find, read_document
from scormpack.source.yamlnode import Node


@dataclass(frozen=True)
class Row:
    """One module. `folder` is the name of its folder; None for one of `order` that has none.

    `planned`: series.yaml says that it will come.
    `number` is its place in the series, from 1. `captions` are languages. What module.yaml does not
    tell, or what cannot be read of it, is None or empty. `findings` are those of its folder.
    """

    number: int | None
    id: str | None
    title: str | None
    folder: str | None
    minutes: int | None = None
    job_aids: int | None = None
    packet_items: int | None = None
    questions: int | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    planned: bool = False


@dataclass(frozen=True)
class Overview:
    """A source's modules in teaching order, and the findings that are of no module alone.

    `id` and `title` are the series'; None for a module that stands alone.
    """

    id: str | None
    title: str | None
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the source and of every module."""
        return (*self.findings, *(each for row in self.rows for each in row.findings))


def overview(path: Path | str) -> Overview:
    """The modules of the series at `path`, those that are planned too, or the one module there.

    A module with mistakes has its row, with what can be read of it. Raises SourceError only where
    there is no source (SRC-001).
    """
    place = find(Path(path))
    findings = _findings(Path(path))
    series = _read(place.root, SERIES_FILE) if place.has_series else None
    modules = [_module(place, folder, series, findings) for folder in place.members]
    numbers = _numbers(series, modules)
    rows = [replace(row, number=numbers.get(row.id)) for row in modules]
    if place.only is None:
        there = {row.id for row in modules}
        planned = {each.text for each in series["planned"]} if series else set()
        rows += [
            Row(number, name, None, None, planned=name in planned)
            for name, number in numbers.items()
            if name not in there
        ]
    else:
        rows = [row for row in rows if row.folder == shown(place.only.name)]
    told = {finding for row in rows for finding in row.findings}
    return Overview(
        id=series["id"].text if series else None,
        title=series["title"].text if series else None,
        rows=tuple(sorted(rows, key=lambda row: (row.number is None, row.number or 0))),
        findings=tuple(finding for finding in findings if finding not in told),
    )


def _findings(path: Path) -> tuple[Finding, ...]:
    try:
        load(path)
    except SourceError as error:
        return error.findings
    return ()


def _read(folder: Path, name: str) -> Node | None:
    """The settings file as far as it is YAML; what is wrong with it `load` tells."""
    document, _ = read_document(folder, name, "")
    return Node.root(document) if document else None


def _module(place: Place, folder: Path, series: Node | None, findings: Sequence[Finding]) -> Row:
    prefix = one_line(place.prefix(folder))
    mine = tuple(finding for finding in findings if finding.where.startswith(prefix))
    root = _read(folder, MODULE_FILE)
    name = shown(folder.name)
    if root is None:
        return Row(None, None, None, name, findings=mine)
    return Row(
        number=None,
        id=root["id"].text,
        title=root["title"].text,
        folder=name,
        minutes=_whole(root["minutes"].text),
        job_aids=_count(root["job_aids"]),
        packet_items=_count(root["commanders_packet"]),
        questions=_count(root["questions"]["items"]),
        language=root["language"].text or (_language(series) if series else None),
        captions=tuple(str(each.path[-1]) for each in root["video"]["captions"].entries()),
        findings=mine,
    )


def _numbers(series: Node | None, modules: Sequence[Row]) -> dict[str | None, int]:
    """The place of each id: as `order` lists them, the others after them by folder name."""
    listed = [each.text for each in series["order"]] if series else []
    ids = dict.fromkeys([*listed, *(row.id for row in modules)])
    return {name: number for number, name in enumerate(filter(None, ids), 1)}


def _language(series: Node) -> str:
    return series["language"].text or str(SeriesSettings.model_fields["language"].default)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None


def _count(items: Node) -> int:
    return sum(1 for _ in items)
