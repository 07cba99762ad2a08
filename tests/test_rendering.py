"""How figures and dates are written, and what never reaches a page."""

import pytest

from scormpack.rendering import demoted
from scormpack.settings import AidKind
from scormpack.words import bytes_in_words, clock, count, day, kind, percent


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.0, "0:00"), (65.9, "1:05"), (600.0, "10:00"), (3723.0, "1:02:03")]
)
def test_clock(seconds: float, expected: str) -> None:
    assert clock(seconds) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(1, "1 KB"), (84_400, "84 KB"), (999_499, "999 KB"), (1_234_567, "1.2 MB")],
)
def test_sizes(size: int, expected: str) -> None:
    assert bytes_in_words(size) == expected


def test_days_do_not_depend_on_the_locale() -> None:
    assert day("2026-11-03") == "November 3, 2026"


def test_percent() -> None:
    assert percent(0.9) == "90%"


def test_headings_of_a_job_aid_go_under_its_title() -> None:
    body = '<h2 id="a">One</h2><hr><h3>Two</h3><p>&lt;h2></p>'
    assert demoted(body) == '<h3 id="a">One</h3><hr><h4>Two</h4><p>&lt;h2></p>'


def test_kinds_and_counts() -> None:
    assert kind(AidKind.POCKET_CARD) == "Pocket card"
    assert [count(n, "package") for n in (0, 1, 2)] == ["0 packages", "1 package", "2 packages"]
