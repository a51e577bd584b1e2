"""The index: every word leads to its entries, in small pieces, the same bytes at each run."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from dossier.read import Reading
from dossier.search.entries import Entry, entries
from dossier.search.folding import EDGES, edges, fold, key, tokens
from dossier.search.index import (
    ALIKE,
    BEST,
    LONG,
    NAMED,
    PIECE,
    facet,
    index_files,
    whole,
)
from dossier.search.settings import FORM, settings_files

RARE = (
    "\U00020bb7\u91ce\u5bb6",
    "\uf900\uf901",
    "\uff21\uff22",
    "\u7f51\u7edc\u5f3a\u56fd",
    "\u0633\u0644\u0627\u0645",
    "Z\u00fcrich",
    "7",
)
"""Names whose units of UTF-16 sort otherwise than their characters, and of other scripts."""


@dataclass(frozen=True)
class Index:
    """An index as the script in the browser reads it."""

    files: Mapping[str, bytes]

    @cached_property
    def made(self) -> Any:  # noqa: ANN401 - JSON
        """Return what is fetched first."""
        return self.read("root")

    def read(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return the content of a file of the search."""
        return json.loads(self.files[f"search/{path}.json"])

    def part(self, folder: str, number: int) -> Any:  # noqa: ANN401 - JSON
        """Return the content of a file that is fetched when it is needed."""
        return self.read(f"{self.made['folder']}/{folder}/{number}")

    def piece(self, word: str) -> int:
        """Return the number of the piece in which a word would stand."""
        at = _last(self.made["pieces"], word)
        each: int = self.made["each"]
        return at if each == 1 else at * each + _last(self.part("pages", at), word)

    def value(self, word: str, *, whole: bool = True) -> Any:  # noqa: ANN401 - JSON
        """Return what a word leads to, or the best of it; nothing for one that is not there."""
        value = self.part("words", self.piece(word)).get(word, [])
        if not isinstance(value, list) or not value or isinstance(value[0], list):
            return value
        number, more = value
        best = self.part("lists", number)
        if not more or not whole:
            return best
        rest = self.part("rests", number)
        assert sum(map(len, rest)) == more, word
        return [[*steps, *others] for steps, others in zip(best, rest, strict=True)]

    def places(self, word: str) -> list[list[int]]:
        """Return the places of the entries with a word in names, in words besides, in the text."""
        levels: Sequence[Sequence[int]] = self.value(word)
        return [list(accumulate(steps)) for steps in levels]


def _last(beginnings: Sequence[str], word: str) -> int:
    """Return the number of the last beginning that a word does not precede."""
    asked = word.encode("utf-16-be")
    return max(sum(each.encode("utf-16-be") <= asked for each in beginnings) - 1, 0)


@pytest.fixture(scope="module")
def found(real: Reading) -> list[Entry]:
    """Return what can be found in the real dossier."""
    return entries(real.dossier)


@pytest.fixture(scope="module")
def index(found: list[Entry]) -> Index:
    """Return the real dossier's index."""
    return Index(index_files(found, html.escape))


def test_two_runs_give_the_same_bytes(found: list[Entry], index: Index) -> None:
    """Editions are compared byte for byte."""
    assert index_files(found, html.escape) == index.files


def test_every_word_leads_to_the_entries_that_have_it(found: list[Entry], index: Index) -> None:
    """And to no other; an entry stands where the word says most of it."""
    levels: dict[str, dict[int, int]] = defaultdict(dict)
    for at, entry in enumerate(found):
        for level, texts in enumerate((entry.names, entry.words, entry.text)):
            for word in (word for text in texts for word in tokens(text)):
                levels[word].setdefault(at, level)
    assert len(levels) > 5000
    for word, expected in levels.items():
        places = index.places(word)
        led = {at: level for level, some in enumerate(places) for at in some}
        assert len(led) == sum(map(len, places)), word
        assert led == expected, word


def test_names_are_found_whole_unspaced_and_by_their_sound(
    found: list[Entry], index: Index
) -> None:
    """Each name of each entry; terms and actors by the edges of what is heard."""
    for at, entry in enumerate(found):
        for name in filter(key, entry.names):
            assert at in index.places(whole(name))[0], name
            words = fold(name).split()
            if entry.type not in NAMED:
                continue
            for edge in filter(_is_short, edges(key(name))):
                assert at in index.value(edge)[key(name)], name
            for word in words:
                assert all(word in index.value(edge) for edge in edges(word) if _is_short(edge))
            for start in range(1, len(words) - 1) if len(words) <= 6 else ():
                assert at in index.places(f"~{''.join(words[start:])}")[0], name


def test_a_name_is_found_from_any_word_on_but_the_last() -> None:
    """The last has a place among words; of long names one types no end without spaces."""
    names = ("Great Lamp Guild", "One two three four five six seven")
    made = [Entry(address="x/", type="term", title=name, names=(name,)) for name in names]
    index = Index(index_files(made, str))
    found = [bool(index.places(each)) for each in ("~lampguild", "~guild", "~sixseven")]
    assert found == [True, False, False]


def _is_short(edge: str) -> bool:
    """Tell whether a name is sure to stand below an edge where names are not very many."""
    return edge.startswith("?") or len(edge) == 1 + min(EDGES)


def test_of_very_many_names_an_edge_has_the_first() -> None:
    """And a longer edge has those that sound alike so far, if they are not too many again."""
    names = [f"Kazak {letter}{other}" for letter in "bdfglmnprstvz" for other in "bdfglmnprst"]
    made = [Entry(address=f"{name}/", type="actor", title=name, names=(name,)) for name in names]
    index = Index(index_files(made, str))
    assert list(index.value("<kz")) == ["kazakbb", *(key(name) for name in names[1:ALIKE])]
    assert list(index.value("<kzkm")) == [key(name) for name in names if name[6] == "m"]
    assert index.value("<kzkm")["kazakmb"] == [names.index("Kazak mb")]
    few = Index(index_files(made[:ALIKE], str))
    assert len(few.value("<kz")) == ALIKE
    assert few.value("<kzkm") == []


