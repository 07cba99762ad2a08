"""What several test files share."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import scormpack
from scormpack import prepare
from scormpack.prepare import Ready

HERE = Path(__file__).parent
SIX_SECONDS = HERE / "sources" / "good" / "six-seconds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write tests/golden/ anew; then read the diff"
    )


@pytest.fixture(scope="session")
def six_seconds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every package of the six-second module, by `<audience>-<format>`."""
    folder = tmp_path_factory.mktemp("six-seconds")
    packages = scormpack.build(
        scormpack.load(SIX_SECONDS).modules, out=folder / "dist", cache=folder / "cache"
    )
    return {f"{package.audience}-{package.format}": package.path for package in packages}


@pytest.fixture(scope="session")
def real_modules(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ready]:
    """The modules of modules/, media and documents ready, by id in teaching order."""
    modules = scormpack.load(HERE.parent / "modules").modules
    cache = tmp_path_factory.mktemp("cache")
    with ThreadPoolExecutor(2) as pool:
        return prepare.modules(pool, modules, cache, lambda _: None)
