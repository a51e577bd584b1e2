"""The edition's marks as HTML, by Python-Markdown alone: no MkDocs, a made-up map of addresses."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown import Markdown

from dossier.read import Reading
from dossier.weave.citations import Citations
from dossier.weave.extension import DossierExtension
from dossier.weave.loom import Loom

LAMPS = "series/harbour/lamps.md"


def url_of(path: str) -> str:
    """Return the address of a page as MkDocs would give it."""
    folder = re.sub(r"(^|/)index$", "", path.removesuffix(".md"))
    return f"{folder}/" if folder else ""


@pytest.fixture(name="loom")
def _loom(toy: Reading) -> Loom:
    """Return a loom over the toy, on its first section."""
    loom = Loom(toy.dossier, Citations(), url_of)
    loom.page = LAMPS
    return loom


def woven(loom: Loom, markdown: str) -> str:
    """Return a page's Markdown as HTML, without what other tests ask for: cards, pinyin."""
    others = ["attr_list", "def_list", "tables", "toc", "pymdownx.superfences", "pymdownx.betterem"]
    page = Markdown(extensions=[*others, DossierExtension(loom)]).convert(markdown)
    page = re.sub(r' data-pinyin="[^"]*"', "", page)
    page = re.sub(r' data-card="[^"]*"(?: data-here="[^"]*")?', "", page)
    return re.sub(r'data-here="[^"]*"', 'data-here=""', page)


def text_woven(loom: Loom, markdown: str) -> str:
    """Return Markdown as HTML, on a page for which nothing is derived."""
    loom.page = "nothing/derived.md"
    return woven(loom, markdown)


@pytest.fixture(name="page")
def _page(loom: Loom, toy: Reading) -> str:
    """Return the toy's first section as HTML."""
    body = next(each.body for each in toy.documents if each.path == f"docs/{LAMPS}")
    return woven(loom, body)


BLOCKS = [
    ("hb-001", "statement"),
    ("hb-f1", "figure"),
    ("hb-002", "statement"),
    ("hb-003", "statement"),
    ("hb-n01", "note"),
    ("hb-004", "statement"),
]


def test_each_block_becomes_an_article_with_its_id(page: str) -> None:
    """In the order of the file; the id is the anchor that people cite."""
    found = re.findall(r'<article class="(\w+)"[^>]* id="([\w-]+)"', page)
    assert [(identity, kind) for kind, identity in found] == BLOCKS


OPTIONS = ["in-article", "lamps-1", "facts", "counter:", "basis:", "about:", "dated:", "    on:"]


@pytest.mark.parametrize("option", OPTIONS)
def test_the_options_of_a_block_are_not_printed(page: str, option: str) -> None:
    """They are data; what a reader needs of them is woven in."""
    assert option not in page


@pytest.mark.parametrize("mark", ["///", "| HB-", "{#", "wzxhzdk", "\x02"])
def test_no_mark_of_the_source_is_left_in_the_page(page: str, mark: str) -> None:
    """Neither ours nor Markdown’s own placeholders."""
    assert mark not in page


ATTRIBUTES = [
    ("hb-001", 'data-basis="company" data-status="stands"'),
    ("hb-002", 'data-basis="official" data-status="disputed"'),
    ("hb-004", 'data-basis="author" data-status="stands"'),
]


@pytest.mark.parametrize(("identity", "attributes"), ATTRIBUTES)
def test_a_statement_carries_what_filters_go_by(page: str, identity: str, attributes: str) -> None:
    """Basis and status, in words of the vocabulary."""
    assert f'<article class="statement" {attributes} id="{identity}">' in page


INSIDE = [
    ("hb-001", "12 September 2019"),
    ("hb-001", '<a href="../../../actors/anna-li/">Anna Li</a>'),
    ("hb-002", '<a href="#hb-003">HB-003</a>'),
    ("hb-003", "2020–2021"),
    ("hb-n01", "30 January 2026"),
    ("hb-004", "The author"),
]


@pytest.mark.parametrize(("identity", "expected"), INSIDE)
def test_an_article_says_when_and_who(page: str, identity: str, expected: str) -> None:
    """In its margin, its foot, or its label."""
    _, _, rest = page.partition(f'id="{identity}">')
    assert expected in rest.partition("</article>")[0]


