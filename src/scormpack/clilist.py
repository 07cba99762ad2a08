"""What `scormpack list` and `scormpack leaks` print."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormpack.clireport import finding_as_json, print_finding
from scormpack.codes.leaks import LEAK_001, LEAK_002
from scormpack.findings import Finding, Severity, one_line
from scormpack.words import count

if TYPE_CHECKING:
    from scormpack.leakage import Comparison
    from scormpack.listing import Overview, Row

_LEAST = 16  # columns that a title keeps however narrow the terminal is
_TOLD = 3  # findings of one file of a package, unless all are asked for


def print_overview(overview: "Overview", source: Path, *, verbose: bool) -> None:
    """The modules, two lines each; what is wrong with them is counted, or told when verbose."""
    if overview.title:
        click.echo(f"{one_line(overview.title)}\n")
    width = max((len(_name(row)) for row in overview.rows), default=0)
    for row in overview.rows:
        _print_row(row, width)
    planned = sum(row.planned for row in overview.rows)
    modules = count(len(overview.rows), "module") + (f", {planned} planned" if planned else "")
    findings = overview.all_findings
    found = count(len(findings), "finding") if findings else "no findings"
    click.echo(f"\n{modules}: {found}")
    if findings and not verbose:
        click.echo(f"To read what is wrong: scormpack list {source} -v")
    for finding in findings if verbose else ():
        print_finding(finding)


def _name(row: "Row") -> str:
    return one_line(row.id or row.folder or "")


def _print_row(row: "Row", width: int) -> None:
    number = "–" if row.number is None else row.number
    start = f"{number:>2}  {_name(row):<{width}}  "
    if row.folder is None:
        click.echo(start + click.style("planned" if row.planned else "no folder", dim=True))
        return
    click.echo(start + _cut(one_line(row.title or "(no title)"), len(start)))
    if facts := ", ".join(_facts(row)):
        click.echo(f"    {facts}")
    if row.findings:
        click.echo("    " + click.style(count(len(row.findings), "finding"), fg="red", bold=True))


def _cut(title: str, start: int) -> str:
    """As much of `title` as a terminal has room for after `start` columns; all of it elsewhere."""
    if not sys.stdout.isatty():
        return title
    room = max(shutil.get_terminal_size().columns - start, _LEAST)
    return title if len(title) <= room else title[: room - 1].rstrip() + "…"


def _facts(row: "Row") -> Iterator[str]:
    """What can be read of the module."""
    if row.minutes is not None:
        yield f"{row.minutes} min"
    counted = (
        (row.job_aids, "job aid"),
        (row.packet_items, "packet item"),
        (row.questions, "question"),
    )
    yield from (count(number, noun) for number, noun in counted if number is not None)
    if row.language:
        yield one_line(row.language)
    if row.captions:
        yield f"captions {one_line(' '.join(row.captions))}"


def print_overview_json(overview: "Overview") -> None:
    """The same for programs, with every finding."""
    document = {
        "series": None if overview.id is None else {"id": overview.id, "title": overview.title},
        "modules": [_row_as_json(row) for row in overview.rows],
        "findings": [finding_as_json(finding) for finding in overview.findings],
    }
    click.echo(json.dumps(document, indent=1))


def _row_as_json(row: "Row") -> dict[str, object]:
    return {
        "number": row.number,
        "id": row.id,
        "title": row.title,
        "folder": row.folder,
        "planned": row.planned,
        "minutes": row.minutes,
        "job_aids": row.job_aids,
        "packet_items": row.packet_items,
        "questions": row.questions,
        "language": row.language,
        "captions": list(row.captions),
        "findings": [finding_as_json(finding) for finding in row.findings],
    }


def print_leaks(
    compared: Sequence["Comparison"], findings: Sequence[Finding], *, quiet: bool, verbose: bool
) -> None:
    """The findings, of each file three unless verbose, and a line that says what was compared."""
    left = Counter(finding.where for finding in findings)
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.where] += 1
        if verbose or told[finding.where] <= _TOLD:
            print_finding(finding)
        elif told[finding.where] == left[finding.where]:
            more = told[finding.where] - _TOLD
            click.echo(f"{finding.where}: {more} more; -v prints them all")
    if quiet or not compared:
        return
    first, entries = compared[0], sum(each.entries for each in compared)
    click.echo(
        f"{count(len(compared), 'package')} ({count(entries, 'file')}) compared with"
        f" {count(first.files, 'file')} and {count(first.sentences, 'sentence')}"
        f" for commanders only: {_verdict(findings)}"
    )


def _verdict(findings: Sequence[Finding]) -> str:
    leaks = sum(each.code in (LEAK_001, LEAK_002) for each in findings)
    others = sum(each.code.severity is Severity.ERROR for each in findings) - leaks
    verdict = count(leaks, "leak") if leaks else "no leaks"
    return f"{verdict}, {count(others, 'other error')}" if others else verdict
