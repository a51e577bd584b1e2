"""Each page’s record as JSON beside it: everything derived, every address real."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dossier.export.pages import page_files
from dossier.export.table import Stock


@pytest.fixture(name="pages", scope="session")
def _pages(toy_stock: Stock) -> dict[str, dict[str, Any]]:
    """Return site path → record of the toy."""
    return {path: json.loads(content) for path, content in page_files(toy_stock).items()}


def test_every_page_has_its_file(stock: Stock) -> None:
    """Beside it, as index.json: pages, parts, sections, actors, terms and sources."""
    dossier = stock.dossier
    wanted = {f"sources/{each}/index.json" for each in dossier.sources}
    for path in dossier.by_path:
        inside = path.removeprefix("docs/").removesuffix(".md")
        folder = inside.removesuffix("index") if inside.endswith("index") else f"{inside}/"
        wanted.add(f"{folder}index.json")
    assert set(page_files(stock)) == wanted


def test_a_part_lists_its_sections_and_a_page_what_it_cites(
    pages: dict[str, dict[str, Any]],
) -> None:
    """By id and address; by source."""
    part, about = pages["series/harbour/index.json"], pages["about/index.json"]
    assert (part["kind"], about["kind"]) == ("part", "page")
    assert [each["id"] for each in part["sections"]] == ["hb-lamps", "hb-keepers"]
    assert [each["source"] for each in about["cites"]] == ["tower-2018"]


def test_a_file_tells_its_page_and_edition(stock: Stock) -> None:
    """Whoever meets it alone knows what it is."""
    for path, content in page_files(stock).items():
        record = json.loads(content)
        assert record["address"] == stock.base_url + path.removesuffix("index.json")
        assert record["edition"] == stock.edition.id


def test_a_section_has_its_statements_whole_and_in_order(pages: dict[str, dict[str, Any]]) -> None:
    """Each with actors, terms, citations, facts and notes."""
    section = pages["series/harbour/lamps/index.json"]
    ids = [each["id"] for each in section["statements"]]
    assert ids == ["HB-001", "HB-F1", "HB-002", "HB-003", "HB-004"]
    third = section["statements"][3]
    assert third["facts"] == [
        {"subject": "guild-of-keepers", "verb": "criticises", "object": "great-lamp"}
    ]
    assert [each["source"] for each in third["cites"]] == ["keeper-nd", "lamp-daily-2020-03-01"]
    note = third["notes"][0]
    assert (note["id"], note["cites"][0]["locator"]) == ("HB-N01", "chapter 2")
    assert section["statements"][0]["terms"] == ["dengta"]


def test_an_actor_has_what_is_derived(pages: dict[str, dict[str, Any]]) -> None:
    """Statements by and about, relations both ways, names and offices."""
    anna = pages["actors/anna-li/index.json"]
    assert [each["id"] for each in anna["statements-by"]] == ["HB-001", "HB-005"]
    assert anna["names"]["pinyin"] == "Lǐ Ān"
    assert anna["roles"][0]["to"] == "2020-06-30"
    words = {"words": "supplied by", "other": "beacon-works", "statement": "HB-001"}
    assert words in pages["actors/great-lamp/index.json"]["relations"]


def test_a_term_tells_where_it_is_used(pages: dict[str, dict[str, Any]]) -> None:
    """With the renderings that others gave it."""
    term = pages["glossary/wangluo-qiangguo/index.json"]
    assert [each["id"] for each in term["used-in"]] == ["HB-006"]
    assert [each["as"] for each in term["renderings"]] == ["cyberpower", "network great power"]


def test_a_source_tells_what_cites_it(pages: dict[str, dict[str, Any]]) -> None:
    """And which documents name it as a parallel."""
    tower = pages["sources/tower-2018/index.json"]
    assert [each["id"] for each in tower["cited-by"]] == [
        "about.md",
        "HB-005",
        "HB-N02",
        "anna-li",
        "guild-of-keepers",
    ]
    assert [each["task"] for each in tower["creators"]] == ["author", "editor", "editor"]
    wire = pages["sources/wire-2019-09-13/index.json"]
    assert [each["id"] for each in wire["parallel-of"]] == ["lamp-daily-2019-09-12"]


def test_a_file_is_small(stock: Stock) -> None:
    """No page’s record is heavier than a picture."""
    heavy = {path: len(content) for path, content in page_files(stock).items()}
    assert [path for path, size in heavy.items() if size > 150_000] == []
