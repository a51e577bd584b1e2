"""Each kind of broken address, planted alone in a sound site, is caught and named; sound ones not.

A planted case replaces one text of one file. What must be found says page, target and rule, and
nothing else may be.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from dossier.links import RULES, check

SITE: Final = "https://edition.example/"
HOME: Final = "index.html"
ABOUT: Final = "about/index.html"
SERGEK: Final = "actors/sergek/index.html"
CSS: Final = "assets/edition.css"
MANIFEST: Final = "edition.webmanifest"
SITEMAP: Final = "sitemap.xml"
OLD: Final = "old/index.html"
HIDDEN: Final = '<meta name="robots" content="noindex">'


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One case: what is put where."""

    kind: str
    """What is tested, in words."""
    file: str = SERGEK
    old: str = "</main>"
    """What the planted text replaces; nothing: the whole file."""
    new: str
    more: dict[str, str] = field(default_factory=dict)
    """Path → text of files that come besides."""

    def plant(self, site: Path) -> int:
        """Change a copy of the site; return the line of the planted text."""
        text = (site / self.file).read_text(encoding="utf-8") if self.old else ""
        assert text.count(self.old) == 1 or not self.old
        before, _, after = text.partition(self.old) if self.old else ("", "", "")
        for path, content in {**self.more, self.file: before + self.new + after}.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(content, encoding="utf-8")
        if self.file == SITEMAP:  # else the packed one differs, which is a case of its own
            packed = gzip.compress((site / SITEMAP).read_bytes(), mtime=0)
            (site / f"{SITEMAP}.gz").write_bytes(packed)
        return 1 + before.count("\n")


@dataclass(frozen=True, kw_only=True)
class Broken(Planted):
    """One case of what must be found."""

    rule: str
    target: str
    path: str = ""
    """File that must be named; the changed one, at the changed line, when empty."""


def body(kind: str, html: str, target: str, rule: str = "target-exists") -> Broken:
    """Return a case with HTML planted in the text of a page two folders deep."""
    return Broken(kind=kind, new=f"{html}</main>", target=target, rule=rule)


def head(kind: str, html: str, target: str, rule: str = "target-exists") -> Broken:
    """Return a case with HTML planted in the head of the page."""
    return Broken(kind=kind, old="</head>", new=f"{html}</head>", target=target, rule=rule)


def away(kind: str, html: str, target: str) -> Broken:
    """Return a case of something that loads from another host."""
    return body(kind, html, target, "resource-is-our-own")


def odd(kind: str, target: str, rule: str = "address-is-well-formed") -> Broken:
    """Return a case of a link that is hardly an address."""
    return body(kind, f'<a href="{target}">x</a>', target, rule)


