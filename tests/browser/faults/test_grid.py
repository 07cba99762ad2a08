"""The grid: what the report makes of cases, and that no case of the table is without a test."""

import json
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
    made.add("s", passed=True, properties=[("schedules", counts(run=20, met=9, held=8, again=1))])
    made.add("r", passed=True, properties=[("schedules", counts(run=30, met=2, held=3, again=0))])
    lines = "\n".join(grid.text(made))
    page = grid.write(made, tmp_path).read_text(encoding="utf-8")
    for part in (
        made.totals,
        "random schedules, xapi: 50; criteria met in 11, completion held after 11",
        "1 attempt(s) again: their browser had ended",
        "survived in Firefox too: F24 (1)",
        "resume after SIGKILL: at most 3.2 s back",
    ):
        assert part in lines
        assert part in page
    data = json.loads((tmp_path / "fault-grid.json").read_text(encoding="utf-8"))
    assert data["schedules"] == {"xapi": {"run": 50, "met": 11, "held": 11, "again": 1}}
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


def counts(**counted: int) -> dict[str, str | int]:
    return {"standard": "xapi", **counted}


@pytest.mark.parametrize(
    ("run", "met", "fails"), [(200, 29, True), (200, 30, False), (49, 0, False)]
)
def test_schedules_that_hardly_ever_complete_fail_the_run(run: int, met: int, fails: bool) -> None:  # noqa: FBT001
    made = Grid()
    noted = counts(run=run, met=met, held=met, again=0)
    made.add("s", passed=True, properties=[("schedules", noted)])
    said = [f"random schedules, xapi: criteria met in {met}, not in 30"]
    assert made.over() == (said if fails else [])


def test_a_whole_run_without_figures_fails_and_a_part_of_one_does_not() -> None:
    made = Grid()
    cells = [
        (fault.id, where) for fault in FAULTS for where in COLUMNS if where not in fault.without
    ]
    for fault, where in cells[1:]:
        made.add("t", passed=True, properties=[("fault", fault), ("column", where)])
    assert made.over() == []
    fault, where = cells[0]
    made.add("t", passed=True, properties=[("fault", fault), ("column", where)])
    assert made.over() == [
        "no time from criteria met to accepted was measured",
        "no resume after SIGKILL was measured",
    ]
    made.add("t", passed=True, properties=[("accepted_after", 0.1), ("seconds_back", 3)])
    assert made.over() == []


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
