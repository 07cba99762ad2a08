"""The command line: parse, call the library, print, exit 0 fine, 1 findings or failure, 2 usage.

Nothing heavy is imported here: each command imports what it needs, so that `--help` is quick.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scormpack.findings import Finding
    from scormpack.model import Series

# Written out, since the modules that know them take long to import; a test compares them.
FORMATS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web")
AUDIENCES = ("officer", "commander", "all")
COMBINATIONS = ("modules", "series", "single")
USES = ("briefing", "in-service")

_output_format = click.option(
    "--output-format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Start with:
  scormpack new my-module
  scormpack build my-module --out dist""",
)
@click.version_option(package_name="scormpack", message="%(prog)s %(version)s")
def main() -> None:
    """Turn training modules into SCORM, cmi5 and xAPI packages for any LMS."""


@main.command(
    short_help="Build packages from modules.",
    epilog="""\b
Example:
  scormpack build modules --out dist --format scorm12 --audience officer""",
)
@click.argument("source", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder for the packages."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Standard to package for; repeat for several. Default: all.",
)
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    type=click.Choice(AUDIENCES),
    help="For whom; `all` lets the learner say. Repeat for several. Default: the series' own.",
)
@click.option(
    "--module",
    "ids",
    multiple=True,
    metavar="ID",
    help="Module to build; repeat for several. Default: all.",
)
@click.option(
    "--select",
    "numbers",
    metavar="LIST",
    help="Modules to build by their places in the series, such as 1,3,5-8.",
)
@click.option(
    "--as",
    "combinations",
    multiple=True,
    type=click.Choice(COMBINATIONS),
    default=("modules",),
    help="A package each, one package of many SCOs, or one SCO with a menu; repeat for several. "
    "Default: modules.",
)
@click.option(
    "--use",
    type=click.Choice(USES),
    help="Completion rule to use instead of each module's own: a preset of series.yaml.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How much to do at once. Default: one job a processor.",
)
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    help="Where converted media are kept for later builds. Default: the user's cache folder.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print each step, and why video is converted.")
def build(
    source: tuple[Path, ...],
    out: Path,
    formats: tuple[str, ...],
    audiences: tuple[str, ...],
    ids: tuple[str, ...],
    numbers: str | None,
    combinations: tuple[str, ...],
    use: str | None,
    jobs: int | None,
    cache_dir: Path | None,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build packages from each SOURCE, a module's folder or a series' folder, into one folder.

    Exit status: 0 no errors, 1 errors, 2 wrong usage.
    """
    from scormpack import builder, course
    from scormpack.clireport import StepPrinter, print_packages
    from scormpack.findings import has_errors

    with _told_errors():
        modules = course.pick(_load(source), ids, numbers)
        with StepPrinter(quiet=quiet, verbose=verbose) as steps:
            packages = builder.build(
                modules,
                out=out,
                formats=formats or None,
                audiences=audiences or None,
                combinations=combinations,
                use=use,
                cache=cache_dir,
                jobs=jobs,
                progress=steps,
            )
    print_packages(packages, out, quiet=quiet)
    if has_errors(finding for package in packages for finding in package.findings):
        raise SystemExit(1)


@main.command(
    short_help="Check packages against their standards.",
    epilog="""\b
Example:
  scormpack check dist --output-format json""",
)
@click.argument("path", nargs=-1, required=True, type=click.Path(path_type=Path))
@_output_format
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


@main.command(
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
@_output_format
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

    with _told_errors():
        (series,) = _load((source,))
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


@main.command(
    "list",
    short_help="List the modules of a series.",
    epilog="""\b
Example:
  scormpack list modules""",
)
@click.argument("source", type=click.Path(path_type=Path))
@_output_format
@click.option("-v", "--verbose", is_flag=True, help="Print what is wrong, not only how much.")
def list_(source: Path, output_format: str, *, verbose: bool) -> None:
    """List the modules of SOURCE, a series' folder or a module's, and those that are planned.

    Exit status: 0 no errors, 1 errors, 2 wrong usage.
    """
    from scormpack import clilist
    from scormpack.listing import overview

    with _told_errors():
        found = overview(source)
    if output_format == "json":
        clilist.print_overview_json(found)
    else:
        clilist.print_overview(found, source, verbose=verbose)
    if found.all_findings:
        raise SystemExit(1)


@main.command(
    short_help="Write a module folder to start from.",
    epilog="""\b
Example:
  scormpack new my-module && scormpack build my-module --out dist""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def new(folder: Path, *, quiet: bool) -> None:
    """Write a module folder that builds as it stands, with comments that teach the file."""
    from scormpack import starter

    with _told_errors():
        written = starter.new(folder)
    if quiet:
        return
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"Next: edit {folder / 'module.yaml'}, then scormpack build {folder} --out dist")


def _load(paths: tuple[Path, ...]) -> "list[Series]":
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
def _told_errors() -> Iterator[None]:
    """Prints the findings of a ScormpackError, all of them, and exits 1; no traceback."""
    from scormpack.clireport import print_error
    from scormpack.errors import ScormpackError

    try:
        yield
    except ScormpackError as error:
        print_error(error)
        raise SystemExit(1) from None
