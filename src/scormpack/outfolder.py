"""The output folder: refused before any work where it cannot serve; described after it."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from scormpack import catalogue
from scormpack.aside import replacing
from scormpack.codes import output
from scormpack.digest import sha256
from scormpack.errors import OutputError
from scormpack.findings import Code, Finding
from scormpack.model import Course, Module
from scormpack.naming import file_name
from scormpack.prepared import Package

Record = dict[str, object]


def refuse_unusable(out: Path, cache: Path, modules: Sequence[Module]) -> None:
    """Makes `out` and `cache`; raises OutputError where one is a file, read-only or misplaced.

    `out` must not lie inside a source, the cache neither inside a source nor inside `out`.
    """
    with _refused(str(out), output.OUT_002):
        findings = _inside_source(out, modules)
        if out.exists() and not out.is_dir():
            findings.append(Finding.of(output.OUT_003, str(out)))
    with _refused("--cache-dir", output.OUT_010, folder=cache):
        findings += _misplaced_cache(out, cache, modules)
    if findings:
        raise OutputError(findings)
    with _refused(str(out), output.OUT_002):
        _try_to_write(out)
    with _refused("--cache-dir", output.OUT_010, folder=cache):
        _try_to_write(cache)


def _try_to_write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


@contextmanager
def _refused(where: str, code: Code, folder: Path | None = None) -> Iterator[None]:
    """What the system says against a file or folder, as a finding of `code`."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # a loop, before Python 3.13; a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError([Finding.of(code, where, folder=folder, reason=reason)]) from error


def _sources(modules: Iterable[Module]) -> list[Path]:
    """Every folder that is a source: the modules', and that of the series they belong to."""
    folders = {module.folder.resolve() for module in modules}
    folders |= {module.folder.resolve().parent for module in modules if module.series}
    return sorted(folders)


def _inside_source(out: Path, modules: Sequence[Module]) -> list[Finding]:
    place = out.resolve()
    inside = [folder for folder in _sources(modules) if place.is_relative_to(folder)]
    return [Finding.of(output.OUT_001, str(out), source=folder) for folder in inside[:1]]


def _misplaced_cache(out: Path, cache: Path, modules: Sequence[Module]) -> list[Finding]:
    place = cache.resolve()
    holders = [*_sources(modules), out.resolve()]
    inside = [folder for folder in holders if place.is_relative_to(folder)]
    return [
        Finding.of(output.OUT_007, "--cache-dir", folder=cache, holder=holder)
        for holder in inside[:1]
    ]


def refuse_clashes(courses: Iterable[Course]) -> None:
    """Raises OutputError where modules in two folders would give packages of the same name."""
    seen: dict[str, Path] = {}
    findings = []
    for course in courses:
        module = course.modules[0]
        first = seen.setdefault(file_name(course), module.folder)
        if first != module.folder:
            where = str(module.folder)
            findings.append(Finding.of(output.OUT_006, where, id=module.id, first=first))
    if findings:
        raise OutputError(findings)


def publish(out: Path, packages: Iterable[Package]) -> None:
    """Writes SHA256SUMS, build.json and index.html about every zip that lies in `out`.

    Packages of earlier builds keep their records while they are unchanged; a zip of unknown origin
    is listed with its size and digest alone. None of the three holds a time or a path. Raises
    OutputError (OUT-004) where one of them cannot be written, or a zip cannot be read.
    """
    fresh = {package.path.name: _record(package) for package in packages}
    earlier = _earlier(out)
    zips = [path for path in sorted(out.glob("*.zip")) if path.is_file()]
    records = [_kept(path, fresh, earlier) for path in zips]
    sums = "".join(f"{record['sha256']}  {record['file']}\n" for record in records)
    # A name that is not UTF-8 stands in SHA256SUMS byte for byte, in JSON as an escape.
    _replace(out / "SHA256SUMS", sums.encode("utf-8", "surrogateescape"))
    listing = json.dumps({"packages": records}, indent=1, ensure_ascii=False, sort_keys=True)
    _replace(out / "build.json", f"{listing}\n".encode("utf-8", "backslashreplace"))
    _replace(out / "index.html", catalogue.page(records).encode())


def _record(package: Package) -> Record:
    return {
        "file": package.path.name,
        "format": package.format,
        "audience": str(package.audience),
        "combination": str(package.combination),
        "use": str(package.use) if package.use else None,
        "modules": list(package.module_ids),
        "number": package.number,
        "title": package.title,
        "complete_when": [list(each) for each in package.complete_when],
        "requires": [list(each) for each in package.requires],
        "longest_record": package.longest_record,
        "manifest_id": package.manifest_id,
        "activity_ids": list(package.activity_ids),
        "size": package.size,
        "sha256": package.sha256,
        "tool": f"scormpack {version('scormpack')}",
        "encoders": list(package.encoders),
        "inputs": dict(package.inputs),
        "entries": dict(package.entries),
    }


def _earlier(out: Path) -> dict[str, Record]:
    """Records of an earlier build; none where build.json is missing or is not ours."""
    try:
        found = json.loads((out / "build.json").read_text(encoding="utf-8"))["packages"]
        return {record["file"]: record for record in found}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _kept(path: Path, fresh: Mapping[str, Record], earlier: Mapping[str, Record]) -> Record:
    if path.name in fresh:
        return fresh[path.name]
    with _refused(path.name, output.OUT_004):
        seen = {"file": path.name, "size": path.stat().st_size, "sha256": sha256(path)}
    record = earlier.get(path.name, {})
    return {**record, **seen} if record.get("sha256") == seen["sha256"] else seen


def _replace(target: Path, content: bytes) -> None:
    with _refused(target.name, output.OUT_004), replacing(target) as aside:
        aside.write_bytes(content)
