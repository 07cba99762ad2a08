"""JSON Schemas of module.yaml and series.yaml, for editors that complete and check as one types.

An editor's YAML parser guesses types where scormpack reads text, so that 6, 0.9 and 2026-11-24 are
allowed as what they look like and as text. What is wrong between settings only scormpack finds.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from scormpack.settings import DAY, ModuleSettings, SeriesSettings, Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOOLEANS = ["true", "false", "yes", "no", "on", "off"]


def module_schema() -> dict[str, Any]:
    """The schema of module.yaml: JSON Schema, draft 2020-12."""
    return _schema(ModuleSettings, "module.yaml")


def series_schema() -> dict[str, Any]:
    """The schema of series.yaml: JSON Schema, draft 2020-12."""
    return _schema(SeriesSettings, "series.yaml")


def write(folder: Path) -> None:
    """Writes both schemas into `folder`, as module.schema.json and series.schema.json."""
    for name, schema in (("module", module_schema()), ("series", series_schema())):
        (folder / f"{name}.schema.json").write_text(text(schema), "utf-8", newline="\n")


def text(schema: dict[str, Any]) -> str:
    """`schema` as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(model: type[Settings], title: str) -> dict[str, Any]:
    made = model.model_json_schema(schema_generator=_AsWritten)
    return {"$schema": _DIALECT, **made, "title": title}


class _AsWritten(GenerateJsonSchema):
    """Settings as an author's editor sees them: typed by YAML, or quoted."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
        limits = {bounds[name]: float(schema[name]) for name in bounds if name in schema}  # type: ignore[literal-required]
        return {"anyOf": [{"type": "number", **limits}, _quoted(r"^\s*[0-9.]+\s*$")]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {"anyOf": [super().int_schema(schema), _quoted(r"^\s*[0-9]+\s*$")]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"anyOf": [super().bool_schema(schema), {"enum": _BOOLEANS}]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {**super().date_schema(schema), "pattern": DAY}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        # Such as `citation: 1325` or `title: true`: text to scormpack, not to an editor.
        return made if "pattern" in made else {**made, "type": ["string", "number", "boolean"]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        made = super().literal_schema(schema)
        # `read: no` is false to a YAML 1.1 parser.
        return {"enum": ["no", False]} if schema["expected"] == ["no"] else made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A setting is left out, not set to null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        # Nothing, and a whole block, are no defaults that an editor could offer to write.
        if made.get("default", 0) is None or isinstance(made.get("default"), dict):
            del made["default"]
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's name
        """No titles: they would only repeat the settings' names."""
        return False


def _quoted(pattern: str) -> JsonSchemaValue:
    return {"type": "string", "pattern": pattern}
