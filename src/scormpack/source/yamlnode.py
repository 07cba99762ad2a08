"""One setting of a document and those below it: what the rules across settings look at.

The rules read the document rather than the finished models, so that a fault in one setting hides
no fault in another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from scormpack.findings import Code, Finding
from scormpack.source.yamltext import Document, SettingPath, Value

# What pydantic takes as true.
_TRUE = frozenset({"true", "t", "yes", "y", "on", "1"})


@dataclass(frozen=True)
class Node:
    """A setting at `path`; `value` is None where the author gave none."""

    document: Document
    path: SettingPath
    value: Value

    @classmethod
    def root(cls, document: Document) -> Self:
        """The whole document."""
        return cls(document, (), document.data)

    def __getitem__(self, name: str) -> Self:
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return type(self)(self.document, (*self.path, name), value)

    def __iter__(self) -> Iterator[Self]:
        """The items of a list; nothing for anything else."""
        for number, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield type(self)(self.document, (*self.path, number), value)

    def entries(self) -> Iterator[Self]:
        """The settings of a block; nothing for anything else."""
        for name in self.value if isinstance(self.value, dict) else ():
            yield self[name]

    @property
    def text(self) -> str | None:
        """The text, without spaces around it; None where it is not text or is empty."""
        return (self.value.strip() or None) if isinstance(self.value, str) else None

    @property
    def given(self) -> bool:
        """Whether the author gave a value, be it one that was refused."""
        return self.value is not None or self.path in self.document.refused

    @property
    def true(self) -> bool:
        """Whether the setting is on."""
        return (self.text or "").lower() in _TRUE

    @property
    def line(self) -> int:
        """The line of the value, from 1."""
        return self.document.text.line(self.document.values.get(self.path, 0))

    def finding(self, code: Code, **values: object) -> Finding:
        """A finding of `code` at this setting's value, or at the nearest block that exists."""
        return self.document.finding(code, self.path, **values)
