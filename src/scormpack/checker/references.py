"""References from manifests and pages to files of the package (RFC 3986)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from scormpack.checker.opened import Opened
from scormpack.codes._references import ReferenceCodes
from scormpack.findings import Finding


class Fault(StrEnum):
    """How a reference can be wrong; the values are the fields of `ReferenceCodes`."""

    MISSING = "missing"
    CASE = "case"
    ENCODING = "encoding"
    UNSAFE = "unsafe"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Reference:
    """Where a reference leads: a file of the package, or a fault. `actual` is the likely file."""

    name: str | None
    fault: Fault | None = None
    actual: str = ""

    def findings(
        self, codes: ReferenceCodes, where: str, *, line: int | None, what: str, href: str
    ) -> Iterator[Finding]:
        """The fault as a finding of `codes`; nothing where there is none."""
        if self.fault is not None:
            code = getattr(codes, self.fault.value)
            yield Finding.of(code, where, line=line, what=what, href=href, actual=self.actual)


def resolve(href: str, base: str, opened: Opened, *, climbs: bool = False) -> Reference:
    """The file that `href` names, seen from folder `base` (empty, or ending in a slash).

    `climbs` lets `..` step up inside the package, as pages do; manifests may not.
    """
    try:
        parts, start = urlsplit(href), urlsplit(base)
    except ValueError:
        return Reference(None, Fault.UNSAFE)
    if any((parts.scheme, parts.netloc, start.scheme, start.netloc)):
        return Reference(None, Fault.FOREIGN)
    path = _joined(parts, base, climbs=climbs)
    if path is None:
        return Reference(None, Fault.UNSAFE)
    return _found(path, opened)


def _joined(parts: SplitResult, base: str, *, climbs: bool) -> str | None:
    """The path from the root of the package, still percent-encoded; None where it is unsafe."""
    path = parts.path if parts.path.startswith("/") else base + parts.path
    if path.startswith("/") or "\\" in unquote(path):
        return None
    steps: list[str] = []
    for step in path.split("/"):
        if unquote(step) == "..":
            if not climbs or not steps:
                return None
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _found(path: str, opened: Opened) -> Reference:
    name = unquote(path, errors="surrogateescape")
    if name in opened.files:
        raw = not path.isascii() or " " in path
        return Reference(name, Fault.ENCODING if raw else None)
    if path in opened.files or unquote(name) in opened.files:
        return Reference(None, Fault.ENCODING)
    actual = opened.folded.get(name.casefold())
    if actual is not None:
        return Reference(None, Fault.CASE, actual)
    return Reference(None, Fault.MISSING)
