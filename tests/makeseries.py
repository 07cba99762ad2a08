"""A series of three six-second modules that is taken in order, as a source."""

import shutil
from collections.abc import Sequence
from pathlib import Path

SIX_SECONDS = Path(__file__).parent / "sources" / "good" / "six-seconds"
IDS = ("first", "second", "third")

_SERIES = """id: {series_id}
title: Three briefings
base_iri: https://example.org/training/
order: [{order}]
sequence: in-order
"""


def write_series(folder: Path, ids: Sequence[str] = IDS, series_id: str = "three") -> Path:
    """Copies of the six-second module under other ids and titles in `folder`, which is made."""
    folder.mkdir(parents=True)
    text = _SERIES.format(series_id=series_id, order=", ".join(ids))
    (folder / "series.yaml").write_text(text, encoding="utf-8")
    for number, module_id in enumerate(ids, 1):
        copy = folder / f"{number:02}-{module_id}"
        shutil.copytree(SIX_SECONDS, copy)
        text = (copy / "module.yaml").read_text(encoding="utf-8")
        text = text.replace("id: six-seconds", f"id: {module_id}", 1)
        text = text.replace("title: Six seconds\n", f"title: {module_id.title()} briefing\n", 1)
        text = text.replace("base_iri: https://example.org/training/\n", "", 1)
        (copy / "module.yaml").write_text(text, encoding="utf-8")
    return folder
