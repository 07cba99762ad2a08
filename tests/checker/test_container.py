"""Zips that are broken or hostile: each raises its own code alone, and none an exception."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from scormpack.checker import check
from scormpack.checker.ziprecords import END_SIGNATURE
from scormpack.codes import container
from tests.checker.faults import add, drop, edit
from tests.checker.samples import Files, good_files

LOCAL, DIRECTORY = b"PK\3\4", b"PK\1\2"
MAX32 = 0xFFFFFFFF
INSIDE = "aids/card.html"


def packed(files: Files | None = None, *, method: int = zipfile.ZIP_STORED) -> bytes:
    """The good `web` package, or other `files`, as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in (good_files("web") if files is None else files).items():
            archive.writestr(info(name), data, method)
    return buffer.getvalue()


def info(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, mode << 16
    return made


def patch(data: bytes, signature: bytes, offset: int, layout: str, value: int) -> bytes:
    """`data` with a number written into every record that starts with `signature`."""
    changed = bytearray(data)
    at = data.find(signature)
    while at >= 0:
        struct.pack_into(layout, changed, at + offset, value)
        at = data.find(signature, at + 4)
    return bytes(changed)


def with_link() -> bytes:
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info("a/link.css", 0o120777), b"style.css")
    return buffer.getvalue()


def with_twin() -> bytes:
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the very thing that is wanted here
        archive.writestr(info(INSIDE), good_files("web")[INSIDE])
    return buffer.getvalue()


def with_nested_entry() -> bytes:
    """A stored file whose bytes are a whole member, listed as a member as well."""
    inner = packed({"a/inner.txt": b"inner"})
    member = inner[: inner.find(DIRECTORY)]
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info("a/outer.txt"), member)
        outer = archive.getinfo("a/outer.txt")
        with zipfile.ZipFile(io.BytesIO(inner)) as other:
            listed = other.getinfo("a/inner.txt")
        listed.header_offset = outer.header_offset + 30 + len("a/outer.txt")
        archive.filelist.append(listed)
        archive.NameToInfo[listed.filename] = listed
    return buffer.getvalue()


def web(*changes: Callable[[Files], Files]) -> bytes:
    files = good_files("web")
    for change in changes:
        files = change(files)
    return packed(files)


def unflagged(name: str) -> bytes:
    """The name in UTF-8, but without the flag that says so."""
    data = web(add(name))
    for signature, offset in ((LOCAL, 6), (DIRECTORY, 8)):
        data = patch(data, signature, offset, "<H", 0)
    return data


def large() -> bytes:
    """ZIP64 throughout, as for a package of many gigabytes: sizes, offsets and end records."""
    local, listed = b"", b""
    files = good_files("web")
    for name, data in files.items():
        sizes = struct.pack("<HHQQ", 1, 16, len(data), len(data))
        common = struct.pack("<HHHLLLL", 45, 0, 0, 0, zlib.crc32(data), MAX32, MAX32)
        where = struct.pack("<HHQQQ", 1, 24, len(data), len(data), len(local))
        listed += DIRECTORY + struct.pack("<BB", 45, 3) + common
        listed += struct.pack("<HHHHHLL", len(name), len(where), 0, 0, 0, 0o100644 << 16, MAX32)
        listed += name.encode() + where
        local += LOCAL + common + struct.pack("<HH", len(name), len(sizes))
        local += name.encode() + sizes + data
    counts = struct.pack("<QQQQ", len(files), len(files), len(listed), len(local))
    end64 = b"PK\6\6" + struct.pack("<QHHLL", 44, 45, 45, 0, 0) + counts
    locator = b"PK\6\7" + struct.pack("<LQL", 0, len(local) + len(listed), 1)
    end = END_SIGNATURE + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, MAX32, MAX32, 0)
    return local + listed + end64 + locator + end


