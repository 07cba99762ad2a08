"""Names from a source: which of its modules a record is of, its job aids, questions and choices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scormpack.bookmark.fitting import Fit, Lists, fit
from scormpack.bookmark.names import Named, NamedAid, NamedChoice, NamedQuestion
from scormpack.bookmark.record import Kind, Record
from scormpack.bookmark.sealing import checksum
from scormpack.bookmark.slices import padded
from scormpack.model import Module, Series
from scormpack.settings import ModuleSettings, SeriesSettings


def named(record: Record, series: Series, cache: Path) -> Record:
    """`record` with the names that `series` has for it; as it is, where it is of no module of it.

    A bookmark of one module does not say which: it is that whose video, job aids and questions fit,
    and in a source of one module that module. Those of a series come in teaching order, others
    after them. A video that a build converts is made in `cache`.

    Raises SourceError where a video of the source cannot be used.
    """
    match record.kind:
        case Kind.MODULE:
            return _module(record, series.modules, cache)
        case Kind.SERIES:
            return _series(record, series, cache)
        case Kind.RECEIPT:
            return replace(record, named=_issuer(record, series))


def _issuer(record: Record, series: Series) -> Named | None:
    """The module or series that a receipt names."""
    known: list[ModuleSettings | SeriesSettings | None] = [each.settings for each in series.modules]
    for settings in (*known, series.settings):
        if settings and record.issue and record.issue.id == settings.id:
            return replace(_titled(settings), same_version=record.issue.version == settings.version)
    return None


def _titled(settings: ModuleSettings | SeriesSettings) -> Named:
    return Named(settings.id, settings.title, settings.version)


def _series(record: Record, series: Series, cache: Path) -> Record:
    keys = {checksum(module.id): module for module in series.modules}
    modules = tuple(
        _module(each, [keys[each.key]], cache) if each.key in keys else each
        for each in record.modules
    )
    order = [*keys, *(each.key for each in modules)]
    record = replace(record, modules=tuple(sorted(modules, key=lambda each: order.index(each.key))))
    if series.settings is None:
        return record
    opened = {each.key for each in modules}
    unopened = tuple(module.title for key, module in keys.items() if key not in opened)
    return replace(record, named=replace(_titled(series.settings), unopened=unopened))


def _module(record: Record, modules: Sequence[Module], cache: Path) -> Record:
    if record.content is None:
        known = _titled(modules[0].settings) if len(modules) == 1 else None
        return replace(record, named=known)
    fits = [fit(record.content, module, cache) for module in modules]
    best = max((each.rank for each in fits), default=0)
    chosen = [each for each in fits if each.rank == best]
    if len(chosen) != 1 or (best == 0 and len(modules) > 1):
        return record
    return _with_names(record, chosen[0])


def _with_names(record: Record, of: Fit) -> Record:
    settings = of.module.settings
    found = replace(
        _titled(settings),
        video=of.video,
        same_video=of.same_video,
        same_lists=of.lists is not None,
        audiences=of.audiences,
    )
    if of.lists is None:
        return replace(record, named=found)
    choices = sum(len(each.choices) for each in of.lists.questions)
    full = replace(
        record,
        acknowledged=_filled(record.acknowledged, len(of.lists.aids)),
        chosen=_filled(record.chosen, choices),
    )
    aids = tuple(_aids(of.lists, len(settings.job_aids), full.acknowledged))
    questions = tuple(_questions(of.lists, full.chosen))
    return replace(full, named=replace(found, aids=aids, questions=questions))


def _filled(flags: Sequence[bool] | None, length: int) -> tuple[bool, ...] | None:
    return None if flags is None else padded(flags, length)


def _aids(lists: Lists, officers: int, flags: Sequence[bool] | None) -> Iterator[NamedAid]:
    for at, (name, aid) in enumerate(lists.aids):
        acknowledged = None if flags is None else flags[at]
        yield NamedAid(name, aid.title, at >= officers, aid.require is not None, acknowledged)


def _questions(lists: Lists, flags: Sequence[bool] | None) -> Iterator[NamedQuestion]:
    marks = iter(flags or ())
    for each in lists.questions:
        choices = tuple(
            NamedChoice(name, choice.text, choice.correct, next(marks, None))
            for name, choice in each.named_choices
        )
        yield NamedQuestion(each.id, each.text, choices)
