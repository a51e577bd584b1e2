"""The tiny index of the page that says “not found”: address, name, and anchors of every page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from dossier.model import Dossier, Record, Source
from dossier.model.address import site_path
from dossier.model.citing import with_anchors, with_pages
from dossier.model.dates import in_words

INDEX: Final = "assets/nearest.json"


def nearest_files(dossier: Dossier) -> dict[str, bytes]:
    """Return site path → content of the index: a list of address below the root, and name."""
    rows = [[site_path(each), _name(dossier, each)] for each in _all(dossier)]
    return {INDEX: json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()}


def _all(dossier: Dossier) -> Iterator[Record]:
    """Yield everything that has an address."""
    yield from with_pages(dossier)
    yield from with_anchors(dossier)


def _name(dossier: Dossier, record: Record) -> str:
    """Return what a reader knows a place by."""
    if isinstance(record, Source):
        return ", ".join(filter(None, (record.outlet, in_words(record.date)))) or record.id
    section = dossier.sections.get(str(getattr(record, "section", "")))
    if section:
        return f"{record.id}, {section.title}"
    return str(getattr(record, "title", "")) or record.id