def test_the_text_of_a_block_stands_in_its_article(page: str) -> None:
    """In a division of its own, as paragraphs."""
    texts = re.findall(r'<div class="claim-text">\n<p>(.*?)</p>\n</div>', page, re.DOTALL)
    assert [each.partition(" ")[0] for each in texts[1:]] == ["A", "The", "The", "The", "Lamps"]


class _Tags(HTMLParser):
    """Follows the tags of a page that are opened and closed."""

    VOID = frozenset({"br", "hr", "img", "input", "wbr", "path", "circle", "line", "rect", "use"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is opened."""
        self.open += [] if tag in self.VOID or not isinstance(attrs, list) else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Take the tag off that is closed, which must be the last one opened."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_is_well_formed(page: str) -> None:
    """Every tag that is opened is closed, in order."""
    tags = _Tags()
    tags.feed(page)
    assert (tags.open, tags.wrong) == ([], [])


LINKS = [
    # on which page, as written, as woven
    ("a.md", "[x][anna-li]", '<a href="actors/anna-li.md">x</a>'),
    (LAMPS, "[x][anna-li]", '<a href="../../actors/anna-li.md">x</a>'),
    (LAMPS, "[x][HB-001]", '<a href="#hb-001">x</a>'),
    (LAMPS, "[HB-001]", '<a href="#hb-001">HB-001</a>'),
    (LAMPS, "[HB-F1], [HB-N01]", '<a href="#hb-f1">HB-F1</a>, <a href="#hb-n01">HB-N01</a>'),
    (LAMPS, "[x][HB-005]", '<a href="keepers.md#hb-005">x</a>'),
    (LAMPS, "[x][hb-keepers]", '<a href="keepers.md">x</a>'),
    (LAMPS, "[x][harbour]", '<a href="index.md">x</a>'),
    ("actors/b.md", "[x][anna-li]", '<a href="anna-li.md">x</a>'),
    ("a.md", "[x][dengta]", '<a class="term" href="glossary/dengta.md">x</a>'),
    ("a.md", "[the\nlamp][great-lamp]", '<a href="actors/great-lamp.md">the\nlamp</a>'),
    ("a.md", "[*x*][anna-li]", '<a href="actors/anna-li.md"><em>x</em></a>'),
    ("a.md", "![x][anna-li]", '<img alt="x" src="actors/anna-li.md">'),
    ("a.md", "[x](https://a.example/)", '<a href="https://a.example/">x</a>'),
    ("a.md", "[x][y]\n\n[y]: z.md", '<a href="z.md">x</a>'),
]


@pytest.mark.parametrize(("on", "written", "expected"), LINKS)
def test_a_link_by_id_is_relative_to_its_page(
    loom: Loom, on: str, written: str, expected: str
) -> None:
    """As Markdown files link, so that the engine can check it."""
    loom.page = on
    assert f"<p>{expected}</p>" in woven(loom, f"{written}\n")


NO_LINKS = [
    "[harbour]",
    "[anna-li]",
    "[word]",
    "[HB-099]",
    "[hb-001]",
    "[HB-001x]",
    "[x][nowhere]",
    "[x][tower-2018]",
    "[@tower-2018]",
    "`[HB-001]`",
    r"\[HB-001]",
]


@pytest.mark.parametrize("written", NO_LINKS)
def test_any_other_bracket_is_no_link(loom: Loom, written: str) -> None:
    """A word that happens to be an id stays a word; an unknown id stays visible."""
    assert "<a" not in text_woven(loom, f"a {written} b")


UNKNOWN = [
    "/// statement | HB-099\n    on: 2020\n\nText.\n///",
    "/// note | HB-N99\n\nText.\n///",
    "/// details | More\n\nText.\n///",
    "/// statement\n\nText.\n///",
]


@pytest.mark.parametrize("written", UNKNOWN)
def test_a_block_that_nobody_knows_stays_text(loom: Loom, written: str) -> None:
    """It is a finding of the checks, and a reader sees that something is wrong."""
    page = text_woven(loom, written)
    assert ("<article" in page, "Text." in page, "///" in page) == (False, True, True)


LANGUAGES = [
    ("a 灯光 b", 'a <span lang="zh-Hans">灯光</span> b'),
    ("灯光", '<span lang="zh-Hans">灯光</span>'),
    ("灯光 маяк", '<span lang="zh-Hans">灯光</span> <span lang="ru">маяк</span>'),
    ("*маяк* и", '<em><span lang="ru">маяк</span></em> <span lang="ru">и</span>'),
    ("a *b* 灯光 *c* d", 'a <em>b</em> <span lang="zh-Hans">灯光</span> <em>c</em> d'),
    ("[灯光](a.md)", '<a href="a.md"><span lang="zh-Hans">灯光</span></a>'),
    ("dēngguāng", '<span lang="zh-Latn-pinyin">dēngguāng</span>'),
    ("plain English, “quoted” – and more", "plain English, “quoted” – and more"),
    ("`灯光`", "<code>灯光</code>"),
    ("маяк{lang=ru}", '<span lang="ru">маяк</span>{lang=ru}'),
    ("*灯光*{lang=ja}", '<em lang="ja">灯光</em>'),
    ("*a **灯光** b*{lang=ja}", '<em lang="ja">a <strong>灯光</strong> b</em>'),
]


@pytest.mark.parametrize(("written", "expected"), LANGUAGES)
def test_foreign_runs_are_wrapped_once(loom: Loom, written: str, expected: str) -> None:
    """Not in code, and not inside an element that names its language."""
    assert text_woven(loom, written) == f"<p>{expected}</p>"


_TERM = '<a class="term" href="../glossary/{}.md">{}</a>'
_HANS = '<span lang="zh-Hans">{}</span>'
TERMS = [
    ("a 灯塔 b", f"a {_TERM.format('dengta', _HANS.format('灯塔'))} b"),
    (
        "網絡強國 & co",
        _TERM.format("wangluo-qiangguo", '<span lang="zh-Hant">網絡強國</span>') + " &amp; co",
    ),
    ("dēngtǎ", _TERM.format("dengta", '<span lang="zh-Latn-pinyin">dēngtǎ</span>')),
    (
        "Safe cities of *Digital China*",
        _TERM.format("pingan-chengshi", "Safe cities")
        + f" of <em>{_TERM.format('shuzi-zhongguo', 'Digital China')}</em>",
    ),
    (
        "a [cyberpower][wangluo-qiangguo]",
        'a <a class="term" data-here="" href="../glossary/wangluo-qiangguo.md">cyberpower</a>',
    ),
    ("a lighthouse, an unsafe city", "a lighthouse, an unsafe city"),
    ("`灯塔` [灯塔](a.md)", f'<code>灯塔</code> <a href="a.md">{_HANS.format("灯塔")}</a>'),
]


@pytest.mark.parametrize(("written", "expected"), TERMS)
def test_every_use_of_a_term_is_linked(loom: Loom, written: str, expected: str) -> None:
    """By its characters, pinyin or rendering, in the languages they are in; not in code or links.

    Words that differ from the preferred rendering say so, in `data-here`, emptied by `woven`.
    """
    assert text_woven(loom, written) == f"<p>{expected}</p>"


def test_a_term_is_not_linked_on_its_own_page(loom: Loom) -> None:
    """A link to where one stands helps nobody."""
    loom.page = "glossary/dengta.md"
    assert 'class="term"' not in woven(loom, "灯塔 is a word.")


def test_foreign_runs_in_code_blocks_are_left_alone(loom: Loom) -> None:
    """Code is copied; a span in it would be copied, too."""
    assert "<span lang" not in text_woven(loom, "```\n灯塔 маяк\n```\n\n    маяк\n")


def test_headings_keep_their_explicit_ids(loom: Loom) -> None:
    """And the run in them is marked."""
    page = text_woven(loom, "## 灯塔 {#dengta-word}")
    assert page == '<h2 id="dengta-word"><span lang="zh-Hans">灯塔</span></h2>'


def test_a_page_has_its_head_above_and_its_sections_below_its_text(page: str) -> None:
    """What is derived stands around what is written."""
    marks = ["<h1>The lamps</h1>", "The section begins", 'id="hb-004"', '<h2 id="actors">']
    assert sorted(marks, key=page.index) == marks


def test_the_same_page_is_woven_the_same_twice(loom: Loom) -> None:
    """Same input, same bytes."""
    written = "/// note | HB-N01\n    to: HB-003\n\n灯塔 [x][anna-li].\n///\n"
    assert woven(loom, written) == woven(loom, written)
