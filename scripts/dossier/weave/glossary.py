"""The glossary in four orders, and all its entries on one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dossier.model import Dossier, Term
from dossier.model.dates import bounds, in_words
from dossier.model.pinyin import toneless
from dossier.model.vocabulary import TERM_KINDS

WHOLE: Final = "glossary/all/index.md"
"""The page of all entries, to be printed."""
_DIGITS: Final = "0–9"
_UNKNOWN: Final = "No date"
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]{}#<>|])")
Key = tuple[int, str]
"""What terms are sorted by; a number first where the alphabet will not do."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The terms under one letter, kind or year."""

    label: str
    anchor: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Order:
    """One order of the whole glossary."""

    name: str
    """Also the column that it goes by."""
    groups: tuple[Group, ...]


def orders(terms: Iterable[Term]) -> list[Order]:
    """Return the terms by pinyin, by English rendering, by kind and by date, each in groups."""
    every = sorted(terms, key=lambda term: _by_pinyin(term)[1])
    ways: dict[str, tuple[Callable[[Term], Key], Callable[[Term], str]]] = {
        "pinyin": (_by_pinyin, lambda term: _letter(toneless(term.pinyin))),
        "english": (_by_english, lambda term: _letter(term.preferred)),
        "kind": (_by_kind, lambda term: TERM_KINDS.get(term.kind, term.kind)),
        "date": (_by_date, _year),
    }
    return [
        Order(name=name, groups=tuple(_groups(name, sorted(every, key=key), label)))
        for name, (key, label) in ways.items()
    ]


def _groups(name: str, terms: list[Term], label: Callable[[Term], str]) -> Iterator[Group]:
    """Yield sorted terms in groups."""
    for words, found in groupby(terms, key=label):
        anchor = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
        yield Group(label=words, anchor=f"{name}-{anchor}", terms=tuple(found))


def _by_pinyin(term: Term) -> Key:
    """Order by syllables without tones, spaces or apostrophes; tones tell the rest apart."""
    letters = re.sub(r"[^a-z0-9ü]", "", toneless(term.pinyin))
    return (not letters[:1].isdigit(), f"{letters} {term.pinyin}")


def _by_english(term: Term) -> Key:
    """Order by the preferred rendering."""
    words = term.preferred.lower()
    return (not words[:1].isdigit(), words)


def _by_kind(term: Term) -> Key:
    """Order by kind, in the vocabulary's order."""
    kinds = list(TERM_KINDS)
    return (kinds.index(term.kind) if term.kind in kinds else len(kinds), "")


def _by_date(term: Term) -> Key:
    """Order by the day of the first use seen; what has none comes last."""
    span = bounds(term.first_attested.on) if term.first_attested else None
    return (span[0].toordinal() if span and span[0].year > 1 else 10**7, "")


def _letter(words: str) -> str:
    """Return the group of words in an alphabet."""
    return _DIGITS if words[:1].isdigit() else words[:1].upper()


def _year(term: Term) -> str:
    """Return the year of the first use seen."""
    span = bounds(term.first_attested.on) if term.first_attested else None
    return str(span[0].year) if span and span[0].year > 1 else _UNKNOWN


def whole_glossary(dossier: Dossier, markdown: str) -> str:
    """Return the Markdown of the page of all entries: its own words, then each entry's."""
    entries = [each for group in orders(dossier.terms.values())[0].groups for each in group.terms]
    return "\n\n".join([markdown.rstrip(), *map(_entry, entries)]) + "\n"


def _entry(term: Term) -> str:
    """Return one entry as Markdown; citations and links in it are woven as everywhere."""
    return "\n\n".join(
        [
            f"## {_plain(term.preferred)} {{#{term.id}}}",
            f"**{term.hans}** *{term.pinyin}*",
            _plain(term.summary),
            "\n".join(_facts(term)),
            term.prose.markdown.strip(),
        ]
    )


def _facts(term: Term) -> Iterator[str]:
    """Yield what is known of a term, as a list."""
    forms = [term.hant] if term.hant != term.hans else []
    forms += [f"literally “{_plain(term.literal)}”"] if term.literal else []
    forms += [each for each in (term.ru, term.kk) if each]
    if forms:
        yield f"- {'; '.join(forms)}"
    first = term.first_attested
    if first:
        day = in_words(first.on)
        yield f"- First seen: {day}, {_plain(first.where)} [@{first.source}]"
    for each in term.renderings:
        said = [_plain(each.by), in_words(each.on) if each.on else ""]
        yield f"- “{_plain(each.words)}”: {', '.join(filter(None, said))} [@{each.source}]"


def _plain(words: str) -> str:
    """Return words of a field so that Markdown takes none of their characters for a mark."""
    return _MARKDOWN.sub(r"\\\1", words)
