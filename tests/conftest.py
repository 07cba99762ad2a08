"""What several test files share."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import scormpack
from scormpack import prepare
from scormpack.prepare import Ready
from tests.browser.faults import grid
from tests.browser.faults.grid import Grid

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


class GridReport:
    """Gathers what the fault cases of all processes report, and shows it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._grid = Grid()
        self._failed: set[str] = set()
        self._folder = config.rootpath / "build"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A case counts as passed once its teardown has passed too."""
        if not {"fault", "schedule"} & {name for name, _value in report.user_properties}:
            return
        if report.nodeid in self._failed:
            return
        if report.failed:
            self._failed.add(report.nodeid)
        if report.failed or report.when == "teardown":
            properties = report.user_properties
            self._grid.add(report.nodeid, passed=report.passed, properties=properties)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A figure over its limit fails the run, as a test does."""
        if self._grid.figures.over() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The grid, printed and written."""
        if self._grid.empty and not self._grid.schedules:
            return
        terminalreporter.section("fault grid")
        for line in [*grid.text(self._grid), *self._grid.figures.over()]:
            terminalreporter.write_line(line)
        page = grid.write(self._grid, self._folder)
        terminalreporter.write_line(f"written to {page.relative_to(page.parents[1])}")


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
