"""docs/source-format.md names every setting, in the section of its block."""

import re
from pathlib import Path

import pytest

from scormpack.errors import SourceError
from scormpack.settings import ModuleSettings, SeriesSettings, Settings
from scormpack.source import load

ROOT = Path(__file__).parents[1]
DOC = (ROOT / "docs" / "source-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("model", "heading"), [(ModuleSettings, "## module.yaml"), (SeriesSettings, "## series.yaml")]
)
def test_every_setting_is_named(model: type[Settings], heading: str) -> None:
    section = re.split(r"^## ", DOC.split(f"\n{heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    schema = model.model_json_schema()
    # Both presets of `uses` are written as `completion`, which module.yaml's section explains.
    blocks = [
        b
        for n, b in schema["$defs"].items()
        if (model, n) != (SeriesSettings, "CompletionSettings")
    ]
    names = {name for block in [schema, *blocks] for name in block.get("properties", {})}
    assert {name for name in names if not re.search(rf"`{name}[`:]", section)} == set()


def test_it_names_nothing_that_is_no_setting() -> None:
    schemas = [ModuleSettings.model_json_schema(), SeriesSettings.model_json_schema()]
    blocks = [block for schema in schemas for block in [schema, *schema["$defs"].values()]]
    names = {name for block in blocks for name in block.get("properties", {})}
    rows = re.findall(r"^\| `([a-z_]+)` \|", DOC, flags=re.MULTILINE)
    assert rows
    assert set(rows) <= names


def test_the_message_it_shows_is_the_real_one() -> None:
    with pytest.raises(SourceError, match="SRC-003") as raised:
        load(ROOT / "tests" / "sources" / "bad" / "SRC-003_unknown_setting")
    finding = str(raised.value.findings[0]).replace("SRC-003_unknown_setting/", "my-module/")
    assert f"```\n{finding}\n" in DOC
