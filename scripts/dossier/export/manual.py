"""The tables of fields in CONTRIBUTING: made from the model, between marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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

_MARKED: Final = re.compile(r"(<!-- fields: ([a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_MANY: Final = 12
"""A longer list of values is not printed; the checks name it."""
_PLAIN: Final[dict[type, str]] = {
    Text: "text",
    Date: "a date: `2019-09-12`, `2019-09`, `2018/2022`, `2020~`",
    Address: "an address with `https://`",
    Number: "a number",
}
_MANY_OF: Final[dict[type, str]] = {Text: "texts", Number: "numbers", Reference: "ids"}


def with_tables(text: str) -> str:
    """Return a text with every marked table made anew; a kind that is none stays as it is."""
    return _MARKED.sub(
        lambda match: f"{match[1]}{table(match[2])}{match[3]}" if match[2] in FIELDS else match[0],
        text,
    )


def table(kind: str) -> str:
    """Return the fields of a kind as a Markdown table; those it must have are in bold."""
    rows = [f"| {kind} | says | is |", "| --- | --- | --- |"]
    rows += [_row(each) for each in FIELDS[kind]]
    return "\n".join(rows) + "\n"


def _row(field: Field) -> str:
    """Return one field as a row."""
    name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
    return f"| {name} | {field.says} | {_is(field.shape)} |"


def _is(shape: Shape) -> str:
    """Return what a value looks like, in words."""
    if isinstance(shape, Choice):
        return _choice(shape.values)
    if isinstance(shape, Reference):
        return f"the id of {' or '.join(map(_a, shape.kinds))}"
    if isinstance(shape, ListOf):
        return f"a list of {_MANY_OF.get(type(shape.item)) or f'groups: {_is(shape.item)}'}"
    if isinstance(shape, Group):
        return "; ".join(_inner(shape.fields))
    return _PLAIN[type(shape)]


def _choice(values: tuple[str, ...]) -> str:
    """Return the words that a field may take."""
    if len(values) > _MANY:
        return f"one of {len(values)}, such as `{values[0]}`"
    return " ".join(f"`{each}`" for each in values)


def _inner(fields: tuple[Field, ...]) -> Iterator[str]:
    """Yield the fields of a group."""
    yield from (f"`{each.name}`: {each.says}" for each in fields)


def _a(kind: str) -> str:
    """Return a kind with its article."""
    return f"{'an' if kind[:1] in 'aeio' else 'a'} {kind}"
