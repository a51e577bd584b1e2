"""What follows from the records of a dossier, shown on the toy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from dossier.model import Dossier, Fact, Origin, Record, Relation, Statement
from dossier.model.vocabulary import ACTOR_KINDS, VERBS
from dossier.read import Reading


@pytest.fixture(name="dossier")
def _dossier(toy: Reading) -> Dossier:
    """Return the toy's dossier."""
    return toy.dossier


def ids(records: Iterable[Record]) -> list[str]:
    """Return the ids of some records."""
    return [each.id for each in records]


TABLES = {
    "pages": ["about.md", "actors/index.md", "glossary/index.md", "index.md", "series/index.md"],
    "parts": ["harbour"],
    "sections": ["hb-keepers", "hb-lamps"],
    "statements": ["HB-001", "HB-F1", "HB-002", "HB-003", "HB-004", "HB-005", "HB-006"],
    "notes": ["HB-N01", "HB-N02"],
    "terms": ["dengta", "pingan-chengshi", "shuzi-zhongguo", "wangluo-qiangguo"],
}


@pytest.mark.parametrize(("table", "expected"), TABLES.items())
def test_every_record_stands_in_the_table_of_its_kind(
    dossier: Dossier, table: str, expected: list[str]
) -> None:
    """Statements come in the article’s order, not in the files’."""
    records: Mapping[str, Record] = getattr(dossier, table)
    assert [each for each in records if each != "sources/index.md"] == expected


def test_a_record_is_found_by_its_id_whatever_its_kind(dossier: Dossier) -> None:
    """Pages have no id of their own."""
    wanted = ["harbour", "hb-lamps", "HB-001", "HB-F1", "HB-N01", "anna-li", "dengta", "keeper-nd"]
    assert [dossier.records[each].id for each in wanted] == wanted


PATHS = [
    ("docs/about.md", "about.md"),
    ("docs/series/harbour/index.md", "harbour"),
    ("docs/series/harbour/lamps.md", "hb-lamps"),
    ("docs/actors/anna-li.md", "anna-li"),
    ("docs/glossary/dengta.md", "dengta"),
]


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_a_page_tells_what_record_it_is_about(dossier: Dossier, path: str, expected: str) -> None:
    """Blocks on a page are not what the page is about."""
    assert dossier.by_path[path].id == expected


def test_sections_are_read_in_the_articles_order(dossier: Dossier) -> None:
    """The field `order` decides, not the file’s name."""
    sections = (dossier.reading_order, dossier.sections_of("harbour"))
    assert [ids(each) for each in sections] == [["hb-lamps", "hb-keepers"]] * 2


MAPS = [
    ("statements_in", "hb-lamps", ["HB-001", "HB-F1", "HB-002", "HB-003", "HB-004"]),
    ("statements_in", "hb-keepers", ["HB-005", "HB-006"]),
    ("statements_in", "no-section", []),
    ("sections_of", "no-part", []),
    ("notes_to", "HB-003", ["HB-N01"]),
    ("notes_to", "HB-001", []),
    ("statements_by", "anna-li", ["HB-001", "HB-005"]),
    ("statements_by", "great-lamp", []),
    ("statements_about", "great-lamp", ["HB-001", "HB-F1", "HB-002", "HB-003"]),
    ("statements_about", "port-toy", ["HB-001", "HB-002", "HB-006"]),
    ("statements_about", "anna-li", []),
    ("statements_using", "dengta", ["HB-001"]),
    ("statements_using", "pingan-chengshi", ["HB-005"]),
    ("statements_using", "shuzi-zhongguo", []),
    ("citing", "tower-2018", ["about.md", "HB-005", "HB-N02", "anna-li", "guild-of-keepers"]),
    ("citing", "harbour-review-2021", ["harbour", "HB-F1", "HB-002"]),
    ("citing", "wire-2019-09-13", []),
]


@pytest.mark.parametrize(("question", "about", "expected"), MAPS)
def test_an_inverse_map_answers_for_every_id(
    dossier: Dossier, question: str, about: str, expected: list[str]
) -> None:
    """What others say of a record is derived; of an unknown one nothing is said."""
    assert ids(getattr(dossier, question)(about)) == expected


ACTORS = [
    ("HB-001", ("anna-li", "beacon-works", "port-toy", "great-lamp")),
    ("HB-002", ("harbour-board", "lamp-plan", "great-lamp", "port-toy")),
    ("HB-004", ()),
]


@pytest.mark.parametrize(("statement", "expected"), ACTORS)
def test_a_statement_concerns_who_says_it_who_it_links_names_and_relates(
    dossier: Dossier, statement: str, expected: tuple[str, ...]
) -> None:
    """Voice first, then in the order of mention, none twice; other statements are no actors."""
    assert dossier.actors_of(dossier.statements[statement]) == expected


RELATIONS = [
    ("beacon-works", "supplies", "great-lamp", "HB-001"),
    ("great-lamp", "supplied by", "beacon-works", "HB-001"),
    ("beacon-works", "employs", "anna-li", "HB-001"),
    ("anna-li", "heads", "guild-of-keepers", "HB-005"),
    ("great-lamp", "located in", "port-toy", "HB-002"),
    ("port-toy", "seat of", "great-lamp", "HB-002"),
]


@pytest.mark.parametrize(("actor", "words", "other", "statement"), RELATIONS)
def test_a_fact_is_seen_from_both_its_ends(
    dossier: Dossier, actor: str, words: str, other: str, statement: str
) -> None:
    """Only the active form is written; each row leads to its evidence."""
    expected = Relation(words=words, other=other, statement=statement)
    assert expected in dossier.relations[actor]


def test_a_fact_with_an_unknown_verb_makes_no_relation() -> None:
    """The checks speak of it; pages do not guess."""
    fact = Fact(subject="a", verb="sells", object="b")
    statement = Statement(id="HB-001", origin=Origin(path="x.md"), facts=(fact,))
    assert Dossier(statements={"HB-001": statement}).relations == {}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_joins_kinds_of_actor_that_exist(verb: str) -> None:
    """A kind misspelt here would never be allowed."""
    assert VERBS[verb].subjects | VERBS[verb].objects <= set(ACTOR_KINDS)


@pytest.mark.parametrize("verb", [each for each, rule in VERBS.items() if rule.symmetric])
def test_a_symmetric_verb_reads_the_same_from_both_ends(verb: str) -> None:
    """Its ends are of the same kinds, and its inverse is itself."""
    rule = VERBS[verb]
    assert (rule.inverse, rule.subjects) == (verb.replace("-", " "), rule.objects)


def test_an_empty_dossier_answers_every_question() -> None:
    """Nothing read is no error."""
    empty = Dossier()
    assert (empty.records, empty.by_path, empty.relations, empty.reading_order) == ({}, {}, {}, ())
