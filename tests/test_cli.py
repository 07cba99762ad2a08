"""The command line: what it prints and how it exits."""

import json
import os
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scormpack import cli, formats
from scormpack.cli import main
from scormpack.settings import Audience
from tests.makemedia import Clip, make

SIX_SECONDS = Path(__file__).parent / "sources" / "good" / "six-seconds"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("cli")
    out = folder / "dist"
    cache = folder / "cache"
    result = run(
        *("build", SIX_SECONDS, "--out", out, "--cache-dir", cache),
        *("--format", "scorm12", "--format", "web", "--audience", "officer", "--jobs", "1"),
    )
    return result, out


def test_help_needs_nothing_heavy() -> None:
    """Start-up time is measured by benchmarks; here, that what makes it slow is not loaded."""
    code = (
        "import sys\n"
        "from scormpack.cli import main\n"
        "sys.argv = ['scormpack', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'av', 'jinja2', 'lxml', 'mammoth', 'pikepdf', 'pydantic', 'pypdf', 'tincan'}\n"
        "heavy.add('typst')\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_choices_are_what_the_library_takes() -> None:
    assert tuple(each.name for each in formats.FORMATS) == cli.FORMATS
    assert tuple(Audience) == cli.AUDIENCES


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["decode"], ["leaks"], ["list"], ["new"]]
)
def test_help_fits_a_screen_and_has_an_example(command: list[str]) -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith("...") and "ARGS" not in line for line in lines[1:])
    assert lines[-1].startswith("    scormpack ")
    assert lines[-2] in {"  Example:", "    scormpack new my-module"}


def test_a_build_tells_each_step_and_ends_in_a_table(built: tuple[Result, Path]) -> None:
    result, out = built
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines() == [
        "[1/3] prepared six-seconds",
        "[2/3] built six-seconds-officer-scorm12.zip",
        "[3/3] built six-seconds-officer-web.zip",
    ]
    head, first, second, last = result.stdout.splitlines()
    assert head.split() == ["Package", "Size", "Findings"]
    assert first.split()[0] == "six-seconds-officer-scorm12.zip"
    assert first.split()[-1] == second.split()[-1] == "none"
    assert last.startswith("2 packages, ")
    assert last.endswith(f"in {out}; see {out / 'index.html'}")


def test_quiet_prints_nothing_when_all_is_well(built: tuple[Result, Path], tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    arguments = ["--format", "web", "--audience", "officer", "--cache-dir", cache]
    result = run("build", SIX_SECONDS, "--out", tmp_path / "dist", *arguments, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    (package,) = (tmp_path / "dist").glob("*.zip")
    assert package.read_bytes() == (built[1] / package.name).read_bytes()


def test_check_counts_findings_and_exits_0_when_there_are_none(built: tuple[Result, Path]) -> None:
    result = run("check", built[1])
    assert result.exit_code == 0
    assert result.stdout == "2 packages checked: no findings\n"


def test_check_prints_json_for_programs(built: tuple[Result, Path]) -> None:
    result = run("check", built[1], "--output-format", "json")
    assert json.loads(result.stdout) == {"findings": []}


def test_every_path_is_checked_and_every_source_told_of(
    built: tuple[Result, Path], tmp_path: Path
) -> None:
    paths = (tmp_path / "gone", built[1], tmp_path / "gone too")
    result = run("check", *paths)
    assert (result.exit_code, result.stderr) == (1, "")
    assert [line.split(": ")[1] for line in result.stdout.splitlines()[:-1]] == [
        *("error ZIP-001", "error ZIP-001")
    ]
    assert result.stdout.endswith("2 packages checked: 2 errors, 0 warnings\n")
    as_json = json.loads(run("check", *paths, "--output-format", "json").stdout)
    assert [finding["where"] for finding in as_json["findings"]] == [
        *(str(tmp_path / "gone"), str(tmp_path / "gone too"))
    ]
    result = run("build", tmp_path / "a", SIX_SECONDS, tmp_path / "b", "--out", tmp_path / "out")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
        *("error SRC-001", "error SRC-001")
    ]


def test_verbose_tells_why_video_is_converted(tmp_path: Path) -> None:
    source = tmp_path / "m"
    shutil.copytree(SIX_SECONDS, source)
    make(source / "video.mp4", Clip(seconds=6, faststart=False))
    folders = ("--out", tmp_path / "d", "--cache-dir", tmp_path / "c")
    result = run("build", source, *folders, "--format", "web", "--verbose")
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0] == "m/video.mp4 is converted: index after the media"


