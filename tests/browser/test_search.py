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

pytestmark = pytest.mark.browser

QUERIES = Path(__file__).resolve().parent.parent / "search" / "queries.yml"
_FOUND = "links => links.map(link => link.pathname + link.hash)"


@pytest.fixture(scope="session")
def dossier(real: Reading) -> Dossier:
    """Return the real dossier."""
    return real.dossier


def _open(page: Page, address: str, path: str = "") -> Page:
    """Return a page of the site with the search open."""
    page.goto(address + path, wait_until="networkidle")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").wait_for()
    return page


def ask(page: Page, query: str) -> list[str]:
    """Type a query as a reader does, and return where its results lead, best first."""
    page.get_by_role("textbox", name="Search").fill("")
    page.keyboard.type(query)
    page.wait_for_function(
        "asked => document.querySelector('#find-results').dataset.query === asked",
        arg=query.strip(),
    )
    return [str(each) for each in page.eval_on_selector_all("[data-search-results] a", _FOUND)]


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
    _open(page, address)
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
