"""Fixtures of the browser tests: Chromium, pages, loopback servers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.browser.lrs import Lrs
from tests.browser.server import Server, files
from tests.browser.xapi_validator import XapiValidator

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; tests take contexts of their own."""
    with chromium.launched() as started:
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
