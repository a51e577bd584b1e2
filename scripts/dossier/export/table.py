"""What a table is: columns, each with its type and how to take its value, and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from dossier.model import Dossier, Edition
from dossier.model.columns import flat_fields, inner_fields
from dossier.model.editions import History
from dossier.model.fields import Field, ListOf, Number, Reference, Shape
from dossier.model.ledger import Ledger

Value = str | int | float | bool | list[str] | None
"""What a cell holds; None where the record says nothing."""

_ATTRIBUTES: Final = {"from": "since", "to": "until", "as": "words"}
"""Field → attribute of the model, where Python keeps the field's own name for itself."""

TABLE_OF: Final = {
    "part": "parts",
    "section": "sections",
    "statement": "statements",
    "figure": "statements",
    "actor": "actors",
    "term": "terms",
    "source": "sources",
}
"""Kind of record → the table its ids are the keys of."""


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What is exported."""

    dossier: Dossier
    ledger: Ledger = field(default_factory=Ledger)
    history: History = field(default_factory=History)

    @property
    def edition(self) -> Edition:
        """Return what it is called."""
        return self.dossier.edition

    @property
    def base_url(self) -> str:
        """Return the address of the site's root, with the closing slash."""
        return self.edition.site


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row before its cells are taken: a record, or a part of one with its owner."""

    stock: Stock
    record: Any
    owner: str = ""
    number: int = 0
    """Its place among its owner's, from 1."""


@dataclass(frozen=True)
class Whole:
    """A whole number."""


@dataclass(frozen=True)
class Truth:
    """True or false."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column."""

    name: str
    says: str
    value: Callable[[Row], Value]
    shape: Shape | Whole | Truth
    required: bool = False
    unit: str = ""

    @property
    def refers(self) -> str:
        """Return the table whose id a cell names; empty where it names none."""
        return TABLE_OF[self.shape.kinds[0]] if isinstance(self.shape, Reference) else ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: what it is, and how its rows come from the model."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Stock], Iterable[Row]]
    key: tuple[str, ...] = ("id",)
    """The columns that together name a row."""

    def cells(self, stock: Stock) -> Iterator[dict[str, Value]]:
        """Yield each row as column → value, every column in every row."""
        for row in self.rows(stock):
            yield {column.name: column.value(row) for column in self.columns}


def columns_of(kind: str) -> Iterator[Column]:
    """Yield a column for each simple field of a kind of record, the id included."""
    for flat in flat_fields(kind):
        yield _column(flat.name, flat.path, flat.field, required=flat.required)


def columns_within(kind: str, name: str) -> Iterator[Column]:
    """Yield a column for each field of a list's items (`roles` of an actor)."""
    for each in inner_fields(kind, name):
        yield _column(each.name, (each.name,), each, required=each.required)


def _column(name: str, path: tuple[str, ...], said: Field, *, required: bool) -> Column:
    """Return the column of one field."""
    number = isinstance(said.shape, Number)
    several = isinstance(said.shape, ListOf)

    def value(row: Row) -> Value:
        found = row.record
        for step in path:
            found = _inside(found, step)
        if several:
            return list(found)
        return plain_number(found) if number else found or None

    return Column(name=name, says=said.says, value=value, shape=said.shape, required=required)


def _inside(holder: Any, name: str) -> Any:  # noqa: ANN401 - a record, a part of one, or a mapping
    """Return what a record or mapping has under a field's name."""
    if holder is None or isinstance(holder, dict):
        return (holder or {}).get(name)
    attribute = name.replace("-", "_")
    if hasattr(holder, attribute):
        return getattr(holder, attribute)
    return getattr(holder, _ATTRIBUTES[name])


def plain_number(number: float) -> int | float:
    """Return a number as files write it: whole where it is.

    >>> plain_number(2.0), plain_number(-51.17)
    (2, -51.17)
    """
    return int(number) if float(number).is_integer() else number
