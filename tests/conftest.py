"""What several test files share."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import scormpack
from scormpack import prepare
from scormpack.prepare import Ready
from tests.browser.faults.gridreport import GridReport

HERE = Path(__file__).parent
SIX_SECONDS = HERE / "sources" / "good" / "six-seconds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write tests/golden/ anew; then read the diff"
    )
    parser.addoption(
        "--schedules", type=int, default=200, help="random fault schedules for each standard"
    )
    parser.addoption("--drawn", action="store_true", help="fault cases in the browser users have")
    parser.addoption(
        "--whole-modules", action="store_true", help="play every real module whole, not one"
    )
    parser.addoption("--seed", type=int, help="replay the one random fault schedule of this seed")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(GridReport(config), "fault-grid")
        config.pluginmanager.register(PlayerReport(), "player")


class PlayerReport:
    """Shows at the end what the test of the limit found each script of the player to weigh."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self._lines += [str(line) for name, line in report.user_properties if name == "weighs"]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._lines:
            terminalreporter.section("player")
        for line in self._lines:
            terminalreporter.write_line(line)


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
