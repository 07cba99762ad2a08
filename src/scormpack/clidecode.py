"""The command that explains a text of the player: decode.

Nothing heavy is imported here; see cli.py.
"""

import json
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormpack.clishared import load, output_format_option, told_errors

if TYPE_CHECKING:
    from scormpack.bookmark import Record


@click.command(
    short_help="Explain what a package kept in an LMS.",
    epilog="""\b
Example:
  scormpack decode sr1:my-module:1.0.0:5f3a9c0d1e2b:7:95:50:1ef7qx9""",
)
@click.argument("text")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="The series, or the module, that the package was built from: it gives names.",
)
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    help="Where converted videos are kept for later. Default: the user's cache folder.",
)
@output_format_option
def decode(text: str, source: Path | None, cache_dir: Path | None, output_format: str) -> None:
    """Explain TEXT: suspend data (sp1., sw1., sw2.) or a receipt (sr1:), alone or in other text.

    A TEXT of - is standard input. Damaged texts are explained as far as they can be read.

    Exit status: 0 something was read, 1 nothing, 2 wrong usage.
    """
    from scormpack import bookmark
    from scormpack.clireport import print_finding

    with told_errors():
        series = load((source,))[0] if source else None
        records = list(bookmark.texts(_stdin() if text == "-" else text))
        if series is not None:
            records = [bookmark.named(each, series, cache_dir) for each in records]
    if output_format == "json":
        click.echo(json.dumps({"records": [asdict(each) for each in records]}, indent=1))
    else:
        _print(records, sourced=series is not None)
    for finding in bookmark.faults(records):
        print_finding(finding, err=True)
    if not any(each.readable for each in records):
        raise SystemExit(1)


def _stdin() -> str:
    """Spreadsheets write UTF-16 with its mark; whatever else is no text at least has ours in it."""
    given = sys.stdin.buffer.read()
    utf16 = given.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return given.decode("utf-16" if utf16 else "utf-8", "replace")


def _print(records: "Sequence[Record]", *, sourced: bool) -> None:
    from scormpack.bookmark.telling import lines

    blocks = ["\n".join(lines(each, sourced=sourced)) for each in records if each.readable]
    if blocks:
        click.echo("\n\n".join(blocks))
