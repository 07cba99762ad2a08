"""Gathers what the fault cases of all processes report, and shows it at the end of the run."""

import pytest

from tests.browser.faults import grid
from tests.browser.faults.grid import Grid


class GridReport:
    """A pytest plugin; see `Bench.note` for what it gathers."""

    def __init__(self, config: pytest.Config) -> None:
        self._grid = Grid()
        self._settled: set[tuple[str, int]] = set()
        self._folder = config.rootpath / "build"
        self._whole = takes_all(config)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A case counts as passed once its teardown has passed too; one to be run again, not yet.

        pytest-rerunfailures numbers the attempts, and reports all phases of each.
        """
        attempt = (report.nodeid, getattr(report, "rerun", 0))
        if attempt in self._settled:
            return
        if not report.passed:
            self._settled.add(attempt)
        if not {"fault", "schedules"} & {name for name, _value in report.user_properties}:
            return
        if report.failed or (report.passed and report.when == "teardown"):
            properties = report.user_properties
            self._grid.add(report.nodeid, passed=report.passed, properties=properties)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A figure over its limit fails the run, as a test does."""
        if self._grid.over() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The grid, printed; where all tests were to run, written too."""
        if self._grid.empty and not self._grid.schedules:
            return
        terminalreporter.section("fault grid")
        for line in [*grid.text(self._grid), *self._grid.over()]:
            terminalreporter.write_line(line)
        if not self._whole:
            terminalreporter.write_line("not written: only some tests were to run")
            return
        page = grid.write(self._grid, self._folder)
        terminalreporter.write_line(f"written to {page.relative_to(page.parents[1])}")


def takes_all(config: pytest.Config) -> bool:
    """Whether no tests were chosen: the page of a few would replace that of all."""
    chosen = ("keyword", "markexpr", "deselect", "lf", "seed")
    everywhere = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return everywhere and not any(config.getoption(name) for name in chosen)
