"""How well a record is founded, in AidData's spirit: counted, never judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.model.dossier import Dossier
from dossier.model.records import Actor, Source, Statement, Term


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Counts over a set of statements, and what a record lacks."""

    statements: int
    """Statements that cite a source; the author's own judgements are left out."""
    citations: int
    verified: int
    """Statements with at least one verified source."""
    seconded: int
    """Statements with a second, independent source."""
    missing: tuple[str, ...] = ()

    @property
    def per_statement(self) -> float:
        """Return sources per statement."""
        return self.citations / self.statements if self.statements else 0.0

    @property
    def share_verified(self) -> float:
        """Return the share of statements with a verified source, 0 to 1."""
        return self.verified / self.statements if self.statements else 0.0

    @property
    def share_seconded(self) -> float:
        """Return the share of statements with an independent second source, 0 to 1."""
        return self.seconded / self.statements if self.statements else 0.0


def of_statements(
    dossier: Dossier, statements: Iterable[Statement], missing: tuple[str, ...] = ()
) -> Quality:
    """Return the quality of some statements."""
    cited = [
        sources
        for each in statements
        if (
            sources := [
                dossier.sources[c.key] for c in each.prose.citations if c.key in dossier.sources
            ]
        )
    ]
    return Quality(
        statements=len(cited),
        citations=sum(len({each.id for each in sources}) for sources in cited),
        verified=sum(any(s.verification == "verified" for s in sources) for sources in cited),
        seconded=sum(_seconded(dossier, sources) for sources in cited),
        missing=missing,
    )


def _seconded(dossier: Dossier, sources: list[Source]) -> bool:
    """Return whether a statement rests on two outlets, documents found in parallel included."""
    outlets = {each.outlet for each in sources}
    outlets |= {
        dossier.sources[key].outlet
        for each in sources
        for key in each.parallel
        if key in dossier.sources
    }
    return len(outlets) > 1


def of_actor(dossier: Dossier, actor: Actor) -> Quality:
    """Return the quality of an actor's record."""
    statements = (*dossier.statements_by(actor.id), *dossier.statements_about(actor.id))
    return of_statements(dossier, statements, tuple(_missing_of_actor(dossier, actor)))


_LOCAL = {"CN": ("zh-Hans",), "KZ": ("kk", "ru"), "RU": ("ru",), "UZ": ("uz",)}


def _missing_of_actor(dossier: Dossier, actor: Actor) -> Iterable[str]:
    """Yield what an actor's record lacks, in words."""
    names = {"zh-Hans": "Chinese", "kk": "Kazakh", "ru": "Russian", "uz": "Uzbek"}
    for key in _LOCAL.get(actor.country, ()):
        if key not in actor.names:
            yield f"the name in {names[key]}"
    if actor.kind == "person" and not actor.roles:
        yield "an office with its dates"
    if not actor.same_as:
        yield "an identifier elsewhere"
    if not any(c.key in dossier.sources for c in actor.prose.citations):
        yield "a source for its text"


def of_source(dossier: Dossier, source: Source) -> Quality:
    """Return the quality of a source's record."""
    statements = [each for each in dossier.citing(source.id) if isinstance(each, Statement)]
    lacks = {
        "its title": source.title,
        "its author": source.author,
        "its date": source.date or source.urldate,
        "its address": source.url,
        "its language": source.langid,
        "an archived copy": source.archiveurl,
        "a second document that supports it": source.parallel,
    }
    return of_statements(dossier, statements, _missing(lacks))


def missing_of_term(term: Term) -> tuple[str, ...]:
    """Return what a term's record lacks, in words."""
    lacks: dict[str, object] = {
        "its first use": term.first_attested,
        "a rendering with its source": term.renderings,
        "the official meaning": term.official_meaning,
        "a foreign reading": term.foreign_reading,
        "the Russian": term.ru,
        "the Kazakh": term.kk,
    }
    return _missing(lacks)


def _missing(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the words for the fields that are empty."""
    return tuple(words for words, value in fields.items() if not value)
