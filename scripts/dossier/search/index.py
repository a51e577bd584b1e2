"""The index: from each word to the entries that have it, in pieces that a browser fetches singly.

One sorted map, cut where some kilobytes are full. What a result shows of an entry is a file of its
own; so is a list that is long, and of one that is very long the best places stand apart from the
rest. `assets/search/engine.js` knows the first word of each piece, or of each page of a list of
them, so that a query fetches about as much of a large edition as of a small one. It is an inverted
file (Zobel and Moffat, "Inverted files for text search engines", 2006) below a B-tree, with lists
in tiers (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, 7.2.3).

What stands before a word that no reader can type, since folding leaves letters and digits alone:
`~` a name without its spaces, with `=` behind it a whole one; `=` a filter's value; `<`, `>` and
`?` the names that sound alike at their beginning, at their end, or but for one consonant.

The folder of the pieces is named after their content: a browser may keep them for good, and one
that holds the index of yesterday finds nothing rather than something else. Another form of it
needs another name than `root.json`: browsers hold the script that reads it for an hour.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from dossier.search.entries import Entry, shortened
from dossier.search.folding import EDGES, edges, fold, key, tokens

FOLDER: Final = "search"
PIECE: Final = 2000
"""About so many letters of JSON a piece of the index has, and a list of what pieces begin with."""
LONG: Final = 400
"""A list of more letters than this is a file of its own."""
BEST: Final = 400
"""So many places of a list are read first, and mostly alone."""
ALIKE: Final = 100
"""So many names that sound alike are read at once."""
NAMED: Final = ("term", "actor")
"""Types whose names are found without their spaces, and where they are misspelled."""
_FEW: Final = 6
"""So many words may a name have that is found from any of them on, unspaced."""
_PAGE: Final = 32
"""Of so many pieces the beginnings stand in one file where there are very many."""
_SLACK: Final = 700
"""So many letters less a piece may have where words part sooner."""

Mark = Callable[[str], str]
"""Takes a text, returns HTML in which each foreign run has its language."""
Numbers = list[int]
"""Places of entries, ascending."""
Levels = list[Numbers]
"""Places of the entries that have a word in a name, in a word besides, in the text.

In the index the first of them, and the way from each to the next.
"""
Names = dict[str, Numbers]
"""Name → places of who is called so."""


def index_files(found: Sequence[Entry], mark: Mark) -> dict[str, bytes]:
    """Return site path → content of the index of entries that are sorted by type."""
    lists: list[str] = []
    rests: dict[int, str] = {}
    values: dict[str, Levels | Names] = {**_words(found), **_alike(found)}
    items = [
        (word, f"{compact(word)}:{compact(_apart(values[word], lists, rests))}")
        for word in sorted(values, key=_in_script)
    ]
    pieces = dict(_pieces(items))
    beginnings = [*pieces]
    large = len(compact(beginnings)) > PIECE
    pages = [beginnings[at : at + _PAGE] for at in range(0, len(beginnings), _PAGE)]
    shown = ([each.address, mark(each.title), mark(shortened(each.note))] for each in found)
    parts: dict[str, dict[int, str]] = {
        "pages": dict(enumerate(map(compact, pages))) if large else {},
        "words": dict(enumerate(pieces.values())),
        "lists": dict(enumerate(lists)),
        "rests": rests,
        "entries": dict(enumerate(map(compact, shown))),
    }
    folder = f"pieces/{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"
    root = {
        "folder": folder,
        "count": len(found),
        "types": {each.type: number for number, each in reversed([*enumerate(found)])},
        "each": _PAGE if large else 1,
        "pieces": [page[0] for page in pages] if large else beginnings,
    }
    files = {
        f"{folder}/{part}/{number}": content
        for part, contents in parts.items()
        for number, content in contents.items()
    }
    files["root"] = compact(root)
    return {f"{FOLDER}/{path}.json": content.encode() for path, content in files.items()}


def _words(found: Sequence[Entry]) -> dict[str, Levels]:
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
    """Yield the tokens of names, and each name without spaces: whole, and from each word on."""
    for name in entry.names:
        yield whole(name)
        words = fold(name).split()
        yield from tokens(name)
        if entry.type in NAMED and len(words) <= _FEW:
            yield from (f"~{''.join(words[start:])}" for start in range(1, len(words) - 1))


def whole(name: str) -> str:
    """Return the word that only who types a whole name looks for.

    >>> whole("Wǎngluò qiángguó")
    '~wangluoqiangguo='
    """
    return f"~{key(name)}="


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


def _alike(found: Sequence[Entry]) -> dict[str, Names]:
    """Return the edge of a sound → each name and each word of a name with it → who is called so.

    A word that is no name by itself leads to none. Of very many names an edge has those that come
    first; under a longer edge others stand, too.
    """
    alike: dict[str, Names] = defaultdict(dict)
    for number, entry in enumerate(found):
        for name in entry.names if entry.type in NAMED else ():
            unspaced = key(name)
            for word in {unspaced: 0} | dict.fromkeys(fold(name).split()):
                for edge in edges(word):
                    called = alike[edge].setdefault(word, [])
                    if word == unspaced and number not in called:
                        called.append(number)
    shortest = 1 + min(EDGES)
    full = {edge for edge, names in alike.items() if len(names) > ALIKE}
    return {
        edge: dict(islice(names.items(), ALIKE))
        for edge, names in alike.items()
        if edge.startswith("?") or len(edge) == shortest or edge[:shortest] in full
    }


def _apart(value: Levels | Names, lists: list[str], rests: dict[int, str]) -> object:
    """Return what stands in a piece: a value, or its number and how many places its rest has."""
    if len(compact(value)) <= LONG:
        return value
    number, more = len(lists), 0
    if isinstance(value, list) and sum(map(len, value)) > 2 * BEST:
        value, rest = _tiers(value)
        more = sum(map(len, rest))
        rests[number] = compact(rest)
    lists.append(compact(value))
    return [number, more]


def _tiers(levels: Levels) -> tuple[Levels, Levels]:
    """Return the best places, and the steps that go on from there."""
    best, rest, left = list[Numbers](), list[Numbers](), BEST
    for steps in levels:
        best.append(steps[:left])
        rest.append(steps[left:])
        left -= len(best[-1])
    return best, rest


def _pieces(items: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the beginning that a piece's words do not precede, and the piece."""
    start, beginning = 0, ""
    while True:
        end = _end(items, start)
        yield beginning, f"{{{','.join(text for _, text in items[start:end])}}}"
        if end == len(items):
            return
        start, beginning = end, _parting(items, end)


def _end(items: Sequence[tuple[str, str]], start: int) -> int:
    """Return where a piece ends: near its full size, where words part soonest.

    The shortest separators of Bayer and Unterauer, "Prefix B-trees" (1977).
    """
    size, ends = 0, list[int]()
    for at in range(start, len(items)):
        if size > PIECE:
            break
        size += len(items[at][1])
        if size > PIECE - _SLACK:
            ends.append(at + 1)
    else:
        return len(items)
    return min(ends, key=lambda at: (len(_parting(items, at)), -at))


def _parting(items: Sequence[tuple[str, str]], at: int) -> str:
    """Return the shortest beginning of a word that the word before does not have."""
    before, word = items[at - 1][0], items[at][0]
    beginnings = (word[:length] for length in range(1, len(word) + 1))
    return next(each for each in beginnings if not before.startswith(each))


def _in_script(word: str) -> bytes:
    """Return what sorts words as a script does, by units of UTF-16 (ECMA-262, 7.2.12)."""
    return word.encode("utf-16-be")


def _trimmed(levels: Levels) -> Levels:
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
