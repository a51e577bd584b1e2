"""Weaving for a book: what stands in it is linked inside it, everything else on the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from dossier.book.volume import Volume
from dossier.model import Record
from dossier.model.address import site_path
from dossier.model.ledger import place_of
from dossier.weave.citations import Citations
from dossier.weave.loom import Loom

TEMPLATES: Final = Path(__file__).parent / "templates"


class BookLoom(Loom):
    """A loom whose pages are chapters of one volume."""

    folders: ClassVar = (TEMPLATES, *Loom.folders)

    def __init__(self, volume: Volume, citations: Citations, bodies: Mapping[str, str]) -> None:
        """Take what stands in the book, all citations formatted, and path → text of each file."""
        super().__init__(volume.dossier, citations, place_of)
        self.volume = volume
        self.bodies = bodies

    def href(self, target: str) -> str:
        """Return the address of a record, or of a page path ending in `.md`."""
        anchor = self.volume.anchors.get(target)
        if anchor:
            return f"#{anchor}"
        record = self.dossier.records.get(target)
        inside = site_path(record) if record else self.url_of(target)
        return f"{self.dossier.edition.site}{inside}"

    def markdown_href(self, record: Record) -> str:
        """Return a record's address for a link in Markdown."""
        return self.href(record.id)

    def permalink(self, record: Record) -> str:
        """Return the address at which the site keeps a statement or note."""
        return self.dossier.edition.site + site_path(record)
