"""What can be found: everything, by everything it is called."""

from __future__ import annotations

import pytest

from dossier.model import Dossier
from dossier.model.address import site_path
from dossier.read import Reading
from dossier.search.entries import TYPES, Entry, entries, shortened
from dossier.search.folding import fold, key
from dossier.search.index import facet, whole
from dossier.search.settings import filters


@pytest.fixture(scope="module", params=["toy", "real"])
def dossier(request: pytest.FixtureRequest) -> Dossier:
    """Return the toy, and the real dossier."""
    reading: Reading = request.getfixturevalue(request.param)
    return reading.dossier


@pytest.fixture(scope="module")
def found(dossier: Dossier) -> dict[str, Entry]:
    """Return address → entry."""
    return {each.address: each for each in entries(dossier)}


def test_every_record_and_page_has_one_entry(dossier: Dossier, found: dict[str, Entry]) -> None:
    """Statements and notes at their anchors."""
    wanted = [site_path(each) for each in [*dossier.records.values(), *dossier.pages.values()]]
    assert sorted(found) == sorted(set(wanted))
    assert len(entries(dossier)) == len(found)


def test_every_entry_has_a_type_a_title_and_a_name(found: dict[str, Entry]) -> None:
    """Else a result could not be shown, or not be asked for."""
    bare = [
        each.address
        for each in found.values()
        if each.type not in TYPES or not each.title or not (each.names or each.type == "page")
    ]
    assert bare == []


def test_a_term_is_called_by_every_script_and_rendering(
    dossier: Dossier, found: dict[str, Entry]
) -> None:
    """Characters both ways, pinyin, renderings, Russian, Kazakh, Palladius."""
    for term in dossier.terms.values():
        names = {fold(name) for name in found[site_path(term)].names}
        own = [term.hans, term.hant, term.pinyin, term.as_printed, term.preferred, term.literal]
        wanted = [*own, term.ru, term.kk, term.palladius, *(r.words for r in term.renderings)]
        assert {fold(each) for each in wanted if each} <= names


def test_an_actor_is_called_by_every_name(dossier: Dossier, found: dict[str, Entry]) -> None:
    """Of every language, and every spelling met."""
    for actor in dossier.actors.values():
        names = {fold(name) for name in found[site_path(actor)].names}
        assert {fold(each) for each in (actor.title, *actor.names.values(), *actor.also)} <= names


def test_every_facet_of_an_entry_can_be_chosen(dossier: Dossier, found: dict[str, Entry]) -> None:
    """The filters know each value, and no two values are one word of the index."""
    known = {name: set(choice["values"]) for name, choice in filters(dossier).items()}
    for each in found.values():
        for name, values in each.facets.items():
            assert set(filter(None, values)) <= known[name], each.address
    words = [v[0] for choice in filters(dossier).values() for v in choice["values"].values()]
    assert len(words) == len(set(words))


def test_the_words_of_filters_and_names_are_apart() -> None:
    """What only the machinery writes is not what a name is written as."""
    assert facet("type", "term") != whole("type term")
    assert whole("KZ-031") == "~kz31="
    assert key("=type=term") == "typeterm"


def test_pinyin_with_v_for_u_with_dots(real: Reading) -> None:
    """As keyboards have it."""
    term = real.dossier.terms["quanmian-zhanlue-huoban-guanxi"]
    entry = next(each for each in entries(real.dossier) if each.address == site_path(term))
    assert "quanmian zhanlve huoban guanxi" in {fold(name) for name in entry.names}


@pytest.mark.parametrize("text", ["", "short", "x" * 170])
def test_a_short_text_stays_whole(text: str) -> None:
    """Up to the length a result shows."""
    assert shortened(text) == text


def test_a_long_text_is_cut_between_words() -> None:
    """And says so."""
    assert shortened("word, " * 60).endswith("word …")
    assert len(shortened("word, " * 60)) <= 172
