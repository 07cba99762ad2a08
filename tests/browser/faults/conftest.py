"""The bench of a fault case, and what it hands on to the report."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import chromium, packages
from tests.browser.chromium import BrowserEndedError
from tests.browser.faults.bench import Bench
from tests.browser.faults.side import Side
from tests.browser.faults.sides import sided
from tests.browser.faults.table import column
from tests.browser.faults.unseen import UnseenBench
from tests.browser.faults.watchdog import Standing, Watch
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

Note = Callable[[str, object], None]
MakeBench = Callable[[Side, Built], Bench]

# A machine that runs other tests too is slow; what fails to come fails all the same.
expect.set_options(timeout=15_000)

_WATCH = pytest.StashKey[Watch]()


@contextmanager
def _blamed(item: pytest.Item) -> Iterator[None]:
    """A failure says so where the browser had ended by itself: such a case is run again."""
    try:
        yield
    except Exception as error:
        watch = item.stash.get(_WATCH, None)
        if watch is not None and watch.ended_by_itself:
            raise BrowserEndedError("in the middle of the case") from error
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    with _blamed(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with _blamed(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    with _blamed(item):
        return (yield)


@pytest.fixture
def note(request: pytest.FixtureRequest, standard: str) -> Note:
    """Writes a figure into the test's report; the case's own cell is there from the start."""
    properties = request.node.user_properties
    # Of an attempt whose browser ended by itself, nothing counts.
    properties.clear()
    for mark in request.node.iter_markers("fault"):
        properties += [("fault", mark.args[0]), ("column", column(standard))]
    return lambda name, value: properties.append((name, value))


@pytest.fixture
def built(request: pytest.FixtureRequest, shared: Path, six_seconds: Built) -> Built:
    """The two-second module; `@pytest.mark.six_seconds` takes the longer one."""
    if request.node.get_closest_marker("six_seconds"):
        return six_seconds
    return packages.short(shared)


@pytest.fixture(scope="session")
def drawing(playwright: Playwright) -> Iterator[Standing]:
    """The Chromium that users have."""
    standing = Standing(lambda: chromium.launched(playwright))
    yield standing
    standing.close()


@pytest.fixture(scope="session")
def unseen(playwright: Playwright) -> Iterator[Standing]:
    """A Chromium that draws nothing, for all cases that do not ask for more."""
    standing = Standing(lambda: chromium.launched_unseen(playwright))
    yield standing
    standing.close()


@pytest.fixture
def partitioned(playwright: Playwright) -> Iterator[Standing]:
    """One whose storage is parted by the site around a page, for `@pytest.mark.partitioned`."""
    standing = Standing(lambda: chromium.launched_partitioned(playwright))
    yield standing
    standing.close()


@pytest.fixture
def make_bench(request: pytest.FixtureRequest, note: Note) -> Iterator[MakeBench]:
    """In the browser of the case: that of users for `@pytest.mark.drawn` and by `--drawn`."""
    parted = request.node.get_closest_marker("partitioned")
    drawn = request.node.get_closest_marker("drawn") or request.config.getoption("--drawn")
    kind = Bench if drawn and not parted else UnseenBench
    name = "partitioned" if parted else "drawing" if drawn else "unseen"
    standing: Standing = request.getfixturevalue(name)
    with standing.lent() as watch:
        request.node.stash[_WATCH] = watch
        yield lambda side, built: kind(side, built, watch.browser, note)


@pytest.fixture
def bench(
    standard: str,
    built: Built,
    make_bench: MakeBench,
    tmp_path: Path,
    validator: XapiValidator,
) -> Iterator[Bench]:
    """A learner at an LMS that has the module; at the end content must have done nothing wrong."""
    package = built.unpacked(standard, tmp_path)
    with sided(package, standard, validator) as side:
        made = make_bench(side, built)
        try:
            yield made
        finally:
            made.close()
        assert side.faults() == []
        assert made.judged, "the test did not ask the oracle: call judge()"
