"""Links whose goal has a card are marked, wherever they come from; others are left alone."""

from __future__ import annotations

import re

import pytest

from dossier.read import Reading
from dossier.weave.citations import Citations
from dossier.weave.intent import Intent, relation
from dossier.weave.loom import Loom


@pytest.fixture(name="intent")
def _intent(toy: Reading) -> Intent:
    """Return what marks the toy's first section."""
    loom = Loom(
        toy.dossier, Citations(), lambda path: re.sub(r"(index)?\.md$", "", path).rstrip("/") + "/"
    )
    loom.page = "series/harbour/lamps.md"
    return Intent(loom)


MARKED = [
    ('<a href="../../../actors/anna-li/">x</a>', "anna-li"),
    ('<a class="edge" xlink:href="../../../actors/anna-li/">x</a>', "anna-li"),
    ('<a href="#hb-002">x</a>', "hb-002"),
    ('<a href="../keepers/">x</a>', "hb-keepers"),
    ('<a href="../">x</a>', "harbour"),
    ('<a href="../../../glossary/dengta/#terms">x</a>', "dengta"),
    ('<a class="cite" href="#ref-board-2020">x</a>', "board-2020"),
    ('<a href="../../../about/">x</a>', "page/about"),
]


@pytest.mark.parametrize(("link", "card"), MARKED)
def test_a_link_to_what_has_a_card_is_marked(intent: Intent, link: str, card: str) -> None:
    """By its address alone, so that templates and authors write plain links."""
    assert f' data-card="{card}">' in intent.marked(link)


LEFT = [
    '<a href="https://toy.example/actors/anna-li/">x</a>',
    '<a href="/actors/anna-li/">x</a>',
    '<a href="../../../actors/nobody/">x</a>',
    '<a href="hb-001.bib" download>x</a>',
    '<a href="#somewhere">x</a>',
    '<a href="#ref-nobody-nd">x</a>',
    '<a class="headerlink" href="#hb-002">x</a>',
    '<a id="here">x</a>',
    '<article id="hb-002"><a href="#hb-002">x</a></article>',
    '<nav><ol><li><a href="../keepers/">x</a></li></ol></nav>',
    '<ul class="index"><li><ul><li></li></ul><a href="../keepers/">x</a></li></ul>',
    "<p>a < b, <abbr>x</abbr></p>",
]


@pytest.mark.parametrize("page", LEFT)
def test_what_needs_no_card_is_left_as_it_is(intent: Intent, page: str) -> None:
    """Other hosts, files, a statement inside itself, lists that tell already."""
    assert intent.marked(page) == page


def test_marking_begins_again_behind_a_list_that_tells(intent: Intent) -> None:
    """Nesting is counted, so that the end of an inner list is not that of the outer one."""
    link = '<a href="../keepers/">x</a>'
    page = f'<ul class="index"><li><ul></ul>{link}</li></ul>{link}'
    assert intent.marked(page).count("data-card") == 1


RELATIONS = [
    ("beacon-works", "hb-001", "HB-001: supplies Great Lamp; employs Anna Li"),
    ("great-lamp", "hb-001", "HB-001: supplied by Beacon Works"),
    ("anna-li", "hb-001", "HB-001: vouches for it; works for Beacon Works"),
    ("anna-li", "hb-002", ""),
    ("anna-li", "", ""),
    ("dengta", "hb-001", ""),
]


@pytest.mark.parametrize(("actor", "statement", "words"), RELATIONS)
def test_the_relation_at_hand_is_the_statements_own(
    toy: Reading, actor: str, statement: str, words: str
) -> None:
    """What this statement asserts of the actor, and nothing of what others do."""
    assert relation(toy.dossier, actor, statement) == words
