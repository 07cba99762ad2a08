"""SHA256SUMS, build.json and index.html cover every package that lies in the output folder."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from scormpack import outfolder
from scormpack.errors import OutputError
from scormpack.model import Combination
from scormpack.package import PackagePath
from scormpack.prepared import Package
from scormpack.settings import Audience


def package(out: Path, name: str, data: bytes = b"zip") -> Package:
    """A package record for a file that is written; its contents do not matter here."""
    path = out / name
    path.write_bytes(data)
    return Package(
        path=path,
        format="scorm12",
        audience=Audience.OFFICER,
        module_ids=("stops",),
        number=4,
        title="Stops & searches",
        combination=Combination.MODULES,
        use=None,
        complete_when=(("Traffic Stops", "90% of the video was watched"),),
        requires=(),
        longest_record=367,
        manifest_id="S0123456789abc",
        activity_ids=("https://example.org/training/stops",),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        inputs=(("stops/module.yaml", "0" * 64),),
        entries=((PackagePath("index.html"), "1" * 64),),
        encoders=(),
        warnings=(),
        findings=(),
    )


def listing(out: Path) -> list[dict[str, object]]:
    found = json.loads((out / "build.json").read_text())
    packages: list[dict[str, object]] = found["packages"]
    return packages


def test_a_record_tells_what_went_in_and_what_came_out(tmp_path: Path) -> None:
    outfolder.publish(tmp_path, [package(tmp_path, "stops-officer-scorm12.zip")])
    (record,) = listing(tmp_path)
    tool = record.pop("tool")
    assert str(tool).startswith("scormpack ")
    assert record == {
        "file": "stops-officer-scorm12.zip",
        "format": "scorm12",
        "audience": "officer",
        "modules": ["stops"],
        "number": 4,
        "title": "Stops & searches",
        "combination": "modules",
        "use": None,
        "complete_when": [["Traffic Stops", "90% of the video was watched"]],
        "requires": [],
        "longest_record": 367,
        "manifest_id": "S0123456789abc",
        "activity_ids": ["https://example.org/training/stops"],
        "size": 3,
        "sha256": hashlib.sha256(b"zip").hexdigest(),
        "inputs": {"stops/module.yaml": "0" * 64},
        "entries": {"index.html": "1" * 64},
        "encoders": [],
    }


def test_a_later_build_keeps_what_an_earlier_one_made(tmp_path: Path) -> None:
    outfolder.publish(tmp_path, [package(tmp_path, "b.zip")])
    first = listing(tmp_path)
    outfolder.publish(tmp_path, [package(tmp_path, "a.zip", b"other")])
    assert [record["file"] for record in listing(tmp_path)] == ["a.zip", "b.zip"]
    assert listing(tmp_path)[1] == first[0]
    sums = (tmp_path / "SHA256SUMS").read_text()
    assert sums == (
        f"{hashlib.sha256(b'other').hexdigest()}  a.zip\n"
        f"{hashlib.sha256(b'zip').hexdigest()}  b.zip\n"
    )
    page = (tmp_path / "index.html").read_text()
    assert "a.zip" in page
    assert "b.zip" in page
    assert "Stops &amp; searches" in page


def test_a_zip_that_was_removed_or_changed_loses_its_record(tmp_path: Path) -> None:
    both = [package(tmp_path, "gone.zip"), package(tmp_path, "changed.zip")]
    outfolder.publish(tmp_path, both)
    (tmp_path / "gone.zip").unlink()
    (tmp_path / "changed.zip").write_bytes(b"by hand")
    outfolder.publish(tmp_path, [])
    digest = hashlib.sha256(b"by hand").hexdigest()
    assert listing(tmp_path) == [{"file": "changed.zip", "size": 7, "sha256": digest}]
    assert "Other zips in this folder" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize(
    "broken", ["", "[]", '{"packages": 3}', '{"packages": [1]}', "\udcff", "[" * 100_000]
)
def test_a_broken_build_record_costs_records_not_the_build(tmp_path: Path, broken: str) -> None:
    (tmp_path / "build.json").write_bytes(broken.encode(errors="surrogateescape"))
    outfolder.publish(tmp_path, [package(tmp_path, "a.zip")])
    assert [record["file"] for record in listing(tmp_path)] == ["a.zip"]


def test_a_record_by_hand_cannot_hide_what_a_zip_is(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"by hand")
    digest = hashlib.sha256(b"by hand").hexdigest()
    given = {"packages": [{"file": "a.zip", "sha256": digest, "note": "mine"}]}
    (tmp_path / "build.json").write_text(json.dumps(given))
    outfolder.publish(tmp_path, [])
    assert listing(tmp_path) == [{"file": "a.zip", "note": "mine", "sha256": digest, "size": 7}]


def test_no_time_and_no_path_is_told(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        outfolder.publish(tmp_path / folder, [package(tmp_path / folder, "a.zip")])
        os.utime(tmp_path / folder / "a.zip", (1, 1))
    for name in ("SHA256SUMS", "build.json", "index.html"):
        first, second = (tmp_path / folder / name for folder in ("one", "two"))
        assert first.read_bytes() == second.read_bytes()
        assert str(tmp_path).encode() not in first.read_bytes()


def test_an_output_that_is_a_file_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="OUT-003: the output is a file, not a folder"):
        outfolder.refuse_unusable(tmp_path / "out", tmp_path / "cache", [])


def test_a_folder_that_cannot_be_made_is_refused_before_any_work(tmp_path: Path) -> None:
    """A file stands where a parent folder should be: refused for root too, unlike permissions."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"OUT-002: .*cannot be written to \(Not a directory\)"):
        outfolder.refuse_unusable(tmp_path / "file" / "out", tmp_path / "cache", [])


def test_a_cache_among_packages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"OUT-007: the cache folder .* lies inside"):
        outfolder.refuse_unusable(tmp_path / "out", tmp_path / "out" / "cache", [])


def test_a_cache_that_is_a_file_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(OutputError, match=r"OUT-010: .*cannot be written to \(File exists\)"):
        outfolder.refuse_unusable(tmp_path / "out", tmp_path / "cache", [])


@pytest.mark.parametrize("name", ["a" * 300, "loop", "nul\0"])
def test_folders_that_no_system_can_make_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match="OUT-002"):
        outfolder.refuse_unusable(tmp_path / name, tmp_path / "cache", [])
    with pytest.raises(OutputError, match="OUT-010"):
        outfolder.refuse_unusable(tmp_path / "out", tmp_path / name, [])


def test_folders_and_links_that_are_called_zip_are_no_packages(tmp_path: Path) -> None:
    (tmp_path / "unpacked.zip").mkdir()
    (tmp_path / "gone.zip").symlink_to("nowhere")
    outfolder.publish(tmp_path, [package(tmp_path, "a.zip")])
    assert [record["file"] for record in listing(tmp_path)] == ["a.zip"]


def test_a_zip_whose_name_is_not_utf8_is_listed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.zip")).write_bytes(b"by hand")
    outfolder.publish(tmp_path, [])
    assert [record["file"] for record in listing(tmp_path)] == ["caf\udce9.zip"]
    digest = hashlib.sha256(b"by hand").hexdigest().encode()
    assert (tmp_path / "SHA256SUMS").read_bytes() == digest + b"  caf\xe9.zip\n"
