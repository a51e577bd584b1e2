"""What can be found: one entry a term, actor, statement, note, section, part, source and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.model import (
    Actor,
    Dossier,
    Note,
    Page,
    Part,
    Record,
    Section,
    Source,
    Statement,
    Term,
)
from dossier.model.address import site_path
from dossier.model.dates import in_words
from dossier.search.folding import qazaq

TYPES: Final = {
    "term": ("Terms", "Term"),
    "actor": ("Actors", "Actor"),
    "statement": ("Statements", "Statement"),
    "note": ("Editor’s notes", "Editor’s note"),
    "section": ("Sections", "Section"),
    "part": ("Parts", "Part"),
    "source": ("Sources", "Source"),
    "page": ("Pages", "Page"),
}
"""Type of entry → what its results are called, and what one of them is."""
_SHORT: Final = 170
"""So many letters a result may show of a text."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be found."""

    address: str
    """Below the site's root, with the anchor."""
    type: str
    title: str
    note: str = ""
    """What the result says below its title."""
    names: tuple[str, ...] = ()
    """What it is called: who types one of these wants this entry."""
    words: tuple[str, ...] = ()
    """What is likely to be typed besides."""
    text: tuple[str, ...] = ()
    """What it says."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Filter → values."""


def entries(dossier: Dossier) -> list[Entry]:
    """Return everything that can be found: type by type, those first that readers most want."""
    return [
        *(_term(each) for each in dossier.terms.values()),
        *(_actor(dossier, each) for each in dossier.actors.values()),
        *(_part(each) for each in dossier.parts.values()),
        *(_section(dossier, each) for each in dossier.reading_order),
        *(_page(each) for each in dossier.pages.values()),
        *(_statement(dossier, each) for each in dossier.statements.values()),
        *(_note(dossier, each) for each in dossier.notes.values()),
        *(_source(each) for each in dossier.sources.values()),
    ]


def _term(term: Term) -> Entry:
    """Return a term: every script, every reading, every rendering."""
    renderings = [each.words for each in term.renderings]
    return Entry(
        address=site_path(term),
        type="term",
        title=f"{term.hans} {term.pinyin}: {term.preferred}",
        note=term.summary,
        names=_unique(
            term.hans,
            term.hant,
            *_spellings(term.pinyin),
            term.as_printed,
            term.preferred,
            *renderings,
            term.literal,
            term.ru,
            *_kazakh(term.kk),
            term.palladius,
        ),
        words=(term.summary,),
        text=(term.prose.plain,),
        facets={"kind": (term.kind,)},
    )


def _spellings(pinyin: str) -> Iterator[str]:
    """Yield pinyin, and pinyin with v for ü, as keyboards have it."""
    yield pinyin
    if set(pinyin) & set("üǖǘǚǜ"):
        yield "".join("v" if letter in "üǖǘǚǜ" else letter for letter in pinyin)


def _kazakh(name: str) -> Iterator[str]:
    """Yield a Kazakh name, and the same by way of its Latin alphabet."""
    if name:
        yield name
        yield qazaq(name)


def _actor(dossier: Dossier, actor: Actor) -> Entry:
    """Return an actor: every name in every language, every spelling met."""
    names = [name for tag, name in actor.names.items() if tag not in ("kk", "pinyin")]
    parts = {dossier.sections[each.section].part for each in _named_in(dossier, actor)}
    return Entry(
        address=site_path(actor),
        type="actor",
        title=actor.title,
        note=actor.summary,
        names=_unique(
            actor.title,
            *names,
            *_spellings(actor.names.get("pinyin", "")),
            *_kazakh(actor.names.get("kk", "")),
            *actor.also,
            actor.id,
        ),
        words=(actor.summary, *(role.title for role in actor.roles), *actor.same_as.values()),
        text=(actor.prose.plain,),
        facets={"kind": (actor.kind,), "part": tuple(sorted(parts))},
    )


