"""Fixtures of the browser tests: Chromium, pages, loopback servers."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)

from tests.browser import chromium, hosts, packages, scorm_content
from tests.browser.hosts import Host
from tests.browser.lrs import Lrs
from tests.browser.packages import Built
from tests.browser.scorm_content import Start
from tests.browser.scorm_lms import ScormLms
from tests.browser.server import Server, files
from tests.browser.unpacked import Unpacked
from tests.browser.xapi_validator import XapiValidator

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives all browsers of this process: a second one in its thread is refused."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the whole run; tests take contexts of their own."""
    with chromium.launched(playwright) as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile: several pages of it share cookies and storage."""
    with browser.new_context() as made:
        made.set_default_timeout(15_000)
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a fresh profile."""
    return context.new_page()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a folder on an origin of its own and returns that, without a slash at its end."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(Server(files(folder))).origin


@pytest.fixture(scope="session")
def validator() -> Iterator[XapiValidator]:
    """The judge of statements."""
    with XapiValidator() as started:
        yield started


@pytest.fixture
def lrs(validator: XapiValidator) -> Iterator[Lrs]:
    """An empty LRS."""
    with Lrs(validator) as started:
        yield started


@pytest.fixture
def start_scorm(tmp_path: Path) -> Iterator[Start]:
    """SCORM LMSs with content that only finds the API."""
    package = Unpacked(tmp_path, scorm_content.write(tmp_path))
    with ExitStack() as stack:
        yield lambda edition, setup=None: stack.enter_context(ScormLms(package, edition, setup))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    in_worker = "PYTEST_XDIST_WORKER" in os.environ
    return (base.parent if in_worker else base) / "shared"


@pytest.fixture(scope="session")
def six_seconds(shared: Path) -> Built:
    """The packages of the six-second module."""
    return packages.built(packages.SIX_SECONDS, shared)[0]


@pytest.fixture
def messages(context: BrowserContext) -> Iterator[list[str]]:
    """What pages complain about: uncaught errors, and errors on the console.

    A document that is not there yet, or that is another than the one that was read, is an LRS's
    ordinary answer, which browsers put there too.
    """
    heard: list[str] = []
    context.on("weberror", lambda error: heard.append(str(error.error)))

    def listen(message: ConsoleMessage) -> None:
        ordinary = re.search(r"status of (404|412)", message.text)
        if message.type == "error" and ordinary is None:
            heard.append(f"{message.text} ({message.location['url']})")

    context.on("console", listen)
    yield heard
    assert heard == []


@pytest.fixture(params=hosts.RECORDED)
def standard(request: pytest.FixtureRequest) -> str:
    """Each standard that records."""
    return str(request.param)


@pytest.fixture
def host(
    standard: str, six_seconds: Built, tmp_path: Path, validator: XapiValidator
) -> Iterator[Host]:
    """An LMS with the six-second module in it, which must have found no fault at the end."""
    package = six_seconds.unpacked(standard, tmp_path)
    with hosts.hosted(package, standard, validator) as made:
        yield made
        assert made.faults() == []
