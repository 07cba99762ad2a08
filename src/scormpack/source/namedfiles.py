"""The files that settings name: each exists, is inside the module, and is of a type it may be."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scormpack.codes import source as codes
from scormpack.findings import Finding
from scormpack.source.files import Found, Kind, link_fault
from scormpack.source.nearest import did_you_mean, nearest
from scormpack.source.yamlnode import Node

POSTERS = (".jpg", ".jpeg", ".png")
TRACKS = (".vtt", ".srt")
AIDS = (".md", ".pdf", ".docx")
LOGOS = (".svg", ".png")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Folder:
    """A folder whose files settings name, and everything that lies in it."""

    path: Path
    found: Mapping[str, Found]


def faults_of_named(node: Node, folder: Folder, types: tuple[str, ...] = ()) -> Iterator[Finding]:
    """What is wrong with the file that `node` names, if it names one. No `types`: any type."""
    name = node.text
    if name is None:
        return
    why = _why_outside(name)
    if why is not None:
        yield node.finding(codes.SRC_032, file=name, why=why)
        return
    if types and PurePosixPath(name).suffix.lower() not in types:
        yield node.finding(codes.SRC_043, file=name, name=_setting(node), types=", ".join(types))
    if name in folder.found:
        yield from _unusable(node, folder, name, folder.found[name])
    elif _through_link(folder, name):
        yield from _linked(node, folder, name)
    else:
        yield _missing(node, folder, name)


def _why_outside(name: str) -> str | None:
    if "\\" in name:
        return "it has a backslash"
    if name.startswith("/") or _DRIVE.match(name):
        return "it is absolute"
    segments = name.split("/")
    if ".." in segments:
        return "'..' leads out of it"
    if "." in segments or "" in segments:
        return "it has an empty or '.' segment"
    return "its name begins with a dot" if any(s.startswith(".") for s in segments) else None


def _through_link(folder: Folder, name: str) -> bool:
    parents = (str(parent) for parent in PurePosixPath(name).parents)
    return any(p in folder.found and folder.found[p].kind is Kind.LINK for p in parents)


def _unusable(node: Node, folder: Folder, name: str, found: Found) -> Iterator[Finding]:
    # Devices, pipes, sockets and links that lead nowhere are told of by `name_faults`.
    if found.kind is Kind.FOLDER:
        yield node.finding(codes.SRC_033, file=name, kind=found.kind)
    elif found.kind is Kind.FILE and found.size == 0:
        yield node.finding(codes.SRC_042, file=name)
    elif found.kind is Kind.LINK and link_fault(folder.path, name) is None:
        yield from _linked(node, folder, name)


def _linked(node: Node, folder: Folder, name: str) -> Iterator[Finding]:
    why = link_fault(folder.path, name)
    path = folder.path / name
    if why is not None:
        yield node.finding(codes.SRC_034, file=name, why=why)
    elif path.is_dir():
        yield node.finding(codes.SRC_033, file=name, kind=Kind.FOLDER)
    elif path.stat().st_size == 0:
        yield node.finding(codes.SRC_042, file=name)


def _missing(node: Node, folder: Folder, name: str) -> Finding:
    files = [each for each, found in folder.found.items() if found.kind is not Kind.FOLDER]
    for other in files:
        if _folded(other) == _folded(name):
            how = "upper and lower case" if _form(other) != _form(name) else "their Unicode form"
            return node.finding(codes.SRC_031, file=name, nearest=other, how=how)
    advice = "Put it there, or mend the name."
    if nearest(name, files) is not None:
        advice = did_you_mean(name, files, "")
    return node.finding(codes.SRC_030, file=name, name=_setting(node), advice=advice)


def _setting(node: Node) -> str:
    """`captions` for `video.captions.en`, `job_aids` for `job_aids.2.file`."""
    names = [part for part in node.path if isinstance(part, str)]
    parent = names[-2] if len(names) > 1 else names[-1]
    return parent if names[-1] == "file" or parent in ("captions", "descriptions") else names[-1]


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return _form(_form(name).casefold())
