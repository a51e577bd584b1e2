"""Evidence cards: for each thing of the edition, a few hundred bytes that tell what it is.

They are pieces of HTML, not pages: `/cards/<name>.card`, an ending that no server gives as HTML,
so that neither search engines nor the sitemap, the site's search or the link checker take them
for pages. Their links count from the site's root. `docs/assets/cards.js` shows them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dossier.model import Actor, Dossier, Note, Page, Part, Record, Section, Source, Statement, Term
from dossier.model.pages import HOME, page_of
from dossier.weave.loom import Loom

FOLDER: Final = "cards/"
ENDING: Final = ".card"
_TEMPLATES: Final[Mapping[type[Record], str]] = {
    Source: "card-source.html",
    Statement: "card-statement.html",
    Note: "card-note.html",
    Actor: "card-actor.html",
    Term: "card-term.html",
    Section: "card-section.html",
    Part: "card-page.html",
    Page: "card-page.html",
}


@dataclass(frozen=True, kw_only=True)
class Cards:
    """All cards of a build."""

    files: Mapping[str, str]
    """Site path → HTML."""

    @property
    def stamp(self) -> str:
        """Return what goes into the address of each card, so that no old copy is shown as new."""
        said = repr(sorted(self.files.items())).encode()
        return hashlib.sha256(said).hexdigest()[:8]


def name_of(record: Record) -> str:
    """Return a card's name: the id of the record, which only one has; a page's path.

    >>> from dossier.model import Origin
    >>> name_of(Page(id="about/method.md", origin=Origin(path="docs/about/method.md")))
    'page/about/method'
    """
    if isinstance(record, Page):
        return f"page/{page_of(record).removesuffix('.md')}"
    return record.id.lower()


def with_cards(dossier: Dossier) -> Iterator[Record]:
    """Yield everything that has a card: all but the home page."""
    yield from (each for each in dossier.pages.values() if each.id != HOME)
    yield from dossier.records.values()


def evidence_cards(loom: Loom) -> Cards:
    """Return the card of every record and page."""
    return Cards(files={f"{FOLDER}{name}{ENDING}": card for name, card in _cards(loom)})


def _cards(loom: Loom) -> Iterator[tuple[str, str]]:
    """Yield name and HTML of each card."""
    shown, loom.page = loom.page, HOME  # so that links count from the root
    for record in with_cards(loom.dossier):
        yield name_of(record), loom.render(_TEMPLATES[type(record)], record=record)
    loom.page = shown
