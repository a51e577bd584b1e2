"""The whole edition, read once and frozen, with what follows from it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar

from dossier.model.dates import bounds
from dossier.model.prose import Prose
from dossier.model.records import (
    Actor,
    Edition,
    Fact,
    Note,
    Page,
    Part,
    Record,
    Section,
    Source,
    Statement,
    Term,
)
from dossier.model.uses import Uses
from dossier.model.vocabulary import VERBS

_CHINESE: Final = re.compile(r"[\u3007\u3400-\U0003ffff]")
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A fact seen from one actor: `words` is the verb or its inverse."""

    words: str
    other: str
    statement: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated statement or note on the time line."""

    record: Statement | Note
    actors: tuple[str, ...]
    first: dt.date
    last: dt.date

    @property
    def kind(self) -> str:
        """Return `note` for ours, `statement` for the article's."""
        return "note" if isinstance(self.record, Note) else "statement"

    @property
    def year(self) -> int:
        """Return the year it begins in."""
        return self.first.year

    @property
    def heading(self) -> str:
        """Return that year, or the decade where no more is known."""
        return f"{self.year}s" if self.record.on.endswith("X") else str(self.year)

    @property
    def interval(self) -> bool:
        """Return whether it is written as an interval."""
        return "/" in self.record.on


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Every record, by id; inverse maps belong here, not to the records."""

    edition: Edition = field(default_factory=Edition)
    pages: Mapping[str, Page] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Return every record that has an id of its own."""
        tables: tuple[Mapping[str, Record], ...] = (
            self.parts,
            self.sections,
            self.statements,
            self.notes,
            self.actors,
            self.terms,
            self.sources,
        )
        return {record.id: record for table in tables for record in table.values()}

    @cached_property
    def by_path(self) -> Mapping[str, Record]:
        """Return the record each page below `docs/` is about."""
        tables: tuple[Mapping[str, Record], ...] = (
            self.pages,
            self.parts,
            self.sections,
            self.actors,
            self.terms,
        )
        return {record.origin.path: record for table in tables for record in table.values()}

    @cached_property
    def reading_order(self) -> tuple[Section, ...]:
        """Return all sections, part by part, in the article's order."""
        known = [section for section in self.sections.values() if section.part in self.parts]
        return tuple(sorted(known, key=lambda s: (self.parts[s.part].order, s.order, s.id)))

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Section | None, Section | None]]:
        """Return section id → the sections before and after it."""
        order = self.reading_order
        around = zip((None, *order), order, (*order[1:], None), strict=False)
        return {each.id: (before, after) for before, each, after in around}

    def sections_of(self, part: str) -> list[Section]:
        """Return a part's sections in order."""
        return [section for section in self.reading_order if section.part == part]

    @cached_property
    def _in_section(self) -> Mapping[str, tuple[Statement, ...]]:
        """Return section id → its statements in order."""
        return _grouped((each.section, each) for each in self.statements.values())

    def statements_in(self, section: str) -> tuple[Statement, ...]:
        """Return a section's statements and figures in reading order."""
        return self._in_section.get(section, ())

    @cached_property
    def _notes_to(self) -> Mapping[str, tuple[Note, ...]]:
        """Return statement id → its notes."""
        return _grouped((each.to, each) for each in self.notes.values())

    def notes_to(self, statement: str) -> tuple[Note, ...]:
        """Return the notes under a statement."""
        return self._notes_to.get(statement, ())

    @cached_property
    def beside(self) -> Mapping[str, tuple[Source, ...]]:
        """Return key → the sources that name it as parallel to them."""
        return _grouped((key, each) for each in self.sources.values() for key in each.parallel)

    @cached_property
    def terms_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return actor id → the terms that name it."""
        return _grouped((actor, each.id) for each in self.terms.values() for actor in each.actors)

    @cached_property
    def _actors_of(self) -> Mapping[str, tuple[str, ...]]:
        return {each.id: self._named_in(each) for each in self.statements.values()}

    def actors_of(self, statement: Statement) -> tuple[str, ...]:
        """Return the ids of all actors a statement concerns, in order of mention."""
        return self._actors_of[statement.id]

    def _named_in(self, statement: Statement) -> tuple[str, ...]:
        named = [
            statement.by,
            *(link.target for link in statement.prose.links),
            *statement.about,
            *(end for fact in statement.facts for end in (fact.subject, fact.object)),
        ]
        return tuple(dict.fromkeys(each for each in named if each in self.actors))

    @cached_property
    def uses(self) -> Uses:
        """Return what finds the terms in a text."""
        return Uses(self.terms, self.actors.values())

    def terms_in(self, record: Record) -> tuple[str, ...]:
        """Return the ids of the terms a record's prose links or uses."""
        return tuple(dict.fromkeys(term for term, _ in self.uses_in(record.prose)))

    def uses_in(self, prose: Prose) -> Iterator[tuple[str, str]]:
        """Yield each term that a text links or uses, and the words that do.

        Inside a link to something else only characters count: its words are the name of that.
        """
        yield from ((e.target, e.text) for e in prose.links if e.target in self.terms)
        yield from self._used(prose.unlinked)
        if _CHINESE.search(prose.plain):
            yield from ((t, words) for t, words in self._used(prose.plain) if not words.isascii())

    @cached_property
    def _used(self) -> Callable[[str], tuple[tuple[str, str], ...]]:
        """Return what gives each term that a text uses, and the words that do.

        Ten views ask it of the same texts: each text is looked through once.
        """
        uses = self.uses

        @functools.cache
        def used(text: str) -> tuple[tuple[str, str], ...]:
            return tuple((use.term, text[use.start : use.end]) for use in uses.in_text(text))

        return used

    @cached_property
    def _by(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((each.by, each) for each in self.statements.values() if each.by)

    def statements_by(self, actor: str) -> tuple[Statement, ...]:
        """Return what an actor vouches for."""
        return self._by.get(actor, ())

    @cached_property
    def _about(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped(
            (actor, each)
            for each in self.statements.values()
            for actor in self.actors_of(each)
            if actor != each.by
        )

    def statements_about(self, actor: str) -> tuple[Statement, ...]:
        """Return what others say of an actor."""
        return self._about.get(actor, ())

    @cached_property
    def _using(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped(
            (term, each) for each in self.statements.values() for term in self.terms_in(each)
        )

    def statements_using(self, term: str) -> tuple[Statement, ...]:
        """Return the statements that link or print a term."""
        return self._using.get(term, ())

    @cached_property
    def _citing(self) -> Mapping[str, tuple[Record, ...]]:
        citing = {
            (citation.key, record.id): record
            for record in [*self.pages.values(), *self.records.values()]
            for citation in record.prose.citations
        }
        return _grouped((key, record) for (key, _), record in citing.items())

    def citing(self, key: str) -> tuple[Record, ...]:
        """Return every record whose prose cites a source."""
        return self._citing.get(key, ())

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return every dated statement and note, by first day, longer ones first."""
        found = [
            Event(record=each, actors=self.actors_named(each), first=span[0], last=span[1])
            for each in (*self.statements.values(), *self.notes.values())
            if isinstance(each, Statement | Note) and each.on and (span := bounds(each.on))
        ]
        return tuple(sorted(found, key=lambda e: (e.first, -e.last.toordinal(), e.record.id)))

    def actors_named(self, record: Statement | Note) -> tuple[str, ...]:
        """Return the actors of a statement, or those that a note links or its statement has."""
        if isinstance(record, Statement):
            return self.actors_of(record)
        linked = [link.target for link in record.prose.links if link.target in self.actors]
        return tuple(dict.fromkeys(linked))

    @cached_property
    def span(self) -> tuple[int, int]:
        """Return the first and the last year of the time line."""
        years = [event.year for event in self.events]
        return (min(years), max(years)) if years else (0, 0)

    @cached_property
    def disputes(self) -> tuple[tuple[Statement, ...], ...]:
        """Return disputed statements in groups that contradict one another, the largest first."""
        groups: list[tuple[Statement, ...]] = []
        seen: set[str] = set()
        for statement in self.statements.values():
            if statement.status != "disputed" or statement.id in seen:
                continue
            group = self._contradicting(statement.id)
            seen |= group
            groups.append(tuple(each for each in self.statements.values() if each.id in group))
        return tuple(sorted(groups, key=lambda group: -len(group)))

    def _contradicting(self, start: str) -> set[str]:
        """Return a statement with all that its counters lead to."""
        found, open_ = {start}, [start]
        while open_:
            for other in self.statements[open_.pop()].counter:
                if other in self.statements and other not in found:
                    found.add(other)
                    open_.append(other)
        return found

    @cached_property
    def relations(self) -> Mapping[str, tuple[Relation, ...]]:
        """Return actor id → relations in both directions, each with its statement."""
        return _grouped(
            pair
            for statement in self.statements.values()
            for fact in statement.facts
            for pair in _both_ways(fact, statement.id)
        )


def _both_ways(fact: Fact, statement: str) -> Iterator[tuple[str, Relation]]:
    """Yield a fact as seen from its subject and from its object."""
    verb = VERBS.get(fact.verb)
    if verb is None:
        return
    words = fact.verb.replace("-", " ")
    yield fact.subject, Relation(words=words, other=fact.object, statement=statement)
    yield fact.object, Relation(words=verb.inverse, other=fact.subject, statement=statement)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Return the values of each key, in the order met."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