LINKS: Final = (
    body("relative link", '<a href="../sergeck/">x</a>', "../sergeck/"),
    body("link from the root", '<a href="/actor/">x</a>', "/actor/"),
    body("whole link", f'<a href="{SITE}actor/">x</a>', f"{SITE}actor/"),
    body("link without scheme", '<a href="//edition.example/no/">x</a>', "//edition.example/no/"),
    body("folder without a page", '<a href="../../assets/">x</a>', "../../assets/"),
    body("folder without its slash", '<a href="../../about">x</a>', "../../about"),
    body("wrong case", '<a href="../Sergek/">x</a>', "../Sergek/"),
    body("link with query", '<a href="../gone/?print=1">x</a>', "../gone/?print=1"),
    body("missing file", '<a href="report.pdf#page=3">x</a>', "report.pdf#page=3"),
    body("nofollow link", '<a rel="nofollow" href="gone/">x</a>', "gone/"),
    body("link in code", '<pre><code><a href="gone/">x</a></code></pre>', "gone/"),
    body("link in noscript", '<noscript><a href="gone/">x</a></noscript>', "gone/"),
    body("link in a template", '<template><a href="gone/">x</a></template>', "gone/"),
    body("area of a map", '<map name="m"><area href="gone/"></map>', "gone/"),
    body("form", '<form action="gone/"></form>', "gone/"),
    body("quotation's source", '<blockquote cite="gone/">x</blockquote>', "gone/"),
    body("our address as text", f"<p>Cite as {SITE}id/KZ-999/.</p>", f"{SITE}id/KZ-999/"),
    body("our address to copy", f'<input value="{SITE}id/KZ-999/">', f"{SITE}id/KZ-999/"),
    head("next page", '<link rel="next" href="../gone/">', "../gone/"),
    head("feed", '<link rel="alternate" type="a/b" href="/feed.xml">', "/feed.xml"),
    Broken(
        kind="link of a drawing",
        file="assets/network.svg",
        old="<path",
        new='<a href="../gone/"/><path',
        target="../gone/",
        rule="target-exists",
    ),
    Broken(
        kind="link from the error page",
        file="404.html",
        old='<a href="/">',
        new='<a href="/gone/">x</a><a href="/">',
        target="/gone/",
        rule="target-exists",
    ),
)
ANCHORS: Final = (
    *(
        body(kind, f'<a href="{target}">x</a>', target, "anchor-exists")
        for kind, target in (
            ("anchor of the page itself", "#kz-999"),
            ("anchor of another page", "../../glossary/#jianshe"),
            ("anchor by whole address", f"{SITE}about/#kz-031"),
            ("anchor in wrong case", "#KZ-031"),
            ("Chinese anchor", "../../glossary/#网络大国"),
            ("Chinese anchor, encoded", "../../glossary/#%E7%BD%91%E7%BB%9C"),
            ("anchor on a page with query", "../../about/?print=1#gone"),
        )
    ),
    body("symbol", '<svg><use xlink:href="#gone"/></svg>', "#gone", "anchor-exists"),
    Broken(
        kind="anchor of the page itself, under a base",
        file="actors/base/index.html",
        old="",
        new=f'{HIDDEN}<base href="/about/"><p id="here"><a href="#here">x</a>',
        target="#here",
        rule="anchor-exists",
    ),
)
RESOURCES: Final = (
    body("image", '<img src="gone.png" alt="">', "gone.png"),
    body("image in noscript", '<noscript><img src="gone.png"></noscript>', "gone.png"),
    body("second of a srcset", '<img srcset="/assets/card.png, gone.png 2x">', "gone.png"),
    body("source of a picture", '<picture><source srcset="gone.webp"></picture>', "gone.webp"),
    body("poster", '<video poster="gone.png"></video>', "gone.png"),
    body("subtitles", '<video><track src="gone.vtt"></video>', "gone.vtt"),
    body("frame", '<iframe src="gone/"></iframe>', "gone/"),
    body("object", '<object data="gone.svg"></object>', "gone.svg"),
    body("script", '<script src="/gone.js"></script>', "/gone.js"),
    body("style attribute", '<p style="background:url(gone.png)">x</p>', "gone.png"),
    body("style element", "<style>p { background: url('gone.png') }</style>", "gone.png"),
    head("style sheet", '<link rel="stylesheet" href="gone.css">', "gone.css"),
    head("icon", '<link rel="apple-touch-icon" href="/gone.png">', "/gone.png"),
    head("preloaded font", '<link rel="preload" as="font" href="/gone.woff2">', "/gone.woff2"),
    head("manifest", '<link rel="manifest" href="/gone.webmanifest">', "/gone.webmanifest"),
    Broken(
        kind="image of a style sheet",
        file=CSS,
        old="url(card.png)",
        new='url("gone.png")',
        target="gone.png",
        rule="target-exists",
    ),
    Broken(
        kind="import of a style sheet",
        file=CSS,
        old="main {",
        new='@import "gone.css"; main {',
        target="gone.css",
        rule="target-exists",
    ),
)
ODD: Final = (
    body("empty link", '<a href="">x</a>', '""', "address-is-not-empty"),
    body("empty image", '<img src=" " alt="">', '""', "address-is-not-empty"),
    body("empty srcset", '<img srcset="" alt="">', '""', "address-is-not-empty"),
    body("empty url()", '<p style="background:url()">x</p>', '""', "address-is-not-empty"),
    odd("backslash", "..\\sergek"),
    odd("space", "../a page/"),
    odd("script as address", "javascript:void(0)"),
    odd("address on a disk", "file:///home/me/site/index.html"),
    odd("scheme with one slash", "https:/edition.example/"),
    odd("unreadable", "https://[edition.example/"),
    odd("preview", "http://127.0.0.1:8000/actors/", "address-is-public"),
    odd("above the root", "../../../actors/", "address-stays-in-site"),
    odd("http for https", "http://edition.example/actors/", "own-origin-is-exact"),
)
AWAY: Final = (
    away(
        "foreign script",
        '<script src="https://cdn.example.net/x.js"></script>',
        "https://cdn.example.net/x.js",
    ),
    away("foreign image", '<img src="//cdn.example.net/x.png">', "//cdn.example.net/x.png"),
    away("foreign srcset", '<img srcset="https://a.example.net/x 2x">', "https://a.example.net/x"),
    away(
        "foreign frame", '<iframe src="https://a.example.net/"></iframe>', "https://a.example.net/"
    ),
    away("foreign style", '<p style="background:url(//a.example.net/x)">', "//a.example.net/x"),
    away(
        "foreign font",
        '<link rel="preconnect" href="https://fonts.example.net">',
        "https://fonts.example.net",
    ),
    Broken(
        kind="foreign import",
        file=CSS,
        old="main {",
        new="@import url(https://fonts.example.net/css); main {",
        target="https://fonts.example.net/css",
        rule="resource-is-our-own",
    ),
)
RECORDS: Final = (
    head("share image", f'<meta property="og:image" content="{SITE}gone.png">', f"{SITE}gone.png"),
    head(
        "relative share image",
        '<meta property="og:image" content="/assets/card.png">',
        "/assets/card.png",
        "record-is-whole",
    ),
    head("citation", f'<meta name="citation_pdf_url" content="{SITE}no.pdf">', f"{SITE}no.pdf"),
    head(
        "citation inside a reference",
        f'<meta name="citation_reference" content="citation_title=A; citation_url={SITE}no/">',
        f"{SITE}no/",
    ),
    body(
        "JSON-LD",
        f'<script type="application/ld+json">{{"url": "{SITE}no/"}}</script>',
        f"{SITE}no/",
    ),
    body(
        "JSON-LD image",
        '<script type="application/ld+json">[{"image": ["no.png"]}]</script>',
        "no.png",
    ),
    body(
        "JSON-LD identifier",
        '<script type="application/ld+json">{"@id": "#kz-999"}</script>',
        "#kz-999",
        "anchor-exists",
    ),
    body(
        "JSON-LD that is no JSON",
        '<script type="application/ld+json">{"@id": }</script>',
        "JSON-LD",
        "data-is-readable",
    ),
    Broken(
        kind="icon of the manifest",
        file=MANIFEST,
        old="assets/card.png",
        new="gone.png",
        target="gone.png",
        rule="target-exists",
    ),
    Broken(
        kind="start of the manifest",
        file=MANIFEST,
        old="./",
        new="gone/",
        target="gone/",
        rule="target-exists",
    ),
    Broken(
        kind="manifest that is no JSON",
        file=MANIFEST,
        old='"start_url"',
        new="start_url",
        target=MANIFEST,
        rule="data-is-readable",
    ),
    head(
        "second canonical address",
        f'<link rel="canonical" href="{SITE}about/">',
        f"{SITE}about/",
        "canonical-is-settled",
    ),
    Broken(
        kind="canonical address of a copy of a copy",
        file=OLD,
        old=f"{SITE}about/",
        new=f"{SITE}older/",
        more={"older/index.html": f'<link rel="canonical" href="{SITE}about/"><p>'},
        target=f"{SITE}older/",
        rule="canonical-is-settled",
    ),
    Broken(
        kind="canonical address that is gone",
        file=OLD,
        old=f"{SITE}about/",
        new=f"{SITE}gone/",
        target=f"{SITE}gone/",
        rule="target-exists",
    ),
    Broken(
        kind="relative canonical address",
        file=OLD,
        old=f"{SITE}about/",
        new="/old/",
        target="/old/",
        rule="record-is-whole",
    ),
)
WHOLE: Final = (
    body("id twice", '<p id="kz-031">x</p>', "#kz-031", "id-is-unique"),
    Broken(
        kind="redirect to nowhere",
        file=OLD,
        old="0; url=/about/",
        new="0; url='/gone/'",
        target="/gone/",
        rule="target-exists",
    ),
    Broken(
        kind="redirect to itself",
        file=OLD,
        old="0; url=/about/",
        new="0;URL=../old/",
        target="../old/",
        rule="redirect-goes-straight",
    ),
    Broken(
        kind="page that reloads itself",
        file=OLD,
        old="0; url=/about/",
        new="30",
        target="#",
        rule="redirect-goes-straight",
    ),
    Broken(
        kind="chain of redirects",
        file="older/index.html",
        old="",
        new='<meta http-equiv="refresh" content="0; url=../old/">',
        target="../old/",
        rule="redirect-goes-straight",
    ),
    Broken(
        kind="page that no page links to",
        file=HOME,
        old='<a href="glossary/">',
        new="<a>",
        more={ABOUT: "<p>no link here"},
        path="glossary/index.html",
        target="/glossary/",
        rule="page-is-reached",
    ),
    Broken(
        kind="page that links to itself only",
        file="actors/index.html",
        old='<a href="sergek/#kz-031">',
        new="<a>",
        path=SERGEK,
        target="/actors/sergek/",
        rule="page-is-reached",
    ),
    Broken(
        kind="sitemap entry that is gone",
        file=SITEMAP,
        old="</urlset>",
        new=f"<url><loc>{SITE}gone/</loc></url></urlset>",
        target=f"{SITE}gone/",
        rule="target-exists",
    ),
    Broken(
        kind="relative sitemap entry",
        file=SITEMAP,
        old=f"<url><loc>{SITE}about/</loc></url>",
        new=f"<url><loc>{SITE}about/</loc></url><url><loc>/about/</loc></url>",
        target="/about/",
        rule="record-is-whole",
    ),
    Broken(
        kind="sitemap entry for a redirect",
        file=SITEMAP,
        old="</urlset>",
        new=f"<url><loc>{SITE}old/</loc></url></urlset>",
        target=f"{SITE}old/",
        rule="sitemap-is-the-site",
    ),
    Broken(
        kind="page that hides, in the sitemap",
        old="</head>",
        new=f"{HIDDEN}</head>",
        path=SITEMAP,
        target=f"{SITE}actors/sergek/",
        rule="sitemap-is-the-site",
    ),
    Broken(
        kind="page that the sitemap does not list",
        file=SITEMAP,
        old=f"<url><loc>{SITE}about/</loc></url>",
        new="",
        path=ABOUT,
        target=f"{SITE}about/",
        rule="sitemap-is-the-site",
    ),
    Broken(
        kind="sitemap that is no XML",
        file=SITEMAP,
        old="</urlset>",
        new="</urlset",
        target=SITEMAP,
        rule="data-is-readable",
    ),
    Broken(
        kind="packed sitemap of another build",
        file="sitemap.xml.gz",
        old="",
        new="not packed at all",
        target=SITEMAP,
        rule="sitemap-is-its-gzip",
    ),
)
LYCHEE: Final = (
    body(
        "words that are not there",
        '<a href="../../about/#:~:text=huawei">x</a>',
        "../../about/#:~:text=huawei",
        "lychee-agrees",
    ),
    Broken(
        kind="sitemap that robots.txt names",
        file="robots.txt",
        old="sitemap.xml",
        new="sitemaps.xml",
        target="/sitemaps.xml",
        rule="lychee-agrees",
    ),
)
BROKEN: Final = (*LINKS, *ANCHORS, *RESOURCES, *ODD, *AWAY, *RECORDS, *WHOLE, *LYCHEE)


