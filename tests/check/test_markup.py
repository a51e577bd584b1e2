"""Markup that is harmless passes; whatever a browser would run does not."""

from __future__ import annotations

import pytest

from dossier.check import Rule
from dossier.check.markup import (
    attributes_are_plain,
    html_is_allowed,
    link_is_safe,
    own_link_is_relative,
)
from dossier.read import read

RULES = (html_is_allowed, attributes_are_plain, link_is_safe, own_link_is_relative)

HARMLESS = [
    "H<sub>2</sub>O<br>and<br/>tea <wbr> <kbd>x</kbd>",
    '<span lang="zh-Hans">茶</span> <abbr title="a b: c">a</abbr> <SPAN LANG=kk>a</SPAN>',
    "<ruby>茶<rp>(</rp><rt lang='zh-Latn'>chá</rt><rp>)</rp></ruby>",
    '<span lang="kk"\ntitle="two lines">a</span>',
    "1 < 2, a <\u00a0b, x << y, <3, <- and ->, &lt;script&gt;",
    "[a](b.md) [c](../d/e.md#f) [g](https://h.example/?i=j&k) [l](mailto:m@n.example)",
    "[a](https://b.example/c:d) [e](f/g:h) [i](../j:k)",
    "![a](assets/b.png) ![c](https://d.example/e.png)",
    "<https://a.example/b?c=d> <mailto:e@f.example>",
    "[a]: https://b.example/ 'title'",
    "# A heading {#an-id}\n\n*a*{.b .c} *d*{: lang=kk } *e*{lang='ru'}",
    "{a set} of {things} in {braces}, {x: 1}",
    "`<script>alert(1)</script>` and ``[x](javascript:`y`)``",
    "text\n\n```html\n<script>alert(1)</script>\n\n[x](javascript:y) {: onclick=z }\n```\n",
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("markdown", HARMLESS)
def test_harmless_markup_is_left_alone(rule: Rule, markdown: str) -> None:
    """A rule that cries at everything is switched off."""
    assert list(rule(read({"docs/a.md": markdown.encode()}))) == []


HARMFUL = [
    "<script>alert(1)</script>",
    "<SCRIPT\nsrc=x>",
    "</script>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='x'>",
    "<a href=https://a.example/>b</a>",
    "<style>b {}</style>",
    "<form action=x>",
    "<details open ontoggle=x>",
    "<span onclick=x>",
    "<span lang=en onclick=x>",
    "<span lang='en'onclick=x>",
    "<span lang=en/onclick=x>",
    "<span title=\"a\" style='b'>",
    "<span title='a>b' onclick=x>",
    "<br onclick",
    "<http:a/onclick=x>",
    "<https:a/onclick=x>",
    "<mailto:a/onclick=x>",
    "<b:c/onclick=x>",
    "*a*{: onclick=x }",
    "*a*{onclick=x}",
    "*a*{ .b #c onclick='x' lang=en }",
    "[a](b){: target=_blank onfocus=x }",
    "# a {: style='b' }",
    "[a](javascript:b)",
    "[a](JAVASCRIPT:b)",
    "[a](\njavascript:b)",
    "[a](<javascript:b>)",
    "[a](java&Tab;script:b)",
    "[a](java&#10;script:b)",
    "[a](&#x6A;avascript:b)",
    "[a](%6Aavascript:b)",
    "[a](vbscript:b)",
    "[a](data:text/html,b)",
    "[a](file:///etc/passwd)",
    "![a](javascript:b)",
    "[[a](javascript:b)](c)",
    "[a]: javascript:b",
    "> [a]: javascript:b",
    "1.  a\n\n        [b]: javascript:c",
    # Where code only seems to be.
    "`a\n\n<script>\n\nb`",
    "`a\n<script>\nb`",
    r"\`<script>\`",
    "``a`<script>`",
    "`a` ` <script> ` `",
    "    a\n```\n<script>\n```",
    "``` {.a onclick=b}\nc\n```",
    "~~~ {.a}\n\n```\n\n~~~\n\n<script>\n\n```",
    "a `\n\u00a0\n`<script>` b",
]


@pytest.mark.parametrize("markdown", HARMFUL)
def test_what_a_browser_would_run_is_found(markdown: str) -> None:
    """However it is hidden; by one rule or another."""
    reading = read({"docs/a.md": markdown.encode()})
    assert [each for rule in RULES[:3] for each in rule(reading)]


OWN = [
    ("https://toy.example/a/", True),
    ("http://toy.example", True),
    ("//toy.example/a/", True),
    ("/a/", True),
    ("https://toy.example.org/", False),
    ("https://nottoy.example/", False),
    ("https://a.example/toy.example/", False),
    ("//a.example/", False),
    ("a/", False),
    ("#a", False),
]


@pytest.mark.parametrize(("target", "found"), OWN)
def test_a_link_to_this_site_is_known_by_its_host(target: str, *, found: bool) -> None:
    """With any scheme or none, or from the root."""
    files = {"mkdocs.yml": b"site_url: https://toy.example/\n"}
    reading = read(files | {"docs/a.md": f"[x]({target})".encode()})
    assert bool(list(own_link_is_relative(reading))) == found
