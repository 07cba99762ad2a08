"""Random schedules of faults; `--schedules N` for more of them, `--seed S` for one again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.faults import acting, crew
from tests.browser.faults.fast import FastBench
from tests.browser.faults.oracle import Evidence
from tests.browser.faults.schedules import schedule
from tests.browser.faults.sides import sided
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

pytestmark = pytest.mark.browser

_STANDARDS = ("scorm12", "scorm2004-4", "cmi5", "xapi")
_CHUNK = 50
_EXCUSED = re.compile(
    # A page that is reloaded before the answer comes cannot know the token; F47 has other reloads.
    r"8\.2\.1: the fetch URL was used a second time|"
    # A page that is loaded again after the end asks whether there is a new session; F47 shows it.
    r"GET /xapi/activities/state: 403: the session has ended|"
    # What a page sends as it goes may arrive when the next launch has looked, and tells it too.
    r"\w+ /xapi/statements: 400: 9\.3: a second \w+ in the registration, told meanwhile [\w ]+|"
    # What a page sends as it is hidden may arrive after what it sends as it goes, or not at all.
    r"POST /xapi/statements: 400: (video: (\w+ after terminated|terminated while playing)\s*)+"
)


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
    tmp_path: Path,
    validator: XapiValidator,
    note: Callable[[str, object], None],
) -> None:
    package = built.unpacked(standard, tmp_path)
    begun: list[int] = []
    judged: list[Evidence] = []

    def run(browser: Browser, seed: int) -> None:
        begun.append(seed)
        with sided(package, standard, validator) as side:
            bench = FastBench(side, built, browser, note)
            try:
                acting.carry_out(bench, schedule(standard, seed))
                bench.context.set_offline(offline=False)
                judged.append(bench.judge())
                assert [each for each in side.faults() if not _EXCUSED.fullmatch(each)] == []
            finally:
                bench.close()

    failures = crew.each(seeds, run)
    counts = {
        "standard": standard,
        "run": len(seeds),
        "met": sum(each.met for each in judged),
        "held": sum(each.held.whole(scored=each.scored) for each in judged),
        "again": len(begun) - len(seeds),
    }
    note("schedules", counts)
    assert not failures, "\n".join(_told(standard, seed, error) for seed, error in failures)


def _told(standard: str, seed: int, error: str) -> str:
    steps = ", ".join(str(step) for step in schedule(standard, seed))
    again = f"--seed {seed} -k 'random_schedules and {standard}'"
    return f"seed {seed}: {steps}\n  {error}\n  again: {again}"
