"""An LMS for each standard."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser import hosts
from tests.browser.faults.scormside import ScormSide
from tests.browser.faults.side import Side
from tests.browser.faults.xapiside import XapiSide
from tests.browser.hosts import Cmi5Host, ScormHost, XapiHost
from tests.browser.unpacked import Unpacked
from tests.browser.xapi_validator import XapiValidator


@contextmanager
def sided(package: Unpacked, standard: str, validator: XapiValidator) -> Iterator[Side]:
    """An LMS of `standard` with `package` in it."""
    with hosts.hosted(package, standard, validator) as host:
        if isinstance(host, ScormHost):
            yield ScormSide(standard, host, package)
        else:
            assert isinstance(host, Cmi5Host | XapiHost)
            yield XapiSide(standard, host, package)
