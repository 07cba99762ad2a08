"""Waiting for what another thread or process brings about."""

import time
from collections.abc import Callable


def eventually(condition: Callable[[], object], what: str, seconds: float = 10) -> None:
    """Returns as soon as `condition` is true; raises TimeoutError naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.02)
