"""What is wrong with a source or a package, as values: a code, a place, a sentence and a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Of an excerpt, what is shown before and from the caret on: 100 columns with the indentation.
_BEFORE, _AFTER = 48, 48


class Severity(StrEnum):
    """How bad a finding is: an error fails a build or a check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Code:
    """One thing that can be wrong. Its id is permanent: it never changes its meaning.

    `text` and `remedy` are templates for `str.format`; `source` names the section of the standard,
    or the measured behaviour, that makes it a fault.
    """

    id: str
    severity: Severity
    text: str
    remedy: str
    source: str


@dataclass(frozen=True)
class Finding:
    """One fault at one place. `line` and `column` count from 1."""

    code: Code
    where: str
    text: str
    remedy: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None

    @classmethod
    def of(
        cls,
        code: Code,
        where: str,
        *,
        line: int | None = None,
        column: int | None = None,
        excerpt: str | None = None,
        **values: object,
    ) -> "Finding":
        """A finding of `code` in file or zip entry `where`; `values` fill the code's templates.

        `excerpt` is the whole source line, for a caret under `column`.
        """
        shown = {name: one_line(str(value)) for name, value in values.items()}
        return cls(
            code=code,
            where=one_line(where),
            text=code.text.format(**shown),
            remedy=code.remedy.format(**shown),
            line=line,
            column=column,
            excerpt=excerpt,
        )

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        parts = [self.where, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)

    def __str__(self) -> str:
        """One line: place, severity, code, what, what to do."""
        sentence = self.text if not self.remedy else f"{self.text}. {self.remedy}"
        return f"{self.place}: {self.code.severity} {self.code.id}: {sentence}"

    def caret(self) -> str:
        """The source line with a caret under the column; empty where there is nothing to show.

        Of a long line, the part around the column: a line that wraps would misplace the caret.
        """
        if self.excerpt is None or self.column is None or not self.excerpt.strip():
            return ""
        line = one_line(self.excerpt.replace("\t", " "))
        before, after = line[: self.column - 1], line[self.column - 1 :]
        if len(line) > _BEFORE + _AFTER:
            before = before if len(before) <= _BEFORE else "…" + before[1 - _BEFORE :]
            after = after if len(after) <= _AFTER else after[: _AFTER - 1] + "…"
        return f"    {before}{after}\n    {' ' * len(before)}^"


def one_line(text: str) -> str:
    """`text` with everything a terminal would not print in place shown as an escape.

    Control, bidirectional and zero-width characters and lone surrogates could otherwise hide or
    rewrite what a finding says.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of `findings` is an error."""
    return any(finding.code.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` as a reader meets them: by file, line, column, then code."""
    return tuple(
        sorted(findings, key=lambda f: (f.where, f.line or 0, f.column or 0, f.code.id, f.text))
    )