SWELLS = packed(good_files("web") | {"a/zeros.bin": bytes(20 * 1024**2)}, method=8)
FAULTS: tuple[tuple[str, str, bytes], ...] = (
    ("ZIP-003", "empty", b""),
    ("ZIP-003", "a web page", b"<!doctype html><title>Please log in</title>"),
    ("ZIP-003", "a PDF", b"%PDF-1.7\n"),
    ("ZIP-004", "cut short", packed()[:-30]),
    ("ZIP-005", "one more counted", patch(packed(), END_SIGNATURE, 8, "<L", 0x00060006)),
    ("ZIP-005", "one part of several", patch(packed(), END_SIGNATURE, 4, "<H", 1)),
    ("ZIP-005", "directory elsewhere", patch(packed(), END_SIGNATURE, 16, "<L", 5)),
    ("ZIP-005", "directory size", patch(packed(), END_SIGNATURE, 12, "<L", 10)),
    ("ZIP-005", "no file there", patch(packed(), DIRECTORY, 42, "<L", 3)),
    ("ZIP-005", "comment cut", patch(packed(), END_SIGNATURE, 20, "<H", 9)),
    ("ZIP-005", "ZIP64 announced", patch(packed(), END_SIGNATURE, 16, "<L", 0xFFFFFFFF)),
    ("ZIP-005", "ZIP64 sizes", patch(packed(), DIRECTORY, 24, "<L", 0xFFFFFFFF)),
    ("ZIP-005", "ZIP64 record elsewhere", patch(large(), b"PK\6\7", 8, "<Q", 3)),
    ("ZIP-005", "end records disagree", patch(large(), END_SIGNATURE, 8, "<L", 0x00030003)),
    ("ZIP-006", "after the end", packed() + b"more"),
    ("ZIP-007", "name", packed().replace(b"a/player.js", b"b/player.js", 1)),
    ("ZIP-007", "checksum", patch(packed(), LOCAL, 14, "<L", 1)),
    ("ZIP-007", "size", patch(packed(), LOCAL, 22, "<L", 1)),
    ("ZIP-007", "method", patch(packed(), LOCAL, 8, "<H", 8)),
    ("ZIP-007", "flags", patch(packed(), LOCAL, 6, "<H", 0x800)),
    ("ZIP-008", "a byte changed", packed().replace(b"margin: 1rem", b"margin: 9rem")),
    ("ZIP-009", "encrypted", patch(patch(packed(), LOCAL, 6, "<H", 1), DIRECTORY, 8, "<H", 1)),
    ("ZIP-010", "bzip2", packed(method=zipfile.ZIP_BZIP2)),
    ("ZIP-010", "lzma", packed(method=zipfile.ZIP_LZMA)),
    ("ZIP-011", "parent", web(add("../x.css"))),
    ("ZIP-011", "parent inside", web(add("a/../../x.css"))),
    ("ZIP-011", "absolute", web(add("/x.css"))),
    ("ZIP-011", "backslash", web(add("a\\x.css"))),
    ("ZIP-011", "drive", web(add("C:x.css"))),
    ("ZIP-011", "control character", web(add("a/x\x07.css"))),
    ("ZIP-012", "case", web(add("A/player.js"), drop("a/player.js"), add("a/Player.js"),
                            edit("index.html", "a/player.js", "A/player.js"))),
    ("ZIP-012", "twice", with_twin()),
    ("ZIP-013", "symbolic link", with_link()),
    ("ZIP-014", "no flag", unflagged("a/é.css")),
    ("ZIP-015", "not ASCII", web(add("a/é.css"))),
    ("ZIP-016", "nested", with_nested_entry()),
    ("ZIP-017", "swells", SWELLS),
    ("ZIP-018", "a zip", web(add("a/more.zip"))),
    ("ZIP-018", "PHP in capitals", web(add("a/more.PHP"))),
    ("ZIP-019", "base name", web(add("b/style.css"))),
    ("ZIP-020", "no manifest", web(edit("index.html", "scormpack-format", "other"))),
    ("ZIP-020", "no page", web(drop("index.html"), edit(INSIDE, "../index.html", "#top"))),
    ("ZIP-020", "in a folder", web(edit("index.html", "scormpack-format", "other"),
                                   add("course/imsmanifest.xml", b"<manifest/>"))),
    ("ZIP-020", "in capitals", web(edit("index.html", "scormpack-format", "other"),
                                   add("IMSManifest.xml", b"<manifest/>"))),
    ("ZIP-021", "two manifests", packed(good_files("cmi5") | good_files("xapi"))),
    ("ZIP-022", "file and folder", web(add("a/player.js/x.js"))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "data"),
    [(code, data) for code, _, data in FAULTS],
    ids=[f"{code}-{name}" for code, name, _ in FAULTS],
)
def test_a_fault_raises_its_code_alone(code: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    assert {finding.code.id for finding in check(path)} == {code}


def test_every_code_has_its_fault() -> None:
    shown = {code for code, _, _ in FAULTS}
    raised = {"ZIP-001", "ZIP-002"}  # test_check.py: what cannot be checked at all
    assert {code.id for code in container.ALL} - shown == raised


@pytest.mark.parametrize("name", ["deflated", "described", "commented", "folders", "large"])
def test_an_honest_zip_raises_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(HONEST[name]())
    assert check(path) == []


class Unseekable(io.RawIOBase):
    """A target to which zipfile writes data descriptors, since it cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray | memoryview)
        self.data += data
        return len(data)


def described() -> bytes:
    target = Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in good_files("web").items():
            archive.writestr(info(name), data)
    return bytes(target.data)


def commented() -> bytes:
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"built by hand"
    return buffer.getvalue()


def with_folders() -> bytes:
    buffer = io.BytesIO(packed())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info("a/", 0o40755), b"")
    return buffer.getvalue()


HONEST: dict[str, Callable[[], bytes]] = {
    "deflated": lambda: packed(method=zipfile.ZIP_DEFLATED),
    "described": described,
    "commented": commented,
    "folders": with_folders,
    "large": large,
}


def test_the_hint_names_the_manifest_that_lies_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(packed({f"course/{name}": data for name, data in good_files("cmi5").items()}))
    (finding,) = check(path)
    assert finding.text.endswith("lies at the root, but course/cmi5.xml is there")


@pytest.mark.parametrize("length", range(0, len(packed()), 97))
def test_a_zip_cut_anywhere_is_told_plainly(length: int, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(packed()[:length])
    assert {finding.code.id for finding in check(path)} <= {"ZIP-003", "ZIP-004", "ZIP-005"}


def test_a_wrong_byte_is_a_finding_or_harmless_never_an_exception(tmp_path: Path) -> None:
    data = packed()
    path = tmp_path / "p.zip"
    found = 0
    for at in range(0, len(data), 7):
        wrong = bytearray(data)
        wrong[at] ^= 0xFF
        path.write_bytes(wrong)
        found += bool(check(path))
    # Dates, versions and permissions change nothing that is read.
    assert found > 0.9 * len(data) / 7
