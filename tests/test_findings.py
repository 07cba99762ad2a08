"""How findings read."""

from scormpack.errors import ScormpackError
from scormpack.findings import Code, Finding, Severity, has_errors, in_order

UNKNOWN = Code("SRC-900", Severity.ERROR, "unknown setting '{name}'", "Did you mean '{near}'?", "x")
LONG = Code("SRC-901", Severity.WARNING, "a long line", "", "x")


def test_a_finding_is_one_line_that_says_where_what_and_what_to_do() -> None:
    finding = Finding.of(UNKNOWN, "module.yaml", line=6, column=3, name="captoins", near="captions")
    assert str(finding) == (
        "module.yaml:6:3: error SRC-900: unknown setting 'captoins'. Did you mean 'captions'?"
    )


def test_the_caret_stands_under_the_column() -> None:
    finding = Finding.of(LONG, "f", line=1, column=3, excerpt="\tab")
    assert finding.caret() == "     ab\n      ^"


def test_of_a_long_line_the_part_around_the_caret_is_shown() -> None:
    finding = Finding.of(LONG, "f", line=1, column=301, excerpt="a" * 300 + "X" + "b" * 300)
    shown, caret = finding.caret().split("\n")
    assert shown == f"    …{'a' * 47}X{'b' * 46}…"
    assert shown[caret.index("^")] == "X"
    whole = Finding.of(LONG, "f", line=1, column=91, excerpt="a" * 96)
    assert whole.caret() == f"    {'a' * 96}\n    {' ' * 90}^"


def test_no_caret_stands_under_a_line_without_text() -> None:
    assert Finding.of(LONG, "f", line=1, column=1, excerpt="  ").caret() == ""


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    finding = Finding.of(UNKNOWN, "a\nb", name="\x1b[31m\u202e", near="\ud800")
    assert str(finding) == (
        "a\\nb: error SRC-900: unknown setting '\\x1b[31m\\u202e'. Did you mean '\\ud800'?"
    )


def test_an_error_holds_all_findings_in_the_order_of_places() -> None:
    second = Finding.of(LONG, "f", line=10)
    first = Finding.of(LONG, "f", line=9)
    error = ScormpackError([second, first])
    assert error.findings == in_order([second, first]) == (first, second)
    assert str(error).count("\n") == 1
    assert not has_errors([first])
    assert ScormpackError([first, second, first]).findings == (first, second)
    assert has_errors([first, Finding.of(UNKNOWN, "f", name="", near="")])
