"""A new module builds as it stands and teaches every setting."""

import re
from pathlib import Path

import av
import pytest

from scormpack import source, starter
from scormpack.errors import OutputError
from scormpack.settings import ModuleSettings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new module."""
    folder = tmp_path_factory.mktemp("starter") / "04-traffic-stops"
    starter.new(folder)
    return folder


def test_it_loads_without_a_finding(made: Path) -> None:
    (module,) = source.load(made).modules
    assert (module.id, module.title) == ("traffic-stops", "Traffic stops")
    assert len(module.settings.job_aids) == len(module.settings.commanders_packet) - 1 == 1
    assert module.settings.questions is not None
    assert len(module.settings.questions.items) == 2


def test_it_lists_what_it_wrote(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "again"
    assert sorted(starter.new(folder)) == sorted(p for p in folder.rglob("*") if p.is_file())
    for name in ("captions.en.vtt", "job-aids/quick-card.md"):
        assert (folder / name).read_bytes() == (made / name).read_bytes()


def test_its_video_is_h264_and_aac_of_eight_seconds(made: Path) -> None:
    with av.open(made / "video.mp4", "r") as video:
        assert [stream.codec_context.name for stream in video.streams] == ["h264", "aac"]
        assert video.duration is not None
        assert video.duration / av.time_base == pytest.approx(8, abs=0.1)
        assert sum(1 for _ in video.decode(video=0)) == 80
    assert (made / "video.mp4").stat().st_size < 200_000


def test_it_teaches_every_setting(made: Path) -> None:
    text = (made / "module.yaml").read_text(encoding="utf-8")
    assert text.isascii()
    schema = ModuleSettings.model_json_schema()
    names = {
        name
        for block in [schema, *schema["$defs"].values()]
        for name in block.get("properties", ())
    }
    assert {name for name in names if not re.search(rf"\b{name}: ?", text)} == set()


def test_in_a_series_it_leaves_the_base_iri_to_it(tmp_path: Path) -> None:
    head = "id: s\ntitle: S\nbase_iri: https://example.org/s/\n"
    (tmp_path / "series.yaml").write_text(head, encoding="utf-8")
    starter.new(tmp_path / "01-stops")
    (module,) = source.load(tmp_path).modules
    assert (module.id, module.base_iri) == ("stops", "https://example.org/s/")


@pytest.mark.parametrize(
    ("name", "module_id"),
    [
        ("2026", "my-module"),
        ("Détenus & co", "d-tenus-co"),
        ("x" * 60, "x" * 48),
        ("---", "my-module"),
    ],
)
def test_any_folder_name_gives_an_id(name: str, module_id: str, tmp_path: Path) -> None:
    starter.new(tmp_path / name)
    assert source.load(tmp_path / name).modules[0].id == module_id


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "mine.txt", tmp_path / "mine.txt" / "inner"):
        with pytest.raises(OutputError, match="SRC-069"):
            starter.new(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
