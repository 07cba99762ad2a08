"""Every code there is, one module a family. `ALL` is the whole table, as docs/codes.md has it."""

from scormpack.codes import (
    accessibility,
    cmi5,
    container,
    decoding,
    documents,
    leaks,
    media,
    output,
    pages,
    scorm12,
    scorm2004,
    source,
    xapi,
    xml,
)
from scormpack.findings import Code

FAMILIES: tuple[tuple[str, tuple[Code, ...]], ...] = (
    ("Sources: module.yaml, series.yaml and the files they name", source.ALL),
    ("Video, poster and captions", media.ALL),
    ("Accessibility", accessibility.ALL),
    ("Job aids", documents.ALL),
    ("Writing packages", output.ALL),
    ("The zip", container.ALL),
    ("Its XML", xml.ALL),
    ("SCORM 1.2", scorm12.ALL),
    ("SCORM 2004", scorm2004.ALL),
    ("cmi5", cmi5.ALL),
    ("xAPI (tincan.xml)", xapi.ALL),
    ("HTML pages", pages.ALL),
    ("Packages that hold what their readers must not have", leaks.ALL),
    ("Texts to decode", decoding.ALL),
)
ALL: tuple[Code, ...] = tuple(code for _, family in FAMILIES for code in family)


_HEAD = """# Codes

Every fault that scormpack names. A code never changes its meaning. Made from `src/scormpack/codes/`
by `make codes`.
"""


def markdown() -> str:
    """docs/codes.md: a table for each family."""
    parts = [_HEAD]
    for title, family in FAMILIES:
        rows = "\n".join(_row(code) for code in family)
        parts.append(
            f"## {title}\n\n| code | | what | what to do | why |\n|---|---|---|---|---|\n{rows}\n"
        )
    return "\n".join(parts)


def _row(code: Code) -> str:
    cells = (code.id, code.severity, code.text, code.remedy, code.source)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
