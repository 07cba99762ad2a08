"""Marks a test as a case of the fault table, on each standard that the case applies to."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.browser.faults.table import BY_ID, column

RUNS: dict[str, set[str]] = defaultdict(set)
"""By fault: the columns of the table that some test covers."""

Test = Callable[..., None]


def case(fault: str, *standards: str) -> Callable[[Test], Test]:
    """On `standards`, or on all that `fault` applies to."""
    known = BY_ID[fault]
    chosen = standards or known.standards
    wrong = [each for each in chosen if column(each) in known.without]
    assert not wrong, f"{fault} does not apply to {wrong}"
    RUNS[fault].update(column(each) for each in chosen)

    def mark(test: Test) -> Test:
        marked: Test = pytest.mark.parametrize("standard", chosen)(test)
        return pytest.mark.fault(fault)(marked)

    return mark
