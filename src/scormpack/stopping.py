"""Long work in threads that can be stopped: Ctrl-C reaches the main thread alone."""

import threading

_this_thread = threading.local()


class StoppedError(Exception):
    """Nobody waits for what this thread was making."""


def heed(stop: threading.Event) -> None:
    """Makes `check` in this thread heed `stop`; an executor's initializer."""
    _this_thread.stop = stop


def check() -> None:
    """Raises StoppedError once `stop` is set; called between the pieces of long work."""
    stop: threading.Event | None = getattr(_this_thread, "stop", None)
    if stop is not None and stop.is_set():
        raise StoppedError
