"""The cards of the built site: one of each thing, small, and no page."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest

from built import pages
from dossier.model import Dossier, Page
from dossier.model.pages import HOME
from dossier.read import Reading
from dossier.weave.evidence import name_of

_MARK = re.compile(r'data-card="([^"]+)"')
_HREF = re.compile(r'href="([^"]+)"')


@pytest.fixture(scope="module")
def cards(site: Path) -> dict[str, str]:
    """Return the name and the HTML of each card."""
    folder = site / "cards"
    return {
        file.relative_to(folder).as_posix().removesuffix(".card"): file.read_text(encoding="utf-8")
        for file in folder.rglob("*.*")
    }


def test_every_thing_and_page_has_its_card(cards: dict[str, str], real: Reading) -> None:
    """No more and no fewer; the home page needs none."""
    dossier: Dossier = real.dossier
    records = [*dossier.records.values(), *dossier.pages.values()]
    wanted = {name_of(r) for r in records if not (isinstance(r, Page) and r.id == HOME)}
    assert set(cards) == wanted


def test_a_card_is_a_few_hundred_bytes(cards: dict[str, str]) -> None:
    """Half of them below one kilobyte, none above three."""
    sizes = [len(card.encode()) for card in cards.values()]
    assert (statistics.median(sizes) < 1000, max(sizes) < 3000) == (True, True)


def test_every_marked_link_has_its_card(site: Path, cards: dict[str, str]) -> None:
    """No link asks for a card that is not there, and most pages have some."""
    asked = {name for file in pages(site) for name in _MARK.findall(file.read_text("utf-8"))}
    assert asked - set(cards) == set()
    kinds = ("kz-058", "sergek", "zdnet-2020-12-06", "wangluo-qiangguo", "kz-agenda", "part-two")
    assert [each for each in kinds if each not in asked] == []


def test_every_link_of_a_card_leads_somewhere_from_the_root(
    site: Path, cards: dict[str, str]
) -> None:
    """Cards are shown on any page, so their links count from the site's root."""
    hrefs = {href for card in cards.values() for href in _HREF.findall(card)}
    own = [href for href in hrefs if not href.startswith("http")]
    wrong = []
    for href in own:
        path, _, anchor = href.partition("#")
        file = site / path / "index.html"
        found = file.is_file() and (not anchor or f'id="{anchor}"' in file.read_text("utf-8"))
        wrong += [] if found else [href]
    assert (len(own) > 500, wrong) == (True, [])


def test_no_list_of_pages_names_a_card(site: Path) -> None:
    """Search engines and the site's own search find pages, never cards."""
    lists = [site / "sitemap.xml", *site.glob("search/*.json")]
    assert [file.name for file in lists if "cards/kz-058" in file.read_text("utf-8")] == []


def test_nothing_links_to_a_card(site: Path) -> None:
    """What is only fetched is never crawled."""
    linked = [file for file in pages(site) if '.card"' in file.read_text("utf-8")]
    assert linked == []
