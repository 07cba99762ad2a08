"""The fault grid: what each case came to on each standard, in the terminal and as a page."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path

from tests.browser.faults.figures import Figures, Schedules
from tests.browser.faults.table import COLUMNS, FAULTS, Fault

Cell = tuple[str, str]
"""A fault and a column."""

_BAD = ("lost", "false", "silent")


@dataclass
class Grid:
    """`add` takes what each test reports; everything else reads."""

    passed: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    failed: dict[Cell, list[str]] = field(default_factory=lambda: defaultdict(list))
    verdicts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_BAD, 0))
    judged: int = 0
    firefox: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By fault: the cases that passed in Firefox, which are counted in `passed` too."""
    schedules: dict[str, Schedules] = field(default_factory=lambda: defaultdict(Schedules))
    figures: Figures = field(default_factory=Figures)

    def add(self, nodeid: str, *, passed: bool, properties: Iterable[tuple[str, object]]) -> None:
        """What one test noted: see `Bench.note`."""
        noted: dict[str, list[object]] = defaultdict(list)
        for name, value in properties:
            noted[name].append(value)
        for fault, where in zip(noted["fault"], noted["column"], strict=True):
            cell = (str(fault), str(where))
            if passed:
                self.passed[cell] += 1
                self.firefox[str(fault)] += len(noted["engine"])
            else:
                self.failed[cell].append(nodeid)
        for found in noted["verdicts"]:
            assert isinstance(found, list)
            self.judged += 1
            for verdict in found:
                self.verdicts[str(verdict)] += 1
        for counts in noted["schedules"]:
            assert isinstance(counts, dict)
            self.schedules[counts["standard"]].add(counts)
        self.figures.add(noted)

    @property
    def empty(self) -> bool:
        """Whether no case ran."""
        return not self.passed and not self.failed

    def word(self, fault: Fault, column: str) -> str:
        """What a cell says."""
        if column in fault.without:
            return "n/a"
        cell = (fault.id, column)
        if self.failed.get(cell):
            return "FAILED"
        return "survived" if self.passed.get(cell) else "not run"

    @property
    def totals(self) -> str:
        """The counts that must be 0."""
        counts = ", ".join(f"{self.verdicts[name]} {name}" for name in _BAD)
        return f"{counts} in {self.judged} judgements"

    @property
    def whole(self) -> bool:
        """Whether every case of the table ran, on every standard that it applies to."""
        return all(self.word(fault, column) != "not run" for fault in FAULTS for column in COLUMNS)

    def over(self) -> list[str]:
        """What fails the run though no test failed."""
        few = [found for name, each in sorted(self.schedules.items()) for found in each.over(name)]
        return [*few, *self.figures.over(whole=self.whole)]


def text(grid: Grid) -> list[str]:
    """The lines for the terminal."""
    width = max(len(fault.text) for fault in FAULTS)
    head = f"{'':4} {'fault':{width}}  " + "  ".join(f"{name:10}" for name in COLUMNS.values())
    lines = [head]
    for fault in FAULTS:
        words = "  ".join(f"{grid.word(fault, column):10}" for column in COLUMNS)
        lines.append(f"{fault.id:4} {fault.text:{width}}  {words}".rstrip())
    lines += [grid.totals, *_schedules(grid), *grid.figures.lines()]
    reasons: dict[str, list[str]] = defaultdict(list)
    for fault in FAULTS:
        for column, reason in fault.without.items():
            reasons[f"n/a in {COLUMNS[column]}: {reason}"].append(fault.id)
    lines += [f"{reason}: {' '.join(ids)}" for reason, ids in reasons.items()]
    lines += [
        f"FAILED {' '.join(cell)}: {each}" for cell, bad in grid.failed.items() for each in bad
    ]
    return lines


def _schedules(grid: Grid) -> list[str]:
    lines = [each.line(name) for name, each in sorted(grid.schedules.items())]
    counts = [f"{fault} ({count})" for fault, count in sorted(grid.firefox.items()) if count]
    return [*lines, f"survived in Firefox too: {', '.join(counts) or 'none run'}"]


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Fault grid</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem }}
body {{ padding: 0 1rem }}
div {{ overflow-x: auto }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-bottom: 1px solid; padding: .4rem .6rem; text-align: left; vertical-align: top }}
thead th {{ position: sticky; top: 0; background: Canvas }}
.survived::before {{ content: "\\2713\\a0" }}
.failed {{ background: #b00020; color: #fff }}
.none {{ opacity: .75; font-size: .875rem }}
</style>
<h1>Fault grid</h1>
<p><strong>{totals}</strong></p>
{facts}
<div tabindex="0" role="region" aria-label="Faults by standard">
<table>
<thead><tr><th scope="col">Case</th><th scope="col">Fault</th>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</html>
"""


def html(grid: Grid) -> str:
    """The page."""
    facts = [*_schedules(grid), *grid.figures.lines()]
    return _PAGE.format(
        totals=escape(grid.totals),
        facts="\n".join(f"<p>{escape(line)}</p>" for line in facts),
        heads="".join(f'<th scope="col">{escape(name)}</th>' for name in COLUMNS.values()),
        rows="\n".join(_row(grid, fault) for fault in FAULTS),
    )


def _row(grid: Grid, fault: Fault) -> str:
    cells = "".join(_cell(grid, fault, column) for column in COLUMNS)
    return f'<tr><th scope="row">{fault.id}</th><td>{escape(fault.text)}</td>{cells}</tr>'


def _cell(grid: Grid, fault: Fault, column: str) -> str:
    word = grid.word(fault, column)
    cell = (fault.id, column)
    if word == "n/a":
        return f'<td class="none">not applicable: {escape(fault.without[column])}</td>'
    if word == "FAILED":
        return f'<td class="failed">FAILED: {escape(", ".join(grid.failed[cell]))}</td>'
    count = grid.passed.get(cell, 0)
    return f'<td class="{word.replace(" ", "-")}">{word}{f" ({count})" if count else ""}</td>'


def write(grid: Grid, folder: Path) -> Path:
    """fault-grid.html and fault-grid.json in `folder`; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "fault-grid.html"
    page.write_text(html(grid), encoding="utf-8")
    cells = {fault.id: {column: grid.word(fault, column) for column in COLUMNS} for fault in FAULTS}
    data = {"cells": cells, "verdicts": grid.verdicts, "judged": grid.judged}
    schedules = {name: asdict(each) for name, each in sorted(grid.schedules.items())}
    data |= {"schedules": schedules, "figures": grid.figures.as_json()}
    (folder / "fault-grid.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    return page
