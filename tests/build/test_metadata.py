"""What built pages tell machines: reference managers, search engines, previews."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from dossier.export.references import BIBLIOGRAPHY, FORMATS
from dossier.model import Dossier
from dossier.read import Reading
from pages import KINDS

CHAPTERS = ("part", "section", "actor", "term")
WANTED = (
    "citation_title",
    "citation_author",
    "citation_inbook_title",
    "citation_editor",
    "citation_publisher",
    "citation_publication_date",
    "citation_language",
    "citation_public_url",
    "citation_fulltext_html_url",
)
COMMON = (
    *("DC.title", "DC.creator", "DC.publisher", "DC.date", "DC.language", "DC.identifier"),
    *(
        "DC.rights",
        "prism.edition",
        "og:title",
        "og:description",
        "og:url",
        "og:image",
        "og:site_name",
    ),
    *("og:type", "description", "twitter:card"),
)
TYPES = {
    "home": "Dataset",
    "part": "ScholarlyArticle",
    "section": "ScholarlyArticle",
    "actor": "WebPage",
    "term": "WebPage",
    "source": "WebPage",
    "about": "WebPage",
}


class _Head(HTMLParser):
    """Collects tags, linked data, COinS and headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.coins: list[str] = []
        self.headings: list[str] = []
        self._in = ""
        self._linked = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in said:
            name = said.get("name") or said.get("property", "")
            self.tags.setdefault(name, []).append(said["content"])
        if tag == "link":
            self.links[said.get("rel", "")] = said.get("href", "")
        if said.get("class") == "Z3988":
            self.coins.append(said["title"])
        if said.get("type") == "application/ld+json":
            self._in = tag
        if tag in ("h2", "h3"):
            self._in = tag
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        """Keep what is asked for."""
        if self._in == "script":
            self._linked += data
        elif self._in:
            self.headings[-1] += data

    @property
    def linked(self) -> dict[str, Any]:
        """Return the linked data."""
        found: dict[str, Any] = json.loads(self._linked)
        return found


def _head(site: Path, place: str) -> _Head:
    """Return what a page says."""
    file = site / place / "index.html" if not place.endswith(".html") else site / place
    return _Head(file.read_text(encoding="utf-8"))


@pytest.fixture(name="dossier", scope="module")
def _dossier(real: Reading) -> Dossier:
    """Return the real dossier."""
    return real.dossier


def _places(dossier: Dossier) -> Iterator[str]:
    """Yield where every page of a record is."""
    for path in (*dossier.by_path, *(f"docs/sources/{each}.md" for each in dossier.sources)):
        inside = path.removeprefix("docs/").removesuffix(".md").removesuffix("index").rstrip("/")
        yield f"{inside}/" if inside else ""


def _records(dossier: Dossier) -> dict[str, list[str]]:
    """Return kind → where its pages are."""
    return {
        "section": [each.origin.path for each in dossier.sections.values()],
        "part": [each.origin.path for each in dossier.parts.values()],
        "actor": [each.origin.path for each in dossier.actors.values()],
        "term": [each.origin.path for each in dossier.terms.values()],
    }


def test_every_section_actor_and_term_is_a_chapter_in_an_edition(
    site: Path, dossier: Dossier
) -> None:
    """All Highwire tags, each with words; bodies behind a comma, so that they stay whole."""
    wrong = []
    for kind in CHAPTERS:
        for path in _records(dossier)[kind]:
            inside = path.removeprefix("docs/").removesuffix(".md").removesuffix("index")
            tags = _head(site, inside).tags
            lacking = [name for name in WANTED if not all(tags.get(name, [""]))]
            author = tags["citation_author"]
            if lacking or author != [f"{dossier.edition.editor},"] or "Z3988" in tags:
                wrong.append((path, lacking, author))
    assert wrong == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in CHAPTERS])
def test_no_other_page_is_a_chapter(site: Path, kind: str) -> None:
    """Lists, views, sources and the 404 page are none; ours name their author, whole."""
    tags = _head(site, KINDS[kind]).tags
    named = {name: said for name, said in tags.items() if name.startswith("citation_")}
    whole = {"citation_author": ["The contributors to the Digital Silk Road reference edition,"]}
    assert named == ({} if kind in ("source", "missing") else whole)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_every_page_has_its_common_tags_and_one_address(
    site: Path, dossier: Dossier, kind: str
) -> None:
    """Dublin Core, OpenGraph, a description, a card that exists; all name the canonical address."""
    head = _head(site, KINDS[kind])
    assert [name for name in COMMON if not all(head.tags.get(name, [""]))] == []
    address = dossier.edition.site + KINDS[kind]
    named = {head.links["canonical"], *head.tags["og:url"], *head.tags["DC.identifier"]}
    assert named == {address} == {head.linked["@id"]}
    card = head.tags["og:image"][0].removeprefix(dossier.edition.site)
    assert (site / card).is_file()


