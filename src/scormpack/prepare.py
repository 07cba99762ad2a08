"""Media and documents of every module, made ready once for all audiences and formats."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from scormpack import documents, media
from scormpack.codes.output import OUT_010
from scormpack.codes.source import SRC_021
from scormpack.errors import ScormpackError, SourceError
from scormpack.findings import Finding
from scormpack.inputs import digests
from scormpack.model import Course, Module
from scormpack.prepared import PreparedAid, PreparedCourse, PreparedModule, PreparedVideo
from scormpack.settings import Audience

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Ready:
    """A module whose media and documents are ready for every audience."""

    module: Module
    video: PreparedVideo
    aids: tuple[PreparedAid, ...]
    inputs: tuple[tuple[str, str], ...]


def modules(
    pool: Executor, wanted: Sequence[Module], cache: Path, told: Callable[[str], None]
) -> dict[str, Ready]:
    """Every module by its id. Raises SourceError with all that is wrong with any of them."""
    jobs = {pool.submit(_ready, module, cache): module for module in wanted}
    ready: dict[str, Ready] = {}
    findings: list[Finding] = []
    for job, module in jobs.items():
        try:
            ready[module.id] = job.result()
            told(f"prepared {module.id}")
        except ScormpackError as error:
            findings += error.findings
    if findings:
        raise SourceError(findings)
    return ready


def duration(module: Module, cache: Path) -> float:
    """Seconds of the module's video, made ready. Raises SourceError where it cannot be."""
    findings: list[Finding] = []
    seconds = _tried(media.duration, module, cache, findings)
    if seconds is None:
        raise SourceError(findings)
    return seconds


def _ready(module: Module, cache: Path) -> Ready:
    """Every stage runs, so that one's faults do not hide the others'."""
    findings: list[Finding] = []
    video = _tried(media.prepare, module, cache, findings)
    aids = _tried(documents.prepare_all, module, cache, findings)
    inputs = _tried(lambda module, _: digests(module), module, cache, findings)
    if video is None or aids is None or inputs is None:
        raise SourceError(findings)
    return Ready(module, video, aids, inputs)


def _tried(
    stage: Callable[[Module, Path], _Made], module: Module, cache: Path, findings: list[Finding]
) -> _Made | None:
    """What `stage` makes of `module`; None where it cannot, which is then among `findings`."""
    try:
        return stage(module, cache)
    except SourceError as error:
        findings += error.findings
    except OSError as error:
        findings.append(_refused(error, module, cache))
    return None


def _refused(error: OSError, module: Module, cache: Path) -> Finding:
    """A file that vanished or may not be read since `source.load`, or a cache that is full."""
    reason = error.strerror or str(error)
    path = Path(os.fsdecode(error.filename)) if error.filename else module.folder
    if error.errno == errno.ENOSPC or path.is_relative_to(cache):
        return Finding.of(OUT_010, "--cache-dir", folder=cache, reason=reason)
    inside = path.is_relative_to(module.folder.parent)
    place = path.relative_to(module.folder.parent).as_posix() if inside else str(path)
    return Finding.of(SRC_021, place, reason=reason)


def course(chosen: Course, ready: Mapping[str, Ready]) -> PreparedCourse:
    """`chosen` with what is ready: an officer's course has nothing of the packet."""
    officer = chosen.audience is Audience.OFFICER
    prepared = []
    for module in chosen.modules:
        each = ready[module.id]
        aids = tuple(aid for aid in each.aids if not (officer and aid.packet))
        completion, questions = chosen.completion(module), chosen.questions(module)
        prepared.append(PreparedModule(module, each.video, aids, completion, questions))
    return PreparedCourse(chosen, tuple(prepared))


def warnings(prepared: PreparedCourse) -> tuple[Finding, ...]:
    """What was found in the course's sources and does not stop a build."""
    found: list[Finding] = []
    for module in prepared.modules:
        found += module.video.warnings
        for aid in module.aids:
            found += aid.warnings
    return tuple(found)


def inputs(chosen: Course, ready: Mapping[str, Ready]) -> tuple[tuple[str, str], ...]:
    """Digests of this audience's source files alone: an officer's record names no packet item."""
    found = []
    for module in chosen.modules:
        mine = {aid.file for aid in chosen.aids(module)}
        packet = {aid.file for aid in module.settings.commanders_packet} - mine
        found += [
            (f"{module.id}/{name}", digest)
            for name, digest in ready[module.id].inputs
            if name not in packet
        ]
    return tuple(found)
