"""The command line: parse, call the library, print, exit 0 fine, 1 findings or failure, 2 usage.

Nothing heavy is imported here: each command imports what it needs, so that `--help` is quick.
"""

from pathlib import Path

import click

from scormpack import clidecode, cliread
from scormpack.clishared import load, told_errors

# Written out, since the modules that know them take long to import; a test compares them.
FORMATS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web")
AUDIENCES = ("officer", "commander", "all")
COMBINATIONS = ("modules", "series", "single")
USES = ("briefing", "in-service")


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


main.add_command(cliread.check)
main.add_command(clidecode.decode)
main.add_command(cliread.leaks)
main.add_command(cliread.list_)


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

    with told_errors():
        modules = course.pick(load(source), ids, numbers)
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

    with told_errors():
        written = starter.new(folder)
    if quiet:
        return
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"Next: edit {folder / 'module.yaml'}, then scormpack build {folder} --out dist")
