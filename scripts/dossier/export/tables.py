"""The list of all tables: CSV, JSON, the data package and the page about them come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from dossier.export.table import (
    Column,
    Row,
    Stock,
    Table,
    Truth,
    Value,
    Whole,
    columns_of,
    columns_within,
    plain_number,
)
from dossier.model import Dossier, Name, Record, vocabulary
from dossier.model.address import site_path
from dossier.model.fields import Address, Choice, Number, Reference, Shape, Text
from dossier.model.ledger import KINDS, STATES, Line, kind_of

_MARKDOWN: Final = (
    "the text as written: Markdown, `[@key, locator]` for citations, `[words][id]` for links"
)


def _given(attribute: str) -> Callable[[Row], Value]:
    """Return what takes an attribute of the record."""
    return lambda row: getattr(row.record, attribute) or None


def _address(row: Row) -> Value:
    """Return a record's address on the site."""
    return row.stock.base_url + site_path(row.record)


def _shelf(name: str) -> Callable[[Stock], Iterator[Row]]:
    """Return what yields the records of one of the dossier's shelves."""

    def rows(stock: Stock) -> Iterator[Row]:
        for record in getattr(stock.dossier, name).values():
            yield Row(stock=stock, record=record)

    return rows


def _inner(shelf: str, items: Callable[[Any], Iterable[Any]]) -> Callable[[Stock], Iterator[Row]]:
    """Return what yields the numbered parts of each record of a shelf."""

    def rows(stock: Stock) -> Iterator[Row]:
        for record in getattr(stock.dossier, shelf).values():
            for number, item in enumerate(items(record), 1):
                yield Row(stock=stock, record=item, owner=record.id, number=number)

    return rows


def _owned(kind: str, items: str) -> tuple[Column, Column]:
    """Return the two columns that say whose part a row is, and which."""
    return (
        Column(
            name=kind,
            says=f"the {kind}",
            value=lambda row: row.owner,
            shape=Reference((kind,)),
            required=True,
        ),
        _number(items),
    )


def _number(items: str) -> Column:
    """Return the column that counts an owner's items."""
    return Column(
        name="number",
        says=f"its place among the {items}, from 1",
        value=lambda row: row.number,
        shape=Whole(),
        required=True,
    )


def _text(name: str, says: str, value: Callable[[Row], Value], *, required: bool = False) -> Column:
    """Return a column of text."""
    return Column(name=name, says=says, value=value, shape=Text(), required=required)


def _id(says: str) -> Column:
    """Return the column of a record's id, where no field says it."""
    return _text("id", says, lambda row: str(row.record.id), required=True)


_ADDRESS: Final = Column(
    name="address",
    says="where it stands on the site",
    value=_address,
    shape=Address(),
    required=True,
)
_PLAIN: Final = _text(
    "plain", "its words alone, without links and citations", lambda row: row.record.prose.plain
)
_WRITTEN: Final = _text("markdown", _MARKDOWN, lambda row: row.record.prose.markdown or None)
_SECTION: Final = Column(
    name="section",
    says="the section it stands in",
    value=_given("section"),
    shape=Reference(("section",)),
    required=True,
)


def _degree(name: str, place: int) -> Column:
    """Return a coordinate's column."""

    def value(row: Row) -> Value:
        degrees = row.record.coordinates
        return plain_number(degrees[place]) if place < len(degrees) else None

    said = f"{name} of a place (WGS 84)"
    return Column(name=name, says=said, value=value, shape=Number(), unit="degree")


_Names = list[tuple[str, str]]


def _names(record: Any) -> _Names:  # noqa: ANN401 - an actor; `_inner` takes any record
    """Return an actor's names with their languages, in the vocabulary's order."""
    order = {tag: place for place, tag in enumerate(vocabulary.NAME_LANGUAGES)}
    return sorted(record.names.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))


_Creator = tuple[str, Name]


