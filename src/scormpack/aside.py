"""Files written beside their place and renamed into it: whole, or as they were."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path in the folder of `target` to write to, which becomes `target` when the block ends.

    Where the block raises, `target` stays as it was and nothing is left beside it. No two threads
    or processes get the same path. Raises OSError where it cannot be renamed.
    """
    mine = f"{os.getpid()}-{threading.get_ident()}"
    aside = target.with_name(f".{target.name}.{mine}.part")
    try:
        yield aside
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
