"""The pack format as a JSON Schema (draft 2020-12), made from the dataclasses, for pack writers and their editors.

It tells shapes only; what the checks ask beyond them (citations, due days, topics) is told by `liangze pack check`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from liangze.core.duty import Duty
from liangze.packs.duty_entry import DAY, DutyEntry
from liangze.packs.fields import choices, fields_of, unwrapped
from liangze.packs.values import LABEL, Length, Pack, Shape


def schema_document() -> str:
    """The document as text, as packs/schema.json holds it."""
    definitions: dict[str, Any] = {}
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Liangze pack, schema 1",
        **_shape(Pack, definitions),
    }
    reference = document.pop("$ref").rsplit("/", 1)[1]
    document.update(definitions.pop(reference))
    document["$defs"] = dict(sorted(definitions.items()))
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    bare, marks = unwrapped(hint)
    options = choices(bare)
    if len(options) > 1:
        return {"anyOf": [_shape(option, definitions) for option in options]}
    if bare is type(None):
        return {"type": "null"}
    if bare is Duty:
        bare = DutyEntry
    if dataclasses.is_dataclass(bare):
        return _record(bare, definitions)  # type: ignore[arg-type]  # a dataclass: asked for above
    if get_origin(bare) is None:
        return _single(bare, marks)
    return _compound(get_origin(bare), get_args(bare), definitions)


def _compound(origin: Any, parts: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if origin is Literal:
        return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
    if issubclass(origin, Mapping):
        names, values = (_shape(part, definitions) for part in parts)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    unique = {"uniqueItems": True} if origin is frozenset else {}
    return {"type": "array", "items": _shape(parts[0], definitions), **unique}


def _record(shape: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = shape.__name__.removesuffix("Entry")
    if name not in definitions:
        definitions[name] = {}
        fields = fields_of(shape)
        definitions[name] = {
            "type": "object",
            **({"description": said} if (said := _said(shape)) else {}),
            "properties": {field.key: _shape(field.hint, definitions) for field in fields},
            "required": [field.key for field in fields if field.required],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _said(shape: type) -> str:
    """Its docstring on one line; nothing where the dataclass made its own."""
    text = " ".join((shape.__doc__ or "").split())
    return "" if text.startswith(f"{shape.__name__}(") else text


def _single(bare: Any, marks: tuple[Any, ...]) -> dict[str, Any]:
    if DAY in marks:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 31}, {"const": "last"}]}
    if LABEL in marks:
        return {"type": ["string", "integer"]}
    if issubclass(bare, StrEnum):
        return {"enum": [str(word) for word in bare]}
    if bare is date:
        return {"type": "string", "format": "date"}
    found: dict[str, Any] = {"type": {str: "string", int: "integer", bool: "boolean"}[bare]}
    for mark in marks:
        if isinstance(mark, Length):
            found |= {"minLength": mark.least, "maxLength": mark.most}
        if isinstance(mark, Shape):
            found["pattern"] = f"^{mark.pattern}$"
    return found
