"""What the command line prints: steps, tables, findings. Colours only on a terminal."""

import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from scormpack.errors import ScormpackError
from scormpack.findings import Finding, Severity
from scormpack.words import bytes_in_words, count

if TYPE_CHECKING:
    from scormpack.builder import Step
    from scormpack.prepared import Package

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_BAR = 24
_LIBRARY = logging.getLogger("scormpack")


class StepPrinter:
    """A progress bar on a terminal, one line a step when piped or verbose, nothing when quiet.

    Verbose, what the library logs is told too: why a video is converted.
    """

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._bar = not quiet and not verbose and sys.stderr.isatty()
        self._lines = not quiet and not self._bar
        self._log = logging.StreamHandler(sys.stderr) if verbose and not quiet else None

    def __call__(self, step: "Step") -> None:
        if self._lines:
            click.echo(f"[{step.done}/{step.total}] {step.what}", err=True)
        elif self._bar:
            filled = _BAR * step.done // step.total
            bar = "#" * filled + "-" * (_BAR - filled)
            self._draw(f"[{bar}] {step.done}/{step.total} {step.what}")

    def _draw(self, line: str) -> None:
        """Over what was drawn before; cut, since a line that wraps cannot be drawn over."""
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or 80
        click.echo(f"\r\x1b[K{line[: columns - 1]}", nl=False, err=True)

    def __enter__(self) -> Self:
        if self._log:
            _LIBRARY.addHandler(self._log)
            _LIBRARY.setLevel(logging.INFO)
        if self._bar:
            self._draw(f"[{'-' * _BAR}] preparing video and job aids")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._log:
            _LIBRARY.removeHandler(self._log)
        if self._bar:
            click.echo("\r\x1b[K", nl=False, err=True)


def print_packages(packages: Sequence["Package"], out: Path, *, quiet: bool) -> None:
    """The table at the end of a build, and every finding above it."""
    sources = {warning: None for package in packages for warning in package.warnings}
    for finding in (*sources, *(each for package in packages for each in package.findings)):
        print_finding(finding)
    if quiet:
        return
    names = [package.path.name for package in packages]
    sizes = [bytes_in_words(package.size) for package in packages]
    width = max(map(len, ["Package", *names]))
    wide = max(map(len, ["Size", *sizes]))
    click.echo(f"{'Package':<{width}}  {'Size':>{wide}}  Findings")
    for package, name, size in zip(packages, names, sizes, strict=True):
        click.echo(f"{name:<{width}}  {size:>{wide}}  {len(package.findings) or 'none'}")
    total = bytes_in_words(sum(package.size for package in packages))
    click.echo(f"{count(len(packages), 'package')}, {total}, in {out}; see {out / 'index.html'}")


def print_findings(
    findings: Sequence[Finding], *, output_format: str, checked: int, quiet: bool
) -> None:
    """Findings as text with a last line that counts them, or as one JSON document."""
    if output_format == "json":
        click.echo(json.dumps({"findings": [finding_as_json(each) for each in findings]}, indent=1))
        return
    for finding in findings:
        print_finding(finding)
    if quiet:
        return
    errors = sum(each.code.severity is Severity.ERROR for each in findings)
    counted = f"{count(errors, 'error')}, {count(len(findings) - errors, 'warning')}"
    click.echo(f"{count(checked, 'package')} checked: {counted if findings else 'no findings'}")


def print_error(error: ScormpackError) -> None:
    """Every finding of `error`, on standard error."""
    for finding in error.findings:
        print_finding(finding, err=True)


def print_finding(finding: Finding, *, err: bool = False) -> None:
    """One line, and the source line with a caret where there is one."""
    severity = str(finding.code.severity)
    coloured = click.style(severity, fg=_COLOURS[finding.code.severity], bold=True)
    before, after = str(finding).split(f": {severity} ", 1)
    click.echo(f"{before}: {coloured} {after}", err=err)
    if caret := finding.caret():
        click.echo(caret, err=err)


def finding_as_json(finding: Finding) -> dict[str, object]:
    """A finding for programs."""
    return {
        "code": finding.code.id,
        "severity": str(finding.code.severity),
        "where": finding.where,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "remedy": finding.remedy,
        "source": finding.code.source,
    }
