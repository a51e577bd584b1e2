"""Rules about fields: the right ones, filled, in the right shape."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator

from dossier.check.markup import UNSAFE
from dossier.check.walk import Spot, a, at, spots, tables
from dossier.finding import Finding, did_you_mean
from dossier.model import dates, vocabulary
from dossier.model.fields import Address, Choice, Date, Group, ListOf, Number, Reference, Text
from dossier.read import Reading
from dossier.read.typed import number


def field_is_known(reading: Reading) -> Iterator[Finding]:
    """Every field must be one that its kind of record has.

    Bad: `sumary: A company.`
    Good: `summary: A company.`
    Why: a misspelt field is silently lost.
    """
    for table in tables(reading):
        known = [field.name for field in table.fields]
        for name in table.given:
            if name not in known:
                path = f"{table.path}.{name}" if table.path else name
                yield at(
                    table.raw,
                    "field-is-known",
                    f"a field of {table.path or a(table.raw.kind)} must be one of"
                    f" {', '.join(known)};"
                    f' got "{name}".',
                    did_you_mean(name, known),
                    field=path,
                )


def field_is_present(reading: Reading) -> Iterator[Finding]:
    """Every field that a record needs must be there and say something.

    Bad: an actor without `summary`
    Good: `summary: Maker of surveillance cameras, Hangzhou.`
    Why: cards, lists and citations are made from these fields.
    """
    unread = {each.path for each in reading.troubles if each.rule == "yaml-is-readable"}
    for table in tables(reading):
        if not table.raw.data and table.raw.origin.path in unread:
            continue  # its fields may be there, in YAML that cannot be read
        for field in table.fields:
            # Of an empty group, its own fields are said to be missing.
            if field.required and table.given.get(field.name) in (None, "", []):
                got = "nothing in it" if field.name in table.given else "none"
                path = f"{table.path}.{field.name}" if table.path else field.name
                yield at(
                    table.raw,
                    "field-is-present",
                    f"{path} must be given; got {got}.",
                    f"It says {field.says}.",
                    field=path,
                )


def field_has_shape(reading: Reading) -> Iterator[Finding]:
    """A list must be a list, a group a group, a number a number.

    Bad: `also: Astana`
    Good: `also: [Astana]`
    Why: what has the wrong shape cannot be read.
    """
    for spot in spots(reading):
        wanted = _wanted(spot)
        if wanted:
            yield spot.finding(
                "field-has-shape", f"{spot.path} must be {wanted}; got {_shown(spot)}."
            )


def _wanted(spot: Spot) -> str:
    """Return what a value should be, or nothing where it is."""
    match spot.shape:
        case ListOf() if not isinstance(spot.value, list):
            return "a list"
        case Group() if not isinstance(spot.value, dict):
            return "a group of `field: value` lines"
        case Number() if number(spot.text) is None:
            return "a number"
        case Text() | Date() | Address() | Choice() | Reference() if not isinstance(
            spot.value, str
        ):
            return "one text"
        case _:
            return ""


def _shown(spot: Spot) -> str:
    """Return a value for a message."""
    if isinstance(spot.value, str):
        return f'"{spot.value}"'
    return "a list" if isinstance(spot.value, list) else "a group"


def value_is_known(reading: Reading) -> Iterator[Finding]:
    """A field with a closed list must take one of its values.

    Bad: `kind: compny`
    Good: `kind: company`
    Why: pages are grouped and filtered by these words.
    """
    for spot in spots(reading):
        if isinstance(spot.shape, Choice) and spot.text and spot.text not in spot.shape.values:
            values = spot.shape.values
            yield spot.finding(
                "value-is-known",
                f'{spot.path} must be one of {", ".join(values)}; got "{spot.text}".',
                did_you_mean(spot.text, values),
            )


def source_type_is_known(reading: Reading) -> Iterator[Finding]:
    """A BibTeX entry must have a type the citation style knows.

    Bad: `@webpage{inform-2021-02-25,`
    Good: `@online{inform-2021-02-25,`
    Why: the type decides how the reference is set.
    """
    for raw in reading.raws:
        kind = raw.data.get("entry-type")
        if isinstance(kind, str) and kind not in vocabulary.SOURCE_TYPES:
            yield at(
                raw,
                "source-type-is-known",
                f"the entry’s type must be one of {', '.join(vocabulary.SOURCE_TYPES)};"
                f' got "{kind}".',
                did_you_mean(kind, vocabulary.SOURCE_TYPES),
            )


def date_is_edtf(reading: Reading) -> Iterator[Finding]:
    """A date must be a real EDTF date or interval.

    Bad: `on: 31.9.2019`, `on: 2019-09-31`, `on: 2020/2019`
    Good: `on: 2019-09-30`, `on: 2018/2022`, `on: 2020~`
    Why: chronology and citations sort by it. Source: https://www.loc.gov/standards/datetime/.
    """
    for spot in spots(reading):
        if isinstance(spot.shape, Date) and spot.text and dates.bounds(spot.text) is None:
            yield spot.finding(
                "date-is-edtf",
                f"{spot.path} must be a date like 2019-09-12, 2019 or 2018/2022;"
                f' got "{spot.text}".',
            )


def date_is_not_in_the_future(reading: Reading) -> Iterator[Finding]:
    """Nothing may be dated later than the edition.

    Bad: `on: 2091-09-12` in edition 2026.1
    Good: `on: 2019-09-12`
    Why: it is a slip of the keys.
    """
    edition = dates.bounds(reading.dossier.edition.date)
    if edition is None:
        return
    for spot in spots(reading):
        span = dates.bounds(spot.text) if isinstance(spot.shape, Date) and spot.text else None
        if span and span[0] > edition[1]:
            yield spot.finding(
                "date-is-not-in-the-future",
                f"{spot.path} must not be later than the edition ({reading.dossier.edition.date});"
                f' got "{spot.text}".',
            )


def address_is_web(reading: Reading) -> Iterator[Finding]:
    """An address field must hold an `http` or `https` address of a host that may be linked.

    Bad: `url: www.ipvm.com/reports/8024`
    Good: `url: https://ipvm.com/reports/8024`
    Why: anything else leads nowhere, or where no reader should go.
    """
    for spot in spots(reading):
        if not isinstance(spot.shape, Address) or not spot.text:
            continue
        parts = _split(spot.text)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            yield spot.finding(
                "address-is-web",
                f'{spot.path} must be a whole address with http:// or https://; got "{spot.text}".',
            )
        elif f".{parts.hostname}".endswith(UNSAFE):
            yield spot.finding(
                "address-is-web",
                f"{spot.path} must not lead to a mirror known as unsafe; got {parts.hostname}.",
            )


def _split(address: str) -> urllib.parse.SplitResult | None:
    """Return an address’s parts, or None where it has none."""
    try:
        return urllib.parse.urlsplit(address)
    except ValueError:
        return None
