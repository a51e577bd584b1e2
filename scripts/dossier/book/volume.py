"""What stands in one book: its parts, and whatever of the edition these bring along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
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
from dossier.model.pages import HOME

WHOLE: Final = "whole"
"""The name of the book that holds every part."""
_APPENDICES: Final = ("about/method.md", "about/licence.md")


@dataclass(frozen=True, kw_only=True)
class Volume:
    """One book."""

    name: str
    """The part's id, or `WHOLE`: its files are called so."""
    parts: tuple[Part, ...]
    dossier: Dossier

    @property
    def record(self) -> Record:
        """Return what the book is cited as: its part, or the edition itself."""
        return self.dossier.pages[HOME] if self.name == WHOLE else self.parts[0]

    @property
    def title(self) -> str:
        """Return the book's title; a part's says what series it belongs to."""
        edition = self.dossier.edition.title
        return edition if self.name == WHOLE else f"{edition}. {self.parts[0].title}"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in reading order."""
        return tuple(each for part in self.parts for each in self.dossier.sections_of(part.id))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements and figures in reading order."""
        return tuple(s for each in self.sections for s in self.dossier.statements_in(each.id))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Return the notes under the statements."""
        return tuple(n for each in self.statements for n in self.dossier.notes_to(each.id))

    @cached_property
    def appendices(self) -> tuple[Page, ...]:
        """Return the pages about the edition that explain the book to whoever has it alone."""
        return tuple(self.dossier.pages[p] for p in _APPENDICES if p in self.dossier.pages)

    @cached_property
    def _told(self) -> tuple[Record, ...]:
        return (*self.parts, *self.sections, *self.statements, *self.notes)

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Return the actors met, by title."""
        met = {actor for each in self.statements for actor in self.dossier.actors_of(each)}
        met |= {link.target for each in self._told for link in each.prose.links}
        found = [each for each in self.dossier.actors.values() if each.id in met]
        return tuple(sorted(found, key=lambda actor: (actor.title.casefold(), actor.id)))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return the Chinese terms met, by pinyin."""
        met = {term for each in self._told for term in self.dossier.terms_in(each)}
        return tuple(sorted((self.dossier.terms[t] for t in met), key=lambda term: term.id))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return every source that the book names, by key."""
        keys = {each.key for record in self._cited_in() for each in record.prose.citations}
        keys |= {part.source for part in self.parts}
        keys |= {role.source for actor in self.actors for role in actor.roles}
        keys |= {key for term in self.terms for key in _named_by(term)}
        return tuple(s for key, s in sorted(self.dossier.sources.items()) if key in keys)

    def _cited_in(self) -> Iterator[Record]:
        """Yield everything whose words the book prints with their citations."""
        yield from self._told
        yield from self.appendices

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Return id of everything that stands in the book → its anchor there."""
        placed: tuple[Record, ...] = (*self.parts, *self.sections, *self.actors, *self.terms)
        lettered = {each.id: each.id.lower() for each in (*self.statements, *self.notes)}
        pages = {each.id: each.id.removesuffix(".md").replace("/", "-") for each in self.appendices}
        sources = {each.id: f"ref-{each.id}" for each in self.sources}
        return {each.id: each.id for each in placed} | lettered | pages | sources

    def naming(self, record: Record) -> list[Statement | Note]:
        """Return the book's statements and notes that concern an actor, or use a term or source."""
        told: tuple[Statement | Note, ...] = (*self.statements, *self.notes)
        return [each for each in told if self._names(each, record.id)]

    def _names(self, told: Statement | Note, identity: str) -> bool:
        named = {link.target for link in told.prose.links}
        named |= {citation.key for citation in told.prose.citations}
        named |= set(self.dossier.terms_in(told))
        if isinstance(told, Statement):
            named |= set(self.dossier.actors_of(told))
        return identity in named


def _named_by(term: Term) -> Iterator[str]:
    """Yield the sources that a term's fields name."""
    if term.first_attested:
        yield term.first_attested.source
    for meaning in (term.official_meaning, term.foreign_reading):
        if meaning:
            yield meaning.source
    for rendering in term.renderings:
        yield rendering.source


def volumes(dossier: Dossier) -> list[Volume]:
    """Return a book of each part, in order, and one of them all; none asks for corrections."""
    quiet = replace(dossier, edition=replace(dossier.edition, forge=""))
    parts = tuple(sorted(dossier.parts.values(), key=lambda part: part.order))
    each = [Volume(name=part.id, parts=(part,), dossier=quiet) for part in parts]
    return [*each, Volume(name=WHOLE, parts=parts, dossier=quiet)]
