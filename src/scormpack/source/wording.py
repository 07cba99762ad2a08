"""Pydantic's errors about settings, told in the author's words and at the author's lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scormpack import settings
from scormpack.codes import source as codes
from scormpack.findings import Code, Finding
from scormpack.settings import Settings
from scormpack.source.forms import (
    CHOICES,
    DAY,
    FORMS,
    NUMBERS,
    NUMERIC,
    SHAPES,
    SHARE,
    TEXT,
    share_in,
)
from scormpack.source.nearest import did_you_mean, nearest
from scormpack.source.yamltext import Document, SettingPath, Value


def findings(
    document: Document, model: type[Settings], error: ValidationError
) -> Iterator[Finding]:
    """`error`, raised by `model` on what `document` says: one finding for each setting."""
    faults = list(_faults(document, error))
    meant = set(_meant(model, faults))
    seen: set[SettingPath] = set()
    for fault in faults:
        # A union reports each of its members; the first says what the author should know.
        if fault.path not in seen | meant and not _miscounted(fault):
            seen.add(fault.path)
            yield _finding(document, model, fault)


@dataclass(frozen=True)
class _Fault:
    path: SettingPath
    value: Value
    type: str
    context: dict[str, object]
    is_name: bool

    @property
    def shown(self) -> str:
        """The setting's name in a sentence."""
        last = self.path[-1] if self.path else "the file"
        if isinstance(last, int):
            return f"item {last + 1} of '{self.path[-2]}'" if len(self.path) > 1 else "an item"
        return f"'{last}'" if self.path else last


def _faults(document: Document, error: ValidationError) -> Iterator[_Fault]:
    for details in error.errors(include_url=False):
        path = _path(document.data or {}, details)
        if not any(path[: len(refused)] == refused for refused in document.refused):
            yield _Fault(
                path,
                _at(document.data, path),
                details["type"],
                details.get("ctx", {}),
                is_name=details["loc"][-1:] == ("[key]",),
            )


