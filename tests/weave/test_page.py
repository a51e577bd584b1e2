"""What each kind of page gets around its own text."""

from __future__ import annotations

import posixpath
import re

import pytest

from dossier.model import Dossier
from dossier.model.pages import HOME, anchor_of, page_of, source_page
from dossier.read import Reading
from dossier.weave.citations import Citations
from dossier.weave.extension import title_of_page
from dossier.weave.foremost import most_cited
from dossier.weave.loom import Loom, relative
from dossier.weave.page import LISTS, frame, kind_at, meta_at, record_at
from dossier.weave.sections import KINDS
from dossier.weave.state import ENTRIES


def url_of(path: str) -> str:
    """Return the address of a page as MkDocs would give it."""
    folder = re.sub(r"(^|/)index$", "", path.removesuffix(".md"))
    return f"{folder}/" if folder else ""


@pytest.fixture(name="loom")
def _loom(toy: Reading) -> Loom:
    """Return a loom over the toy."""
    return Loom(toy.dossier, Citations(), url_of)


@pytest.fixture(name="dossier")
def _dossier(toy: Reading) -> Dossier:
    """Return the toy's dossier."""
    return toy.dossier


TAILS = {
    "series/harbour/index.md": ["sections", "sources"],
    "series/harbour/lamps.md": ["actors", "terms", "sources", ""],
    "series/harbour/keepers.md": ["actors", "terms", "sources", ""],
    "glossary/wangluo-qiangguo.md": ["renderings", "used-in", "terms", "actors", "sources"],
    "glossary/dengta.md": ["used-in", "actors", "sources"],
    "glossary/shuzi-zhongguo.md": ["terms"],
    "sources/tower-2018.md": ["cited-by", "also"],
    "sources/wire-2019-09-13.md": ["parallel"],
    "about.md": ["sources"],
    "nowhere.md": [],
    "sources/nobody-2020.md": [],
}


@pytest.mark.parametrize(("page", "expected"), TAILS.items())
def test_a_page_gets_the_sections_of_its_kind_that_have_something_in_them(
    loom: Loom, page: str, expected: list[str]
) -> None:
    """In a fixed order; an empty section is no section."""
    loom.page = page
    anchors = [anchor for _, anchor, _ in frame(loom)[1]]
    assert [each for each in anchors if each != "quality"] == expected


ACTORS = {
    "anna-li": ["offices", "statements-by", "relations"],
    "great-lamp": ["statements-about", "relations"],
    "guild-of-keepers": ["statements-by", "statements-about", "relations"],
    "port-toy": ["statements-about", "relations"],
}


@pytest.mark.parametrize(("actor", "expected"), ACTORS.items())
def test_an_actor_gets_offices_statements_and_relations(
    loom: Loom, actor: str, expected: list[str]
) -> None:
    """What it says stands before what is said of it."""
    loom.page = f"actors/{actor}.md"
    wanted = ("offices", "statements-by", "statements-about", "relations")
    assert [anchor for _, anchor, _ in frame(loom)[1] if anchor in wanted] == expected


@pytest.mark.parametrize("page", TAILS)
def test_a_section_with_an_anchor_has_a_heading_and_no_anchor_comes_twice(
    loom: Loom, page: str
) -> None:
    """A link to a section has one place to go to."""
    loom.page = page
    tail = frame(loom)[1]
    anchors = [anchor for _, anchor, _ in tail if anchor]
    assert ([bool(heading) for heading, _, _ in tail], len(set(anchors))) == (
        [bool(anchor) for _, anchor, _ in tail],
        len(anchors),
    )


HEADS = [
    ("series/harbour/index.md", "<h1>Part One: the harbour</h1>"),
    ("series/harbour/lamps.md", "<h1>The lamps</h1>"),
    ("actors/anna-li.md", "<h1>Anna Li</h1>"),
    ("actors/anna-li.md", '<dd lang="zh-Hans" data-pinyin="Lǐ Ān">李安</dd>'),
    ("glossary/dengta.md", 'lang="zh-Hans" data-pinyin="dēngtǎ">灯塔</span>'),
    ("glossary/dengta.md", '<dd lang="zh-Hant" data-pinyin="dēngtǎ">燈塔</dd>'),
    ("glossary/pingan-chengshi.md", '<dd lang="kk">қауіпсіз қала</dd>'),
    ("sources/tower-2018.md", "<code>tower-2018</code>"),
    ("about.md", '<dl class="state">'),
    ("nowhere.md", ""),
]


OF_EDITIONS = {"editions/index.md", "changes.md"}
"""Lists of editions, of which the toy has none; `tests/edition` looks at them."""


