"""What a page is, how complete it is, when it last changed: one small block on every kind.

Everything is counted from the page's own records; only a list looks through the dossier, and it
is one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from dossier.model import Actor, Page, Part, Record, Section, Source, Term, quality
from dossier.model.pages import HOME
from dossier.model.vocabulary import COVERAGES, VERIFICATIONS
from dossier.weave.glossary import WHOLE
from dossier.weave.loom import Loom
from dossier.weave.past import key_of

_DECISIONS: Final = "about/decisions/"


@dataclass(frozen=True, kw_only=True)
class State:
    """The block, as its template takes it."""

    kind: str
    complete: str
    key: str
    """By what the ledger knows the page."""
    changed: str = ""
    """Day of the last change; empty where git does not tell."""
    mark: tuple[str, str, str] | None = None
    """Field, value and words of what the edition says of completeness in one word."""


def state_of(loom: Loom, record: Record) -> State:
    """Return the state of the page that is about a record."""
    return State(
        kind=_kind(loom.page, record),
        complete="; ".join(_complete(loom, record)),
        key=key_of(record),
        changed=loom.dates.get(loom.page, ""),
        mark=_mark(loom, record),
    )


def _kind(page: str, record: Record) -> str:
    """Return what a page is, in words.

    A word of its own for each kind of actor and term: the vocabulary's, as authors write them.
    """
    if isinstance(record, Page):
        return _kind_of_page(page)
    if isinstance(record, Actor | Term):
        return f"{type(record).__name__}, {record.kind.replace('-', ' ')}"
    if isinstance(record, Source):
        return "Source, cited" if record.as_printed else "Source, consulted"
    return type(record).__name__


def _kind_of_page(page: str) -> str:
    """Return what a page is that is about none of the dossier's things."""
    if page == HOME:
        return "Reference edition"
    if page in ENTRIES:
        return "List"
    return "Decision record" if page.startswith(_DECISIONS) else "About the edition"


def _mark(loom: Loom, record: Record) -> tuple[str, str, str] | None:
    """Return what the edition says of a page's completeness in one word of its vocabulary."""
    if isinstance(record, Source):
        word = record.verification
        return "verification", word, word.replace("-", " ")
    part = loom.dossier.parts.get(record.part) if isinstance(record, Section) else record
    if isinstance(part, Part):
        return "coverage", part.coverage, COVERAGES.get(part.coverage, part.coverage)
    return None


def _complete(loom: Loom, record: Record) -> Iterator[str]:
    """Yield how complete a page is, in counts and words."""
    dossier = loom.dossier
    match record:
        case Section():
            yield _founded(quality.of_statements(dossier, dossier.statements_in(record.id)))
        case Part():
            sections = dossier.sections_of(record.id)
            claims = chain.from_iterable(dossier.statements_in(each.id) for each in sections)
            yield counted(len(sections), "section")
            yield _founded(quality.of_statements(dossier, claims))
        case Actor():
            found = loom.quality_of(record.id)
            yield _founded(found)
            yield _unknown(found.missing)
        case Term():
            yield counted(len(dossier.statements_using(record.id)), "statement") + " using it"
            yield _unknown(quality.missing_of_term(record))
        case Source():
            yield VERIFICATIONS.get(record.verification, "")
        case _:
            yield from _complete_page(loom, record)


def _complete_page(loom: Loom, record: Record) -> Iterator[str]:
    """Yield how complete a list is, or a page of our own words."""
    if loom.page in ENTRIES:
        yield from ENTRIES[loom.page](loom)
        return
    cited = [loom.dossier.sources[key] for key in loom.cited(record) if key in loom.dossier.sources]
    verified = sum(each.verification == "verified" for each in cited)
    yield f"{verified} of {counted(len(cited), 'source')} verified" if cited else "cites no source"


def _founded(found: quality.Quality) -> str:
    """Return how many statements rest on a verified source, of those that cite any."""
    if not found.statements:
        return "no statement with a source"
    return f"verified source for {found.verified} of {counted(found.statements, 'statement')}"


