"""Reads a module's folder or a series: frozen models, or every finding at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from scormpack.codes import source as codes
from scormpack.errors import SourceError
from scormpack.findings import Finding
from scormpack.model import Module, Series
from scormpack.reading import at_most
from scormpack.settings import Audience, Brand, ModuleSettings, SeriesSettings, Settings
from scormpack.source import logo, rules, seriesrules, wording
from scormpack.source.files import listing, name_faults
from scormpack.source.namedfiles import LOGOS, Folder, faults_of_named
from scormpack.source.place import MODULE_FILE, SERIES_FILE, Place, find, read_document
from scormpack.source.seriesrules import Member
from scormpack.source.yamlnode import Node
from scormpack.source.yamltext import Document

_Model = TypeVar("_Model", bound=Settings)


def load(path: Path | str) -> Series:
    """The series or module at `path`: its folder, or its series.yaml or module.yaml.

    A module's folder takes what it leaves out from series.yaml in the folder above, if there is
    one. Modules come as `order` lists them, the others after them by folder name.

    Raises SourceError with everything that is wrong with any of the files, in order of place.
    """
    place = find(Path(path))
    findings: list[Finding] = list(place.faults)
    series_document = None
    if place.has_series:
        series_document, faults = read_document(place.root, SERIES_FILE, "")
        findings += faults
    members = [_member(place, folder, findings) for folder in place.members]
    series = Node.root(series_document) if series_document else None
    settings = _validated(SeriesSettings, series_document, findings)
    known = seriesrules.known_ids(series, members)
    wanted = [member for member in members if place.only in (None, member.folder)]
    drafts = []
    for member in wanted:
        module_settings = _module(place, member, series, known, findings)
        if module_settings is not None:
            drafts.append(_Draft(member, module_settings))
    if series is not None:
        if place.only is None:
            findings += seriesrules.series_faults(series, members)
        _brand(place, series["brand"], findings)
    if findings:
        raise SourceError(findings)
    return Series(
        settings=settings, folder=place.root, modules=_modules(place, settings, members, drafts)
    )


@dataclass(frozen=True)
class _Draft:
    member: Member
    settings: ModuleSettings


def _member(place: Place, folder: Path, findings: list[Finding]) -> Member:
    """`folder` as far as its module.yaml can be read; the faults of a sibling are not told."""
    prefix = place.prefix(folder)
    document, faults = read_document(folder, MODULE_FILE, prefix)
    if place.only in (None, folder):
        findings += faults
    return Member(folder, prefix + MODULE_FILE, Node.root(document) if document else None)


def _validated(
    model: type[_Model], document: Document | None, findings: list[Finding]
) -> _Model | None:
    if document is None:
        return None
    try:
        return model.model_validate({} if document.data is None else document.data)
    except ValidationError as error:
        findings += wording.findings(document, model, error)
    return None


def _module(
    place: Place,
    member: Member,
    series: Node | None,
    known: frozenset[str],
    findings: list[Finding],
) -> ModuleSettings | None:
    prefix = place.prefix(member.folder)
    folder = _folder(member.folder, prefix, findings)
    if folder is not None:
        findings += name_faults(folder.path, prefix, folder.found)
    if member.root is None:
        return None
    if folder is not None:
        findings += rules.faults(member.root, folder)
    findings += seriesrules.module_faults(series, member.root, known)
    return _validated(ModuleSettings, member.root.document, findings)


def _folder(path: Path, prefix: str, findings: list[Finding]) -> Folder | None:
    try:
        return Folder(path, listing(path))
    except OSError as error:
        findings.append(Finding.of(codes.SRC_021, prefix or ".", reason=error.strerror))
        return None


def _brand(place: Place, brand: Node, findings: list[Finding]) -> None:
    file = brand["logo"]
    folder = _folder(place.root, "", findings) if file.text else None
    if file.text is None or folder is None:
        return
    if not (brand["logo_alt"].text or brand["name"].text):
        findings.append(file.finding(codes.SRC_070))
    faults = list(faults_of_named(file, folder, LOGOS))
    findings += faults
    if faults:
        return
    try:
        what = logo.fault(file.text, at_most(place.root / file.text, logo.MAX_BYTES))
    except OSError as error:
        findings.append(Finding.of(codes.SRC_021, file.text, reason=error.strerror))
        return
    if what is not None:
        findings.append(file.finding(codes.SRC_071, what=what))


def _modules(
    place: Place,
    settings: SeriesSettings | None,
    members: Sequence[Member],
    drafts: Sequence[_Draft],
) -> tuple[Module, ...]:
    """`drafts` as modules in teaching order, numbered by their place in the whole series."""
    order = list(settings.order) if settings else []
    order += [member.id for member in members if member.id and member.id not in order]
    modules = [_numbered(place, settings, draft, order) for draft in drafts]
    return tuple(sorted(modules, key=lambda module: module.number))


def _numbered(
    place: Place, settings: SeriesSettings | None, draft: _Draft, order: Sequence[str]
) -> Module:
    own = draft.settings
    folder = draft.member.folder
    base_iri = settings.base_iri if settings else own.base_iri
    language = own.language or (settings.language if settings else None)
    assert base_iri is not None, "SRC-065"  # noqa: S101 - refused above
    assert language is not None, "SRC-065"  # noqa: S101 - refused above
    return Module(
        settings=own,
        folder=folder,
        number=order.index(own.id) + 1,
        of=len(place.members),
        base_iri=base_iri,
        language=language,
        notice=own.notice or (settings.notice if settings else None),
        brand=settings.brand if settings else Brand(),
        brand_folder=place.root,
        audiences=settings.audiences if settings else (Audience.OFFICER, Audience.COMMANDER),
        series=settings,
    )
