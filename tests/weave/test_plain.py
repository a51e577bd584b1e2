"""Plain citations: each stands alone, and none is set twice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.model.citing import Item
from dossier.model.csl import csl_item
from dossier.read import Reading
from dossier.weave import plain
from dossier.weave.pandoc import answers
from dossier.weave.plain import STYLES, ask_for_plain

BODY = [{"literal": "The keepers of the toy"}]
ITEMS: list[Item] = [
    {
        "id": f"toy-2026.1-{name}",
        "type": "chapter",
        "title": title,
        "container-title": "Lamps of the Toy Harbour",
        "author": BODY,
        "editor": BODY,
        "publisher": BODY[0]["literal"],
        "edition": "edition 2026.1",
        "issued": {"date-parts": [[2026, 1, 31]]},
        "URL": f"https://toy.example/{name}/",
        "language": "en",
        "abstract": "Not for print.",
    }
    for name, title in (
        ("a", "Keepers, HB-001"),
        ("b", "Keepers, HB-002"),
        ("c", '<span class="nocase">灯塔 dēngtǎ</span>'),
    )
]


@pytest.fixture(name="said", scope="module")
def _said(root: Path) -> plain.Plain:
    """Return the items in every style."""
    asked = ask_for_plain(ITEMS, root / "bib" / "styles")
    return asked.read(answers(asked.questions))


def test_every_item_is_set_in_every_style(said: plain.Plain) -> None:
    """Three styles, each with its file."""
    assert {style: sorted(found) for style, found in said.items()} == {
        style: [each["id"] for each in ITEMS] for style in STYLES
    }


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_stands_alone(said: plain.Plain, style: str) -> None:
    """No 2026a, no dash for an author named above, no body named twice, no abstract."""
    for citation in said[style].values():
        assert not re.search(r"2026[a-z]|———|Not for print", citation)
        assert citation.count("The keepers of the toy") == 1
        assert "2026.1" in citation
        assert "https://toy.example/" in citation


@pytest.mark.parametrize("style", STYLES)
def test_citations_differ_in_title_and_address_alone(said: plain.Plain, style: str) -> None:
    """So scripts may put another id into a section's pattern."""
    first, second = said[style]["toy-2026.1-a"], said[style]["toy-2026.1-b"]
    assert first.replace("HB-001", "HB-002").replace("/a/", "/b/") == second


@pytest.mark.parametrize("style", STYLES)
def test_pinyin_keeps_its_small_letters(said: plain.Plain, style: str) -> None:
    """Even where a style capitalises titles."""
    assert "灯塔 dēngtǎ" in said[style]["toy-2026.1-c"]


def test_what_is_taken_out_of_a_style_changes_no_citation(root: Path, real: Reading) -> None:
    """Order and short form: with them pandoc sets the sources of the real edition the same."""
    items = [csl_item(each) for each in real.dossier.sources.values()]
    asked = ask_for_plain(items, root / "bib" / "styles")
    whole = [
        replace(each, style=plain.TELLS_APART.sub("", (root / "bib/styles" / file).read_text()))
        for each, file in zip(asked.questions, STYLES.values(), strict=True)
    ]
    assert ["<sort>" in each.style for each in (*whole, *asked.questions)] == [
        *[True] * 3,
        *[False] * 3,
    ]
    assert asked.read(answers(whole)) == asked.read(answers(asked.questions))


def test_what_pandoc_leaves_out_is_no_small_thing(root: Path) -> None:
    """A citation that is missing stops the build."""
    asked = ask_for_plain(ITEMS, root / "bib" / "styles")
    with pytest.raises(RuntimeError, match="left out in APA"):
        asked.read(["", "", ""])
