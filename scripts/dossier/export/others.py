"""The files that no page asks for while it is made: another process makes them meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dossier.export.cards import card_files
from dossier.export.fonts import cuts, font_files, font_rules
from dossier.export.nearest import nearest_files
from dossier.export.pages import page_files
from dossier.export.references import reference_files
from dossier.export.style import STYLE
from dossier.export.table import Stock
from dossier.search.entries import entries
from dossier.search.index import index_files
from dossier.search.settings import settings_files

Words = Callable[[str], str]


def fonts(texts: Mapping[str, str], cache: Path) -> dict[str, str | bytes]:
    """Return site path → content of the fonts that texts (path → text) need, and of their rules."""
    found = cuts(texts)
    return {STYLE: font_rules(found), **font_files(found, cache)}


def other_files(
    stock: Stock, url_of: Words, mark: Words, cache: Path
) -> Iterator[tuple[str, str | bytes]]:
    """Yield site path and content of cards, search, references and the data of each page.

    One kind after another, so that no more than one is held. `url_of` maps page paths to site
    addresses; `mark` takes a text and returns HTML with its languages.
    """
    dossier = stock.dossier
    found = entries(dossier)
    yield from card_files(dossier, url_of, cache / "cards").items()
    yield from index_files(found, mark).items()
    yield from settings_files(dossier).items()
    yield from reference_files(dossier, url_of).items()
    yield from page_files(stock).items()
    yield from nearest_files(dossier).items()
