"""YAML as text: nothing guessed, everything placed, everything harmful refused."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormpack.source.yamltext import MAX_BYTES, MAX_VALUES, Document, read


def document(text: str) -> Document:
    """What `text` says; it must have no fault."""
    found, findings = read(text.encode(), "module.yaml")
    assert findings == []
    assert found is not None
    return found


def places(raw: bytes) -> list[str]:
    """`line:column code` of every finding."""
    return [f"{f.line}:{f.column} {f.code.id}" for f in read(raw, "module.yaml")[1]]


@pytest.mark.parametrize(
    "value", ["no", "1.10", "1:30", "0x10", "true", "null", "2026-11-24", ".9", "1_000", "010"]
)
def test_scalars_stay_what_the_author_wrote(value: str) -> None:
    assert document(f"a: {value}\n").data == {"a": value}


def test_an_empty_value_is_none() -> None:
    assert document("a:\nb: ~\nc: ''\nd: [x, ]\n").data == {
        "a": None,
        "b": None,
        "c": "",
        "d": ["x"],
    }


def test_names_and_values_have_places() -> None:
    found = document("video:\n  file: v.mp4\n  tracks: [a, {b: c}]\n")
    text = "video:\n  file: v.mp4\n  tracks: [a, {b: c}]\n"
    assert text[found.names["video", "file"] :].startswith("file:")
    assert text[found.values["video", "file"] :].startswith("v.mp4")
    assert text[found.values["video", "tracks", 1, "b"] :].startswith("c}")


def test_line_ends_and_a_byte_order_mark_do_not_move_places() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert places(f"\ufeffa: b{end}c: d{end}a: e".encode()) == ["3:1 SRC-011"]


def test_line_separators_inside_a_value_start_no_line() -> None:
    assert places('a: "one\u2028two"\na: x\n'.encode()) == ["2:1 SRC-011"]


def test_all_faults_are_told_at_once() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\nd: \u202e\n---\ne: f\n"
    assert places(text.encode()) == [
        "5:4 SRC-018",
        "1:4 SRC-012",
        "2:4 SRC-012",
        "3:1 SRC-011",
        "4:4 SRC-013",
        "6:1 SRC-015",
    ]


def test_a_refused_value_is_known_as_such() -> None:
    found, _ = read(b"a: *x\n", "module.yaml")
    assert found is not None
    assert found.refused == {("a",)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: b: c", "a second ': ' on one line"),
        ("a:\n\tb: c", "a tab where YAML allows none"),
        ("a: @x", "a value begins with a character that YAML keeps for itself"),
        ("a: 'x\nb: c", "a quoted value has no closing quote"),
        ("a: |\n  x\nb\n", "a line without a colon after the setting's name"),
        ("a: [1\nb: 2", "a bracket is not closed, or a comma is missing in it"),
        ("a:\n - b\n c: d", "this line stands too far in or too far out"),
        ('a: "\\UFFFFFFFF"', "a number in it is too large"),
        ('a: "\\q"', "found unknown escape character 'q'"),
    ],
)
def test_syntax_errors_are_told_in_plain_words(text: str, what: str) -> None:
    (finding,) = read(text.encode(), "module.yaml")[1]
    assert finding.code.id == "SRC-002"
    assert finding.text == f"not valid YAML: {what}"


@pytest.mark.parametrize(
    "character", ["\0", "\x1b", "\x85", "\xad", "\u200b", "\u2066", "\ufeff", "\U000e0041"]
)
def test_characters_that_cannot_be_seen_are_refused(character: str) -> None:
    assert places(f"a: x{character}y\n".encode()) == ["1:5 SRC-018"]


@pytest.mark.parametrize("escape", ["\\0", "\\u202e", "\\ud800", "\\x1b"])
def test_escapes_do_not_bring_them_back(escape: str) -> None:
    assert places(f'a: "x{escape}y"\n'.encode()) == ["1:4 SRC-018"]


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "می\u200cخواهم", "क्\u200dष", "日本語", "'a\tb'"])
def test_scripts_of_the_world_are_fine(text: str) -> None:
    assert document(f"a: {text}\n").data == {"a": text.strip("'")}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"[" * 100_000, "SRC-014"),
        (b"{a: " * 100_000, "SRC-014"),
        (b"- " * 100_000, "SRC-014"),
        (b"? " * 100_000, "SRC-014"),
        (b"a: [" + b"x," * MAX_VALUES + b"]", "SRC-019"),
        (b"a: " + b"x" * MAX_BYTES, "SRC-016"),
        (b"a: \xff", "SRC-017"),
        ("a: b".encode("utf-16"), "SRC-017"),
        (b"[a]: b", "SRC-020"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_too_much_is_refused(raw: bytes, code: str) -> None:
    assert [finding.code.id for finding in read(raw, "module.yaml")[1]] == [code]


def test_bombs_are_refused_quickly() -> None:
    lines = [b"a0: &a0 [x, x]\n"]
    lines += [b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 5_000)]
    before = time.process_time()
    findings = read(b"".join(lines), "module.yaml")[1]
    assert {finding.code.id for finding in findings} <= {"SRC-012", "SRC-019"}
    assert len(findings) <= 51  # enough to see what is wrong
    assert time.process_time() - before < 5


@given(st.binary(max_size=200) | st.text(alphabet="a:-[]{}&*!|>'\"#%@\n \t,?0", max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_a_document_or_findings(value: bytes | str) -> None:
    raw = value.encode() if isinstance(value, str) else value
    found, findings = read(raw, "module.yaml")
    assert found is not None or findings