def test_every_page_without_exception_has_a_description(site: Path) -> None:
    """Redirects, tombstones and the 404 page, too; each says something of its own kind."""
    found = {
        file.relative_to(site).as_posix(): re.findall(
            r'<meta name="description" content="([^"]*)"', file.read_text(encoding="utf-8")
        )
        for file in site.rglob("*.html")
    }
    assert len(found) > 1300
    assert [path for path, said in found.items() if len(said) != 1 or len(said[0]) < 12] == []


@pytest.mark.parametrize("kind", TYPES)
def test_linked_data_says_what_a_page_is(site: Path, kind: str) -> None:
    """By the types of schema.org."""
    assert _head(site, KINDS[kind]).linked["@type"] == TYPES[kind]


def test_linked_data_says_what_a_page_is_about(site: Path, dossier: Dossier) -> None:
    """A term in its set, a person, a company, the article a section is based on."""
    term = _head(site, KINDS["term"]).linked["mainEntity"]
    assert (term["@type"], term["name"]) == ("DefinedTerm", "网络强国")
    assert term["inDefinedTermSet"]["@id"] == f"{dossier.edition.site}glossary/"
    person = _head(site, "actors/kassym-jomart-tokayev").linked["mainEntity"]
    company = _head(site, KINDS["actor"]).linked["mainEntity"]
    assert (person["@type"], company["@type"]) == ("Person", "Organization")
    based = _head(site, KINDS["section"]).linked["isBasedOn"][0]
    assert (based["@type"], based["author"][0]["name"]) == ("ScholarlyArticle", "Sergey Sukhankin")


def test_every_address_of_ours_in_linked_data_is_built(site: Path, dossier: Dossier) -> None:
    """On every page."""
    wrong = []
    for place in _places(dossier):
        for address in _addresses(_head(site, place).linked):
            inside = address.removeprefix(dossier.edition.site)
            if inside != address and not (site / inside).exists():
                wrong.append((place, address))
    assert wrong == []


def _addresses(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield every whole address in linked data."""
    if isinstance(value, str) and value.startswith("http"):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for each in inside if isinstance(value, dict | list) else ():
        yield from _addresses(each)


def test_coins_stand_where_lists_of_sources_are_wanted_alone(site: Path, dossier: Dossier) -> None:
    """One span beats the tags of the page it stands on."""
    found = {
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("*.html")
        if "Z3988" in file.read_text(encoding="utf-8")
    }
    assert found == {"sources/", *(f"sources/{key}/" for key in dossier.sources)}
    spans = [parse_qs(each) for each in _head(site, "sources").coins]
    assert len(spans) == len(dossier.sources)
    assert all(each["ctx_ver"] == ["Z39.88-2004"] for each in spans)
    one = parse_qs(_head(site, "sources/sukhankin-2021").coins[0])
    assert (one["rft.au"], one["rft.jtitle"]) == (["Sukhankin, Sergey"], ["China Brief"])


def test_every_page_statement_and_note_has_its_files(site: Path, dossier: Dossier) -> None:
    """Beside the page, each format, and the whole bibliography beside the sources."""
    stems = [f"{place}index" for place in _places(dossier)]
    for record in (*dossier.statements.values(), *dossier.notes.values()):
        folder = record.origin.path.removeprefix("docs/").removesuffix(".md")
        stems.append(f"{folder}/{record.id.lower()}")
    wanted = [f"{stem}.{ending}" for stem in (*stems, BIBLIOGRAPHY) for ending in FORMATS]
    assert [each for each in wanted if not (site / each).is_file()] == []


def test_headings_hold_their_own_words_alone(site: Path) -> None:
    """The sign of the permanent link comes from the style sheet; the link has a name."""
    for kind in ("section", "about", "part", "term"):
        head = _head(site, KINDS[kind])
        assert head.headings
        assert [each for each in head.headings if "¶" in each] == []
    html = (site / KINDS["about"] / "index.html").read_text(encoding="utf-8")
    assert 'title="Permanent link to this heading"></a>' in html
    assert 'content: "¶"' in (site / "assets" / "edition.css").read_text(encoding="utf-8")
