"""A finished package, or a folder of them, against its standard."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scormpack.checker import cmi5, container, imscp, pages, scorm12, scorm2004, xapi, xmlread
from scormpack.checker.manifest import MANIFEST, Manifest
from scormpack.checker.opened import Opened
from scormpack.checker.xmlread import Element
from scormpack.codes.container import ZIP_001, ZIP_002, ZIP_020, ZIP_021
from scormpack.errors import ScormpackError
from scormpack.findings import Finding, in_order

MANIFESTS = (MANIFEST, cmi5.MANIFEST, xapi.MANIFEST)
WEB_FORMAT = "scormpack-format"
"""The name of the meta element by which index.html of a `web` package says what it is."""


def check(path: Path | str) -> list[Finding]:
    """What is wrong with the package at `path`, or with every .zip file of the folder `path`.

    A finding's place is the zip's name, a slash and the entry: `x-scorm12.zip/index.html:3`.
    Findings come by place. Raises ScormpackError where `path` cannot be read (ZIP-001) or is a
    folder without packages (ZIP-002).
    """
    findings: list[Finding] = []
    for package in packages(Path(path)):
        with _readable(package):
            findings += _package(*read(package))
    return list(in_order(findings))


def read(package: Path) -> tuple[Opened | None, list[Finding]]:
    """The zip, None where it cannot be read, and what is wrong with it as a zip.

    Raises ScormpackError (ZIP-001) where there is no file to read.
    """
    with _readable(package):
        _refuse_special(package)
        return container.read(package, package.name)


def packages(path: Path) -> list[Path]:
    """`path`, or every .zip file of the folder `path`; raises ScormpackError as `check` does."""
    with _readable(path):
        if not path.is_dir():
            return [path]
        found = sorted(each for each in path.glob("*.zip") if not each.is_dir())
    if not found:
        raise ScormpackError([Finding.of(ZIP_002, str(path))])
    return found


def _refuse_special(path: Path) -> None:
    """A pipe would keep its reader waiting, a device could be read for ever."""
    if path.exists() and not path.is_file():
        raise ValueError("it is not an ordinary file")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What the system says against `path`, as ZIP-001."""
    try:
        yield
    except (OSError, ValueError) as error:  # a NUL in the path; no ordinary file
        reason = getattr(error, "strerror", None) or str(error)
        raise ScormpackError([Finding.of(ZIP_001, str(path), reason=reason)]) from error


def _package(opened: Opened | None, findings: list[Finding]) -> Iterator[Finding]:
    yield from findings
    if opened is None:
        return
    present = [name for name in MANIFESTS if name in opened.files]
    if len(present) > 1:
        yield Finding.of(ZIP_021, opened.label, names=" and ".join(present))
    if not present and not _is_web(opened):
        yield Finding.of(ZIP_020, opened.label, hint=_hint(opened))
    launched = set() if present else {"index.html"}
    for name in present:
        root, findings = xmlread.parse(opened, name)
        yield from findings
        if root is not None:
            found, starts = _READERS[name](opened, root)
            yield from found
            launched |= starts
    yield from pages.check(opened, launched)


def _is_web(opened: Opened) -> bool:
    if "index.html" not in opened.files:
        return False
    root, _ = pages.parse(opened, "index.html")
    return root is not None and pages.meta(root, "name", WEB_FORMAT) == "web"


def _hint(opened: Opened) -> str:
    """Where a manifest lies instead, if anywhere."""
    for name in opened.files:
        if name.lower().rpartition("/")[2] in MANIFESTS:
            return f", but {name} is there"
    return ""


def _scorm(opened: Opened, root: Element) -> tuple[list[Finding], set[str]]:
    where = opened.where(MANIFEST)
    if root.tag == f"{{{scorm12.CP}}}manifest":
        dialect, rules = scorm12.DIALECT, scorm12.check
    else:
        wrong = xmlread.wrong_root(root, where, f"{{{scorm2004.CP}}}manifest")
        if wrong:
            return [wrong], set()
        dialect, rules = scorm2004.edition(root), scorm2004.check
    manifest = Manifest(opened, root, dialect)
    findings = [
        *xmlread.against_schema(root, where, dialect.standard),
        *imscp.check(manifest),
        *rules(manifest),
    ]
    return findings, imscp.launch_pages(manifest)


def _cmi5(opened: Opened, root: Element) -> tuple[list[Finding], set[str]]:
    where = opened.where(cmi5.MANIFEST)
    wrong = xmlread.wrong_root(root, where, cmi5.ROOT)
    if wrong:
        return [wrong], set()
    findings = [*xmlread.against_schema(root, where, "cmi5"), *cmi5.check(opened, root)]
    return findings, cmi5.launch_pages(opened, root)


def _xapi(opened: Opened, root: Element) -> tuple[list[Finding], set[str]]:
    where = opened.where(xapi.MANIFEST)
    wrong = xmlread.wrong_root(root, where, xapi.ROOT)
    if wrong:
        return [wrong], set()
    findings = [*xmlread.against_schema(root, where, "xapi"), *xapi.check(opened, root)]
    return findings, xapi.launch_pages(opened, root)


_READERS = {MANIFEST: _scorm, cmi5.MANIFEST: _cmi5, xapi.MANIFEST: _xapi}
