"""The description of the data: a Frictionless Data Package (https://specs.frictionlessdata.io)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from dossier.export.table import Column, Stock, Table, Truth, Whole
from dossier.export.tabular import LINE_END, json_bytes
from dossier.model import Edition
from dossier.model.fields import Address, Choice, Date, ListOf, Number, Reference

NAME: Final = "digital-silk-road"
FOLDER: Final = "data"
LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_EDTF: Final = r"[0-9XY.~?%/+-]+"
"""What a date may be written with; the edition's own checks know which dates there are."""
_MEDIA: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
}
OTHERS: Final = {
    "glossary.ttl": "The glossary as a SKOS vocabulary, in Turtle",
    "glossary.jsonld": "The glossary as a SKOS vocabulary, in JSON-LD",
    "network.graphml": "The actors and the relations between them, as GraphML",
}
"""File that is no table → what it is."""


def package(
    stock: Stock, tables: Iterable[Table], counts: Mapping[str, int], files: Mapping[str, bytes]
) -> bytes:
    """Return `datapackage.json`: every file with its size and sum, every table with its schema.

    `counts` is table → rows; `files` is name inside the data folder → content.
    """
    edition = stock.edition
    resources = [
        _tabular(table, kind, counts, files)
        for table in tables
        for kind in ("csv", "json")
        # To frictionless 5 a CSV with a header alone is empty, but a JSON list without rows broken.
        if kind == "csv" or counts[table.name]
    ]
    resources += [_other(name, says, files) for name, says in OTHERS.items()]
    said = {
        "profile": "data-package",
        "name": NAME,
        "id": f"{stock.base_url}{FOLDER}/",
        "title": edition.title,
        "description": "The statements, actors, Chinese terms, sources and notes of the edition.",
        "homepage": stock.base_url,
        "version": edition.id,
        "created": moment(edition),
        "contributors": _contributors(edition),
        "licenses": [LICENCE],
        "citationKey": edition.key,
        "resources": resources,
    }
    return json_bytes({key: value for key, value in said.items() if value})


def _contributors(edition: Edition) -> list[dict[str, str]]:
    """Return who made the edition."""
    made = (("author", edition.editor), ("publisher", edition.publisher))
    return [{"title": name, "role": role} for role, name in made if name]


def moment(edition: Edition) -> str:
    """Return the edition's day as RFC 3339 has it; empty where it has none."""
    return f"{edition.date}T00:00:00Z" if edition.date else ""


def _tabular(
    table: Table, kind: str, counts: Mapping[str, int], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the description of a table's CSV or JSON file."""
    described: dict[str, Any] = {
        "name": table.name if kind == "csv" else f"{table.name}-json",
        "profile": "tabular-data-resource",
        "title": f"{table.name.capitalize()}, as {kind.upper()}",
        "description": f"{table.says}.",
        **_file(f"{table.name}.{kind}", files, summed=kind == "csv"),
        "rows": counts[table.name],
        "schema": schema(table),
    }
    if kind == "csv":
        described["dialect"] = {"delimiter": ",", "lineTerminator": LINE_END, "header": True}
    return described


def _other(name: str, says: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of a file that is no table."""
    stem, _, kind = name.partition(".")
    return {"name": f"{stem}-{kind}", "title": says, **_file(name, files)}


def _file(name: str, files: Mapping[str, bytes], *, summed: bool = True) -> dict[str, Any]:
    """Return what is said of any file."""
    kind = name.rpartition(".")[2]
    said = {"path": name, "format": kind, "mediatype": _MEDIA[kind], "encoding": "utf-8"}
    if not summed:
        return said  # frictionless 5 counts no bytes of a JSON table and would call any sum wrong
    content = files[name]
    return said | {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def schema(table: Table) -> dict[str, Any]:
    """Return a table's Table Schema: fields, primary key, foreign keys."""
    described: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {
            "fields": [column.name],
            # The empty name is the table itself.
            "reference": {
                "resource": "" if column.refers == table.name else column.refers,
                "fields": ["id"],
            },
        }
        for column in table.columns
        if column.refers
    ]
    return described | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    """Return a column's field descriptor."""
    described = {"name": column.name, "description": column.says, **type_of(column)}
    constraints = described.pop("constraints", {})
    if column.required:
        constraints = {"required": True, **constraints}
    if column.unit:
        described["unit"] = column.unit
    return described | ({"constraints": constraints} if constraints else {})


_TYPES: Final[Mapping[type, Mapping[str, Any]]] = {
    Whole: {"type": "integer", "constraints": {"minimum": 1}},
    Truth: {"type": "boolean"},
    Number: {"type": "number"},
    ListOf: {"type": "array"},
    Address: {"type": "string", "format": "uri"},
    Date: {"type": "string", "constraints": {"pattern": _EDTF}},
}
"""Shape → type, format and constraints; every other shape is plain text."""


def type_of(column: Column) -> dict[str, Any]:
    """Return a column's type, format and constraints as Table Schema says them."""
    if isinstance(column.shape, Choice):
        return {"type": "string", "constraints": {"enum": list(column.shape.values)}}
    return dict(_TYPES.get(type(column.shape), {"type": "string"}))


_WORDS: Final[Mapping[type, str]] = {
    Whole: "whole number",
    Truth: "true or false",
    Number: "number",
    Address: "address",
    Date: "date (EDTF)",
    Choice: "one of a list",
    Reference: "id",
}
"""Shape → how a reader calls it; every other shape is text."""


def words_of(column: Column) -> str:
    """Return a column's type as the page about the data says it."""
    shape = column.shape
    if isinstance(shape, ListOf):
        return "list of ids" if isinstance(shape.item, Reference) else "list of texts"
    named = _WORDS.get(type(shape), "text")
    return f"{named}, in {column.unit}s" if column.unit else named
