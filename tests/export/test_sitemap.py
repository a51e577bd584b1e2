"""When pages last changed: by the files whose words they show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dossier.export.sitemap import page_dates
from dossier.model import Dossier
from dossier.read import Reading

LAMPS = "docs/series/harbour/lamps.md"
KEEPERS = "docs/series/harbour/keepers.md"
ANNA = "docs/actors/anna-li.md"
BOARD = "docs/actors/harbour-board.md"
DENGTA = "docs/glossary/dengta.md"
BIB = "bib/articles.bib"


@pytest.fixture(name="dossier")
def _dossier(toy: Reading) -> Dossier:
    """Return the toy’s dossier."""
    return toy.dossier


DATES: list[tuple[str, Mapping[str, str], str]] = [
    ("series/harbour/lamps.md", {LAMPS: "2026-01-02"}, "2026-01-02"),
    ("series/harbour/lamps.md", {KEEPERS: "2026-01-02"}, ""),
    ("actors/anna-li.md", {ANNA: "2026-01-01", LAMPS: "2026-01-02"}, "2026-01-02"),
    ("actors/anna-li.md", {ANNA: "2026-01-03", LAMPS: "2026-01-02"}, "2026-01-03"),
    ("actors/harbour-board.md", {BOARD: "2026-01-01", KEEPERS: "2026-01-05"}, "2026-01-01"),
    ("glossary/dengta.md", {DENGTA: "2026-01-01", LAMPS: "2026-01-04"}, "2026-01-04"),
    ("glossary/dengta.md", {DENGTA: "2026-01-01", KEEPERS: "2026-01-04"}, "2026-01-01"),
    ("sources/board-2020.md", {BIB: "2026-01-01"}, "2026-01-01"),
    ("sources/board-2020.md", {BIB: "2026-01-01", LAMPS: "2026-01-06"}, "2026-01-06"),
    ("about.md", {"docs/about.md": "2026-01-01", LAMPS: "2026-01-09"}, "2026-01-01"),
    ("index.md", {"docs/index.md": "2026-01-01", LAMPS: "2026-01-09"}, "2026-01-09"),
]
"""Page, what git says, the page’s date."""


@pytest.mark.parametrize(("page", "history", "expected"), DATES)
def test_a_page_is_as_young_as_what_it_shows(
    dossier: Dossier, page: str, history: Mapping[str, str], expected: str
) -> None:
    """Its own file, its statements’ files; a list, which shows everything, as the youngest."""
    assert page_dates(dossier, history, lists=("index.md",)).get(page, "") == expected


def test_without_git_no_page_has_a_date(dossier: Dossier) -> None:
    """No date is better than a wrong one."""
    assert page_dates(dossier, {}, lists=("index.md",)) == {}


def test_every_page_has_a_date_where_git_knows_every_file(
    dossier: Dossier, toy_files: Mapping[str, bytes]
) -> None:
    """Records, lists and the pages of sources."""
    found = page_dates(dossier, dict.fromkeys(toy_files, "2026-01-01"))
    pages = {path.removeprefix("docs/") for path in toy_files if path.endswith(".md")}
    assert set(found) == pages | {f"sources/{key}.md" for key in dossier.sources}
