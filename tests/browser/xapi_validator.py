"""@learninglocker/xapi-validation, as one long-lived Node process that judges statements."""

import json
import threading
from types import TracebackType
from typing import Any, Self, cast

from tests.browser import nodeprogram

Statement = dict[str, Any]


class XapiValidator:
    """Judges statements, from several threads if need be; a context manager."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = nodeprogram.started("validate.cjs")

    def faults(self, statement: Statement) -> list[str]:
        """What is wrong with `statement`, a line each; empty where nothing is."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the validator was started without pipes")
        with self._lock:
            stdin.write(json.dumps(statement) + "\n")
            stdin.flush()
            return cast("list[str]", json.loads(stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closes the pipes; the script ends with its input.
        self._process.communicate()
