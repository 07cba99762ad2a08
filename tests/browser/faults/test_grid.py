"""The grid: what the report makes of cases, and that no case of the table is without a test."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.browser.faults import grid
from tests.browser.faults.case import RUNS
from tests.browser.faults.figures import Figures
from tests.browser.faults.grid import Grid
from tests.browser.faults.gridreport import takes_all
from tests.browser.faults.table import BY_ID, COLUMNS, FAULTS, column

HERE = Path(__file__).parent


def test_the_table_has_all_cases_in_order() -> None:
    assert [fault.id for fault in FAULTS] == [f"F{n:02}" for n in range(1, 49)]
    assert all(fault.without.keys() <= COLUMNS.keys() for fault in FAULTS)


def test_every_case_has_a_test_on_every_standard_that_it_applies_to() -> None:
    for file in sorted(HERE.glob("test_f*.py")):
        import_module(f"tests.browser.faults.{file.stem}")
    lacking = {
        fault.id: sorted({column(each) for each in fault.standards} - RUNS[fault.id])
        for fault in FAULTS
    }
    assert {name: columns for name, columns in lacking.items() if columns} == {}


def test_a_cell_survives_only_where_all_its_tests_do() -> None:
    made = Grid()
    assert made.empty
    made.add("a", passed=True, properties=[("fault", "F10"), ("column", "cmi5"), ("verdicts", [])])
    assert made.word(BY_ID["F10"], "cmi5") == "survived"
    made.add(
        "b", passed=False, properties=[("fault", "F10"), ("column", "cmi5"), ("verdicts", ["lost"])]
    )
    assert made.word(BY_ID["F10"], "cmi5") == "FAILED"
    assert made.word(BY_ID["F10"], "xapi") == "not run"
    assert made.word(BY_ID["F09"], "xapi") == "n/a"
    assert made.totals == "1 lost, 0 false, 0 silent in 2 judgements"


def test_the_page_and_the_lines_say_the_same(tmp_path: Path) -> None:
    made = Grid()
    noted = [("fault", "F24"), ("column", "xapi"), ("verdicts", []), ("seconds_back", 3.25)]
    made.add("t", passed=True, properties=[*noted, ("engine", "Firefox")])
    made.add("s", passed=True, properties=[("schedule", "xapi"), ("schedules", 20)])
    lines = "\n".join(grid.text(made))
    page = grid.write(made, tmp_path).read_text(encoding="utf-8")
    for part in (
        made.totals,
        "random schedules, xapi: 20",
        "survived in Firefox too: F24 (1)",
        "resume after SIGKILL: at most 3.2 s back",
    ):
        assert part in lines
        assert part in page
    assert page.count("not applicable: ") == sum(len(fault.without) for fault in FAULTS)


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ("", True),
        ("--schedules 1000", True),
        ("-k F24", False),
        ("-m quick", False),
        ("--seed 7", False),
        ("tests/browser/faults", False),
    ],
)
def test_the_page_is_of_a_run_of_all_tests(given: str, *, whole: bool) -> None:
    assert takes_all(pytest.Config.fromdictargs({}, given.split())) is whole


def test_figures_over_their_limits_are_named() -> None:
    figures = Figures()
    assert figures.lines() == figures.over() == []
    figures.add({"accepted_after": [0.1] * 99 + [5.0]})
    assert figures.p99 == 0.1
    figures.add({"accepted_after": [5.0], "seconds_back": [16]})
    assert figures.over() == [
        "p99 5.00 s from criteria met to accepted",
        "16.0 s back after SIGKILL",
    ]
