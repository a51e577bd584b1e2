"""What is new, as Atom feeds (RFC 4287): corrections and notes, and editions."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.export.package import LICENCE, moment
from dossier.export.table import Stock
from dossier.model import Note
from dossier.model.address import site_path
from dossier.model.dates import bounds
from dossier.model.editions import Stage
from dossier.model.ledger import ENDS
from dossier.model.vocabulary import NOTE_KINDS

NOTES: Final = "feed.xml"
EDITIONS: Final = "editions.xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_BEGAN: Final = "1970-01-01T00:00:00Z"
"""For what has no date at all: Atom must have one."""


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """One entry; its id is a permanent address, which never changes."""

    id: str
    title: str
    updated: str
    address: str
    summary: str
    category: tuple[str, str] = ("", "")
    """Term and label."""


def feed_files(stock: Stock) -> dict[str, bytes]:
    """Return site path → content of each feed, the latest entries first."""
    return {
        NOTES: _feed(stock, NOTES, "corrections and notes", _corrections(stock)),
        EDITIONS: _feed(stock, EDITIONS, "editions", list(_editions(stock))),
    }


def _corrections(stock: Stock) -> list[_Entry]:
    """Return the notes and the ids that were taken back, the latest first."""
    found = sorted((*_notes(stock), *_ended(stock)), key=lambda each: each.id)
    return sorted(found, key=lambda each: each.updated, reverse=True)


def _ended(stock: Stock) -> Iterator[_Entry]:
    """Yield the ids that were merged or withdrawn; only the edition in which that was is known."""
    days = {each.id: each.date for each in stock.history.stages}
    for line in stock.ledger.lines:
        if line.ended:
            day = days.get(line.changed) or stock.edition.date
            address = f"{stock.base_url}id/{line.id}/"
            yield _Entry(
                id=address,
                title=f"{line.id}: {ENDS[line.state]}",
                updated=f"{day}T00:00:00Z" if day else _BEGAN,
                address=address,
                summary=line.reason,
                category=(line.state, ENDS[line.state]),
            )


def _notes(stock: Stock) -> Iterator[_Entry]:
    """Yield the notes."""
    for note in stock.dossier.notes.values():
        label = NOTE_KINDS.get(note.kind, note.kind)
        yield _Entry(
            id=f"{stock.base_url}id/{note.id}/",
            title=f"{note.id}: {label} ({note.to})",
            updated=_written(note),
            address=stock.base_url + site_path(note),
            summary=note.prose.plain,
            category=(note.kind, label),
        )


def _written(note: Note) -> str:
    """Return the day a note was written as RFC 3339 has it; the last where it is a span."""
    span = bounds(note.dated) if note.dated else None
    return f"{span[1].isoformat()}T00:00:00Z" if span else _BEGAN


def _editions(stock: Stock) -> Iterator[_Entry]:
    """Yield the frozen editions, the latest first; one in preparation is no news yet."""
    history = stock.history
    changes = {step.edition.id: step for step in history.steps}
    for stage in reversed(history.stages):
        step = changes.get(stage.id)
        if stage.id in history.frozen:
            address = f"{stock.base_url}editions/{stage.id}/"
            yield _Entry(
                id=address,
                title=f"Edition {stage.id}",
                updated=f"{stage.date}T00:00:00Z" if stage.date else _BEGAN,
                address=f"{address}changes/" if step else address,
                summary=_told(stage)
                if step is None
                else f"{len(step.changed)} changed, {len(step.new)} new,"
                f" {len(step.gone)} moved, merged or withdrawn since {step.before.id}.",
            )


def _told(stage: Stage) -> str:
    """Return what the first edition holds."""
    counts = (
        f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(stage.counts.items())
    )
    return f"The first edition: {', '.join(counts)}."


def _feed(stock: Stock, place: str, says: str, entries: Sequence[_Entry]) -> bytes:
    """Return a feed."""
    base, title = stock.base_url, stock.edition.title
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", base + place)
    _add(feed, "title", f"{title}: {says}" if title else says.capitalize())
    latest = max((each.updated for each in entries), default=moment(stock.edition) or _BEGAN)
    _add(feed, "updated", latest)
    _link(feed, "self", base + place, "application/atom+xml")
    _link(feed, "alternate", base, "text/html")
    _add(ET.SubElement(feed, "author"), "name", stock.edition.editor or title or "The editors")
    _add(feed, "rights", f"{LICENCE['title']}: {LICENCE['path']}")
    for each in entries:
        _put(feed, each)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _put(feed: ET.Element, said: _Entry) -> None:
    """Add an entry."""
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", said.id)
    _add(entry, "title", said.title)
    _add(entry, "updated", said.updated)
    _link(entry, "alternate", said.address, "text/html")
    term, label = said.category
    if term:
        ET.SubElement(entry, "category", {"term": term, "label": label})
    _add(entry, "summary", said.summary)


def _add(parent: ET.Element, name: str, words: str) -> None:
    """Add an element that holds words."""
    ET.SubElement(parent, name).text = words


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    """Add a link."""
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
