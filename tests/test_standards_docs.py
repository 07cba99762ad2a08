"""docs/standards/: a page for each standard, found from the README, that leaves no element out.

What the tables say is held by the player's own tests: statustables, lrspages, seriestables.
"""

import re
from pathlib import Path

import pytest

import scormpack
from scormpack.formats import FORMATS
from scormpack.formats._xapi import VERBS

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "standards"
ADAPTERS = ROOT / "src" / "scormpack" / "player" / "src" / "adapters"
# Both editions of SCORM 2004 are one standard; a web page records nothing.
STANDARDS = sorted({each.name.removesuffix("-3").removesuffix("-4") for each in FORMATS} - {"web"})
SECTIONS = (
    "What is ",
    "When, and in which order",
    "What the LMS holds",
    "Several modules in one launch",
    "The receipt",
    "Browse, review, no credit",
)
LAST = "What was proved in which browser"


def page(standard: str) -> str:
    return (PAGES / f"{standard}.md").read_text(encoding="utf-8")


def test_every_standard_has_a_page() -> None:
    assert sorted(path.stem for path in PAGES.iterdir()) == STANDARDS


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_readme_leads_to_the_page(standard: str) -> None:
    _, read_on = (ROOT / "README.md").read_text(encoding="utf-8").split("## Read on\n")
    assert f"](docs/standards/{standard}.md)" in read_on


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_page_has_its_sections_in_order(standard: str) -> None:
    headings = re.findall(r"^## (.+)$", page(standard), re.MULTILINE)
    places = [
        next(at for at, heading in enumerate(headings) if heading.startswith(section))
        for section in SECTIONS
    ]
    assert places == sorted(places)
    assert headings[-1] == LAST


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_every_element_that_the_adapter_names_is_on_the_page(standard: str) -> None:
    sources = [ADAPTERS / f"{standard}.ts", *(ADAPTERS / f"{name}.ts" for name in _SHARED)]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    named = set(re.findall(r'"(cmi\.[a-z_.]+)"', text))
    assert len(named) > 15
    assert sorted(name for name in named if f"`{name}`" not in page(standard)) == []


_SHARED = ("scormsession", "interactions", "objectives")


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_the_verbs_are_those_of_the_build(standard: str) -> None:
    section = page(standard).split("## Verbs\n")[1].split("\n## ")[0]
    assert dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|$", section, re.MULTILINE)) == VERBS


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_receipt_on_the_page_can_be_read(standard: str) -> None:
    receipts = re.findall(r"sr1:[\w.:-]+", page(standard))
    assert len(receipts) == 1
    assert scormpack.decode(receipts[0]).completed is True