def test_filters_leave_the_entries_with_their_value(found: list[Entry], index: Index) -> None:
    """Types, which stand one after another, and every other facet."""
    chosen: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(found):
        for name, values in {**entry.facets, "type": (entry.type,)}.items():
            for value in filter(None, values):
                chosen[facet(name, value)].append(at)
    assert {word: index.places(word)[0] for word in chosen} == chosen
    firsts = {entry.type: at for at, entry in reversed([*enumerate(found)])}
    assert index.made["types"] == firsts
    order = sorted(firsts, key=lambda each: firsts[each])
    assert [entry.type for entry in found] == sorted(
        (entry.type for entry in found), key=order.index
    )


def test_what_is_shown_of_an_entry(found: list[Entry], index: Index) -> None:
    """Address, title, note, each in its file; none is lost on the way."""
    assert index.made["count"] == len(found)
    shown = [index.part("entries", at) for at in range(len(found))]
    assert [each[0] for each in shown] == [entry.address for entry in found]
    assert [each[1] for each in shown] == [html.escape(entry.title) for entry in found]
    assert all(len(html.unescape(note)) <= 172 for *_, note in shown)


def test_pieces_are_small_and_sorted_as_a_script_sorts(index: Index) -> None:
    """A query reads about one for each word; a long list is a file of its own."""
    firsts = index.made["pieces"]
    assert firsts == sorted(firsts, key=lambda each: each.encode("utf-16-be"))
    pieces = [index.part("words", number) for number in range(len(firsts))]
    said = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in pieces]
    assert max(map(len, said)) <= PIECE + LONG + 200
    assert min(map(len, said[:-1])) >= PIECE / 2
    values = [value for piece in pieces for value in piece.values()]
    numbers = [value[0] for value in values if isinstance(value, list) and value[0] in range(9999)]
    assert sorted(numbers) == [*range(sum("/lists/" in path for path in index.files))]


def test_a_piece_ends_where_words_part_soonest() -> None:
    """So what begins alike mostly stands in one, and what is known of each is short."""
    names = [f"{word}{number}" for word in ("alpha", "beta", "gamma") for number in range(100, 200)]
    made = [Entry(address="x/", type="page", title="X", names=(name,)) for name in names]
    assert Index(index_files(made, str)).made["pieces"] == ["", "b", "g", "~", "~b", "~g"]


def test_of_a_very_long_list_the_best_places_stand_apart() -> None:
    """Names before words before text, and in each as the entries come; nothing is lost."""
    empty = Entry(address="x/", type="page", title="X")
    said = [replace(empty, names=("a",)), replace(empty, words=("a",)), replace(empty, text=("a",))]
    made = said * BEST
    index = Index(index_files(made, str))
    first, *others = [[*range(level, 3 * BEST, 3)] for level in range(3)]
    assert index.value("a", whole=False) == [[0, *[3] * (BEST - 1)], [], []]
    assert index.places("a") == [first, *others]
    short = Index(index_files(made[: 2 * BEST], str))
    assert short.value("a", whole=False) == short.value("a")
    assert not any("/rests/" in path for path in short.files)


def test_words_of_every_script_are_found_where_they_are_looked_for() -> None:
    """Pieces so many that each word begins or ends one, and that pages say what they begin with."""
    filler = [f"{name}{number:03}" for name in RARE for number in range(1000, 4000)]
    index = Index(
        index_files([Entry(address="x/", type="page", title="X", names=(*RARE, *filler))], str)
    )
    pages = [index.part("pages", number) for number in range(len(index.made["pieces"]))]
    assert index.made["pieces"] == [page[0] for page in pages]
    assert {len(page) for page in pages[:-1]} == {index.made["each"]}
    assert sum(map(len, pages)) == sum("/words/" in path for path in index.files) > 60
    for name in (*RARE, *filler):
        assert index.places(whole(name)) == [[0]], name
    assert index.places("absent") == []


def test_another_content_is_another_folder() -> None:
    """A browser keeps pieces for good; one with an old index finds no new ones."""
    entry = Entry(address="x/", type="page", title="X", names=("X",))
    folders = {
        Index(index_files([each], str)).made["folder"]
        for each in (entry, replace(entry, names=("Y",)), replace(entry, title="Y"), entry)
    }
    assert len(folders) == 3


def test_nothing_to_find_is_an_index_too() -> None:
    """A dossier that is begun."""
    assert Index(index_files([], str)).places("word") == []


def test_the_settings_hold_letters_and_filters(toy: Reading) -> None:
    """What the script in the browser asks for."""
    made = settings_files(toy.dossier)
    assert set(json.loads(made["search/settings.json"])) == {"letters", "filters", "propose"}


def test_an_entry_is_proposed_on_the_forge_or_else_on_the_page(real: Reading, root: Path) -> None:
    """The form exists; without a forge there is the page that tells how."""
    forge = real.dossier.edition.forge
    for dossier, expected in (
        (real.dossier, f"{forge}/issues/new?template={FORM}&title=Addition%3A+"),
        (
            replace(real.dossier, edition=replace(real.dossier.edition, forge="")),
            "about/contributing/",
        ),
    ):
        made = json.loads(settings_files(dossier)["search/settings.json"])
        assert made["propose"] == expected
    assert (root / ".github" / "ISSUE_TEMPLATE" / FORM).is_file()
    assert (root / "docs" / "about" / "contributing.md").is_file()
