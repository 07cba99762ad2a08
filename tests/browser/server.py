"""Loopback HTTP servers for the tests: a folder's files, or a function from request to answer."""

import mimetypes
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

# The system's table may lack the first and may be wrong on the others.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
}


@dataclass(frozen=True)
class Request:
    """A request: path without query and still percent-encoded, headers' names in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Halt:
    """Where a body stops coming, after so many bytes of it.

    `go` returns when it is to go on, with False where the connection is to end instead.
    """

    after: int
    go: Callable[[], bool]


@dataclass(frozen=True)
class Answer:
    """An answer; `status` 0 breaks the connection off without one."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    halt: Halt | None = None


BROKEN = Answer(0)
"""No answer: the connection ends. A browser silently asks again on one that it had used before, so
a server whose answers are to be lost gives each a `Connection: close`."""

Handler = Callable[[Request], Answer]


class Server:
    """An HTTP/1.1 server on 127.0.0.1 and a free port; a context manager."""

    def __init__(self, handler: Handler) -> None:
        self._http = _Http(("127.0.0.1", 0), _RequestHandler)
        self._http.answer = handler
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:<port>`."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def busy(self) -> int:
        """How many requests are being answered."""
        with self._http.counting:
            return self._http.under_way

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._http.server_close()


class Content:
    """The files of a folder, as `files`; `headers` go with each answer.

    `instead` may answer in their place; where it gives None they answer themselves.
    """

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.headers: dict[str, str] = {}
        self.instead: Callable[[Request], Answer | None] = lambda _request: None
        self.files = files(folder, prefix)

    def __call__(self, request: Request) -> Answer:
        answer = self.instead(request) or self.files(request)
        return replace(answer, headers={**answer.headers, **self.headers})


def files(folder: Path, prefix: str = "/") -> Handler:
    """Answers GET and HEAD below `prefix` with the files of `folder`, ranges included."""
    root = folder.resolve()

    def answer(request: Request) -> Answer:
        if request.method not in {"GET", "HEAD"}:
            return Answer(405)
        file = (root / unquote(request.path.removeprefix(prefix)).lstrip("/")).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return Answer(404, b"no such file")
        guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": _TYPES.get(file.suffix.lower(), guessed)}
        return _ranged(file, request.headers.get("range"), headers)

    return answer


def _ranged(file: Path, wanted: str | None, headers: dict[str, str]) -> Answer:
    """RFC 9110 14.1.2, one range; Chromium seeks in a video only where ranges are served."""
    size = file.stat().st_size
    headers |= {"Accept-Ranges": "bytes", "Cache-Control": "no-cache"}
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted or "")
    if match is None or not any(match.groups()):
        return Answer(200, file.read_bytes(), headers)
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return Answer(416, b"", {"Content-Range": f"bytes */{size}"})
    with file.open("rb") as opened:
        opened.seek(start)
        body = opened.read(end - start + 1)
    return Answer(206, body, headers | {"Content-Range": f"bytes {start}-{end}/{size}"})


class _Http(ThreadingHTTPServer):
    answer: Handler
    daemon_threads = True
    block_on_close = False
    # Several browsers at once, a connection each request: the default of 5 makes some wait 1 s.
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.counting = threading.Lock()
        self.under_way = 0

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self.counting:
            self.under_way += 1
        try:
            yield
        finally:
            with self.counting:
                self.under_way -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that was killed breaks its connections off: nothing to report."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _RequestHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        with self.server.counted():
            self._send(self.server.answer(request))

    def _send(self, answer: Answer) -> None:
        if answer.status == 0:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD" and answer.status not in {204, 304}:
            self._write(answer.body, answer.halt)

    def _write(self, body: bytes, halt: Halt | None) -> None:
        sent = 0 if halt is None else halt.after
        self.wfile.write(body[:sent])
        if halt is not None and not halt.go():
            self.close_connection = True
            return
        self.wfile.write(body[sent:])

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _handle  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests read what was stored, not a log."""
