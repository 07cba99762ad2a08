"""The commands that read and write nothing: check, leaks and list.

Nothing heavy is imported here; see cli.py.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormpack.clishared import load, output_format_option, told_errors

if TYPE_CHECKING:
    from scormpack.findings import Finding


@click.command(
    short_help="Check packages against their standards.",
    epilog="""\b
Example:
  scormpack check dist --output-format json""",
)
@click.argument("path", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_format_option
@click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
def check(path: tuple[Path, ...], output_format: str, *, quiet: bool) -> None:
    """Check each PATH, a package or a folder of packages, against its standard.

    Exit status: 0 no errors, 1 errors, 2 wrong usage.
    """
    from scormpack import checker
    from scormpack.clireport import print_findings
    from scormpack.errors import ScormpackError
    from scormpack.findings import has_errors

    findings: list[Finding] = []
    checked = 0
    for each in path:
        try:
            findings += checker.check(each)
            checked += len(checker.packages(each))
        except ScormpackError as error:
            findings += error.findings
    print_findings(findings, output_format=output_format, checked=checked, quiet=quiet)
    if has_errors(findings):
        raise SystemExit(1)


@click.command(
    short_help="Prove that officers' packages hold nothing of the Commander's Packet.",
    epilog="""\b
Example:
  scormpack leaks dist/*-officer-*.zip --source modules""",
)
@click.argument("package", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--source",
    required=True,
    type=click.Path(path_type=Path),
    help="The series, or the module, that they were built from.",
)
@click.option(
    "--audience",
    type=click.Choice(("officer",)),
    default="officer",
    show_default=True,
    help="Whose packages they are.",
)
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    help="Where PDFs of the packet are kept for later. Default: the user's cache folder.",
)
@output_format_option
@click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every leak, not three of each file.")
def leaks(
    package: tuple[Path, ...],
    source: Path,
    audience: str,
    cache_dir: Path | None,
    output_format: str,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    """Compare each PACKAGE, a zip, with the Commander's Packets of SOURCE: files and sentences.

    Exit status: 0 no leaks, 1 leaks or what cannot be compared, 2 wrong usage.
    """
    from scormpack import leakage
    from scormpack.clilist import print_leaks
    from scormpack.clireport import print_findings
    from scormpack.errors import ScormpackError
    from scormpack.findings import has_errors

    with told_errors():
        (series,) = load((source,))
        kept = leakage.withheld(series, audience, cache_dir)
    compared = []
    findings: list[Finding] = []
    for each in package:
        try:
            compared.append(leakage.compare(each, kept))
            findings += compared[-1].findings
        except ScormpackError as error:
            findings += error.findings
    findings = list(dict.fromkeys(findings))
    if output_format == "json":
        print_findings(findings, output_format="json", checked=len(compared), quiet=quiet)
    else:
        print_leaks(compared, findings, quiet=quiet, verbose=verbose)
    if has_errors(findings):
        raise SystemExit(1)


@click.command(
    "list",
    short_help="List the modules of a series.",
    epilog="""\b
Example:
  scormpack list modules""",
)
@click.argument("source", type=click.Path(path_type=Path))
@output_format_option
@click.option("-v", "--verbose", is_flag=True, help="Print what is wrong, not only how much.")
def list_(source: Path, output_format: str, *, verbose: bool) -> None:
    """List the modules of SOURCE, a series' folder or a module's, and those that are planned.

    Exit status: 0 no errors, 1 errors, 2 wrong usage.
    """
    from scormpack import clilist
    from scormpack.listing import overview

    with told_errors():
        found = overview(source)
    if output_format == "json":
        clilist.print_overview_json(found)
    else:
        clilist.print_overview(found, source, verbose=verbose)
    if found.all_findings:
        raise SystemExit(1)