def _unknown(missing: Iterable[str]) -> str:
    """Return what is not known of a record."""
    named = ", ".join(missing)
    return f"unknown: {named}" if named else "nothing asked for is unknown"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "section"), counted(6, "section"), counted(2, "entry", "entries")
    ('1 section', '6 sections', '2 entries')
    """
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _of(words: Callable[[Loom], str]) -> Callable[[Loom], Iterator[str]]:
    """Return what yields one phrase."""

    def said(loom: Loom) -> Iterator[str]:
        yield words(loom)

    return said


def _many(
    one: str, entries: Callable[[Loom], Iterable[object]], many: str = ""
) -> Callable[[Loom], Iterator[str]]:
    """Return what yields the number of a list's entries."""
    return _of(lambda loom: counted(sum(1 for _ in entries(loom)), one, many))


def _by_state(words: Iterable[str], named: Mapping[str, str]) -> str:
    """Return counts by a word of a vocabulary, in its order."""
    found = Counter(words)
    return ", ".join(f"{found[word]} {said}" for word, said in named.items() if found[word])


def _parts(loom: Loom) -> Iterator[str]:
    """Yield how many parts there are, by how much of each was seen."""
    said = {"full": "restated whole", "opening-only": "seen in part", "not-located": "not located"}
    parts = loom.dossier.parts.values()
    yield f"{counted(len(parts), 'part')}: {_by_state((each.coverage for each in parts), said)}"


def _sources(loom: Loom) -> Iterator[str]:
    """Yield how many sources there are, by how far each was verified."""
    sources = loom.dossier.sources.values()
    said = {word: word.replace("-", " ") for word in VERIFICATIONS}
    yield counted(len(sources), "source")
    yield _by_state((each.verification for each in sources), said)


def _changes(loom: Loom) -> Iterator[str]:
    """Yield how much the present edition changed."""
    steps = loom.past.history.steps
    yield f"{len(steps[-1].changed) if steps else 0} changed"
    yield f"{len(steps[-1].new) if steps else 0} new"


ENTRIES: Final[Mapping[str, Callable[[Loom], Iterator[str]]]] = {
    HOME: _parts,
    "series/index.md": _parts,
    "actors/index.md": _many("actor", lambda loom: loom.dossier.actors),
    "glossary/index.md": _many("term", lambda loom: loom.dossier.terms),
    WHOLE: _many("term", lambda loom: loom.dossier.terms),
    "sources/index.md": _sources,
    "sources/wanted.md": _many(
        "source wanted",
        lambda loom: loom.wanted(),
        "sources wanted",
    ),
    "sources/health.md": _many(
        "address",
        lambda loom: (each for each in loom.dossier.sources.values() if each.url),
        "addresses",
    ),
    "claims.md": _many("statement", lambda loom: loom.claims()),
    "chronology.md": _many("event", lambda loom: loom.dossier.events),
    "network.md": _many("relation", lambda loom: loom.facts()),
    "places.md": _many("place", lambda loom: loom.pins()),
    "data.md": _many("table", lambda loom: loom.catalogue.tables),
    "about/quality.md": _of(lambda loom: _founded(loom.overall_quality())),
    "about/errata.md": _many(
        "note",
        lambda loom: (n for n in loom.dossier.notes.values() if n.kind in ("error", "unclear")),
    ),
    "about/design.md": _many("named colour", lambda loom: loom.uses),
    "editions/index.md": _many("edition", lambda loom: loom.past.history.stages),
    "changes.md": _changes,
    "about/corrections.md": _many("correction", lambda loom: loom.corrections()),
    "about/decisions/index.md": _many(
        "decision",
        lambda loom: (
            path
            for path in loom.dossier.by_path
            if path.startswith(f"docs/{_DECISIONS}") and not path.endswith("/index.md")
        ),
    ),
}
"""List → how many entries it has, in words."""
