"""On which page a record stands, and where on it."""

from __future__ import annotations

from typing import Final

from dossier.model.records import Actor, Note, Page, Part, Record, Section, Source, Statement, Term

HOME: Final = "index.md"


def source_page(key: str) -> str:
    """Return the path below `docs/` of a source's page, which no file holds."""
    return f"sources/{key}.md"


def page_of(record: Record) -> str:
    """Return the path below `docs/` of the page a record stands on."""
    if isinstance(record, Source):
        return source_page(record.id)
    return record.origin.path.removeprefix("docs/")


def anchor_of(record: Record) -> str:
    """Return the anchor of a record on its page; empty where it is the page.

    >>> from dossier.model import Origin
    >>> anchor_of(Statement(id="KZ-031", origin=Origin(path="docs/x.md")))
    'kz-031'
    """
    return record.id.lower() if isinstance(record, Statement | Note) else ""


def title_of(record: Record) -> str:
    """Return how a list calls a record."""
    if isinstance(record, Term):
        return f"{record.hans} ({record.preferred})"
    if isinstance(record, Actor | Part | Section | Page):
        return record.title or record.id
    return record.id