def test_the_bar_never_wraps_and_leaves_nothing_on_the_line(
    built: tuple[Result, Path], tmp_path: Path
) -> None:
    """On a terminal of 50 columns: each redrawing is shorter than the line, the last is empty."""
    terminal, inside = os.openpty()
    termios.tcsetwinsize(inside, (24, 50))
    folders = ("--out", str(tmp_path), "--cache-dir", str(built[1].parent / "cache"))
    done = subprocess.run(
        [sys.executable, "-m", "scormpack", "build", SIX_SECONDS, *folders, "--format", "cmi5"],
        stdout=subprocess.PIPE,
        stderr=inside,
        check=True,
        text=True,
    )
    os.close(inside)
    drawn = os.read(terminal, 65536).decode().split("\r\x1b[K")
    os.close(terminal)
    assert drawn[0] == drawn[-1] == ""
    assert drawn[1] == "[------------------------] preparing video and jo"
    assert drawn[-2].startswith("[########################] 3/3 built six")
    assert max(map(len, drawn)) == 49
    assert "\x1b" not in done.stdout


def test_check_exits_1_for_a_package_with_errors(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip at all")
    result = run("check", tmp_path / "x.zip")
    assert result.exit_code == 1
    first, last = result.stdout.splitlines()
    assert ": error ZIP-" in first
    assert last == "1 package checked: 1 error, 0 warnings"
    as_json = json.loads(run("check", tmp_path / "x.zip", "--output-format", "json").stdout)
    assert [finding["severity"] for finding in as_json["findings"]] == ["error"]
    assert set(as_json["findings"][0]) == {
        *("code", "severity", "where", "line", "column", "text", "remedy", "source")
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "x"],
        ["build", "--out", "y"],
        ["build", "x", "--out", "y", "--format", "scorm"],
        ["build", "x", "--out", "y", "--jobs", "0"],
        ["check"],
        ["check", "x", "--output-format", "yaml"],
        ["new"],
        ["mend"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_source_that_does_not_exist_is_told_in_one_line(tmp_path: Path) -> None:
    result = run("build", tmp_path / "gone", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert ": error SRC-" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_inside_the_source_is_refused_before_any_work() -> None:
    result = run("build", SIX_SECONDS, "--out", SIX_SECONDS / "dist")
    assert result.exit_code == 1
    assert "error OUT-001: the output folder lies inside the source" in result.stderr
    assert not (SIX_SECONDS / "dist").exists()


def test_an_unknown_module_is_told_with_the_nearest(tmp_path: Path) -> None:
    result = run("build", SIX_SECONDS, "--out", tmp_path / "o", "--module", "six-second")
    assert result.exit_code == 1
    assert "six-seconds" in result.stderr


def test_new_writes_a_module_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "my-module"
    first = run("new", folder)
    assert first.exit_code == 0, first.output
    assert f"wrote {folder / 'module.yaml'}" in first.stdout.splitlines()
    second = run("build", folder, "--out", tmp_path / "d", "--cache-dir", tmp_path / "c", "-q")
    assert (second.exit_code, second.output) == (0, "")
    assert len(list((tmp_path / "d").glob("*.zip"))) == 12


def test_new_leaves_a_folder_that_is_not_empty_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
