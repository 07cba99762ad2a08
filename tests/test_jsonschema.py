"""The editors' schemas are those of the models, and take what the models take."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scormpack import starter
from scormpack.jsonschema import module_schema, series_schema, text

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
SIX_SECONDS = ROOT / "tests" / "sources" / "good" / "six-seconds" / "module.yaml"


@pytest.mark.parametrize(
    ("name", "schema"), [("module", module_schema()), ("series", series_schema())]
)
def test_the_files_are_in_step(name: str, schema: dict[str, Any]) -> None:
    file = SCHEMAS / f"{name}.schema.json"
    assert file.read_text(encoding="utf-8") == text(schema), "run `make schemas`"


TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "object": dict,
    "array": list,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def is_type(value: object, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether `value` is valid, by the words of JSON Schema that ours use (and no others)."""
    assert schema.keys() <= KEYWORDS.keys(), schema.keys() - KEYWORDS.keys()
    return all(KEYWORDS[word](value, argument, root) for word, argument in schema.items())


def fit_type(value: Any, wanted: Any, _root: dict[str, Any]) -> bool:
    return any(is_type(value, each) for each in ([wanted] if isinstance(wanted, str) else wanted))


def fit_reference(value: Any, reference: str, root: dict[str, Any]) -> bool:
    return fits(value, root["$defs"][reference.rpartition("/")[2]], root)


def fit_any(value: Any, options: list[dict[str, Any]], root: dict[str, Any]) -> bool:
    return any(fits(value, option, root) for option in options)


def fit_properties(value: Any, properties: dict[str, Any], root: dict[str, Any]) -> bool:
    if not isinstance(value, dict):
        return True
    # Ours allow no others: every block with `properties` says so.
    return value.keys() <= properties.keys() and all(
        fits(each, properties[name], root) for name, each in value.items()
    )


def fit_others(value: Any, allowed: Any, root: dict[str, Any]) -> bool:
    if allowed is False or not isinstance(value, dict):
        return True  # held by fit_properties
    return all(fits(each, allowed, root) for each in value.values())


def fit_items(value: Any, items: dict[str, Any], root: dict[str, Any]) -> bool:
    return not isinstance(value, list) or all(fits(each, items, root) for each in value)


def fit_names(value: Any, patterns: dict[str, Any], root: dict[str, Any]) -> bool:
    if not isinstance(value, dict):
        return True
    return all(
        any(
            re.search(pattern, name) and fits(each, patterns[pattern], root) for pattern in patterns
        )
        for name, each in value.items()
    )


def note(_value: Any, _argument: Any, _root: dict[str, Any]) -> bool:
    return True


KEYWORDS: dict[str, Callable[[Any, Any, dict[str, Any]], bool]] = {
    "$schema": note,
    "$defs": note,
    "title": note,
    "description": note,
    "default": note,
    "format": note,
    "type": fit_type,
    "$ref": fit_reference,
    "anyOf": fit_any,
    "properties": fit_properties,
    "additionalProperties": fit_others,
    "patternProperties": fit_names,
    "items": fit_items,
    "required": lambda v, names, _: not isinstance(v, dict) or set(names) <= v.keys(),
    "enum": lambda v, allowed, _: v in allowed,
    "const": lambda v, wanted, _: v == wanted,
    "pattern": lambda v, p, _: not isinstance(v, str) or re.search(p, v) is not None,
    "minLength": lambda v, n, _: not isinstance(v, str) or len(v) >= n,
    "maxLength": lambda v, n, _: not isinstance(v, str) or len(v) <= n,
    "minItems": lambda v, n, _: not isinstance(v, list) or len(v) >= n,
    "maxItems": lambda v, n, _: not isinstance(v, list) or len(v) <= n,
    "minimum": lambda v, n, _: isinstance(v, str) or v >= n,
    "maximum": lambda v, n, _: isinstance(v, str) or v <= n,
    "exclusiveMinimum": lambda v, n, _: isinstance(v, str) or v > n,
}


class EditorLoader(yaml.SafeLoader):
    """YAML as yaml-language-server reads it: of 1.2's core schema, so days are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def typed(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=EditorLoader)  # noqa: S506 - a SafeLoader


def test_real_series_and_modules_fit() -> None:
    assert fits(typed(ROOT / "modules" / "series.yaml"), series_schema(), series_schema())
    for file in [SIX_SECONDS, *sorted((ROOT / "modules").glob("0*/module.yaml"))]:
        assert fits(typed(file), module_schema(), module_schema()), file


def test_the_starter_fits(tmp_path: Path) -> None:
    starter.new(tmp_path / "new")
    assert fits(typed(tmp_path / "new" / "module.yaml"), module_schema(), module_schema())


@pytest.mark.parametrize(
    ("was", "written"),
    [
        ("minutes: 1\n", "minutes: none\n"),
        ("watched: 0.9", "watched: 90"),
        ("id: six-seconds", "id: Six"),
        ("title: Six seconds\n", ""),
        ("video:\n", "video:\n  captoins: {}\n"),
        ("kind: checklist", "kind: list"),
        ("captions: {en:", "captions: {english!:"),
        ("expires: P2Y", "expires: two years"),
        ("read: no\n    supports", "read: maybe\n    supports"),
    ],
)
def test_mistakes_do_not_fit(was: str, written: str) -> None:
    good = SIX_SECONDS.read_text(encoding="utf-8")
    assert was in good
    value = yaml.load(good.replace(was, written), Loader=EditorLoader)  # noqa: S506 - a SafeLoader
    assert not fits(value, module_schema(), module_schema())


@pytest.mark.parametrize("written", ["'0.9'", "0.9", "1", "0"])
def test_numbers_may_be_quoted(written: str) -> None:
    good = SIX_SECONDS.read_text(encoding="utf-8").replace("watched: 0.9", f"watched: {written}")
    assert fits(yaml.load(good, Loader=EditorLoader), module_schema(), module_schema())  # noqa: S506