def _path(data: Value, details: ErrorDetails) -> SettingPath:
    """Pydantic's `loc` without the names of union members and validators that it puts in."""
    path: list[str | int] = []
    for part in details["loc"]:
        if isinstance(data, dict) and isinstance(part, str):
            if part in data:
                data = data[part]
                path.append(part)
            elif details["type"] == "missing":
                path.append(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
            path.append(part)
    return tuple(path)


def _at(data: Value, path: SettingPath) -> Value:
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
    return data


def _meant(model: type[Settings], faults: Iterable[_Fault]) -> Iterator[SettingPath]:
    """The settings that are missing because their names were mistyped."""
    for fault in faults:
        if fault.type == "extra_forbidden":
            meant = nearest(str(fault.path[-1]), _allowed(model, fault.path[:-1]))
            if meant is not None:
                yield (*fault.path[:-1], meant)


def _miscounted(fault: _Fault) -> bool:
    """Pydantic leaves out items that have faults of their own, then finds the list too short."""
    least = fault.context.get("min_length")
    return (
        fault.type == "too_short"
        and isinstance(fault.value, list)
        and isinstance(least, int)
        and len(fault.value) >= least
    )


def _finding(document: Document, model: type[Settings], fault: _Fault) -> Finding:
    if fault.type in ("missing", "extra_forbidden"):
        return _name_finding(document, model, fault)
    if fault.value is None:
        return document.finding_at_name(codes.SRC_009, fault.path, name=fault.shown)
    if not isinstance(fault.value, str) and fault.type in SHAPES.keys() | CHOICES:
        wanted, advice = SHAPES.get(fault.type, TEXT)
        return _shape_finding(document, fault, wanted, advice)
    if fault.type in SHAPES:
        return _shape_finding(document, fault, *SHAPES[fault.type])
    if fault.type in ("too_short", "too_long"):
        return _count_finding(document, fault)
    return _value_finding(document, fault)


def _name_finding(document: Document, model: type[Settings], fault: _Fault) -> Finding:
    name, parent = str(fault.path[-1]), fault.path[:-1]
    if fault.type == "extra_forbidden":
        home = None if parent else _home(model, name)
        advice = did_you_mean(name, _allowed(model, parent), "Allowed here")
        advice = f"Move it under '{home}'." if home else advice
        return document.finding_at_name(codes.SRC_003, fault.path, name=name, advice=advice)
    block = _block(model, parent)
    described = block.model_fields[name].description if block else None
    advice = f"Add '{name}: …' here" + (f": {_lower(described)}" if described else ".")
    return document.finding_at_name(codes.SRC_004, parent, name=name, advice=advice)


def _lower(sentence: str) -> str:
    return sentence if sentence[1:2].isupper() else sentence[0].lower() + sentence[1:]


def _shape_finding(document: Document, fault: _Fault, wanted: str, advice: str) -> Finding:
    got = "text" if isinstance(fault.value, str) else "a block of settings"
    got = "a list" if isinstance(fault.value, list) else got
    return document.finding(
        codes.SRC_005, fault.path, name=fault.shown, wanted=wanted, got=got, advice=advice
    )


def _count_finding(document: Document, fault: _Fault) -> Finding:
    short = fault.type == "too_short"
    limit = (
        f"at least {fault.context['min_length']}"
        if short
        else (f"at most {fault.context['max_length']}")
    )
    count = len(fault.value) if isinstance(fault.value, list) else 0
    return document.finding(codes.SRC_010, fault.path, name=fault.shown, count=count, limit=limit)


def _value_finding(document: Document, fault: _Fault) -> Finding:
    value = str(fault.path[-1]) if fault.is_name else str(fault.value)
    if fault.type == "string_too_long":
        most = fault.context["max_length"]
        return document.finding(
            codes.SRC_022, fault.path, name=fault.shown, count=len(value), most=most
        )
    if fault.type == "string_too_short" and fault.context["min_length"] == 1:
        return document.finding_at_name(codes.SRC_009, fault.path, name=fault.shown)
    code, extra = _value_code(fault)
    find = document.finding_at_name if fault.is_name else document.finding
    return find(
        code,
        fault.path,
        name=fault.shown,
        value=_short(value),
        **extra,
    )


def _value_code(fault: _Fault) -> tuple[Code, dict[str, str]]:
    name = str(fault.path[-1])
    if fault.type in CHOICES:
        expected = re.findall(r"'([^']*)'", str(fault.context["expected"]))
        advice = did_you_mean(str(fault.value), expected, "Write one of")
        return codes.SRC_007, {"advice": advice}
    if fault.type == "bool_parsing":
        return codes.SRC_006, {"wanted": "true or false", "advice": "Write true or false."}
    if fault.type in NUMERIC:
        wanted, example = NUMBERS[name]
        example = (share_in(str(fault.value)) or example) if (wanted, example) == SHARE else example
        return codes.SRC_006, {"wanted": wanted, "advice": f"Write it as {example}."}
    pattern = fault.context.get("pattern")
    if pattern == settings.URL:
        return codes.SRC_051, {}
    if fault.type == "string_too_short":  # only a duration has a least length over 1
        pattern = settings.DURATION
    wanted, advice = FORMS.get(str(pattern), DAY)
    if wanted == DAY[0] and name == "read":
        advice = "Write it as 2026-11-24, or no where it was not read."
    return codes.SRC_008, {"wanted": wanted, "advice": advice}


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:60]}…"


def _block(model: type[Settings], path: SettingPath) -> type[Settings] | None:
    """The model of the block at `path`."""
    block: type[Settings] | None = model
    for part in path:
        if isinstance(part, str):
            fields = {f.alias or name: f for name, f in block.model_fields.items()} if block else {}
            block = _settings_in(fields[part].annotation) if part in fields else None
    return block


def _settings_in(annotation: object) -> type[Settings] | None:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return annotation
    return next(filter(None, map(_settings_in, get_args(annotation))), None)


def _allowed(model: type[Settings], path: SettingPath) -> list[str]:
    block = _block(model, path)
    fields = block.model_fields.items() if block else ()
    return [field.alias or name for name, field in fields]


def _home(model: type[Settings], name: str) -> str | None:
    """The block at the top of `model` that has a setting `name`."""
    return next((top for top in _allowed(model, ()) if name in _allowed(model, (top,))), None)