def _creators(stock: Stock) -> Iterator[Row]:
    """Yield authors, then editors, of every source, each counted from 1."""
    for source in stock.dossier.sources.values():
        for task, people in (("author", source.author), ("editor", source.editor)):
            for number, name in enumerate(people, 1):
                creator: _Creator = (task, name)
                yield Row(stock=stock, record=creator, owner=source.id, number=number)


def _holders(dossier: Dossier) -> Iterator[tuple[str, Record]]:
    """Yield every record that has a text, with its kind."""
    for page in dossier.pages.values():
        yield "page", page
    for record in dossier.records.values():
        yield kind_of(record), record


def _citations(stock: Stock) -> Iterator[Row]:
    """Yield each citation of every text, with the id of the text and its kind."""
    for kind, record in _holders(stock.dossier):
        for number, citation in enumerate(record.prose.citations, 1):
            yield Row(stock=stock, record=(kind, citation), owner=record.id, number=number)


def _lines(stock: Stock) -> Iterator[Row]:
    """Yield the lines of the ledger."""
    for line in stock.ledger.lines:
        yield Row(stock=stock, record=line)


def _cell(name: str, says: str, shape: Shape | None = None, *, required: bool = False) -> Column:
    """Return a column of the ledger."""

    def value(row: Row) -> Value:
        line: Line = row.record
        return getattr(line, name) or None

    return Column(name=name, says=says, value=value, shape=shape or Text(), required=required)