@pytest.mark.parametrize(("page", "expected"), HEADS)
def test_a_head_says_what_the_page_is_about(loom: Loom, page: str, expected: str) -> None:
    """Names and terms in the language they are in; a page that is about nothing has no head."""
    loom.page = page
    head = frame(loom)[0]
    assert (expected in head, bool(head)) == (True, bool(expected))


@pytest.mark.parametrize("page", sorted(LISTS.keys() - OF_EDITIONS))
def test_a_list_is_woven_below_the_text_of_its_page(loom: Loom, page: str) -> None:
    """The page’s own words lead to it."""
    loom.page = page
    assert len(frame(loom)[1][0][2]) > 100


LISTED = [
    ("series/index.md", "harbour/"),
    ("actors/index.md", "great-lamp/"),
    ("glossary/index.md", "shuzi-zhongguo/"),
    ("sources/index.md", "wire-2019-09-13/"),
    ("claims.md", "../series/harbour/keepers/#hb-006"),
]


@pytest.mark.parametrize(("page", "address"), LISTED)
def test_a_list_leads_to_what_it_lists(loom: Loom, page: str, address: str) -> None:
    """By an address relative to its own."""
    loom.page = page
    assert f'href="{address}"' in frame(loom)[1][0][2]


def test_the_sources_are_led_by_how_far_they_were_verified(loom: Loom, dossier: Dossier) -> None:
    """The counts of the words are those of the sources, and so are those of the languages."""
    loom.page = "sources/index.md"
    said = frame(loom)[1][0][2]
    shares = [int(count) for count in re.findall(r"<dt><strong>(\d+)</strong>", said)]
    languages = said.partition('id="languages"')[2].partition("</ul>")[0]
    spoken = [int(count) for count in re.findall(r'class="count">(\d+)', languages)]
    assert (sum(shares), sum(spoken)) == (len(dossier.sources), len(dossier.sources))


def test_the_most_cited_lead(dossier: Dossier) -> None:
    """The articles themselves, which every statement cites, are left out."""
    cited = [len(dossier.citing(each.id)) for each in most_cited(dossier, 3)]
    articles = {part.source for part in dossier.parts.values()}
    assert cited == sorted(cited, reverse=True)
    assert articles.isdisjoint(each.id for each in most_cited(dossier, 99))


def test_a_reference_in_a_list_has_its_archived_copy_beside_it(
    loom: Loom, dossier: Dossier
) -> None:
    """Paper spells its address out, as it does that of the original."""
    kept = next(each for each in dossier.sources.values() if each.archiveurl)
    said = loom.render("sources.html", items=[kept])
    assert f'<a class="archived" href="{kept.archiveurl}"' in said


def test_every_record_of_the_dossier_is_listed(loom: Loom, dossier: Dossier) -> None:
    """Nobody has to know an address to find a page."""
    listed = set()
    for page in LISTS:
        loom.page = page
        hrefs = re.findall(r'href="([^"#]+)', frame(loom)[1][0][2])
        listed |= {posixpath.normpath(posixpath.join(url_of(page), each)) for each in hrefs}
    tables = (dossier.parts, dossier.sections, dossier.actors, dossier.terms, dossier.sources)
    pages = {each.id: url_of(page_of(each)) for table in tables for each in table.values()}
    assert {each for each, url in pages.items() if url.rstrip("/") not in listed} == set()


def test_the_home_page_has_its_ways_above(loom: Loom) -> None:
    """It leads to the first section."""
    loom.page = HOME
    assert 'href="series/harbour/lamps/"' in frame(loom)[0]


STATES = [
    ("index.md", "Reference edition", "1 part: 1 restated whole"),
    ("series/index.md", "List", "1 part: 1 restated whole"),
    ("series/harbour/index.md", "Part", "section"),
    ("series/harbour/lamps.md", "Section", "The whole article is restated here"),
    ("actors/anna-li.md", "Actor, person", "unknown: "),
    ("glossary/dengta.md", "Term, ", "unknown: its first use"),
    ("sources/tower-2018.md", "Source, consulted", "verified"),
    ("sources/wire-2019-09-13.md", "Source, consulted", ""),
    ("about.md", "About the edition", "of 1 source verified"),
]


def _state(loom: Loom, page: str) -> dict[str, str]:
    """Return the four facts that a page tells of itself."""
    loom.page = page
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", frame(loom)[0].partition("</dl>")[0])
    return {name: re.sub(r"<.*?>", "", said) for name, said in pairs}


