"""Names of files in a package: what unpacks everywhere, to the same place, and is let in."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from scormpack.codes import container
from scormpack.findings import Finding

_REFUSED = frozenset({".zip", ".dat", ".php", ".sh", ".py", ".asp"})


def unsafe(name: str) -> str | None:
    """Why `name` must not be unpacked, if so."""
    segments = name.removesuffix("/").split("/")
    tests = (
        ("\\" in name, "backslash"),
        (name.startswith("/"), "absolute"),
        (re.match(r"[A-Za-z]:", name) is not None, "drive"),
        (".." in segments, "'..'"),
        ("" in segments or "." in segments, "empty or '.' segment"),
        (any(not character.isprintable() for character in name), "unprintable character"),
    )
    return next((reason for holds, reason in tests if holds), None)


def clashes(label: str, names: Iterable[str]) -> Iterator[Finding]:
    """Names that are one on some file systems, or a file and a folder at once."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Finding.of(container.ZIP_012, f"{label}/{name}", other=other)
        for parent in PurePosixPath(name).parents:
            folders.setdefault(str(parent), name)
    for name in names:
        if name in folders:
            yield Finding.of(container.ZIP_022, f"{label}/{name}", other=folders[name])


def unwelcome(label: str, names: Iterable[str]) -> Iterator[Finding]:
    """What LMSs were seen to refuse or mix up; schemas may share names with other folders'."""
    bases: dict[str, str] = {}
    for name in sorted(names):
        path = PurePosixPath(name)
        if path.suffix.lower() in _REFUSED:
            yield Finding.of(container.ZIP_018, f"{label}/{name}", suffix=path.suffix.lower())
        if path.suffix.lower() in {".xsd", ".dtd"}:
            continue
        other = bases.setdefault(path.name, name)
        if other != name:
            yield Finding.of(container.ZIP_019, f"{label}/{name}", other=other)
