"""What is derived for each kind of page: a head above its text, sections below it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from dossier.model import (
    Actor,
    Dossier,
    Part,
    Record,
    Section,
    Source,
    Statement,
    Term,
    quality,
)
from dossier.model.citing import said
from dossier.model.dates import in_words
from dossier.model.ledger import address_of
from dossier.model.pages import HOME, source_page
from dossier.weave import network
from dossier.weave.glossary import WHOLE
from dossier.weave.loom import Loom
from dossier.weave.promises import left_on, tombstone_at
from dossier.weave.used import sentences_with

_FEW: Final = 2
"""So few relations or dates need no picture of their own."""
_NO_TAGS: Final = str.maketrans("<>", "\u2039\u203a")  # angle quotation marks
Tail = tuple[str, str, str]
"""Heading, its anchor, and the HTML under it."""


def frame(loom: Loom) -> tuple[str, list[Tail]]:
    """Return the head and the tail of the loom's page, both as HTML."""
    line = tombstone_at(loom.ledger, loom.page)
    if line:
        goal = loom.href(line.target) if line.target else ""
        return loom.render("tombstone.html", line=line, goal=goal), []
    head, tail = _frame(loom)
    left = left_on(loom.ledger, loom, address_of(loom.page), loom.url_of(loom.page))
    return head, [*tail, *_section("", "", "left.html", left, loom)]


def _frame(loom: Loom) -> tuple[str, list[Tail]]:
    """Return the head and the tail of a page that is about something."""
    record = record_at(loom.dossier, loom.page)
    if loom.page == HOME:
        return loom.render("home.html", record=record), list(_sources(loom, record))
    list_template = LISTS.get(loom.page)
    if list_template:
        tail = [("", "", loom.render(list_template))]
        return "", [*tail, *_sources(loom, record)]
    if record is None:
        return "", []
    for kind, (head, sections) in KINDS.items():
        if isinstance(record, kind):
            tail = [each for make in sections for each in make(loom, record)]
            return loom.render(head, record=record), tail
    return "", list(_sources(loom, record))


def record_at(dossier: Dossier, path: str) -> Record | None:
    """Return the record that a page below `docs/` is about."""
    key = path.removeprefix("sources/").removesuffix(".md")
    if path == source_page(key) and key in dossier.sources:
        return dossier.sources[key]
    return dossier.by_path.get(f"docs/{path}")


def kind_at(dossier: Dossier, path: str) -> str:
    """Return what a page is, in one word, for style sheets."""
    if path == HOME:
        return "home"
    if path in LISTS:
        return "list"
    record = record_at(dossier, path)
    return type(record).__name__.lower() if record else "page"


def meta_at(dossier: Dossier, path: str) -> dict[str, object]:
    """Return what a theme may know of a page: nothing an author wrote gets there but through here.

    Themes print titles and descriptions as they stand, so both are HTML.
    """
    record = record_at(dossier, path)
    meta: dict[str, object] = {"kind": kind_at(dossier, path)}
    title, summary = getattr(record, "title", ""), getattr(record, "summary", "")
    if isinstance(record, Source):
        named = ", ".join(filter(None, (record.outlet, in_words(record.date))))
        title, summary = title or named, said(record)
    if isinstance(record, Section):
        meta |= {"hide": ["toc"]}  # the margins hold the statements' ids and voices
    # Material takes a title's tags off after unescaping it: entities would not hold there.
    meta |= {"title": html.escape(title.translate(_NO_TAGS), quote=False)} if title else {}
    return meta | ({"description": html.escape(summary)} if summary else {})


def _section(
    heading: str, anchor: str, template: str, items: Iterable[object], loom: Loom
) -> Iterator[Tail]:
    """Yield one derived section, unless there is nothing in it."""
    found = list(items)
    if found:
        yield heading, anchor, loom.render(template, items=found)


