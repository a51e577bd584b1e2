"""Where the series uses a term, with the sentence: an author writes one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.model import Dossier, Statement
from dossier.model.prose import Prose
from dossier.read.prose import plain_words, read_prose

Sentence = list[tuple[str, bool]]
"""Words, and whether they are the use."""


def sentences_with(dossier: Dossier, statement: Statement, term: str) -> list[Sentence]:
    """Return the sentences of a statement that use a term, cut at the uses.

    Where the use goes over a line, the whole statement.
    """
    lines = [read_prose(line, 1) for line in statement.prose.markdown.split("\n")]
    found = [each for line in lines if (each := _cut(dossier, line, term))]
    return found or [[(statement.prose.plain, False)]]


def _cut(dossier: Dossier, line: Prose, term: str) -> Sentence:
    """Return a sentence cut at its uses of a term; empty where it has none."""
    used = {plain_words(words) for each, words in dossier.uses_in(line) if each == term}
    return list(_pieces(line.plain, used)) if used else []


def _pieces(sentence: str, used: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield a sentence in pieces, longer uses before their parts."""
    longest = sorted(map(re.escape, used), key=lambda words: (-len(words), words))
    for number, piece in enumerate(re.split(f"({'|'.join(longest)})", sentence)):
        if piece:
            yield piece, bool(number % 2)
