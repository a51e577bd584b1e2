"""Each page as JSON beside it: its record and its links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dossier.export.table import Stock, Table
from dossier.export.tables import TABLES
from dossier.export.tabular import json_bytes
from dossier.model import Actor, Note, Page, Part, Record, Section, Source, Statement, Term
from dossier.model.address import site_path
from dossier.model.citing import with_pages
from dossier.model.ledger import kind_of

_KINDS: Final[dict[type[Record], str]] = {
    Page: "pages",
    Part: "parts",
    Section: "sections",
    Actor: "actors",
    Term: "terms",
    Source: "sources",
    Statement: "statements",
    Note: "notes",
}
"""Kind of record → the table of its kind."""
_WITHIN: Final = {
    "facts": "statement",
    "names": "actor",
    "roles": "actor",
    "renderings": "term",
    "external": "term",
    "creators": "source",
}
"""Table of parts → the column that names their owner."""

Cells = dict[str, Any]


def page_files(stock: Stock) -> dict[str, bytes]:
    """Return site path → content of `index.json` beside every page that is about something."""
    shelves = _Shelves(stock)
    return {
        f"{site_path(each)}index.json": json_bytes(_page(shelves, each))
        for each in with_pages(stock.dossier)
    }


@dataclass(frozen=True)
class _Shelves:
    """The tables' rows, each where it is looked for."""

    stock: Stock

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Cells]]:
        """Return table → id → row."""
        wanted = [table for table in TABLES if table.name in _KINDS.values()]
        return {table.name: {row["id"]: row for row in self._cells(table)} for table in wanted}

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, list[Cells]]]:
        """Return table of parts → owner → its rows without the owner."""
        found: dict[str, dict[str, list[Cells]]] = {}
        for table in TABLES:
            owner = _WITHIN.get(table.name, "")
            for row in self._cells(table) if owner else ():
                own = {key: value for key, value in row.items() if key not in (owner, "number")}
                found.setdefault(table.name, {}).setdefault(row[owner], []).append(own)
        return found

    @cached_property
    def beside(self) -> Mapping[str, list[Source]]:
        """Return source → the sources that name it as a parallel."""
        found: dict[str, list[Source]] = {}
        for source in self.stock.dossier.sources.values():
            for key in source.parallel:
                found.setdefault(key, []).append(source)
        return found

    @cached_property
    def naming(self) -> Mapping[str, list[Term]]:
        """Return actor → the terms that name it."""
        found: dict[str, list[Term]] = {}
        for term in self.stock.dossier.terms.values():
            for key in term.actors:
                found.setdefault(key, []).append(term)
        return found

    def _cells(self, table: Table) -> Iterable[Cells]:
        return table.cells(self.stock)


def _page(shelves: _Shelves, record: Record) -> Cells:
    """Return what one page says: licence and edition, the record, what is derived."""
    edition = shelves.stock.edition
    return {
        "edition": edition.id,
        "kind": "page" if isinstance(record, Page) else kind_of(record),
        **_whole(shelves, record),
        **_derived(shelves, record),
    }


def _whole(shelves: _Shelves, record: Record) -> Cells:
    """Return a record with its parts, what it does not say left out."""
    table = _KINDS[type(record)]
    row = shelves.rows[table][record.id]
    said = {key: value for key, value in row.items() if value not in (None, [])}
    own = {name: rows[record.id] for name, rows in shelves.parts.items() if record.id in rows}
    if "names" in own:
        own["names"] = {each["language"]: each["name"] for each in own["names"]}  # type: ignore[assignment]  # a mapping reads better
    return said | own


def _derived(shelves: _Shelves, record: Record) -> Cells:
    """Return what follows for a record from all the others."""
    cited = {"cites": _cites(shelves, record)}
    match record:
        case Page():
            return cited
        case Part():
            sections = shelves.stock.dossier.sections_of(record.id)
            return {"sections": _refer(shelves, sections)} | cited
        case Section():
            return {"statements": _statements(shelves, record)} | cited
        case Actor():
            return _of_actor(shelves, record) | cited
        case Term():
            dossier = shelves.stock.dossier
            return {"used-in": _refer(shelves, dossier.statements_using(record.id))} | cited
        case _:
            return _of_source(shelves, record)


def _cites(shelves: _Shelves, record: Record) -> list[Cells]:
    """Return the citations of a record's own text, with their sources' addresses."""
    sources = shelves.stock.dossier.sources
    return [
        {
            "source": each.key,
            **({"locator": each.locator} if each.locator else {}),
            "address": shelves.stock.base_url + site_path(sources[each.key]),
        }
        for each in record.prose.citations
        if each.key in sources
    ]


def _refer(shelves: _Shelves, records: Iterable[Record]) -> list[Cells]:
    """Return records by id and address."""
    base = shelves.stock.base_url
    return [{"id": each.id, "address": base + site_path(each)} for each in records]


def _statements(shelves: _Shelves, section: Section) -> list[Cells]:
    """Return a section's statements in order, each with actors, terms, citations and notes."""
    dossier = shelves.stock.dossier
    return [
        _whole(shelves, each)
        | {
            "actors": list(dossier.actors_of(each)),
            "terms": list(dossier.terms_in(each)),
            "cites": _cites(shelves, each),
            "notes": [
                _whole(shelves, note) | {"cites": _cites(shelves, note)}
                for note in dossier.notes_to(each.id)
            ],
        }
        for each in dossier.statements_in(section.id)
    ]


def _of_actor(shelves: _Shelves, actor: Actor) -> Cells:
    """Return what an actor says, what is said of it, and whom it relates to."""
    dossier = shelves.stock.dossier
    return {
        "statements-by": _refer(shelves, dossier.statements_by(actor.id)),
        "statements-about": _refer(shelves, dossier.statements_about(actor.id)),
        "relations": [
            {"words": each.words, "other": each.other, "statement": each.statement}
            for each in dossier.relations.get(actor.id, ())
        ],
        "terms": _refer(shelves, shelves.naming.get(actor.id, ())),
    }


def _of_source(shelves: _Shelves, source: Record) -> Cells:
    """Return what cites a source, and which documents name it as a parallel."""
    dossier = shelves.stock.dossier
    return {
        "cited-by": _refer(shelves, dossier.citing(source.id)),
        "parallel-of": _refer(shelves, shelves.beside.get(source.id, ())),
    }
