"""Media and documents of every module, made ready once for all audiences and formats."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from scormpack import documents, media
from scormpack.errors import ScormpackError, SourceError
from scormpack.findings import Finding
from scormpack.inputs import digests
from scormpack.model import (
    Course,
    Module,
    PreparedAid,
    PreparedCourse,
    PreparedModule,
    PreparedVideo,
)
from scormpack.settings import Audience


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


def _ready(module: Module, cache: Path) -> Ready:
    """Both stages run, so that one's faults do not hide the other's."""
    findings: list[Finding] = []
    video = aids = None
    try:
        video = media.prepare(module, cache)
    except SourceError as error:
        findings += error.findings
    try:
        aids = documents.prepare_all(module, cache)
    except SourceError as error:
        findings += error.findings
    if video is None or aids is None:
        raise SourceError(findings)
    return Ready(module, video, aids, digests(module))


def course(chosen: Course, ready: dict[str, Ready]) -> PreparedCourse:
    """`chosen` with what is ready: an officer's course has nothing of the packet."""
    commander = chosen.audience is Audience.COMMANDER
    prepared = []
    for module in chosen.modules:
        each = ready[module.id]
        aids = tuple(aid for aid in each.aids if commander or not aid.packet)
        prepared.append(PreparedModule(module, each.video, aids, chosen.completion(module)))
    return PreparedCourse(chosen, tuple(prepared))


def warnings(prepared: PreparedCourse) -> tuple[Finding, ...]:
    """What was found in the course's sources and does not stop a build."""
    found: list[Finding] = []
    for module in prepared.modules:
        found += module.video.warnings
        for aid in module.aids:
            found += aid.warnings
    return tuple(found)


def inputs(chosen: Course, ready: dict[str, Ready]) -> tuple[tuple[str, str], ...]:
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
