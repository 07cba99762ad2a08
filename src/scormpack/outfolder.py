"""The output folder: refused before any work where it cannot serve; described after it."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from scormpack import catalogue
from scormpack.codes import output
from scormpack.digest import sha256
from scormpack.errors import OutputError
from scormpack.findings import Finding
from scormpack.model import Course, Module, Package

Record = dict[str, object]


def refuse_unusable(out: Path, cache: Path, modules: Sequence[Module]) -> None:
    """Makes `out`; raises OutputError where it is a file, read-only, or inside a source.

    A cache inside a source or inside `out` is refused too.
    """
    findings = [*_inside_source(out, modules), *_misplaced_cache(out, cache, modules)]
    if out.exists() and not out.is_dir():
        findings.append(Finding.of(output.OUT_003, str(out)))
    if findings:
        raise OutputError(findings)
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".scormpack.{os.getpid()}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError([Finding.of(output.OUT_002, str(out), reason=reason)]) from error


def _sources(modules: Iterable[Module]) -> list[Path]:
    """Every folder that is a source: the modules', and that of the series they belong to."""
    folders = {module.folder.resolve() for module in modules}
    folders |= {module.folder.resolve().parent for module in modules if module.series_id}
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
    """Raises OutputError where two modules would give packages of the same name."""
    seen: dict[str, Path] = {}
    findings = []
    for course in courses:
        folder = course.modules[0].folder
        first = seen.setdefault(course.name, folder)
        if first != folder:
            findings.append(
                Finding.of(output.OUT_006, course.name, first=first.name, second=folder.name)
            )
    if findings:
        raise OutputError(findings)


def publish(out: Path, packages: Iterable[Package]) -> None:
    """Writes SHA256SUMS, build.json and index.html about every zip that lies in `out`.

    Packages of earlier builds keep their records while they are unchanged; a zip of unknown origin
    is listed with its size and digest alone. None of the three holds a time or a path.
    """
    fresh = {package.path.name: _record(package) for package in packages}
    earlier = _earlier(out)
    records = [_kept(path, fresh, earlier) for path in sorted(out.glob("*.zip"))]
    sums = "".join(f"{record['sha256']}  {record['file']}\n" for record in records)
    _replace(out / "SHA256SUMS", sums)
    listing = json.dumps({"packages": records}, indent=1, ensure_ascii=False, sort_keys=True)
    _replace(out / "build.json", listing + "\n")
    _replace(out / "index.html", catalogue.page(records))


def _record(package: Package) -> Record:
    return {
        "file": package.path.name,
        "format": package.format,
        "audience": str(package.audience),
        "modules": list(package.module_ids),
        "title": package.title,
        "complete_when": package.complete_when,
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
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _kept(path: Path, fresh: Mapping[str, Record], earlier: Mapping[str, Record]) -> Record:
    if path.name in fresh:
        return fresh[path.name]
    digest = sha256(path)
    record = earlier.get(path.name, {})
    if record.get("sha256") == digest:
        return record
    return {"file": path.name, "size": path.stat().st_size, "sha256": digest}


def _replace(target: Path, text: str) -> None:
    """Written beside the target, then renamed; line ends are the same on every system."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError([Finding.of(output.OUT_004, target.name, reason=reason)]) from error
    finally:
        aside.unlink(missing_ok=True)