@pytest.mark.parametrize(("page", "kind", "complete"), STATES)
def test_a_page_says_what_it_is_how_complete_and_since_when(
    loom: Loom, page: str, kind: str, complete: str
) -> None:
    """The day of the last change is git’s; where git does not tell, it is called unknown."""
    state = _state(loom, page)
    assert (list(state), kind in state["This page"], complete in state["How complete"]) == (
        ["This page", "How complete", "Last changed", "In the edition"],
        True,
        True,
    )
    assert (state["Last changed"], state["In the edition"][:6]) == ("unknown", "since ")
    loom.dates = {page: "2026-11-20"}
    assert _state(loom, page)["Last changed"] == "20 November 2026"


def test_every_list_counts_its_entries() -> None:
    """What a list is complete of stands beside its template."""
    assert LISTS.keys() - ENTRIES.keys() == set()


def test_a_pages_own_title_stands_above_what_is_derived() -> None:
    """Only where the page begins with one."""
    titled, bare = ["", "# Claims", "", "Text"], ["Text", "# No title"]
    assert (title_of_page(titled), title_of_page(bare)) == (
        (["", "# Claims", ""], ["", "Text"]),
        ([], bare),
    )


NEXT = [
    ("series/harbour/lamps.md", [], ["../keepers/"]),
    ("series/harbour/keepers.md", ["../lamps/"], []),
]


@pytest.mark.parametrize(("page", "before", "after"), NEXT)
def test_a_section_ends_with_the_way_to_its_neighbours(
    loom: Loom, page: str, before: list[str], after: list[str]
) -> None:
    """The first has none before it, the last none behind it."""
    loom.page = page
    said = frame(loom)[1][-1][2]
    found = [re.findall(rf'<a rel="{rel}" href="(.*?)"', said) for rel in ("prev", "next")]
    assert found == [before, after]


PAGES = [
    ("index.md", "home", "index.md"),
    ("actors/index.md", "list", "actors/index.md"),
    ("about.md", "page", "about.md"),
    ("series/harbour/index.md", "part", "harbour"),
    ("series/harbour/lamps.md", "section", "hb-lamps"),
    ("actors/anna-li.md", "actor", "anna-li"),
    ("glossary/dengta.md", "term", "dengta"),
    ("sources/tower-2018.md", "source", "tower-2018"),
]


@pytest.mark.parametrize(("page", "kind", "identity"), PAGES)
def test_a_page_is_of_one_kind_and_about_one_record(
    dossier: Dossier, page: str, kind: str, identity: str
) -> None:
    """In one word, for style sheets."""
    record = record_at(dossier, page)
    assert (kind_at(dossier, page), record and record.id) == (kind, identity)


TITLES = [
    ("glossary/dengta.md", "灯塔 dēngtǎ"),
    ("sources/tower-2018.md", "Towers and eGov Lamps"),
    ("sources/wire-2019-09-13.md", "Wire, 13 September 2019"),
    ("actors/anna-li.md", "Anna Li"),
    ("about.md", "About"),
]


@pytest.mark.parametrize(("page", "title"), TITLES)
def test_every_page_gets_its_title_from_the_dossier(
    dossier: Dossier, page: str, title: str
) -> None:
    """Sources have no file, terms no field for it; what an author wrote goes no other way."""
    assert meta_at(dossier, page).get("title") == title


def test_every_record_with_a_page_finds_it_again(dossier: Dossier) -> None:
    """The page of a record is about that record."""
    found = {
        each.id: record_at(dossier, page_of(each))
        for each in dossier.records.values()
        if not anchor_of(each)
    }
    assert [key for key, record in found.items() if record is None or record.id != key] == []


def test_every_kind_of_record_with_a_page_has_its_frame(dossier: Dossier) -> None:
    """Statements and notes stand on pages of others."""
    kinds = {type(each) for each in dossier.records.values() if not anchor_of(each)}
    assert kinds == set(KINDS)


RELATIVE = [
    ("", "", "./"),
    ("", "actors/a/", "actors/a/"),
    ("actors/a/", "", "../../"),
    ("actors/a/", "actors/b/", "../b/"),
    ("actors/a/", "actors/", "../"),
    ("actors/", "actors/a/", "a/"),
    ("actors/a/", "actors/a/", "./"),
    ("a.html", "b.html", "b.html"),
    ("x/a.html", "y/b.html", "../y/b.html"),
]


@pytest.mark.parametrize(("start", "target", "expected"), RELATIVE)
def test_an_address_is_relative_to_the_page_it_stands_on(
    start: str, target: str, expected: str
) -> None:
    """A site in a folder, or on a disk, works as well."""
    assert relative(start, target) == expected


def test_a_source_has_a_page_that_no_file_holds() -> None:
    """Its name is the key."""
    assert source_page("tower-2018") == "sources/tower-2018.md"
