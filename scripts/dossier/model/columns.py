"""How a record's fields become columns of a table, for whoever writes tables and reads them back.

Simple fields are columns of the same name; those of a group carry the group's name in front.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dossier.model.fields import FIELDS, Field, Group, ListOf

APART: Final[Mapping[str, frozenset[str]]] = {
    "page": frozenset({"hide"}),
    "statement": frozenset({"facts"}),
    "actor": frozenset({"names", "roles", "coordinates"}),
    "term": frozenset({"renderings", "external"}),
    "source": frozenset({"author", "editor"}),
}
"""Kind of record → fields that are no columns of its own table.

No single column can hold them, so that they have tables or columns apart; a page’s one is for
the engine alone.
"""


@dataclass(frozen=True, kw_only=True)
class Flat:
    """One field as one column."""

    name: str
    path: tuple[str, ...]
    """Names of the fields that lead to it, one or two."""
    field: Field
    required: bool


def flat_fields(kind: str) -> Iterator[Flat]:
    """Yield the columns of a kind of record, in the order of its fields.

    >>> [each.name for each in flat_fields("term") if each.path[0] == "first-attested"]
    ['first-attested-on', 'first-attested-where', 'first-attested-source']
    """
    for field in FIELDS[kind]:
        if field.name in APART.get(kind, ()):
            continue
        if isinstance(field.shape, Group):
            for inner in field.shape.fields:
                name = f"{field.name}-{inner.name}"
                yield Flat(name=name, path=(field.name, inner.name), field=inner, required=False)
        else:
            yield Flat(name=field.name, path=(field.name,), field=field, required=field.required)


def inner_fields(kind: str, name: str) -> tuple[Field, ...]:
    """Return the fields of each item of a list of groups, or of a group.

    >>> [each.name for each in inner_fields("term", "external")]
    ['name', 'url']
    """
    shape = next(field.shape for field in FIELDS[kind] if field.name == name)
    inside = shape.item if isinstance(shape, ListOf) else shape
    return inside.fields if isinstance(inside, Group) else ()
