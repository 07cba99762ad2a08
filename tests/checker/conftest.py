"""What the checker's tests share."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


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
