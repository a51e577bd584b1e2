"""The feed of notes: strictly Atom, every note in it once, the latest first."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace

import feedparser
import pytest

from atom import faults
from dossier.export.feed import feed_files
from dossier.export.table import Stock
from dossier.model import Dossier, Edition, Note, Origin, Prose
from dossier.model.ledger import Ledger, Line

_ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(stock: Stock) -> bytes:
    """Return the feed."""
    return feed_files(stock)["feed.xml"]


def test_the_feed_is_strictly_atom(stock: Stock) -> None:
    """Every required element, once; real dates, absolute addresses, unique ids."""
    assert faults(_feed(stock)) == []


def test_a_reader_reads_it(stock: Stock) -> None:
    """Feedparser sees every note, and no fault."""
    read = feedparser.parse(_feed(stock))
    assert (read.bozo, read.version, len(read.entries)) == (0, "atom10", len(stock.dossier.notes))


PLANTED = [
    ("<updated>2026-01-30T00:00:00Z</updated>", "", "feed has 0 updated"),
    ("<id>https://toy.example/id/HB-N01/</id>", "", "entry has 0 id"),
    ("id/HB-N01/", "id/HB-N02/", "is given 2 times"),
    ("https://toy.example/id/HB-N01/", "HB-N01", "no absolute IRI"),
    ("2026-01-30T00:00:00Z", "2026-01-30", "a date that is none"),
    ("2026-01-30T00:00:00Z", "2026-02-30T00:00:00Z", "a date that is none"),
    ("2026-01-30T00:00:00Z", "2025-01-30T00:00:00Z", "older than its entries"),
    ("<name>", "<uri>x</uri><name>", ""),
    ("<author>", "<author><name>A</name>", "a person without one name"),
    ("<title>HB-N01: Context (HB-003)</title>", "<title></title>", "an empty title"),
    ('rel="self"', 'rel="related"', "no link to itself"),
    ('href="https://toy.example/series', 'href="/series', "without an absolute address"),
    ('term="context" ', "", "a category without a term"),
    ("<summary>", "<description/><summary>", "an unknown description"),
    ("<summary>", "<summary/><summary>", "entry has 2 summary"),
    ("http://www.w3.org/2005/Atom", "http://purl.org/atom", "the root is"),
    ("</entry>", "", "no XML"),
]


@pytest.mark.parametrize(("old", "new", "said"), PLANTED)
def test_the_judge_sees_a_planted_fault(toy_stock: Stock, old: str, new: str, said: str) -> None:
    """Feedparser takes most of these without a word; an allowed element is no fault."""
    text = _feed(toy_stock).decode()
    assert old in text
    found = faults(text.replace(old, new, 1).encode())
    assert any(said in each for each in found) if said else found == []


def _entries(content: bytes) -> list[Mapping[str, str]]:
    """Return each entry's words by element, and its address."""
    return [
        {
            **{child.tag.removeprefix(_ATOM): child.text or "" for child in entry},
            "address": entry.find(f"{_ATOM}link").attrib["href"],  # type: ignore[union-attr]  # a test may break here
        }
        for entry in ET.fromstring(content).findall(f"{_ATOM}entry")  # noqa: S314 - our own feed
    ]


def test_an_entry_says_what_its_note_says(stock: Stock) -> None:
    """Permanent address as id, the day it was dated, its words, the way to its anchor."""
    notes = stock.dossier.notes
    base = stock.base_url
    entries = _entries(_feed(stock))
    assert sorted(each["id"] for each in entries) == sorted(f"{base}id/{key}/" for key in notes)
    for each in entries:
        note = notes[each["id"].split("/")[-2]]
        assert each["updated"] == f"{note.dated}T00:00:00Z"
        assert each["summary"] == note.prose.plain
        assert each["address"].startswith(base + "series/")
        assert each["address"].endswith(f"/#{note.id.lower()}")


def _note(name: str, dated: str) -> Note:
    """Return a note with a day."""
    origin = Origin(path="docs/series/a/b.md")
    words = Prose(markdown="x", plain="R&D <b>in 2020</b>")
    return Note(id=name, origin=origin, prose=words, to="AB-001", kind="context", dated=dated)


def test_the_latest_note_stands_first(toy_stock: Stock) -> None:
    """By day, then by id; a month counts as its last day."""
    written = [("AB-N01", "2025-12-31"), ("AB-N02", "2026-01"), ("AB-N03", "2026-01-31")]
    notes = {name: _note(name, dated) for name, dated in written}
    feed = _feed(Stock(dossier=Dossier(edition=toy_stock.edition, notes=notes)))
    assert faults(feed) == []
    assert [each["id"].split("/")[-2] for each in _entries(feed)] == ["AB-N02", "AB-N03", "AB-N01"]


def test_marks_of_xml_in_a_note_are_words(toy_stock: Stock) -> None:
    """An ampersand or an angle bracket comes back as it is."""
    notes = {"AB-N01": _note("AB-N01", "2026")}
    feed = _feed(Stock(dossier=Dossier(edition=toy_stock.edition, notes=notes)))
    assert _entries(feed)[0]["summary"] == "R&D <b>in 2020</b>"
    assert feedparser.parse(feed).bozo == 0


@pytest.mark.parametrize("date", ["2026-01-31", ""])
def test_a_feed_without_notes_is_still_a_feed(date: str) -> None:
    """With the edition’s day, or the first of all."""
    edition = Edition(site="https://x.example/", date=date)
    assert faults(_feed(Stock(dossier=Dossier(edition=edition)))) == []


def test_a_note_without_a_day_does_not_break_the_feed(toy_stock: Stock) -> None:
    """The checks speak of it; the feed stays valid."""
    note = replace(_note("AB-N01", ""), kind="")
    feed = _feed(Stock(dossier=Dossier(edition=toy_stock.edition, notes={"AB-N01": note})))
    assert [each for each in faults(feed) if "category" not in each] == []


def test_an_id_that_was_taken_back_is_news(toy_stock: Stock) -> None:
    """With its reason, on the day of the edition; a page that moved is none."""
    gone = Line(
        id="HB-041",
        kind="statement",
        since="2026.1",
        state="withdrawn",
        changed="2026.1",
        reason="Nobody said so.",
    )
    moved = Line(id="/old/", kind="page", since="2026.1", state="moved", changed="2026.1")
    stock = replace(toy_stock, ledger=Ledger(lines=(gone, moved)))
    assert faults(_feed(stock)) == []
    read = feedparser.parse(_feed(stock))
    (entry,) = [each for each in read.entries if "HB-041" in each.id]
    assert (entry.title, entry.summary) == ("HB-041: Retraction", "Nobody said so.")
    assert entry.updated == f"{stock.edition.date}T00:00:00Z"
    assert len(read.entries) == len(stock.dossier.notes) + 1
