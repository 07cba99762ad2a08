"""Random schedules of faults; `--schedules N` for more of them, `--seed S` for one again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.faults import acting
from tests.browser.faults.bench import Bench
from tests.browser.faults.schedules import schedule
from tests.browser.faults.sides import sided
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

pytestmark = pytest.mark.browser

_STANDARDS = ("scorm12", "scorm2004-4", "cmi5", "xapi")
_CHUNK = 20


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Seeds in chunks, which processes share out among them."""
    seed = metafunc.config.getoption("--seed")
    count = int(metafunc.config.getoption("--schedules"))
    first = range(0, count, _CHUNK)
    chunks = (
        [range(seed, seed + 1)]
        if seed is not None
        else [range(start, min(start + _CHUNK, count)) for start in first]
    )
    names = [f"{chunk.start}-{chunk.stop - 1}" for chunk in chunks]
    metafunc.parametrize("seeds", chunks, ids=names)
    metafunc.parametrize("standard", _STANDARDS)


def test_random_schedules(
    standard: str,
    seeds: range,
    built: Built,
    browser: Browser,
    tmp_path: Path,
    validator: XapiValidator,
    note: Callable[[str, object], None],
) -> None:
    package = built.unpacked(standard, tmp_path)
    bad = []
    for seed in seeds:
        with sided(package, standard, validator) as side:
            bench = Bench(side, built, browser, note)
            acting.prepare(bench.context)
            steps = schedule(standard, seed)
            try:
                acting.carry_out(bench, steps)
                bench.context.set_offline(offline=False)
                bench.judge()
                assert side.faults() == []
            except AssertionError as error:
                line = ", ".join(str(step) for step in steps)
                bad.append(f"seed {seed}: {line}\n  {error}\n  again: --seed {seed} -k {standard}")
            finally:
                bench.close()
    note("schedule", standard)
    note("schedules", len(seeds))
    assert not bad, "\n".join(bad)
