"""The exported JSON → the dossier it was made from, by the same door as the sources.

1. rows become raw records, the parts of each put back into it · 2. `typed` makes them the model's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from dossier.model import Dossier, Edition, Origin, Prose, Record
from dossier.model.columns import flat_fields, inner_fields
from dossier.read import typed
from dossier.read.document import Raw
from dossier.read.prose import read_prose
from dossier.read.yaml_lines import Value

PACKAGE: Final = "datapackage.json"
Cells = dict[str, Any]
Rows = list[Cells]


def read_exported(files: Mapping[str, bytes]) -> Dossier:
    """Return the dossier that the exported files (name → content) hold.

    They are ours, so that a fault in them is no contributor's: ValueError where one is no JSON,
    KeyError where a file or column is missing.
    """
    tables = _Tables(files)
    shelves = {
        f"{kind}s": {each.id: each for each in _records(tables, kind)}
        for kind in ("page", "part", "section", "statement", "note", "actor", "term", "source")
    }
    return Dossier(edition=_edition(json.loads(files[PACKAGE])), **shelves)  # type: ignore[arg-type]  # a shelf holds one kind


class _Tables:
    """The tables' rows, and those of parts by their owner."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._by_owner: dict[tuple[str, str], dict[str, Rows]] = {}

    def rows(self, name: str) -> Rows:
        """Return a table's rows."""
        found: Rows = json.loads(self._files[f"{name}.json"])
        return found

    def of(self, name: str, owner: str, identity: str) -> Rows:
        """Return the rows of a table whose column `owner` names a record."""
        if (name, owner) not in self._by_owner:
            grouped: dict[str, Rows] = {}
            for row in self.rows(name):
                grouped.setdefault(row[owner], []).append(row)
            self._by_owner[name, owner] = grouped
        return self._by_owner[name, owner].get(identity, [])


def _edition(package: Cells) -> Edition:
    """Return the edition that a data package is of."""
    made = {each["role"]: each["title"] for each in package.get("contributors", ())}
    return Edition(
        id=package["version"],
        date=package.get("created", "").partition("T")[0],
        site=package.get("homepage", ""),
        title=package.get("title", ""),
        editor=made.get("author", ""),
        publisher=made.get("publisher", ""),
        key=package.get("citationKey", ""),
    )


def _records(tables: _Tables, kind: str) -> Iterator[Record]:
    """Yield the records of one kind."""
    for row in tables.rows(f"{kind}s"):
        data: dict[str, Value] = {"id": row["id"]}
        for flat in flat_fields(kind):
            _put(data, flat.path, _value(row[flat.name]))
        for name, put_back in _PARTS.get(kind, {}).items():
            data[name] = put_back(tables, row)
        made = row["form"] if kind == "statement" else kind
        raw = Raw(
            kind=made,
            id=row["id"],
            data=data,
            origin=Origin.nowhere(),
            markdown=row.get("markdown") or "",
        )
        yield _MAKERS[kind](raw, read_prose(raw.markdown, 1), row)


def _value(cell: Any) -> Value:  # noqa: ANN401 - any JSON
    """Return a cell as a source file would have it: texts and lists of texts."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str | list) else str(cell)


def _put(data: dict[str, Value], path: tuple[str, ...], value: Value) -> None:
    """Put a value into a record, inside its group where it has one; nothing stays absent."""
    if not value:
        return
    *groups, name = path
    for group in groups:
        inner = data.setdefault(group, {})
        data = inner if isinstance(inner, dict) else {}
    data[name] = value


def _list(table: str, owner: str) -> Callable[[_Tables, Cells], Value]:
    """Return what puts a list of groups back into its record."""

    def put_back(tables: _Tables, row: Cells) -> Value:
        names = [field.name for field in inner_fields(owner, table)]
        return [
            {name: _value(part[name]) for name in names if part[name] is not None}
            for part in tables.of(table, owner, row["id"])
        ]

    return put_back


def _names(tables: _Tables, row: Cells) -> Value:
    """Return an actor's names by language."""
    return {each["language"]: each["name"] for each in tables.of("names", "actor", row["id"])}


def _coordinates(_: _Tables, row: Cells) -> Value:
    """Return a place's latitude and longitude."""
    degrees = (row["latitude"], row["longitude"])
    return [str(each) for each in degrees if each is not None]


def _facts(tables: _Tables, row: Cells) -> Value:
    """Return a statement's relations as three words each."""
    parts = tables.of("facts", "statement", row["id"])
    return [f"{each['subject']} {each['verb']} {each['object']}" for each in parts]


def _creators(task: str) -> Callable[[_Tables, Cells], Value]:
    """Return what puts a source's authors or editors back, as BibTeX writes them."""

    def put_back(tables: _Tables, row: Cells) -> Value:
        parts = tables.of("creators", "source", row["id"])
        return " and ".join(_name(each) for each in parts if each["task"] == task)

    return put_back


def _name(cells: Cells) -> str:
    """Return a name as BibTeX writes it: whole ones braced, others turned round."""
    if cells["whole"]:
        return f"{{{cells['family']}}}"
    return f"{cells['family']}, {cells['given'] or ''}"


_PARTS: Final[Mapping[str, Mapping[str, Callable[[_Tables, Cells], Value]]]] = {
    "statement": {"facts": _facts},
    "actor": {"names": _names, "coordinates": _coordinates, "roles": _list("roles", "actor")},
    "term": {"renderings": _list("renderings", "term"), "external": _list("external", "term")},
    "source": {
        "author": _creators("author"),
        "editor": _creators("editor"),
        "entry-type": lambda _, row: row["type"],
    },
}
"""Kind of record → field kept apart from its row → what puts it back."""

_MAKERS: Final[Mapping[str, Callable[[Raw, Prose, Cells], Record]]] = {
    "page": lambda raw, prose, _: typed.page(raw, prose),
    "part": lambda raw, prose, _: typed.part(raw, prose),
    "section": lambda raw, prose, _: typed.section(raw, prose),
    "statement": lambda raw, prose, row: typed.statement(raw, prose, row["section"]),
    "note": lambda raw, prose, row: typed.note(raw, prose, row["section"]),
    "actor": lambda raw, prose, _: typed.actor(raw, prose),
    "term": lambda raw, prose, _: typed.term(raw, prose),
    "source": lambda raw, prose, _: typed.source(raw, prose),
}