TABLES: Final[tuple[Table, ...]] = (
    Table(
        name="statements",
        says="Every statement of the articles, and the description of every figure",
        rows=_shelf("statements"),
        columns=(
            _id("given once, never changed, never used again"),
            Column(
                name="form",
                says="a statement, or a described figure",
                value=_given("form"),
                shape=Choice(("statement", "figure")),
                required=True,
            ),
            _SECTION,
            *columns_of("statement"),
            _PLAIN,
            _WRITTEN,
            _ADDRESS,
        ),
    ),
    Table(
        name="facts",
        says="Every relation that a statement asserts between two actors",
        rows=_inner("statements", lambda statement: statement.facts),
        key=("statement", "number"),
        columns=(
            *_owned("statement", "statement’s relations"),
            Column(
                name="subject",
                says="who",
                value=_given("subject"),
                shape=Reference(("actor",)),
                required=True,
            ),
            Column(
                name="verb",
                says="does or is what",
                value=_given("verb"),
                shape=Choice(tuple(vocabulary.VERBS)),
                required=True,
            ),
            Column(
                name="object",
                says="to whom or what",
                value=_given("object"),
                shape=Reference(("actor",)),
                required=True,
            ),
        ),
    ),
    Table(
        name="notes",
        says="Every editor’s note; none of them is part of an article",
        rows=_shelf("notes"),
        columns=(
            _id("given once, never changed, never used again"),
            _SECTION,
            *columns_of("note"),
            _PLAIN,
            _WRITTEN,
            _ADDRESS,
        ),
    ),
    Table(
        name="citations",
        says="Every citation in the text of a statement, note or page",
        rows=_citations,
        key=("kind", "record", "number"),
        columns=(
            _text("record", "id of the text that cites", lambda row: row.owner, required=True),
            Column(
                name="kind",
                says="what that is",
                value=lambda row: str(row.record[0]),
                shape=Choice(KINDS),
                required=True,
            ),
            _number("text’s citations"),
            Column(
                name="source",
                says="what is cited",
                value=lambda row: str(row.record[1].key),
                shape=Reference(("source",)),
                required=True,
            ),
            _text("prefix", "words before it", lambda row: row.record[1].prefix or None),
            _text("locator", "page or place in it", lambda row: row.record[1].locator or None),
        ),
    ),
    Table(
        name="actors",
        says="Every person, company, body, programme, system and place",
        rows=_shelf("actors"),
        columns=(
            *columns_of("actor"),
            _degree("latitude", 0),
            _degree("longitude", 1),
            _WRITTEN,
            _ADDRESS,
        ),
    ),
    Table(
        name="names",
        says="The actors’ names, by language",
        rows=_inner("actors", _names),
        key=("actor", "language"),
        columns=(
            _owned("actor", "")[0],
            Column(
                name="language",
                says="BCP 47 tag; `pinyin` stands for `zh-Latn-pinyin`",
                value=lambda row: str(row.record[0]),
                shape=Choice(tuple(vocabulary.NAME_LANGUAGES)),
                required=True,
            ),
            _text("name", "the name", lambda row: str(row.record[1]), required=True),
        ),
    ),
    Table(
        name="roles",
        says="The offices that persons held",
        rows=_inner("actors", lambda actor: actor.roles),
        key=("actor", "number"),
        columns=(*_owned("actor", "actor’s offices"), *columns_within("actor", "roles")),
    ),
    Table(
        name="terms",
        says="Every Chinese term",
        rows=_shelf("terms"),
        columns=(*columns_of("term"), _WRITTEN, _ADDRESS),
    ),
    Table(
        name="renderings",
        says="How others put the terms into English",
        rows=_inner("terms", lambda term: term.renderings),
        key=("term", "number"),
        columns=(*_owned("term", "term’s renderings"), *columns_within("term", "renderings")),
    ),
    Table(
        name="external",
        says="Where else the terms are explained",
        rows=_inner(
            "terms", lambda term: ({"name": name, "url": url} for name, url in term.external)
        ),
        key=("term", "number"),
        columns=(*_owned("term", "term’s entries"), *columns_within("term", "external")),
    ),
    Table(
        name="sources",
        says="Every cited document, with how far it was verified",
        rows=_shelf("sources"),
        columns=(
            _id("the citation key"),
            Column(
                name="type",
                says="BibTeX’s word for such a document",
                value=_given("type"),
                shape=Choice(tuple(vocabulary.SOURCE_TYPES)),
                required=True,
            ),
            *columns_of("source"),
            _ADDRESS,
        ),
    ),
    Table(
        name="creators",
        says="The sources’ authors and editors",
        rows=_creators,
        key=("source", "task", "number"),
        columns=(
            _owned("source", "")[0],
            Column(
                name="task",
                says="what they did",
                value=lambda row: str(row.record[0]),
                shape=Choice(("author", "editor")),
                required=True,
            ),
            _number("source’s authors or editors"),
            _text(
                "family",
                "family name, or a whole name (Chinese, corporate)",
                lambda row: str(row.record[1].family),
                required=True,
            ),
            _text("given", "given names", lambda row: row.record[1].given or None),
            Column(
                name="whole",
                says="whether `family` holds a whole name, not to be turned round",
                value=lambda row: bool(row.record[1].whole),
                shape=Truth(),
                required=True,
            ),
        ),
    ),
    Table(
        name="parts",
        says="The articles of the series",
        rows=_shelf("parts"),
        columns=(*columns_of("part"), _WRITTEN, _ADDRESS),
    ),
    Table(
        name="sections",
        says="The sections of the articles",
        rows=_shelf("sections"),
        columns=(*columns_of("section"), _WRITTEN, _ADDRESS),
    ),
    Table(
        name="pages",
        says="The pages that explain the edition",
        rows=_shelf("pages"),
        columns=(
            _id("its file below `docs/`"),
            *columns_of("page"),
            _WRITTEN,
            _ADDRESS,
        ),
    ),
    Table(
        name="permalinks",
        says="Every id and address ever published, and where it leads now",
        rows=_lines,
        columns=(
            _cell("id", "the id, or an address from the site’s root", required=True),
            _cell("kind", "what it is the id of", Choice(KINDS), required=True),
            _cell("since", "the edition it first appeared in", required=True),
            _cell(
                "state",
                "whether it still is where its kind is",
                Choice(tuple(STATES)),
                required=True,
            ),
            _cell("changed", "the edition in which it ceased to be live"),
            _cell("target", "the id or address that stands in its place"),
            _cell("reason", "what happened, in words"),
        ),
    ),
)
"""Every table, in the order they are listed. One more table is one more entry."""
