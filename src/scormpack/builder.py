"""The main path: modules → packages, stage by stage."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from scormpack import archive, choices, ids, naming, outfolder, pages, prepare, stopping
from scormpack.cache import default_cache
from scormpack.checker import check
from scormpack.codes import output
from scormpack.course import courses
from scormpack.criteria import complete_when
from scormpack.errors import OutputError
from scormpack.findings import Finding
from scormpack.formats import Format, refuse_too_long, room
from scormpack.model import Combination, Course, Module
from scormpack.pages import PageContent
from scormpack.prepare import Ready
from scormpack.prepared import Package, PreparedCourse
from scormpack.settings import Audience, Use


@dataclass(frozen=True)
class Step:
    """One thing done: the `done`th of `total`, and what it was, in words."""

    done: int
    total: int
    what: str


Progress = Callable[[Step], None]


def build(
    modules: Sequence[Module],
    *,
    out: Path | str,
    formats: Iterable[str] | None = None,
    audiences: Iterable[Audience | str] | None = None,
    combinations: Iterable[Combination | str] = (Combination.MODULES,),
    use: Use | str | None = None,
    cache: Path | str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> list[Package]:
    """Builds packages of `modules` into the folder `out`: for each of `audiences` and `formats`.

    `combinations` say how modules share packages; see `Combination`. `use` replaces every module's
    own completion rule by that preset of its series. Defaults: every format, the audiences of the
    series, a package a module, the user's cache folder, one job a processor. `out` is made where it
    is missing; beside the zips it gets SHA256SUMS, build.json and index.html, which cover every
    package that lies there. Each zip is checked: `Package.findings`.

    Raises SourceError where a module's files cannot be used, and OutputError where `out` cannot be
    written, a choice is unknown, modules that stand alone are to share a package, or the record of
    what a learner did can be longer than an LMS keeps (OUT-014), all before any package is written;
    and OutputError where the disk refuses a package.
    """
    chosen = choices.formats(formats)
    wanted = choices.audiences(audiences)
    modules = _once(modules)
    planned = courses(modules, wanted, choices.combinations(combinations), choices.use(use))
    out, cache = Path(out), Path(cache) if cache else default_cache()
    outfolder.refuse_unusable(out, cache, modules)
    outfolder.refuse_clashes(planned)
    told = _counter(len(modules) + len(planned) * len(chosen), progress)
    with _workers(jobs) as pool:
        ready = prepare.modules(pool, modules, cache, told)
        packages = _pack(pool, planned, chosen, ready, out, told)
    outfolder.publish(out, packages)
    return packages


def _once(modules: Sequence[Module]) -> list[Module]:
    """`modules` without repetitions: a series and a folder of it can both be named."""
    return list({(module.folder, module.id): module for module in modules}.values())


@contextmanager
def _workers(jobs: int | None) -> Iterator[Executor]:
    """Threads. On a failure or an interruption nothing more is begun, and long work stops."""
    stop = Event()
    count = jobs or os.cpu_count() or 1
    with ThreadPoolExecutor(count, initializer=stopping.heed, initargs=(stop,)) as pool:
        try:
            yield pool
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _counter(total: int, progress: Progress | None) -> Callable[[str], None]:
    """A function that counts what it is told of and hands it on."""
    done = 0

    def told(what: str) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(Step(done, total, what))

    return told


def _pack(
    pool: Executor,
    planned: Sequence[Course],
    formats: Sequence[Format],
    ready: dict[str, Ready],
    out: Path,
    told: Callable[[str], None],
) -> list[Package]:
    """Every package, in the order of courses and formats."""
    courses = [prepare.course(course, ready) for course in planned]
    refuse_too_long(formats, courses)
    jobs = []
    for prepared in courses:
        content = _content(prepared)
        inputs = prepare.inputs(prepared.course, ready)
        jobs += [pool.submit(_package, each, prepared, content, inputs, out) for each in formats]
    packages = []
    for job in jobs:
        packages.append(job.result())
        told(f"built {packages[-1].path.name}")
    return packages


def _content(prepared: PreparedCourse) -> PageContent:
    try:
        return pages.content(prepared)
    except OSError as error:
        file = Path(os.fsdecode(error.filename or "a file")).name
        finding = Finding.of(output.OUT_008, naming.file_name(prepared.course), file=file)
        raise OutputError([finding]) from error


def _package(
    each: Format,
    prepared: PreparedCourse,
    content: PageContent,
    inputs: tuple[tuple[str, str], ...],
    out: Path,
) -> Package:
    course = prepared.course
    target = out / f"{naming.file_name(course)}-{each.name}.zip"
    written = archive.write(target, each.entries(prepared, content))
    return Package(
        path=target,
        format=each.name,
        audience=course.audience,
        module_ids=tuple(module.id for module in course.modules),
        number=course.modules[0].number,
        title=naming.title(course),
        combination=course.combination,
        use=course.use,
        complete_when=tuple(
            (each.module.title, complete_when(each, course.audience)) for each in prepared.modules
        ),
        requires=tuple(
            (module.title, before.title)
            for module in course.modules
            for before in course.requires(module)
        ),
        longest_record=room(each, prepared).longest if each.capacity else None,
        manifest_id=naming.manifest_id(course),
        activity_ids=tuple(ids.activity_iri(m.base_iri, m.id) for m in course.modules),
        size=written.size,
        sha256=written.sha256,
        inputs=inputs,
        entries=written.entries,
        encoders=tuple(sorted({m.video.encoder for m in prepared.modules if m.video.encoder})),
        warnings=prepare.warnings(prepared),
        findings=tuple(check(target)),
    )
