"""JSON Schemas of everything that is written in YAML: front matter and the options of blocks.

Draft 7, which editors' YAML extensions read. A schema says what a field may look like; whether an
id exists, only the rules of `check` can say.
"""

from __future__ import annotations

import json
from typing import Any, Final

from dossier.model.fields import (
    FIELDS,
    Address,
    Choice,
    Date,
    Field,
    Group,
    ListOf,
    Number,
    Reference,
    Shape,
    Text,
)

Schema = dict[str, Any]
KINDS: Final = tuple(kind for kind in FIELDS if kind != "source")
"""Kinds of record written in YAML; sources are BibTeX."""
_PLAIN: Final[dict[type, Schema]] = {
    # Editors read `2019` as a number and `no` as a truth value; both are texts here.
    Text: {"type": ["string", "number", "boolean"]},
    Date: {"type": ["string", "integer"], "pattern": r"^[-0-9X/.~?%]+$"},
    Address: {"type": "string", "pattern": "^https?://"},
    Number: {"type": "number"},
    Reference: {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9-]*$"},
}


def schema_files(folder: str) -> dict[str, bytes]:
    """Return path → schema of each kind, below a folder."""
    return {f"{folder}/{kind}.json": _as_json(schema(kind)) for kind in KINDS}


def schema(kind: str) -> Schema:
    """Return the schema of one kind of record."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{kind} of the reference edition",
        **_group(FIELDS[kind]),
    }


def _group(fields: tuple[Field, ...]) -> Schema:
    """Return the schema of a mapping with known fields."""
    properties = {each.name: {"description": each.says, **_shape(each.shape)} for each in fields}
    required = [each.name for each in fields if each.required]
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": required} if required else {})


def _shape(shape: Shape) -> Schema:
    """Return the schema of one value."""
    if isinstance(shape, Choice):
        return {"enum": list(shape.values)}
    if isinstance(shape, ListOf):
        return {"type": "array", "items": _shape(shape.item)}
    if isinstance(shape, Group):
        return _group(shape.fields)
    return _PLAIN[type(shape)]


def _as_json(content: Schema) -> bytes:
    """Return a schema as its file holds it."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
