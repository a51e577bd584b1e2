"""The index: from each word to the entries that have it, in pieces that a browser fetches singly.

One sorted map, cut where some kilobytes are full. A list that is long is a file of its own, and so
is what a result shows of an entry. `assets/search/engine.js` knows the first word of each piece, so
that a query fetches about as much of a large edition as of a small one. It is an inverted file
(Zobel and Moffat, "Inverted files for text search engines", 2006) below one level of a B-tree.

What stands before a word that no reader can type, since folding leaves letters and digits alone:
`=` a filter's value, `<`, `>` and `?` the names that sound alike at their beginning, at their end,
or but for one consonant.
`=` behind a name makes it the whole name.

The folder of the pieces is named after their content: a browser may keep them for good, and one
that holds the index of yesterday finds nothing rather than something else. Another form of it
needs another name than `index.json`: browsers hold the script that reads it for an hour.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from dossier.search.entries import Entry, shortened
from dossier.search.folding import edges, fold, key, tokens

FOLDER: Final = "search"
PIECE: Final = 5000
"""So many letters of JSON a piece of the index may have before the next one begins."""
LONG: Final = 400
"""A list of more letters than this is a file of its own."""
NAMED: Final = ("term", "actor")
"""Types whose names are found without their spaces, and where they are misspelled."""
_FEW: Final = 6
"""So many words may a name have that is found from any of them on, unspaced."""

Mark = Callable[[str], str]
"""Takes a text, returns HTML in which each foreign run has its language."""
Numbers = list[int]
"""Places of entries, ascending."""


def index_files(found: Sequence[Entry], mark: Mark) -> dict[str, bytes]:
    """Return site path → content of the index of entries that are sorted by type."""
    lists: list[str] = []
    pieces = dict(_pieces({**_words(found), **_alike(found)}, lists))
    shown = [
        compact([each.address, mark(each.title), mark(shortened(each.note))]) for each in found
    ]
    parts = {"words": pieces.values(), "lists": lists, "entries": shown}
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    index = {
        "folder": f"pieces/{digest}",
        "count": len(found),
        "types": {each.type: number for number, each in reversed([*enumerate(found)])},
        "pieces": [*pieces],
    }
    files = {
        f"{index['folder']}/{part}/{number}": content
        for part, contents in parts.items()
        for number, content in enumerate(contents)
    }
    files["index"] = compact(index)
    return {f"{FOLDER}/{path}.json": content.encode() for path, content in files.items()}


def _words(found: Sequence[Entry]) -> dict[str, list[Numbers]]:
    """Return word → places of the entries that have it in a name, in a word besides, in the text.

    An entry stands where the word says most of it, and nowhere else.
    """
    words: dict[str, list[Numbers]] = defaultdict(lambda: [[], [], []])
    for number, entry in enumerate(found):
        said: dict[str, int] = {}
        for level, some in enumerate(_said(entry)):
            for word in some:
                said.setdefault(word, level)
        for word, level in said.items():
            words[word][level].append(number)
    return {word: [_steps(each) for each in _trimmed(levels)] for word, levels in words.items()}


def _said(entry: Entry) -> Iterator[Iterable[str]]:
    """Yield the words of an entry: its names with its filters, what is likely typed, its text."""
    yield (*_names(entry), *_facets(entry))
    yield (token for text in entry.words for token in tokens(text))
    yield (token for text in entry.text for token in tokens(text))


def _names(entry: Entry) -> Iterator[str]:
    """Yield the tokens of names, and each name as one word: whole, and from each word on."""
    for name in entry.names:
        yield whole(name)
        words = fold(name).split()
        yield from tokens(name)
        if entry.type in NAMED and len(words) <= _FEW:
            yield from ("".join(words[start:]) for start in range(1, len(words) - 1))


def whole(name: str) -> str:
    """Return the word that only who types a whole name looks for.

    >>> whole("Wǎngluò qiángguó")
    'wangluoqiangguo='
    """
    return f"{key(name)}="


def _facets(entry: Entry) -> Iterator[str]:
    """Yield the words by which an entry is filtered."""
    yield facet("type", entry.type)
    for name, values in entry.facets.items():
        yield from (facet(name, value) for value in values if value)


def facet(name: str, value: str) -> str:
    """Return the word of a filter's value.

    >>> facet("kind", "state-body")
    '=kind=state-body'
    """
    return f"={name}={value}"


def _alike(found: Sequence[Entry]) -> dict[str, dict[str, Numbers]]:
    """Return the edge of a sound → each name and each word of a name with it → who is called so.

    A word that is no name by itself leads to none.
    """
    alike: dict[str, dict[str, Numbers]] = defaultdict(dict)
    for number, entry in enumerate(found):
        for name in entry.names if entry.type in NAMED else ():
            unspaced = key(name)
            for word in {unspaced: 0} | dict.fromkeys(fold(name).split()):
                for edge in edges(word):
                    called = alike[edge].setdefault(word, [])
                    if word == unspaced and number not in called:
                        called.append(number)
    return alike


def _pieces(values: Mapping[str, object], lists: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the beginning that a piece's words do not precede, and the piece; add long values."""
    start, before, inside = "", "", list[str]()
    for word in sorted(values, key=_in_script):
        if sum(map(len, inside)) > PIECE:
            yield start, f"{{{','.join(inside)}}}"
            beginnings = (word[:length] for length in range(1, len(word) + 1))
            start = next(each for each in beginnings if not before.startswith(each))
            inside = []
        value = compact(values[word])
        if len(value) > LONG:
            lists.append(value)
            value = str(len(lists) - 1)
        inside.append(f"{compact(word)}:{value}")
        before = word
    yield start, f"{{{','.join(inside)}}}"


def _in_script(word: str) -> bytes:
    """Return what sorts words as a script does, by units of UTF-16 (ECMA-262, 7.2.12)."""
    return word.encode("utf-16-be")


def _trimmed(levels: Sequence[Numbers]) -> Sequence[Numbers]:
    """Return the levels without the empty ones at the end."""
    return levels[: max(at for at, each in enumerate(levels, 1) if each)]


def _steps(places: Numbers) -> Numbers:
    """Return the first place, and from each place the way to the next: small numbers pack well.

    >>> _steps([3, 4, 9])
    [3, 1, 5]
    """
    return [places[0], *(after - before for before, after in pairwise(places))] if places else []


def compact(value: object) -> str:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