def _rows(
    heading: str, anchor: str, find: Callable[[Dossier, str], Iterable[Record]]
) -> Callable[[Loom, Record], Iterator[Tail]]:
    """Return the maker of a section that lists statements."""

    def make(loom: Loom, record: Record) -> Iterator[Tail]:
        yield from _section(heading, anchor, "rows.html", find(loom.dossier, record.id), loom)

    return make


def _statements_of(loom: Loom, record: Record) -> tuple[Statement, ...]:
    """Return the statements that a page is about."""
    dossier = loom.dossier
    if isinstance(record, Section):
        return dossier.statements_in(record.id)
    if isinstance(record, Term):
        return dossier.statements_using(record.id)
    return (*dossier.statements_by(record.id), *dossier.statements_about(record.id))


def _relations(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield an actor's relations, both ways."""
    relations = loom.dossier.relations.get(record.id, ())
    yield from _section("Relations", "relations", "relations.html", relations, loom)


def _network(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield an actor's relations as a picture, where there are enough to draw."""
    picture = network.around(loom.dossier, record.id)
    drawn = [picture] if picture and len(picture.nodes) > _FEW else []
    yield from _section("", "", "own-network.html", drawn, loom)


def _chronology(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield what is dated of an actor, notes included, in the order of time."""
    events = [event for event in loom.dossier.events if record.id in event.actors]
    found = events if len(events) > _FEW else []
    yield from _section("Chronology", "chronology", "own-chronology.html", found, loom)


def _quality(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield how well a record is founded."""
    if isinstance(record, Actor):
        found = quality.of_actor(loom.dossier, record)
    elif isinstance(record, Source):
        found = quality.of_source(loom.dossier, record)
    else:
        return
    yield from _section("Quality of this record", "quality", "quality-of.html", [found], loom)


def _roles(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the offices a person held."""
    if isinstance(record, Actor):
        yield from _section("Offices", "offices", "roles.html", record.roles, loom)


def _actors(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the actors that a page's statements concern."""
    dossier = loom.dossier
    met = [a for each in _statements_of(loom, record) for a in dossier.actors_of(each)]
    met += [link.target for link in record.prose.links if link.target in dossier.actors]
    met += record.actors if isinstance(record, Term) else ()
    others = [dossier.actors[a] for a in dict.fromkeys(met) if a != record.id]
    others.sort(key=lambda actor: actor.title)
    heading = "Actors in this section" if isinstance(record, Section) else "Actors met together"
    yield from _section(heading, "actors", "actors.html", others, loom)


def _terms(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the terms that a page's statements use."""
    dossier = loom.dossier
    used = [t for each in _statements_of(loom, record) for t in dossier.terms_in(each)]
    used += dossier.terms_in(record)
    used += dossier.terms_of.get(record.id, ()) if isinstance(record, Actor) else ()
    used += record.related if isinstance(record, Term) else ()
    found = [dossier.terms[t] for t in dict.fromkeys(used) if t in dossier.terms and t != record.id]
    heading = "Related terms" if isinstance(record, Term) else "Chinese terms"
    yield from _section(heading, "terms", "terms.html", found, loom)


def _used_in(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the statements that use a term, each with the sentence that does."""
    dossier = loom.dossier
    found = [
        (each, sentences_with(dossier, each, record.id))
        for each in dossier.statements_using(record.id)
    ]
    yield from _section("Where the series uses it", "used-in", "uses.html", found, loom)


def _renderings(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield a term's renderings."""
    if isinstance(record, Term):
        yield from _section("Renderings", "renderings", "renderings.html", record.renderings, loom)


def _readings(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield what a term means officially beside how it is read abroad."""
    if isinstance(record, Term):
        both = (record.official_meaning, record.foreign_reading)
        heads = ("What the state says it means", "How it is read abroad")
        pairs = [(head, each) for head, each in zip(heads, both, strict=True) if each]
        yield from _section("Two readings", "readings", "readings.html", pairs, loom)


def _sections(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield a part's sections."""
    found = loom.dossier.sections_of(record.id)
    yield from _section("Sections", "sections", "sections.html", found, loom)


def _sources(loom: Loom, record: Record | None) -> Iterator[Tail]:
    """Yield the sources that a page cites, in the order of first citation."""
    if record is None:
        return
    dossier = loom.dossier
    records: list[Record] = [record]
    if isinstance(record, Section):
        records += _with_notes(dossier, record)
    elif isinstance(record, Actor | Term):
        records += _statements_of(loom, record)
    elif loom.page == WHOLE:
        records += dossier.terms.values()
    keys = [citation.key for each in records for citation in each.prose.citations]
    keys += [
        key for each in records if each is record or loom.page == WHOLE for key in _named_by(each)
    ]
    found = [dossier.sources[key] for key in dict.fromkeys(keys) if key in dossier.sources]
    yield from _section("Sources", "sources", "sources.html", found, loom)


def _with_notes(dossier: Dossier, section: Section) -> Iterator[Record]:
    """Yield a section's statements, each followed by its notes."""
    for statement in dossier.statements_in(section.id):
        yield statement
        yield from dossier.notes_to(statement.id)


def _named_by(record: Record) -> list[str]:
    """Return the sources that a record's fields name."""
    if isinstance(record, Actor):
        return [role.source for role in record.roles]
    if isinstance(record, Term):
        first = [record.first_attested.source] if record.first_attested else []
        readings = (record.official_meaning, record.foreign_reading)
        first += [each.source for each in readings if each]
        return first + [rendering.source for rendering in record.renderings]
    if isinstance(record, Part):
        return [record.source]
    return []


def _citing(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield what cites a source."""
    citing = loom.dossier.citing(record.id)
    claims = [each for each in citing if isinstance(each, Statement)]
    others = [each for each in citing if not isinstance(each, Statement)]
    yield from _section("Statements that cite it", "cited-by", "rows.html", claims, loom)
    yield from _section("Other pages that cite it", "also", "records.html", others, loom)


def _parallel(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the documents that support the same, and those that a source supports."""
    if not isinstance(record, Source):
        return
    sources = loom.dossier.sources
    beside = [sources[key] for key in record.parallel if key in sources]
    beside += loom.dossier.beside.get(record.id, ())
    yield from _section("Beside it", "parallel", "parallel.html", beside, loom)


def _next(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the way to the sections before and after."""
    before, after = loom.dossier.neighbours.get(record.id, (None, None))
    yield "", "", loom.render("next.html", before=before, after=after)


LISTS: Final[Mapping[str, str]] = {
    "series/index.md": "series.html",
    "actors/index.md": "actor-list.html",
    "glossary/index.md": "term-list.html",
    "sources/index.md": "source-list.html",
    "sources/wanted.md": "wanted.html",
    "sources/health.md": "health.html",
    "claims.md": "claims.html",
    "chronology.md": "chronology.html",
    "network.md": "network.html",
    "places.md": "places.html",
    "data.md": "data.html",
    "about/quality.md": "quality.html",
    "about/errata.md": "errata.html",
    "about/design.md": "design.html",
    "editions/index.md": "editions.html",
    "changes.md": "changes.html",
    "about/corrections.md": "corrections.html",
}
"""Page → the list that stands on it."""

KINDS: Final[
    Mapping[type[Record], tuple[str, tuple[Callable[[Loom, Record], Iterator[Tail]], ...]]]
] = {
    Section: ("section-head.html", (_actors, _terms, _sources, _next)),
    Part: ("part-head.html", (_sections, _sources)),
    Actor: (
        "actor-head.html",
        (
            _roles,
            _rows("Statements by this actor", "statements-by", Dossier.statements_by),
            _rows("Statements about this actor", "statements-about", Dossier.statements_about),
            _relations,
            _network,
            _chronology,
            _actors,
            _terms,
            _sources,
            _quality,
        ),
    ),
    Term: (
        "term-head.html",
        (
            _readings,
            _renderings,
            _used_in,
            _terms,
            _actors,
            _sources,
        ),
    ),
    Source: ("source-head.html", (_citing, _parallel, _quality)),
}
"""Kind of record → its head and its derived sections, in order."""
