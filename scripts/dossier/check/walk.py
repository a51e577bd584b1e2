"""Raw records beside the fields they may have: every value with its shape, place and path."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.finding import Finding
from dossier.model.fields import FIELDS, Field, Group, ListOf, Shape, Text
from dossier.read import Raw, Reading
from dossier.read.yaml_lines import Value


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One value of one field."""

    raw: Raw
    path: str
    """Dotted field path."""
    field: str
    """The field's own name."""
    shape: Shape
    value: Value

    @property
    def line(self) -> int:
        """Return the value's line."""
        return self.raw.origin.line_of(self.path)

    @property
    def text(self) -> str:
        """Return the value as text; empty for lists and groups."""
        return self.value if isinstance(self.value, str) else ""

    def finding(self, rule: str, message: str, hint: str = "") -> Finding:
        """Return a finding at this value."""
        return Finding(
            path=self.raw.origin.path, line=self.line, rule=rule, message=message, hint=hint
        )


@dataclass(frozen=True, kw_only=True)
class Table:
    """One group of fields as given and as allowed."""

    raw: Raw
    path: str
    given: dict[str, Value]
    fields: tuple[Field, ...]


def a(kind: str) -> str:
    """Return the name of a kind with its article.

    >>> a("actor"), a("term")
    ('an actor', 'a term')
    """
    return f"{'an' if kind[:1] in 'aeio' else 'a'} {kind}"


def at(raw: Raw, rule: str, message: str, hint: str = "", *, field: str = "") -> Finding:
    """Return a finding at a record, or at one of its fields."""
    line = raw.origin.line_of(field)
    return Finding(path=raw.origin.path, line=line, rule=rule, message=message, hint=hint)


@functools.lru_cache(maxsize=2)
def tables(reading: Reading) -> tuple[Table, ...]:
    """Return the fields of each record, and of each group inside it; a reading is walked once."""
    return tuple(
        table for raw in reading.raws for table in _tables(raw, "", _given(raw), FIELDS[raw.kind])
    )


def _given(raw: Raw) -> dict[str, Value]:
    """Return the fields of a record as written."""
    return {name: value for name, value in raw.data.items() if name != "entry-type"}


def _tables(
    raw: Raw, path: str, given: dict[str, Value], fields: tuple[Field, ...]
) -> Iterator[Table]:
    """Yield one group and the groups inside it."""
    yield Table(raw=raw, path=path, given=given, fields=fields)
    for field in fields:
        yield from _inner(raw, _join(path, field.name), given.get(field.name), field.shape)


def _inner(raw: Raw, path: str, value: Value | None, shape: Shape) -> Iterator[Table]:
    """Yield the groups inside one value."""
    if isinstance(shape, Group) and isinstance(value, dict):
        yield from _tables(raw, path, value, shape.fields)
    if isinstance(shape, ListOf) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _inner(raw, f"{path}.{number}", item, shape.item)


@functools.lru_cache(maxsize=2)
def spots(reading: Reading) -> tuple[Spot, ...]:
    """Return every value that a known field holds, lists item by item; walked once a reading."""
    return tuple(_spots(reading))


def _spots(reading: Reading) -> Iterator[Spot]:
    """Yield them, table by table."""
    for table in tables(reading):
        for field in table.fields:
            value = table.given.get(field.name)
            if value is None or value == "":
                continue
            spot = Spot(
                raw=table.raw,
                path=_join(table.path, field.name),
                field=field.name,
                shape=field.shape,
                value=value,
            )
            yield spot
            yield from _items(spot)


def _items(spot: Spot) -> Iterator[Spot]:
    """Yield the items of a list value."""
    if not isinstance(spot.shape, ListOf) or not isinstance(spot.value, list):
        return
    for number, item in enumerate(spot.value):
        yield Spot(
            raw=spot.raw,
            path=f"{spot.path}.{number}",
            field=spot.field,
            shape=spot.shape.item,
            value=item,
        )


def texts(reading: Reading) -> Iterator[Spot]:
    """Yield every value that is free text."""
    return (spot for spot in spots(reading) if isinstance(spot.shape, Text))


def _join(path: str, name: str) -> str:
    """Return a dotted path."""
    return f"{path}.{name}" if path else name
