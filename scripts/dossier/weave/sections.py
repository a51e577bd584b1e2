"""The sections derived below a page's text: one function each, listed by kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from dossier.model import Actor, Dossier, Part, Record, Section, Source, Statement, Term, quality
from dossier.weave import network
from dossier.weave.glossary import WHOLE
from dossier.weave.loom import Loom
from dossier.weave.used import sentences_with

_FEW: Final = 2
"""So few relations or dates need no picture of their own."""
Tail = tuple[str, str, str]
"""Heading, its anchor, and the HTML under it."""


def section(
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
        yield from section(heading, anchor, "rows.html", find(loom.dossier, record.id), loom)

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
    yield from section("Relations", "relations", "relations.html", relations, loom)


def _network(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield an actor's relations as a picture, where there are enough to draw."""
    picture = network.around(loom.dossier, record.id)
    drawn = [picture] if picture and len(picture.nodes) > _FEW else []
    yield from section("", "", "own-network.html", drawn, loom)


def _chronology(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield what is dated of an actor, notes included, in the order of time."""
    events = [event for event in loom.dossier.events if record.id in event.actors]
    found = events if len(events) > _FEW else []
    yield from section("Chronology", "chronology", "own-chronology.html", found, loom)


def _quality(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield how well a record is founded."""
    if isinstance(record, Actor):
        found = quality.of_actor(loom.dossier, record)
    elif isinstance(record, Source):
        found = quality.of_source(loom.dossier, record)
    else:
        return
    yield from section("Quality of this record", "quality", "quality-of.html", [found], loom)


def _roles(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the offices a person held."""
    if isinstance(record, Actor):
        yield from section("Offices", "offices", "roles.html", record.roles, loom)


def _actors(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the actors that a page's statements concern."""
    dossier = loom.dossier
    met = [a for each in _statements_of(loom, record) for a in dossier.actors_of(each)]
    met += [link.target for link in record.prose.links if link.target in dossier.actors]
    met += record.actors if isinstance(record, Term) else ()
    others = [dossier.actors[a] for a in dict.fromkeys(met) if a != record.id]
    others.sort(key=lambda actor: actor.title)
    heading = "Actors in this section" if isinstance(record, Section) else "Actors met together"
    yield from section(heading, "actors", "actors.html", others, loom)


def _terms(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the terms that a page's statements use."""
    dossier = loom.dossier
    used = [t for each in _statements_of(loom, record) for t in dossier.terms_in(each)]
    used += dossier.terms_in(record)
    used += dossier.terms_of.get(record.id, ()) if isinstance(record, Actor) else ()
    used += record.related if isinstance(record, Term) else ()
    found = [dossier.terms[t] for t in dict.fromkeys(used) if t in dossier.terms and t != record.id]
    heading = "Related terms" if isinstance(record, Term) else "Chinese terms"
    yield from section(heading, "terms", "terms.html", found, loom)


def _used_in(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the statements that use a term, each with the sentence that does."""
    dossier = loom.dossier
    found = [
        (each, sentences_with(dossier, each, record.id))
        for each in dossier.statements_using(record.id)
    ]
    yield from section("Where the series uses it", "used-in", "uses.html", found, loom)


def _renderings(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield a term's renderings."""
    if isinstance(record, Term):
        yield from section("Renderings", "renderings", "renderings.html", record.renderings, loom)


def _readings(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield what a term means officially beside how it is read abroad."""
    if isinstance(record, Term):
        both = (record.official_meaning, record.foreign_reading)
        heads = ("What the state says it means", "How it is read abroad")
        pairs = [(head, each) for head, each in zip(heads, both, strict=True) if each]
        yield from section("Two readings", "readings", "readings.html", pairs, loom)


def _sections(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield a part's sections."""
    found = loom.dossier.sections_of(record.id)
    yield from section("Sections", "sections", "sections.html", found, loom)


def sources_of(loom: Loom, record: Record | None) -> Iterator[Tail]:
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
    yield from section("Sources", "sources", "sources.html", found, loom)


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
    yield from section("Statements that cite it", "cited-by", "rows.html", claims, loom)
    yield from section("Other pages that cite it", "also", "records.html", others, loom)


def _parallel(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the documents that support the same, and those that a source supports."""
    if not isinstance(record, Source):
        return
    sources = loom.dossier.sources
    beside = [sources[key] for key in record.parallel if key in sources]
    beside += loom.dossier.beside.get(record.id, ())
    yield from section("Beside it", "parallel", "parallel.html", beside, loom)


def _next(loom: Loom, record: Record) -> Iterator[Tail]:
    """Yield the way to the sections before and after."""
    before, after = loom.dossier.neighbours.get(record.id, (None, None))
    yield "", "", loom.render("next.html", before=before, after=after)


KINDS: Final[
    Mapping[type[Record], tuple[str, tuple[Callable[[Loom, Record], Iterator[Tail]], ...]]]
] = {
    Section: ("section-head.html", (_actors, _terms, sources_of, _next)),
    Part: ("part-head.html", (_sections, sources_of)),
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
            sources_of,
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
            sources_of,
        ),
    ),
    Source: ("source-head.html", (_citing, _parallel, _quality)),
}
"""Kind of record → its head and its derived sections, in order."""
