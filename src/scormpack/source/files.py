"""The files of a module's folder: which there are, and which names cannot be used.

Nothing is opened and no link is followed on the way, so that a FIFO, a device or a loop can do no
harm.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scormpack.codes import source as codes
from scormpack.findings import Code, Finding
from scormpack.source.text import HIDDEN, named

MAX_PATH = 240
_JOINERS = frozenset("\u200c\u200d")
# "Naming Files, Paths, and Namespaces", learn.microsoft.com: reserved with any extension.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")]
)


class Kind(StrEnum):
    """What lies at a path, in words."""

    FILE = "a file"
    FOLDER = "a folder"
    LINK = "a symbolic link"
    DEVICE = "a device"
    PIPE = "a named pipe"
    SOCKET = "a socket"


_KINDS = {
    stat.S_IFREG: Kind.FILE,
    stat.S_IFDIR: Kind.FOLDER,
    stat.S_IFLNK: Kind.LINK,
    stat.S_IFIFO: Kind.PIPE,
    stat.S_IFSOCK: Kind.SOCKET,
}


@dataclass(frozen=True)
class Found:
    """What lies at a path: its kind, and its size in bytes."""

    kind: Kind
    size: int


def kind_of(status: os.stat_result) -> Kind:
    """The kind of thing that `status` describes."""
    return _KINDS.get(stat.S_IFMT(status.st_mode), Kind.DEVICE)


def listing(folder: Path) -> Mapping[str, Found]:
    """Everything below `folder` by its relative name with forward slashes, in order of name.

    Names that begin with a dot are left out: they belong to tools, not to the module. Raises
    OSError where a folder cannot be read.
    """
    found: dict[str, Found] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                status = entry.stat(follow_symlinks=False)
                kind = kind_of(status)
                found[prefix + entry.name] = Found(kind, status.st_size)
                if kind is Kind.FOLDER:
                    waiting.append(f"{prefix}{entry.name}/")
    return dict(sorted(found.items()))


def shown(name: str) -> str:
    r"""`name` with bytes that are not UTF-8 escaped: `caf\xe9.md`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def name_faults(folder: Path, prefix: str, found: Mapping[str, Found]) -> Iterator[Finding]:
    """What is wrong with the names and kinds of all of `found`; `prefix` is the folder's place."""
    for name, file in found.items():
        where = prefix + shown(name)
        yield from _unsafe_name(name, where)
        if file.kind is Kind.LINK:
            why = link_fault(folder, name)
            if why:
                yield Finding.of(codes.SRC_034, where, file=name.rpartition("/")[2], why=why)
        elif file.kind not in (Kind.FILE, Kind.FOLDER):
            yield Finding.of(codes.SRC_033, where, file=name.rpartition("/")[2], kind=file.kind)
    yield from _clashes(prefix, found)


def link_fault(folder: Path, name: str) -> str | None:
    """Why the link `name` cannot be used; None if it ends at a file or folder of `folder`."""
    try:
        target = (folder / name).resolve(strict=True)
    except FileNotFoundError:
        return "leads nowhere"
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise RuntimeError for a loop
        return "leads back to itself"
    if not target.is_relative_to(folder.resolve()):
        return "leads out of the module's folder"
    kind = kind_of(target.lstat())
    return None if kind in (Kind.FILE, Kind.FOLDER) else f"leads to {kind}"


def _unsafe_name(path: str, where: str) -> Iterator[Finding]:
    """Faults of the last segment of `path`, and of its whole length."""
    name = path.rpartition("/")[2]
    if any(0xDC80 <= ord(character) <= 0xDCFF for character in name):
        yield Finding.of(codes.SRC_035, where)
        return
    for character in name:
        if HIDDEN.match(character) or character in _JOINERS or character in "\t\n\r":
            yield Finding.of(codes.SRC_039, where, character=named(character))
            break
    # Since a folder is listed too, each segment is looked at once.
    if name.partition(".")[0].rstrip().lower() in _RESERVED:
        yield Finding.of(codes.SRC_040, where, why="it is the name of a device there")
    elif name.endswith((".", " ")):
        yield Finding.of(codes.SRC_040, where, why="it ends with a dot or a space")
    if len(path) > MAX_PATH:
        yield Finding.of(codes.SRC_041, where, count=len(path), most=MAX_PATH)


def _clashes(prefix: str, found: Mapping[str, Found]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, file in found.items():
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        other = first.setdefault(folded, name)
        # Below two folders that clash everything clashes; the folders say enough.
        if other != name and other.rpartition("/")[0] == name.rpartition("/")[0]:
            yield _clash(prefix, other, name, found[other].kind, file.kind)


def _clash(prefix: str, first: str, second: str, first_kind: Kind, second_kind: Kind) -> Finding:
    if Kind.FOLDER in (first_kind, second_kind) and first_kind is not second_kind:
        code: Code = codes.SRC_038
        if first_kind is Kind.FOLDER:
            first, second = second, first
    else:
        code = codes.SRC_037 if _same_but_for_form(first, second) else codes.SRC_036
    return Finding.of(code, prefix + second, first=first, second=second)


def _same_but_for_form(first: str, second: str) -> bool:
    return unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second)
