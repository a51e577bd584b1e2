"""Corrections and notes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

from dossier.export.package import LICENCE, moment
from dossier.export.table import Stock
from dossier.model import Note
from dossier.model.address import site_path
from dossier.model.dates import bounds
from dossier.model.vocabulary import NOTE_KINDS

FEED: Final = "feed.xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_BEGAN: Final = "1970-01-01T00:00:00Z"
"""For what has no date at all: Atom must have one."""


def feed_files(stock: Stock) -> dict[str, bytes]:
    """Return site path → content of the feed of notes, the latest first."""
    notes = sorted(stock.dossier.notes.values(), key=lambda note: note.id)
    notes.sort(key=_updated, reverse=True)
    base, title = stock.base_url, stock.edition.title
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", base + FEED)
    _add(feed, "title", f"{title}: corrections and notes" if title else "Corrections and notes")
    _add(feed, "updated", max(map(_updated, notes), default=moment(stock.edition) or _BEGAN))
    _link(feed, "self", base + FEED, "application/atom+xml")
    _link(feed, "alternate", base, "text/html")
    _add(ET.SubElement(feed, "author"), "name", stock.edition.editor or title or "The editors")
    _add(feed, "rights", f"{LICENCE['title']}: {LICENCE['path']}")
    for note in notes:
        _entry(feed, stock, note)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return {FEED: written + b"\n"}


def _entry(feed: ET.Element, stock: Stock, note: Note) -> None:
    """Add a note; its id is its permanent address, which never changes."""
    entry = ET.SubElement(feed, "entry")
    label = NOTE_KINDS.get(note.kind, note.kind)
    _add(entry, "id", f"{stock.base_url}id/{note.id}/")
    _add(entry, "title", f"{note.id}: {label} ({note.to})")
    _add(entry, "updated", _updated(note))
    _link(entry, "alternate", stock.base_url + site_path(note), "text/html")
    ET.SubElement(entry, "category", {"term": note.kind, "label": label})
    _add(entry, "summary", note.prose.plain)


def _updated(note: Note) -> str:
    """Return the day a note was written as RFC 3339 has it; the last where it is a span."""
    span = bounds(note.dated) if note.dated else None
    return f"{span[1].isoformat()}T00:00:00Z" if span else _BEGAN


def _add(parent: ET.Element, name: str, words: str) -> None:
    """Add an element that holds words."""
    ET.SubElement(parent, name).text = words


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    """Add a link."""
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
