"""The published data: every address in it leads somewhere on the built site."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from atom import faults
from dossier.export.data import data_files
from dossier.export.pages import page_files
from dossier.export.table import Stock
from dossier.read import Reading

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _anchors(page: Path) -> frozenset[str]:
    """Return the ids on a page."""
    return frozenset(re.findall(r'id="([^"]+)"', page.read_text(encoding="utf-8")))


def _missing(site: Path, base: str, addresses: Iterator[str]) -> list[str]:
    """Return the addresses behind which no page or anchor stands."""
    gone = []
    for address in addresses:
        path, _, anchor = address.removeprefix(base).partition("#")
        page = site / path / "index.html"
        if not page.is_file() or (anchor and anchor not in _anchors(page)):
            gone.append(address)
    return gone


@pytest.fixture(name="stock", scope="module")
def _stock(real: Reading) -> Stock:
    """Return the real dossier."""
    return Stock(dossier=real.dossier, ledger=real.ledger)


def test_the_site_has_every_data_file(site: Path, stock: Stock) -> None:
    """Byte for byte what the export makes, and the licence in full."""
    licence = (site / "data" / "LICENSE.txt").read_bytes()
    assert b"Section 8 -- Interpretation" in licence
    made = data_files(stock, licence)
    assert [each for each in made if (site / each).read_bytes() != made[each]] == []


def test_every_record_has_its_file_beside_its_page(site: Path, stock: Stock) -> None:
    """A page stands wherever an index.json does."""
    for path, content in page_files(stock).items():
        assert (site / path).read_bytes() == content
        assert (site / path).with_name("index.html").is_file()


def test_every_address_in_the_tables_leads_somewhere(site: Path, stock: Stock) -> None:
    """Page and anchor."""
    rows = [
        row
        for file in sorted((site / "data").glob("*.json"))
        if file.name not in ("datapackage.json", "index.json")  # what is no table
        for row in json.loads(file.read_bytes())
    ]
    addresses = [row["address"] for row in rows if "address" in row]
    assert len(addresses) > len(stock.dossier.records)
    assert _missing(site, stock.base_url, iter(addresses)) == []


def test_the_feed_leads_to_its_notes(site: Path, stock: Stock) -> None:
    """Strictly Atom; each entry’s link has its page and anchor."""
    content = (site / "feed.xml").read_bytes()
    entries = ET.fromstring(content).iter("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 - our own feed
    links = (link.attrib["href"] for each in entries for link in each if link.get("href"))
    assert faults(content) == []
    assert _missing(site, stock.base_url, links) == []


def test_the_page_about_the_data_links_every_file(site: Path, stock: Stock) -> None:
    """Each once or more, as a file beside it."""
    html = (site / "data" / "index.html").read_text(encoding="utf-8")
    names = [path.removeprefix("data/") for path in data_files(stock, b"")]
    linked = set(re.findall(r'href="([^"/]+)" download', html))
    assert set(names) <= linked


def test_the_sitemap_tells_no_day_on_which_nothing_changed(site: Path) -> None:
    """Where git knows the files, dates are git’s; elsewhere there is none."""
    tree = ET.parse(site / "sitemap.xml")  # noqa: S314 - our own file
    days = [each.text or "" for each in tree.iter(f"{_SITEMAP}lastmod")]
    assert [each for each in days if not _DAY.fullmatch(each)] == []
