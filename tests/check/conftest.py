"""Zips of the small packages under tests/packages."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scormpack import schemas

GOOD = Path(__file__).parents[1] / "packages" / "good"
Files = dict[str, bytes]


def good_files(standard: str) -> Files:
    """The files of the good package of `standard`, with its control documents if it is SCORM."""
    folder = GOOD / standard
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    if standard.startswith("scorm"):
        files |= dict(schemas.control_documents(standard))
    return files


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Writes files into `p.zip`, stored, and answers with its path."""

    def write(files: Mapping[str, bytes]) -> Path:
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return path

    return write
