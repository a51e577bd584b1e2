"""Pages and statements as citation items, and whom they credit besides."""

from __future__ import annotations

import pytest

from dossier.model import Dossier, Record
from dossier.model.citing import addresses, bare, item_of, items_of, originals, with_pages
from dossier.read import Reading


@pytest.fixture(name="dossier")
def _dossier(toy: Reading) -> Dossier:
    """Return the toy dossier."""
    return toy.dossier


def _url(path: str) -> str:
    """Return a page's address as MkDocs gives it."""
    inside = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{inside}/" if inside else ""


def test_a_statement_is_cited_with_its_id_its_edition_and_its_words(dossier: Dossier) -> None:
    """Everything a reader needs to find the words again."""
    statement = dossier.statements["HB-001"]
    item = item_of(dossier, statement, addresses(dossier, _url))
    assert item["id"] == "toy-2026.1-hb-001"
    assert item["title"].endswith(", HB-001")
    assert (item["section"], item["edition"], item["type"]) == (
        "HB-001",
        "edition 2026.1",
        "chapter",
    )
    assert item["URL"].startswith("https://toy.example/series/harbour/")
    assert item["URL"].endswith("/#hb-001")
    assert item["abstract"] == " ".join(statement.prose.plain.split())


def test_every_key_is_given_once(dossier: Dossier) -> None:
    """Two pages of one key would be one in a reader's library."""
    address = addresses(dossier, _url)
    records = [*with_pages(dossier), *dossier.statements.values(), *dossier.notes.values()]
    keys = [item_of(dossier, each, address)["id"] for each in records]
    assert sorted(keys) == sorted(set(keys))


CREDITED = [
    ("part", True),
    ("section", True),
    ("statement", True),
    ("note", False),
    ("source", False),
]


@pytest.mark.parametrize(("kind", "credited"), CREDITED)
def test_the_author_of_the_article_is_credited(
    dossier: Dossier, kind: str, *, credited: bool
) -> None:
    """What restates the article names it; a note is the editors' own."""
    first: dict[str, Record] = {
        "part": next(iter(dossier.parts.values())),
        "section": next(iter(dossier.sections.values())),
        "statement": next(iter(dossier.statements.values())),
        "note": next(iter(dossier.notes.values())),
        "source": next(iter(dossier.sources.values())),
    }
    part = next(iter(dossier.parts.values()))
    found = [each.id for each in originals(dossier, first[kind])]
    assert found == ([part.source] if credited else [])


def test_an_actor_and_a_term_credit_the_articles_that_name_them(real: Reading) -> None:
    """Their pages list statements."""
    dossier = real.dossier
    for record in (dossier.actors["hikvision"], dossier.terms["wangluo-qiangguo"]):
        assert "sukhankin-2021" in [each.id for each in originals(dossier, record)]


def test_the_files_of_a_source_hold_the_source(dossier: Dossier) -> None:
    """Not our record of it."""
    source = next(iter(dossier.sources.values()))
    items = items_of(dossier, source, addresses(dossier, _url))
    assert [each["id"] for each in items] == [source.id]


def test_marks_come_off(dossier: Dossier) -> None:
    """Pinyin is marked against capitals; where no style reads it, the mark is gone."""
    term = next(iter(dossier.terms.values()))
    title = item_of(dossier, term, addresses(dossier, _url))["title"]
    assert title.startswith('<span class="nocase">')
    assert bare(title) == term.title
