"""What the LMSs of the fault cases themselves must be right about."""

from pathlib import Path

import pytest

from tests.browser.faults.sides import sided
from tests.browser.faults.xapiside import xapi
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator


@pytest.mark.parametrize("standard", ["xapi"])
def test_a_session_that_expires_heals_nothing(
    standard: str, built: Built, tmp_path: Path, validator: XapiValidator
) -> None:
    with sided(built.unpacked(standard, tmp_path), standard, validator) as made:
        side = xapi(made)
        side.fail("lose-answer")
        side.expire()
        side.fail("500")
        side.fail("drop")
        met_in_turn = [(fault.do, fault.status) for fault in side.lrs.faults]
    assert met_in_turn == [("drop", 0), ("status", 401), ("lost-answer", 0), ("status", 500)]
