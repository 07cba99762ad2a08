"""The commands, programs and messages in README.md do what it says."""

import os
import pydoc
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import scormpack
from scormpack.cli import main
from tests.makeseries import write_series

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = ROOT / "modules"

# Commands that set up a machine: what proves each of them.
PROVED_ELSEWHERE = {
    "make packages": "test_the_makefile_has_both_commands, test_real_modules.py",
    "make test": "the suite that is running",
    "pip install .": "test_wheel.py",
}


def commands() -> list[str]:
    """Each `$` line of the README's console blocks, in order, without its comment."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = (line for block in blocks for line in block.splitlines() if line.startswith("$ "))
    return [line[2:].split("  #")[0].strip() for line in lines]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command of the README was run, in the order of a newcomer."""
    folder = tmp_path_factory.mktemp("tour")
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": search, "XDG_CACHE_HOME": str(folder / "cache")}
    # The README's series, in small.
    ids = ("introduction", "immigration-detainer", "consular-notification")
    write_series(folder / "modules", ids, "secure-communities")
    ran = [command for command in commands() if command not in PROVED_ELSEWHERE]
    # The digests are told of before the developer's tour makes any: they come last.
    for command in sorted(ran, key=lambda command: command.startswith("sha256sum")):
        where = folder / "dist" if command.startswith("sha256sum") else folder
        done = subprocess.run(
            command.split(), cwd=where, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return folder


def test_the_readme_has_the_commands_that_it_should() -> None:
    assert set(PROVED_ELSEWHERE) < set(commands())
    shown = {command.split()[1] for command in commands() if command.startswith("scormpack")}
    assert shown == set(main.commands)


def test_what_the_readme_shows_under_a_command_is_what_it_prints() -> None:
    shown = re.findall(r"```console\n\$ (scormpack [^\n]+)\n((?!\$ ).*?)```", README, re.DOTALL)
    assert [command.split()[1] for command, _ in shown] == ["decode"]
    for command, output in shown:
        done = subprocess.run(
            [sys.executable, "-m", *command.split()], capture_output=True, text=True, check=True
        )
        assert done.stdout == output


def test_the_tour_leaves_the_packages_of_both_builds(tour: Path) -> None:
    names = sorted(path.name for path in (tour / "dist").glob("*.zip"))
    assert len(names) == 12
    assert names[0] == "my-module-commander-cmi5.zip"


def test_the_mistake_in_the_readme_reads_like_that(tour: Path) -> None:
    source = tour / "mistaken" / "my-module"
    shutil.copytree(tour / "my-module", source)
    file = source / "module.yaml"
    changed = file.read_text(encoding="utf-8").replace("\n  captions: ", "\n  captoins: ")
    file.write_text(changed, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scormpack", "build", "my-module", "--out", "dist"],
        cwd=tour / "mistaken",
        capture_output=True,
        text=True,
        check=False,
    )
    (block,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert done.returncode == 1
    assert done.stderr == block


def test_the_program_in_the_readme_runs(tour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tour)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    (line,) = done.stdout.splitlines()
    assert re.fullmatch(r"my-module-officer-scorm12\.zip [0-9a-f]{64}", line)


@pytest.mark.parametrize(
    ("example", "source", "count"),
    [
        ("one_module.py", MODULES / "02-immigration-detainer", 2),
        ("series.py", MODULES, len(list(MODULES.glob("0*")))),
    ],
)
def test_examples_run(tmp_path: Path, example: str, source: Path, count: int) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / example, source, tmp_path / "out"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.zip"))) == count


def test_every_example_is_run() -> None:
    run = {"one_module.py", "series.py"}
    assert {path.name for path in (ROOT / "examples").glob("*.py")} == run


def test_links_between_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name} names {target}"


def test_flow_names_modules_that_are_there() -> None:
    text = (ROOT / "docs" / "flow.md").read_text(encoding="utf-8")
    named = [name for name in re.findall(r"`([a-z_0-9/]+(?:/|\.py))`", text) if "/x." not in name]
    assert "source/" in named
    places = (ROOT / "src" / "scormpack", ROOT)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_makefile_has_both_commands() -> None:
    for target in ("packages", "test"):
        done = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert "-m venv" in done.stdout or "scormpack" in done.stdout or "pytest" in done.stdout


def test_shell_completion_is_what_click_gives() -> None:
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            [Path(sys.executable).parent / "scormpack"],
            env={**os.environ, "_SCORMPACK_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "_SCORMPACK_COMPLETE" in done.stdout


def test_every_public_name_is_there() -> None:
    assert all(getattr(scormpack, name) for name in scormpack.__all__)
    assert dir(scormpack) == sorted(scormpack.__all__)
    # From Python 3.13 on, help() breaks a long signature into lines.
    assert "build(modules:" in "".join(pydoc.plain(pydoc.render_doc(scormpack)).split())
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = scormpack.nothing
