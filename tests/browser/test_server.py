"""The loopback server and the reading of packages."""

import threading
import zipfile
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser.conftest import Serve
from tests.browser.server import BROKEN, Answer, Halt, Server
from tests.browser.server import Request as Asked
from tests.browser.unpacked import read, unpack
from tests.browser.waiting import eventually


def _get(url: str, **headers: str) -> tuple[int, bytes, str]:
    with urlopen(Request(url, headers=headers), timeout=5) as answer:  # noqa: S310
        return answer.status, answer.read(), answer.headers.get("Content-Type", "")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("bytes=2-4", b"234"), ("bytes=7-", b"789"), ("bytes=-2", b"89"), ("bytes=8-99", b"89")],
)
def test_range_is_served(serve: Serve, tmp_path: Path, wanted: str, expected: bytes) -> None:
    (tmp_path / "v.mp4").write_bytes(b"0123456789")
    answer = _get(f"{serve(tmp_path)}/v.mp4", Range=wanted)
    assert answer == (206, expected, "video/mp4")


def test_range_past_the_end_is_refused(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "v.mp4").write_bytes(b"0123456789")
    with pytest.raises(HTTPError, match="416"):
        _get(f"{serve(tmp_path)}/v.mp4", Range="bytes=10-")


def test_captions_have_their_type(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "a b#c.vtt").write_bytes(b"WEBVTT\n")
    answer = _get(f"{serve(tmp_path)}/a%20b%23c.vtt")
    assert answer == (200, b"WEBVTT\n", "text/vtt; charset=utf-8")


def test_nothing_outside_the_folder_is_served(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("x")
    with pytest.raises(HTTPError, match="404"):
        _get(f"{serve(tmp_path / 'in')}/%2e%2e/secret")


def test_broken_answer_ends_the_connection_and_the_next_is_answered() -> None:
    with Server(lambda request: BROKEN if request.path == "/broken" else Answer(200)) as server:
        with pytest.raises(OSError, match="closed connection"):
            _get(f"{server.origin}/broken")
        assert _get(server.origin)[0] == 200


@pytest.mark.parametrize("goes_on", [True, False])
def test_body_that_halts_goes_on_or_ends(goes_on: bool) -> None:  # noqa: FBT001
    over = threading.Event()

    def halting(_request: object) -> Answer:
        return Answer(200, b"0123456789", halt=Halt(4, lambda: over.wait(5) and goes_on))

    with Server(halting) as server, urlopen(server.origin) as answer:  # noqa: S310
        assert answer.read(4) == b"0123"
        over.set()
        if goes_on:
            assert answer.read() == b"456789"
        else:
            with pytest.raises(IncompleteRead):
                answer.read()


def test_slow_answer_keeps_no_other_waiting_and_is_counted() -> None:
    gate = threading.Event()

    def answer(request: Asked) -> Answer:
        if request.path == "/slow":
            gate.wait()
        return Answer(200)

    with Server(answer) as server:
        slow = threading.Thread(target=_get, args=[f"{server.origin}/slow"])
        slow.start()
        eventually(lambda: server.busy == 1, "the slow request")
        assert _get(f"{server.origin}/quick")[0] == 200
        gate.set()
        slow.join(5)
        eventually(lambda: server.busy == 0, "its answer")


def test_scorm_launch_is_the_first_items_resource(tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr(
            "imsmanifest.xml",
            '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
            ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">'
            '<organizations><organization><item identifier="i" identifierref="two">'
            "<adlcp:masteryscore>80</adlcp:masteryscore></item></organization></organizations>"
            '<resources><resource identifier="one" href="1.html"/>'
            '<resource identifier="two" href="2.html"/></resources></manifest>',
        )
    found = unpack(package, tmp_path / "out")
    assert (found.launch, found.mastery) == ("2.html", "80")


def test_package_without_manifest_is_a_web_page(tmp_path: Path) -> None:
    assert read(tmp_path).launch == "index.html"
