"""What several commands of the command line need: an option, how sources are read, errors told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scormpack.findings import Finding
    from scormpack.model import Series

output_format_option = click.option(
    "--output-format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


def load(paths: tuple[Path, ...]) -> "list[Series]":
    """The series at each of `paths`; raises SourceError with the findings of all."""
    from scormpack import source
    from scormpack.errors import SourceError

    loaded: list[Series] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            loaded.append(source.load(path))
        except SourceError as error:
            findings += error.findings
    if findings:
        raise SourceError(findings)
    return loaded


@contextmanager
def told_errors() -> Iterator[None]:
    """Prints the findings of a ScormpackError, all of them, and exits 1; no traceback."""
    from scormpack.clireport import print_error
    from scormpack.errors import ScormpackError

    try:
        yield
    except ScormpackError as error:
        print_error(error)
        raise SystemExit(1) from None