def sound(kind: str, html: str, **more: str) -> Planted:
    """Return a case of HTML that is sound in the text of a page two folders deep."""
    return Planted(kind=kind, new=f"{html}</main>", more=more)


def id_and_link(kind: str, name: str, target: str) -> Planted:
    """Return a case of a link to an id of the same page."""
    return sound(kind, f'<p id="{name}"><a href="#{target}">x</a></p>')


SOUND: Final = (
    sound("Chinese anchor as it is", '<a href="../../glossary/#网络强国">x</a>'),
    sound(
        "Chinese anchor, encoded",
        '<a href="../../glossary/#%E7%BD%91%E7%BB%9C%E5%BC%BA%E5%9B%BD">x</a>',
    ),
    sound(
        "Chinese anchor, encoded in small letters",
        '<a href="../../glossary/#%e7%bd%91%e7%bb%9c%e5%bc%ba%e5%9b%bd">x</a>',
    ),
    sound("Chinese anchor, as references", '<a href="/glossary/#&#32593;络强国">x</a>'),
    sound(
        "Chinese file name, encoded",
        '<a href="%E5%BC%BA%20a.txt">x</a>',
        **{"actors/sergek/强 a.txt": "x"},
    ),
    sound("top of the page", '<a href="#top">x</a><a href="../#TOP">x</a><a href="#">x</a>'),
    sound("link in a comment", '<!-- <a href="gone/"> <p id="kz-031"> -->'),
    sound("link in a comment of a style", "<style>/* url(gone.png) */ p { top: 0 }</style>"),
    sound("link in a script", """<script>write('<a href="gone/"></a><p id="main">')</script>"""),
    sound("address in code", f"<code>{SITE}id/NUMBER/</code>"),
    sound("text that looks like a tag", '<p>&lt;a href="gone/"&gt;</p>'),
    sound("named anchor", '<a name="old-name"></a><a href="#old-name">x</a>'),
    sound("name and id alike", '<a name="both" id="both"></a><a href="#both">x</a>'),
    id_and_link("anchor with a space", "a b", "a%20b"),
    id_and_link("anchor with an accent", "café", "caf%C3%A9"),
    id_and_link("anchor with a percent sign", "100%", "100%25"),
    id_and_link("anchor with an ampersand", "a&amp;b", "a&amp;b"),
    id_and_link("anchor with a dot and colon", "fn:1.2", "fn:1.2"),
    sound("two ids that differ in case", '<p id="Kz-031"><a href="#Kz-031">x</a>'),
    sound("words that are there", '<a href="../../about/#:~:text=cyber">x</a>'),
    sound("page of a document", '<a href="/a.pdf#page=3">x</a>', **{"a.pdf": "x"}),
    sound("query", '<a href="../../about/?print=1&amp;x#about">x</a><a href="?x">x</a>'),
    sound("folder itself", '<a href=".">x</a><a href="./">x</a><a href="..">x</a>'),
    sound("way there and back", '<a href="../../actors/../about/./#about">x</a>'),
    sound("index file by name", '<a href="../index.html#actors">x</a>'),
    sound("whole address of this site", f'<a href="{SITE}about/#about">x</a>'),
    sound("host in capitals", '<a href="HTTPS://Edition.Example/about/">x</a>'),
    sound("no scheme", '<a href="//edition.example/about/">x</a>'),
    sound("spaces around", '<a href="\n  ../ ">x</a>'),
    sound("no quotation marks", "<A HREF=../>x</A><IMG SRC=/assets/card.png>"),
    sound("other hosts", '<a href="https://example.net/x?a=[b]#c">x</a>'),
    sound("host that begins as ours", "<p>https://edition.example.org/gone/</p>"),
    sound(
        "mail and telephone", '<a href="mailto:a@b.example?subject=x">x</a><a href="tel:+77">x</a>'
    ),
    sound("link without address", "<a>x</a><a id='only-id'>x</a>"),
    sound(
        "inline image",
        """<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
        <style>p { background: url("data:image/svg+xml,<svg><use href='#x'/></svg>") }</style>""",
    ),
    sound(
        "commas in a srcset",
        '<img srcset="/assets/card.png?a,b 1x,data:image/gif;base64,AA== 2x" alt="">',
    ),
    sound("symbol of the page", '<svg><symbol id="s"/><use xlink:href="#s"/></svg>'),
    sound(
        "schema.org and other names",
        '<script type="application/ld+json">'
        '{"@context": "https://schema.org", "@id": "_:a", "url": "doi:10.1/x"}</script>',
    ),
    Planted(
        kind="base of addresses",
        file="actors/base/index.html",
        old="",
        new=f'{HIDDEN}<base href="/about/"><a href="../actors/sergek/">x</a><a href="#about">x</a>',
    ),
)


