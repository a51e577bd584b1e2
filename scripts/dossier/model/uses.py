"""Where a text uses a term: by its characters, its pinyin, or an English rendering of it.

One pass over a text, the longest form first. A rendering counts where it has two words or more
and is no name of an actor: one English word may be meant as any English word, and a name is
linked to its bearer. What this does not find, an author links by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dossier.model.records import Actor, Term

_NAMES: Final = frozenset({"person", "company", "institution"})
"""Kinds of term whose English form is the name of an actor."""


_HAN: Final = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_START: Final = re.compile(rf"{_HAN}|(?<!\w)[0-9a-z\u00c0-\u024f]+")
"""Where a use may begin, in lower case: any Chinese character, or a word in Latin letters."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """One place of a text that uses a term."""

    start: int
    end: int
    term: str


class Uses:
    """Finds the terms of a glossary in texts."""

    def __init__(self, terms: Mapping[str, Term], actors: Iterable[Actor] = ()) -> None:
        """Take the terms, and the actors whose names are none of them."""
        forms = {name.lower(): "" for actor in actors for name in _called(actor)}
        for term in terms.values():
            for words in _lent(term):
                forms.setdefault(words, term.id)
        # What is a term's own wins over an actor's name and over what others lend.
        for term in terms.values():
            forms |= dict.fromkeys(_own(term), term.id)
        self._forms = {words.removeprefix("the "): term for words, term in forms.items() if words}
        self._by_start: dict[str, list[str]] = {}
        for words in sorted(self._forms, key=lambda each: (-len(each), each)):
            self._by_start.setdefault(_start(words), []).append(words)

    def in_text(self, text: str) -> Iterator[Use]:
        """Yield each use, in order.

        >>> from dossier.model import Origin, Term
        >>> city = Term(id="c", origin=Origin(path="c.md"), preferred="safe city", kind="policy")
        >>> text = "Some safe cities"
        >>> [text[use.start:use.end] for use in Uses({"c": city}).in_text(text)]
        ['safe cities']
        """
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow in lower case: then as the text stands
            lower = text
        behind = 0
        for start in _START.finditer(lower):
            if start.start() < behind:
                continue
            words, end = self._longest(lower, start.start(), start.group())
            if words:
                behind = end
                if self._forms[words]:
                    yield Use(start=start.start(), end=end, term=self._forms[words])

    def _longest(self, text: str, at: int, start: str) -> tuple[str, int]:
        """Return the longest form that stands at a place, and where it ends there."""
        for words in self._by_start.get(start, ()):
            # Most fail before their ending: those need no look at what a plural would be.
            end = text.startswith(words[:-1], at) and _end(text, at, words)
            if end:
                return words, end
        return "", 0


def _start(words: str) -> str:
    """Return what is looked up of a form: its first word or character."""
    found = _START.match(words)
    return found.group() if found else ""


def _end(text: str, at: int, words: str) -> int:
    """Return where a form ends that begins at a place, or 0; an English one may be a plural."""
    if not words[-1].isascii():  # characters need no space behind them
        return at + len(words) if text.startswith(words, at) else 0
    for each in (f"{words[:-1]}ies" if words[-1] == "y" else f"{words}s", words):
        end = at + len(each)
        if text.startswith(each, at) and not text[end : end + 1].isalnum():
            return end
    return 0


def _called(actor: Actor) -> Iterator[str]:
    """Yield an actor's names in Latin letters."""
    yield actor.title
    yield actor.names.get("en", "")
    yield from (each for each in actor.also if each.isascii())


def _own(term: Term) -> Iterator[str]:
    """Yield the forms that are a term's own: characters, pinyin, preferred rendering."""
    yield from (term.hans, term.hant)
    if not term.pinyin.isascii():
        yield term.pinyin.lower()
    if term.kind not in _NAMES:
        yield from (words.lower() for words in (term.as_printed, term.preferred) if " " in words)


def _lent(term: Term) -> Iterator[str]:
    """Yield the renderings of others."""
    if term.kind not in _NAMES:
        yield from (each.words.lower() for each in term.renderings if " " in each.words)


def _singular(words: str) -> str:
    """Return words without the ending of a plural.

    >>> _singular("safe cities"), _singular("smart city"), _singular("five links")
    ('safe city', 'smart city', 'five link')
    """
    return re.sub(r"ies$", "y", words) if words.endswith("ies") else re.sub(r"s$", "", words)


def differs(term: Term, words: str) -> bool:
    """Return whether words are a recorded rendering of a term other than the preferred one."""
    said, preferred = _plain(words), _plain(term.preferred)
    return said != preferred and said in {_plain(each.words) for each in term.renderings}


def _plain(words: str) -> str:
    """Return a rendering without quotation marks, article, capitals and plural."""
    return _singular(re.sub(r"^the |[“”‘’\"]", "", words.lower()).removeprefix("the ").strip())
