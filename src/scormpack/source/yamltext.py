"""YAML as text: every scalar is a str, and each setting's line and column are known.

YAML's guesses would make `no` a boolean, `1.10` a number and `1:30` ninety. So nothing is guessed
here, and what can hide or multiply content is refused: duplicate names, anchors, aliases, tags,
deep nesting, a second document, and characters that cannot be seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from scormpack.codes import source as codes
from scormpack.findings import Code, Finding
from scormpack.source.text import HIDDEN, Text, named
from scormpack.source.yamlevents import StopReading, events, start

SettingPath: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 20_000
_MAX_REPORTED = 50
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True)
class Document:
    """What a file says. `names` and `values` give the place of each setting's name and value.

    `refused` are the settings whose values were refused and are therefore None.
    """

    text: Text
    data: Value
    names: Mapping[SettingPath, int]
    values: Mapping[SettingPath, int]
    refused: frozenset[SettingPath]

    def finding(self, code: Code, path: SettingPath, **values: object) -> Finding:
        """A finding of `code` at the value of setting `path`, or at the nearest block above it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.text.finding(code, self.values.get(path, 0), **values)

    def finding_at_name(self, code: Code, path: SettingPath, **values: object) -> Finding:
        """A finding of `code` at the name of setting `path`; an item of a list has none."""
        if path not in self.names:
            return self.finding(code, path, **values)
        return self.text.finding(code, self.names[path], **values)


def read(raw: bytes, where: str) -> tuple[Document | None, list[Finding]]:
    """What the bytes of the file called `where` say, and all that is wrong with them as YAML.

    None where nothing can be read at all: not UTF-8, over `MAX_BYTES`, or not YAML.
    """
    if len(raw) > MAX_BYTES:
        return None, [Finding.of(codes.SRC_016, where, most=f"{MAX_BYTES:,}")]
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Finding.of(codes.SRC_017, where, line=line, byte=f"0x{raw[error.start]:02x}")]
    text = Text(where, decoded)
    hidden = list(_hidden(text))
    composer = _Composer(text)
    try:
        data = composer.document()
    except StopReading as stop:
        return None, [*hidden, *composer.findings, stop.finding]
    document = Document(text, data, composer.names, composer.values, frozenset(composer.refused))
    return document, [*hidden, *composer.findings]


def _hidden(text: Text) -> Iterator[Finding]:
    for count, match in enumerate(HIDDEN.finditer(text.text)):
        if count == _MAX_REPORTED:
            return
        yield text.finding(codes.SRC_018, match.start(), character=named(match[0]))


@dataclass
class _Composer:
    """Builds a document from PyYAML's events, which, unlike its nodes, need no recursion."""

    text: Text
    findings: list[Finding] = field(default_factory=list)
    names: dict[SettingPath, int] = field(default_factory=dict)
    values: dict[SettingPath, int] = field(default_factory=dict)
    refused: set[SettingPath] = field(default_factory=set)

    def document(self) -> Value:
        """The first document's value, None for an empty file."""
        # PyYAML refuses unprintable characters at the first; all are reported already.
        self._events = events(self.text, HIDDEN.sub(_REPLACEMENT, self.text.text))
        data: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(codes.SRC_015, event)
                    break
                data = self._node(next(self._events), ())
        return data

    def _node(self, event: yaml.Event, path: SettingPath) -> Value:
        if len(path) > MAX_DEPTH:
            raise StopReading(self._finding(codes.SRC_014, event, most=MAX_DEPTH))
        if len(self.values) > MAX_VALUES:
            raise StopReading(self._finding(codes.SRC_019, event, most=f"{MAX_VALUES:,}"))
        self.values[path] = start(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(codes.SRC_012, event, what=f"*{event.anchor}")
            self.refused.add(path)
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            self._refuse_properties(event, event.anchor, event.tag)
            return self._sequence(path)
        if isinstance(event, yaml.MappingStartEvent):
            self._refuse_properties(event, event.anchor, event.tag)
            return self._mapping(path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - no other event begins a value
        self._refuse_properties(event, event.anchor, event.tag)
        return self._scalar(event)

    def _refuse_properties(self, event: yaml.Event, anchor: str | None, tag: str | None) -> None:
        if anchor is not None:
            self._report(codes.SRC_012, event, what=f"&{anchor}")
        if tag is not None:
            self._report(codes.SRC_013, event, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.style is None and event.value in ("", "~"):
            return None
        # Only an escape in double quotes can still bring one in.
        for character in sorted(set(HIDDEN.findall(event.value))):
            self._report(codes.SRC_018, event, character=named(character))
        return HIDDEN.sub(_REPLACEMENT, event.value)

    def _sequence(self, path: SettingPath) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: SettingPath) -> dict[str, Value]:
        settings: dict[str, Value] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            name = self._name(key, path)
            index = start(key)
            if name in settings:
                first = self.text.line(self.names[*path, name])
                self._report(codes.SRC_011, key, name=name, first=first)
                # The repeated value is read for its own faults, under a path nothing asks for.
                self._node(next(self._events), (*path, f"{name}\0{index}"))
                continue
            self.names[*path, name] = index
            settings[name] = self._node(next(self._events), (*path, name))
        return settings

    def _name(self, key: yaml.Event, path: SettingPath) -> str:
        index = start(key)
        value = self._node(key, (*path, f"\0{index}"))
        if isinstance(value, str):
            return value
        self._report(codes.SRC_020, key)
        self.refused.add((*path, f"\0{index}"))
        return f"\0{index}"

    def _finding(self, code: Code, event: yaml.Event, **values: object) -> Finding:
        return self.text.finding(code, start(event), **values)

    def _report(self, code: Code, event: yaml.Event, **values: object) -> None:
        if len(self.findings) < _MAX_REPORTED:
            self.findings.append(self._finding(code, event, **values))
