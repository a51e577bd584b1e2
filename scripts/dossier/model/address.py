"""Where records stand, counted from the site's root."""

from __future__ import annotations

from dossier.model.ledger import place_of
from dossier.model.pages import anchor_of, page_of
from dossier.model.records import Record


def site_path(record: Record) -> str:
    """Return a record's address below the site's root, without a slash before it.

    >>> from dossier.model import Note, Origin
    >>> site_path(Note(id="KZ-N01", origin=Origin(path="docs/series/a/b.md")))
    'series/a/b/#kz-n01'
    """
    page, anchor = place_of(page_of(record)), anchor_of(record)
    return f"{page}#{anchor}" if anchor else page
