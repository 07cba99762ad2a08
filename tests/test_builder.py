"""Packages of real folders, from end to end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import scormpack

HERE = Path(__file__).parent
SIX_SECONDS = HERE / "sources" / "good" / "six-seconds"


def test_defaults_are_every_format_and_both_audiences(six_seconds: Mapping[str, Path]) -> None:
    formats = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web")
    assert list(six_seconds) == [
        f"{audience}-{name}" for audience in ("officer", "commander") for name in formats
    ]
    assert six_seconds["officer-cmi5"].name == "six-seconds-officer-cmi5.zip"
    beside = {path.name for path in six_seconds["officer-cmi5"].parent.iterdir()}
    assert beside - {path.name for path in six_seconds.values()} == {
        *("SHA256SUMS", "build.json", "index.html")
    }


def test_place_time_zone_umask_and_jobs_change_no_byte(tmp_path: Path) -> None:
    sums = []
    for name, zone, umask, jobs in (("here", "UTC", 0o022, "1"), ("ört", "Asia/Tokyo", 0o077, "4")):
        source = tmp_path / name / "six-seconds"
        shutil.copytree(SIX_SECONDS, source)
        code = f"import os; os.umask({umask})\nfrom scormpack.cli import main\nmain()\n"
        arguments = ["build", str(source), "--out", "out", "--cache-dir", "cache", "--jobs", jobs]
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path / name,
            env={**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8"},
            check=True,
            capture_output=True,
        )
        sums.append((tmp_path / name / "out" / "SHA256SUMS").read_text())
    assert len(sums[0].splitlines()) == 12
    assert sums[0] == sums[1]


def test_an_unknown_format_is_refused_before_any_work(tmp_path: Path) -> None:
    modules = scormpack.load(SIX_SECONDS).modules
    with pytest.raises(scormpack.OutputError) as caught:
        scormpack.build(modules, out=tmp_path / "o", formats=["scorm13", "aicc"])
    assert [finding.text for finding in caught.value.findings] == [
        *("unknown format 'aicc'", "unknown format 'scorm13'")
    ]
    assert not (tmp_path / "o").exists()


def test_an_unknown_audience_is_refused_before_any_work(tmp_path: Path) -> None:
    modules = scormpack.load(SIX_SECONDS).modules
    with pytest.raises(scormpack.OutputError, match="OUT-011: unknown audience 'chief'"):
        scormpack.build(modules, out=tmp_path / "o", audiences=["officer", "chief"])
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "name", ["module.yaml", "video.mp4", "poster.jpg", "captions.en.vtt", "job-aids/card.md"]
)
def test_a_file_that_vanished_after_loading_is_named(tmp_path: Path, name: str) -> None:
    source = tmp_path / "six-seconds"
    shutil.copytree(SIX_SECONDS, source)
    modules = scormpack.load(source).modules
    (source / name).unlink()
    with pytest.raises(scormpack.SourceError) as caught:
        scormpack.build(modules, out=tmp_path / "o", cache=tmp_path / "c", formats=["web"])
    (finding,) = caught.value.findings
    assert str(finding).startswith(f"six-seconds/{name}: error SRC-021: cannot be read (No such")


def test_a_file_that_vanishes_while_packing_is_named(tmp_path: Path) -> None:
    source = tmp_path / "six-seconds"
    shutil.copytree(SIX_SECONDS, source)

    def remove(_: object) -> None:
        (source / "poster.jpg").unlink(missing_ok=True)

    with pytest.raises(scormpack.OutputError, match=r"OUT-008: poster\.jpg changed while"):
        scormpack.build(
            scormpack.load(source).modules,
            out=tmp_path / "o",
            cache=tmp_path / "c",
            formats=["web"],
            progress=remove,
        )


def test_two_modules_of_one_id_are_refused(tmp_path: Path) -> None:
    shutil.copytree(SIX_SECONDS, tmp_path / "again")
    both = [*scormpack.load(SIX_SECONDS).modules, *scormpack.load(tmp_path / "again").modules]
    with pytest.raises(scormpack.OutputError) as caught:
        scormpack.build(both, out=tmp_path / "o", formats=["web"], cache=tmp_path / "c")
    (finding,) = caught.value.findings
    assert finding.code.id == "OUT-006"
    assert finding.where == str(tmp_path / "again")
    assert f"those of {SIX_SECONDS}: the id 'six-seconds'" in finding.text


def test_a_module_named_twice_is_built_once(tmp_path: Path) -> None:
    modules = scormpack.load(SIX_SECONDS).modules * 2
    built = scormpack.build(
        modules, out=tmp_path / "o", formats="web", audiences="officer", cache=tmp_path / "c"
    )
    assert [package.path.name for package in built] == ["six-seconds-officer-web.zip"]


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path) -> None:
    def interrupt(step: scormpack.Step) -> None:
        if step.what.startswith("built"):
            raise KeyboardInterrupt

    modules = scormpack.load(SIX_SECONDS).modules
    with pytest.raises(KeyboardInterrupt):
        scormpack.build(modules, out=tmp_path / "o", cache=tmp_path / "c", progress=interrupt)
    names = [path.name for path in (tmp_path / "o").iterdir()]
    assert "six-seconds-officer-scorm12.zip" in names
    assert all(name.endswith(".zip") and not name.startswith(".") for name in names)


def test_faults_of_media_and_documents_are_told_together(tmp_path: Path) -> None:
    source = tmp_path / "six-seconds"
    shutil.copytree(SIX_SECONDS, source)
    (source / "video.mp4").write_bytes(b"not a video")
    for aid in (source / "job-aids").iterdir():
        aid.write_text("[run](javascript:alert(1))\n")
    with pytest.raises(scormpack.SourceError) as caught:
        scormpack.build(scormpack.load(source).modules, out=tmp_path / "o", cache=tmp_path / "c")
    families = {finding.code.id.split("-")[0] for finding in caught.value.findings}
    assert {"MEDIA", "PDF"} <= families
    assert not list((tmp_path / "o").glob("*.zip"))


def test_the_source_is_never_written_to(tmp_path: Path) -> None:
    source = tmp_path / "six-seconds"
    shutil.copytree(SIX_SECONDS, source)
    before = {path: path.stat().st_mtime_ns for path in [source, *source.rglob("*")]}
    scormpack.build(scormpack.load(source).modules, out=tmp_path / "o", cache=tmp_path / "c")
    after = {path: path.stat().st_mtime_ns for path in [source, *source.rglob("*")]}
    assert after == before
