"""The search in a real browser: what it finds, what it weighs, and how it is used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from dossier.model import Dossier
from dossier.model.address import site_path
from dossier.read import Reading
from dossier.search.entries import entries
from dossier.search.folding import edges, key, tokens
from searching import ask, compressed, opened, paste

pytestmark = pytest.mark.browser

FOLDED = """texts => texts.map(text => {
  const { tokens, edges, key } = window.dossierSearch;
  return [tokens(text), edges(key(text))];
})"""
FOUND = """async words => {
  const { find } = window.dossierSearch;
  const asked = async chosen => {
    const all = [];
    for (const word of words) {
      all.push((await find(word, chosen, 2000)).hits.map(hit => hit.address));
    }
    return all;
  };
  return [await asked([]), await asked(["=type=source"])];
}"""
QUERIES = Path(__file__).resolve().parent.parent / "search" / "queries.yml"


@pytest.fixture(scope="session")
def dossier(real: Reading) -> Dossier:
    """Return the real dossier."""
    return real.dossier


def _wanted(dossier: Dossier, query: dict[str, Any]) -> set[str]:
    """Return the paths that a query may lead to."""
    names = query.get("first") or query["three"]
    pages = {each.origin.path.removeprefix("docs/"): each for each in dossier.pages.values()}
    return {
        f"/{site_path(pages[name] if name in pages else dossier.records[name])}"
        for name in (names if isinstance(names, list) else [names])
    }


def test_what_readers_type_comes_first(
    page: Page, address: str, dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every query the result is among the first three in 98 %, the first in 90 %."""
    queries: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    opened(page, address)
    places = {}
    for query in queries:
        wanted, found = _wanted(dossier, query), ask(page, query["typed"])
        places[query["typed"]] = next((n for n, each in enumerate(found, 1) if each in wanted), 0)
    three = sum(1 <= place <= 3 for place in places.values()) / len(places)
    first = sum(place == 1 for place in places.values()) / len(places)
    short = [
        (query["typed"], places[query["typed"]])
        for query in queries
        if not 1 <= places[query["typed"]] <= (1 if "first" in query else 3)
    ]
    with capsys.disabled():
        sys.stdout.write(f"\nsearch: {len(places)} queries, ")
        sys.stdout.write(f"recall at 3 {three:.1%}, first place {first:.1%}\n")
        sys.stdout.writelines(f"  place {place or 'none'}: {typed}\n" for typed, place in short)
    assert len(places) >= 80
    assert three >= 0.98
    assert first >= 0.90


def test_letters_and_sounds_are_folded_in_the_browser_as_at_build_time(
    page: Page, address: str, dossier: Dossier
) -> None:
    """Every name of the edition, every query of the set, and signs of other scripts."""
    texts = [name for entry in entries(dossier) for name in (*entry.names, *entry.text)]
    texts += [query["typed"] for query in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))]
    texts += [
        "\u0130I\u0131i",
        "\uff21\uff22\uff11",
        "½ ² № ™",
        "\u202eabc",
        "🙂👩\u200d🚀",
        "𠮷野家",
    ]
    texts += ["\u0633\u0644\u0627\u0645 \u0661\u0662", "\ufb01n ǅ ß", "a\u0300\u0323", "\u0000x"]
    ask(opened(page, address), "x")
    folded = page.evaluate(FOLDED, texts)
    wrong = [
        (text, other)
        for text, other in zip(texts, folded, strict=True)
        if other[0] != tokens(text) or not set(other[1]) <= set(edges(key(text)))
    ]
    assert wrong == []


def test_every_entry_that_has_a_word_is_found(page: Page, address: str, dossier: Dossier) -> None:
    """By the word, and by it with a filter for a type: the commonest words and every fiftieth."""
    found = entries(dossier)
    having: dict[str, set[tuple[str, str]]] = {}
    for entry in found:
        for word in tokens(" ".join((*entry.names, *entry.words, *entry.text))):
            having.setdefault(word, set()).add((entry.address, entry.type))
    common = sorted(having, key=lambda word: (-len(having[word]), word))[:20]
    words = [*sorted(having)[::50], *common]
    ask(opened(page, address), "x")
    alone, filtered = page.evaluate(FOUND, words)
    for word, all_of_them, sources in zip(words, alone, filtered, strict=True):
        assert {at for at, _ in having[word]} <= set(all_of_them), word
        assert {at for at, kind in having[word] if kind == "source"} <= set(sources), word
        assert all(at.startswith("sources/") for at in sources), word


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("网络强国", "surveillance cameras"),
        ("network great power", "Казахстан 2019"),
        ("KZ-031", "hikvison"),
        ("digital", "xyzzy"),
    ],
)
def test_a_query_weighs_little(page: Page, address: str, first: str, second: str) -> None:
    """At most 40 kB compressed for each query, opening included.

    A good part of it are fonts, for Chinese that no page before had.
    """
    page.goto(address, wait_until="networkidle")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(compressed(answer)))
    page.keyboard.press("/")
    paste(page, first)
    page.wait_for_load_state("networkidle")
    once, said = sum(sizes), len(sizes)
    paste(page, second)
    page.wait_for_load_state("networkidle")
    assert once <= 40_000
    assert sum(sizes[said:]) <= 40_000
