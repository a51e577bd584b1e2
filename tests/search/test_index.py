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
from dossier.search.folding import edges, fold, key, tokens
from dossier.search.index import LONG, NAMED, PIECE, facet, index_files, whole
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
        return self.read("index")

    def read(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return the content of a file of the search."""
        return json.loads(self.files[f"search/{path}.json"])

    def part(self, folder: str, number: int) -> Any:  # noqa: ANN401 - JSON
        """Return the content of a file that is fetched when it is needed."""
        return self.read(f"{self.made['folder']}/{folder}/{number}")

    def value(self, word: str) -> Any:  # noqa: ANN401 - JSON
        """Return what a word leads to; nothing for one that the index does not have."""
        asked = word.encode("utf-16-be")
        before = [each for each in self.made["pieces"] if each.encode("utf-16-be") <= asked]
        value = self.part("words", max(len(before) - 1, 0)).get(word, [])
        return self.part("lists", value) if isinstance(value, int) else value

    def places(self, word: str) -> list[list[int]]:
        """Return the places of the entries with a word in names, in words besides, in the text."""
        levels: Sequence[Sequence[int]] = self.value(word)
        return [list(accumulate(steps)) for steps in levels]


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
        # From any word on, a name is one word, too: "power" of "cyber power".
        unspaced = {at for at, level in led.items() if level == 0} - set(expected)
        assert {at: led[at] for at in led if at not in unspaced} == expected, word
        assert all(found[at].type in NAMED for at in unspaced), word


def test_names_are_found_whole_and_by_their_sound(found: list[Entry], index: Index) -> None:
    """Each name of each entry; terms and actors by the edges of what is heard."""
    for at, entry in enumerate(found):
        for name in filter(key, entry.names):
            assert at in index.places(whole(name))[0], name
            if entry.type in NAMED:
                for edge in edges(key(name)):
                    assert at in index.value(edge)[key(name)], name
                for word in fold(name).split():
                    assert all(word in index.value(edge) for edge in edges(word)), name


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
    values = [value for piece in pieces for value in piece.values()]
    lists = sum("/lists/" in path for path in index.files)
    assert sorted(value for value in values if isinstance(value, int)) == [*range(lists)]


def test_words_of_every_script_are_found_where_they_are_looked_for() -> None:
    """Pieces so many that each word begins or ends one."""
    filler = [f"{name}{number:03}" for name in RARE for number in range(1000, 1900)]
    index = Index(
        index_files([Entry(address="x/", type="page", title="X", names=(*RARE, *filler))], str)
    )
    assert len(index.made["pieces"]) > 20
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