def _named_in(dossier: Dossier, actor: Actor) -> Iterable[Statement]:
    """Return the statements by and about an actor that stand in a section."""
    found = (*dossier.statements_by(actor.id), *dossier.statements_about(actor.id))
    return (each for each in found if each.section in dossier.sections)


def _statement(dossier: Dossier, statement: Statement) -> Entry:
    """Return a statement: its id, its words, its date, whom it is about and who is cited."""
    actors = [dossier.actors[each] for each in dossier.actors_of(statement)]
    return Entry(
        address=site_path(statement),
        type="statement",
        title=statement.id,
        note=statement.prose.plain,
        names=(statement.id,),
        words=(*_dated(statement.on), *(each.title for each in actors)),
        text=(statement.prose.plain, *_cited(dossier, statement)),
        facets={
            "part": _part_of(dossier, statement.section),
            "kind": tuple(sorted({each.kind for each in actors})),
            "basis": (statement.basis,),
        },
    )


def _note(dossier: Dossier, note: Note) -> Entry:
    """Return an editor's note: as a statement, and the statement it is about."""
    return Entry(
        address=site_path(note),
        type="note",
        title=f"{note.id}, on {note.to}",
        note=note.prose.plain,
        names=(note.id,),
        words=_dated(note.on),
        text=(note.prose.plain, *_cited(dossier, note)),
        facets={"part": _part_of(dossier, note.section)},
    )


def _section(dossier: Dossier, section: Section) -> Entry:
    """Return a section: its heading and what it is about."""
    return Entry(
        address=site_path(section),
        type="section",
        title=section.title,
        note=section.summary,
        names=(section.title,),
        words=(section.summary, dossier.parts[section.part].title),
        text=(section.prose.plain,),
        facets={"part": (section.part,)},
    )


def _part(part: Part) -> Entry:
    """Return a part of the series."""
    return Entry(
        address=site_path(part),
        type="part",
        title=part.title,
        note=part.summary,
        names=_unique(part.title, part.id, part.prefix),
        words=(part.summary,),
        text=(part.prose.plain,),
        facets={"part": (part.id,)},
    )


def _source(source: Source) -> Entry:
    """Return a source: outlet, authors, title, date, key."""
    people = [f"{each.given} {each.family}".strip() for each in source.author]
    said = [source.outlet or source.publisher or source.institution, in_words(source.date)]
    label = ", ".join(each for each in said if each)
    return Entry(
        address=site_path(source),
        type="source",
        title=label or source.id,
        note=source.title,
        names=_unique(source.outlet, label, source.title, source.id, *people, *_dated(source.date)),
        words=(*_dated(source.urldate), source.publisher, source.institution, *source.parallel),
        text=(source.note, source.as_printed, source.url),
    )


def _page(page: Page) -> Entry:
    """Return a page that is about no one thing."""
    return Entry(
        address=site_path(page),
        type="page",
        title=page.title or "Home",
        note=page.summary,
        names=(page.title,),
        words=(page.summary,),
        text=(page.prose.plain,),
    )


def _dated(on: str) -> tuple[str, ...]:
    """Return a date as it is written, and as it is said."""
    return _unique(on, in_words(on)) if on else ()


def _part_of(dossier: Dossier, section: str) -> tuple[str, ...]:
    """Return the part a section belongs to."""
    return (dossier.sections[section].part,) if section in dossier.sections else ()


def _cited(dossier: Dossier, record: Record) -> tuple[str, ...]:
    """Return outlets and dates of what a record cites."""
    cited = [dossier.sources[c.key] for c in record.prose.citations if c.key in dossier.sources]
    return _unique(*(f"{each.outlet} {in_words(each.date)}" for each in cited))


def _unique(*texts: str) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def shortened(text: str) -> str:
    """Return the beginning of a text, cut between words.

    >>> shortened("short")
    'short'
    """
    if len(text) <= _SHORT:
        return text
    return f"{text[:_SHORT].rsplit(' ', 1)[0].rstrip(',;:')} …"