def kind_of(case: Planted) -> str:
    """Return what a test of the case is called."""
    return case.kind


@pytest.mark.parametrize("case", BROKEN, ids=kind_of)
def test_what_is_broken_is_caught_and_named(case: Broken, copy: Path, origin: str) -> None:
    """The page, the target and the rule are named, and nothing else is reported."""
    line = case.plant(copy)
    found = check(copy, origin)
    said = [(each.path, each.message.partition(": ")[0], each.rule) for each in found]
    assert said == [(case.path or case.file, case.target, case.rule)]
    assert case.path or found[0].line == line


@pytest.mark.parametrize("case", SOUND, ids=kind_of)
def test_what_is_sound_is_passed_by(case: Planted, copy: Path, origin: str) -> None:
    """Nothing is reported where other checkers cry wolf."""
    case.plant(copy)
    assert check(copy, origin) == []


def test_the_small_site_is_sound(small_site: Path, origin: str) -> None:
    """What the cases are planted in has no fault of its own."""
    assert check(small_site, origin) == []


def test_each_rule_has_a_case() -> None:
    """No rule is there that could fall silent unnoticed."""
    assert {case.rule for case in BROKEN} == set(RULES)


def test_each_kind_is_planted_once() -> None:
    """No two cases are called the same, and there are as many as were asked for."""
    assert len({case.kind for case in BROKEN}) == len(BROKEN) >= 25
    assert len({case.kind for case in SOUND}) == len(SOUND) >= 10
