"""Where a source's settings lie: which folders make a series, and its files read without harm."""

import os
from dataclasses import dataclass
from pathlib import Path

from scormpack.codes import source as codes
from scormpack.errors import SourceError
from scormpack.findings import Finding
from scormpack.reading import at_most
from scormpack.source.files import Kind, kind_of, link_fault, shown
from scormpack.source.yamltext import MAX_BYTES, Document, read

MODULE_FILE = "module.yaml"
SERIES_FILE = "series.yaml"


@dataclass(frozen=True)
class Place:
    """What lies where a source is.

    `root` is the series' folder, or that of a module which stands alone. `members` are the modules'
    folders by name; of them `only` was asked for, or all where it is None.
    """

    root: Path
    has_series: bool
    members: tuple[Path, ...]
    only: Path | None
    faults: tuple[Finding, ...]

    def prefix(self, folder: Path) -> str:
        """How findings name what lies in `folder`: `02-immigration-detainer/`."""
        return f"{shown(folder.name)}/"


def find(path: Path) -> Place:
    """The place of the series or module at `path`. Raises SourceError where there is none."""
    where = shown(str(path))
    try:
        named = path.name in (MODULE_FILE, SERIES_FILE) and not path.is_dir()
        folder = (path.parent if named else path).resolve(strict=True)
        if _has(folder, SERIES_FILE) and path.name != MODULE_FILE:
            return _series(folder, only=None)
        if not _has(folder, MODULE_FILE):
            alone = path.name == MODULE_FILE
            none = "no module.yaml" if alone else "neither module.yaml nor series.yaml"
            raise _nothing(where, f"it has {none}{_similar(folder)}")
        if _has(folder.parent, SERIES_FILE):
            return _series(folder.parent, only=folder)
    except (OSError, RuntimeError, ValueError) as error:  # a loop; a NUL in the path
        raise _nothing(where, getattr(error, "strerror", None) or "it is no path") from None
    return Place(folder, has_series=False, members=(folder,), only=folder, faults=())


def _nothing(where: str, reason: str) -> SourceError:
    return SourceError([Finding.of(codes.SRC_001, where, reason=reason)])


def _similar(folder: Path) -> str:
    """The file that was perhaps meant: `, but Module.yml`; empty where there is none."""
    meant = {name.removesuffix(".yaml") for name in (MODULE_FILE, SERIES_FILE)}
    for entry in sorted(folder.iterdir()):
        near = entry.stem.lower() in meant and entry.suffix.lower() in (".yaml", ".yml")
        if near and entry.name != SERIES_FILE:
            return f", but {shown(entry.name)}"
    return ""


def _has(folder: Path, name: str) -> bool:
    return os.path.lexists(folder / name)


def _series(folder: Path, *, only: Path | None) -> Place:
    members, faults = [], []
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        member = folder / entry.name
        if entry.name.startswith(".") or not entry.is_dir() or not _has(member, MODULE_FILE):
            continue
        if entry.is_symlink():
            why = "leads to a module's folder elsewhere"
            faults.append(
                Finding.of(codes.SRC_034, shown(entry.name), file=shown(entry.name), why=why)
            )
        else:
            members.append(member)
    if not members and not faults:
        faults.append(Finding.of(codes.SRC_067, SERIES_FILE))
    return Place(folder, has_series=True, members=tuple(members), only=only, faults=tuple(faults))


def read_document(folder: Path, name: str, prefix: str) -> tuple[Document | None, list[Finding]]:
    """What the settings file `name` of `folder` says, and all that is wrong with it as YAML.

    Only an ordinary file is opened, or a link to one in the same folder.
    """
    where = prefix + name
    path = folder / name
    try:
        kind = kind_of(path.lstat())
        why = link_fault(folder, name) if kind is Kind.LINK else None
        if why is not None:
            return None, [Finding.of(codes.SRC_034, where, file=name, why=why)]
        kind = kind_of(path.stat())
        if kind is not Kind.FILE:
            return None, [Finding.of(codes.SRC_033, where, file=name, kind=kind)]
        raw = at_most(path, MAX_BYTES)
    except OSError as error:
        return None, [Finding.of(codes.SRC_021, where, reason=error.strerror)]
    return read(raw, where)
