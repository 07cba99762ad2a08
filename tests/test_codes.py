"""The table of codes."""

from collections import Counter
from pathlib import Path

import pytest

from scormpack import codes
from scormpack.findings import Code

PAGE = Path(__file__).parents[1] / "docs" / "codes.md"


def test_no_id_is_used_twice() -> None:
    assert [code for code, count in Counter(c.id for c in codes.ALL).items() if count > 1] == []


def test_docs_codes_md_is_the_table() -> None:
    """`make codes` writes it."""
    assert PAGE.read_text(encoding="utf-8") == codes.markdown()


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.id)
def test_a_code_is_one_line_with_a_source(code: Code) -> None:
    assert code.source
    assert code.text
    assert not code.text.endswith(".")
    assert "\n" not in code.text + code.remedy + code.source
