"""Uses of terms in texts: every form, the longest first, and no part of another word."""

from __future__ import annotations

import pytest

from dossier.model import Actor, Origin, Rendering, Term
from dossier.model.uses import Uses, differs

PLACE = Origin(path="docs/x.md")
POWER = Term(
    id="power",
    origin=PLACE,
    hans="网络强国",
    hant="網絡強國",
    pinyin="wǎngluò qiángguó",
    as_printed="wangluo qiangguo",
    preferred="network great power",
    kind="slogan",
    renderings=(
        Rendering(words="cyber superpower"),
        Rendering(words="cyberpower"),
        Rendering(words="the Belt"),
    ),
)
TERMS = {
    "power": POWER,
    "net": Term(id="net", origin=PLACE, hans="网络", hant="網絡", pinyin="wǎngluò", kind="policy"),
    "belt": Term(id="belt", origin=PLACE, hans="带", preferred="the Belt and Road", kind="slogan"),
    "city": Term(
        id="city",
        origin=PLACE,
        hans="3111平安城市",
        preferred="safe city",
        kind="policy",
        renderings=(Rendering(words="cyber superpower"),),
    ),
    "firm": Term(
        id="firm", origin=PLACE, hans="大华", preferred="Dahua Technology", kind="company"
    ),
}
ACTORS = [Actor(id="bri", origin=PLACE, title="Belt and Road Initiative", names={})]
USES = Uses(TERMS, ACTORS)

FOUND = [
    ("", []),
    ("网络强国是网络", [("网络强国", "power"), ("网络", "net")]),
    ("the 網絡強國", [("網絡強國", "power")]),
    ("Wǎngluò qiángguó", [("Wǎngluò qiángguó", "power")]),
    ("wangluo qiangguo as printed", [("wangluo qiangguo", "power")]),
    ("wǎngluò alone", [("wǎngluò", "net")]),
    ("wangluo alone is any name", []),
    ("Network great powers.", [("Network great powers", "power")]),
    ("a network great power", [("network great power", "power")]),
    ("cyber superpower, lent first by one", [("cyber superpower", "power")]),
    ("cyberpower is one word", []),
    ("unsafe city, safe cityscape", []),
    ("safe cities’ end, Safe City’s", [("safe cities", "city"), ("Safe City", "city")]),
    ("the 3111平安城市 and 3111", [("3111平安城市", "city")]),
    ("the Belt and Road", [("Belt and Road", "belt")]),
    ("the Belt and Road Initiative is an actor", []),
    ("Dahua Tech is one, too", []),
    ("大华 is not", [("大华", "firm")]),
    ("İ 网络", [("网络", "net")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_uses_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """With the words as the text has them."""
    assert [(text[u.start : u.end], u.term) for u in USES.in_text(text)] == expected


def test_an_empty_glossary_is_used_nowhere() -> None:
    """Neither terms nor names."""
    empty = Uses({"a": Term(id="a", origin=PLACE)}, [])
    assert list(empty.in_text("the 网络 of all")) == []


DIFFERENT = [
    ("cyber superpower", True),
    ("the “Cyber Superpowers”", True),
    ("network great power", False),
    ("“Network great powers”", False),
    ("网络强国", False),
    ("the term", False),
]


@pytest.mark.parametrize(("words", "expected"), DIFFERENT)
def test_a_recorded_rendering_may_differ_from_ours(words: str, *, expected: bool) -> None:
    """Quotation marks, capitals and plurals aside; what nobody renders it by is no rendering."""
    assert differs(POWER, words) is expected
