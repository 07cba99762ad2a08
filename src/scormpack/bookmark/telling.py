"""A record in words that a help desk can read aloud, line by line."""

from collections.abc import Iterator

from scormpack.bookmark.names import Named
from scormpack.bookmark.record import Damage, Kind, Record
from scormpack.bookmark.tellingmodule import module_lines
from scormpack.bookmark.wording import audience, of_version, percent, spent, yes
from scormpack.findings import one_line
from scormpack.words import count


def lines(record: Record, *, sourced: bool) -> Iterator[str]:
    """What `record` says and what the player will do with it; `sourced`: a source was named."""
    match record.kind:
        case Kind.MODULE:
            yield f"A module's bookmark, {count(len(record.text), 'character')}."
            if record.named or sourced:
                yield f"Module: {_title(record.named) or 'none of the source, or several alike'}"
            yield from module_lines(record)
        case Kind.SERIES:
            yield from _series(record, sourced=sourced)
        case Kind.RECEIPT:
            yield from _receipt(record, sourced=sourced)


def _series(record: Record, *, sourced: bool) -> Iterator[str]:
    length, opened = count(len(record.text), "character"), count(len(record.modules), "module")
    yield f"A series' bookmark, {length}: {opened} opened."
    if record.named:
        yield f"Series: {_title(record.named)}"
        if record.named.unopened:
            titles = "; ".join(one_line(each) for each in record.named.unopened)
            yield f"Not opened, or cut off: {titles}"
    if record.seconds is None:
        yield "Complete: lost, as are the time spent and who takes it"
        yield "Checksum of the series: wrong"
        yield "At the next launch: the series counts as complete once all its modules do"
    else:
        yield f"Complete: {yes(record.completed)}"
        yield f"Time spent: {spent(record.seconds)}"
        yield f"Taken as: {audience(record.audience)}"
        yield f"Checksum of the series: right; of its modules: {_of_modules(record)}"
    for number, each in enumerate(record.modules, 1):
        yield ""
        unnamed = f"key {each.key}{', of no module in the source' if sourced else ''}"
        yield f"Module {number} of {len(record.modules)}: {_title(each.named) or unnamed}"
        yield from (f"  {line}" for line in module_lines(each))


def _title(named: Named | None) -> str:
    return f"{one_line(named.title)} ({named.id})" if named else ""


def _of_modules(record: Record) -> str:
    if record.sound:
        return "right"
    return "cut short, the last is not whole" if record.damage is Damage.CUT else "wrong"


def _receipt(record: Record, *, sourced: bool) -> Iterator[str]:
    issue, named = record.issue, record.named
    if issue is None:
        return
    yield "A receipt, which the player shows when a module or series is complete."
    yield f"Module or series: {_title(named) or issue.id}"
    if sourced and not named:
        yield "In the source: no, neither the series nor a module of it has this id"
    yield f"Version: {issue.version or 'lost'}{of_version(named)}"
    yield f"Build of the package: {issue.build or 'lost'}"
    watched = ["lost" if record.watched is None else percent(record.watched)]
    if record.video_seconds is not None:
        watched.append(count(record.video_seconds, "second"))
    yield f"Video watched: {', '.join(watched)}"
    if record.score is None:
        yield f"Score: {'none, no questions count' if ':-:' in record.text else 'lost'}"
    else:
        yield f"Score: {percent(record.score)}"
    yield f"Checksum: {_CHECKSUM[record.damage]}"


_CHECKSUM = {
    None: "right",
    Damage.CUT: "wrong: characters are missing at its end",
    Damage.CHANGED: "wrong: a character was mistyped, or it was changed by hand",
}
