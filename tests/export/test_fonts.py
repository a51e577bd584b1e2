"""Fonts: cut to the letters in use, in slices that no page is made to pay too much for."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from built import pages
from dossier.export.cutting import Cut, made
from dossier.export.fonts import FOLDER
from dossier.export.letters import cyrillic, latin, slices, unicode_range
from dossier.read.faces import HAN, HANS, UPRIGHT, drawn

MOST = 130_000
"""Bytes of fonts on a page with Chinese."""
_TO_PRINT = {"glossary/all/index.html"}
"""The whole glossary on one page, made to be printed: it needs every character at once."""
MOST_WITHOUT = 50_000
"""Bytes of fonts on a page without."""
_SILENT = re.compile(r"<(script|style|template|title)\b.*?</\1>", re.DOTALL)
_CLOSED = re.compile(r"<details\b(?![^>]* open)[^>]*>.*?</details>", re.DOTALL)
"""What is not open is not drawn, and fetches nothing."""
_READ = re.compile(r'<span data-pinyin="[^"]*">(.*?)</span>', re.DOTALL)
_HANT = re.compile(r'<(\w+)\b[^>]*\blang="zh-Hant"[^>]*>(.*?)</\1>', re.DOTALL)
_SLANTED = re.compile(r"<(em|i|cite)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WHOLE = re.compile("[ǵǴ]")
"""Letters that Literata draws as a letter and its mark."""


def test_each_character_is_in_one_slice() -> None:
    """What several texts share comes first, and nothing twice."""
    texts = ["数字丝绸之路", "网络强国", "数字中国", "数字经济，一二三四"]
    found = slices(texts)
    assert found[0] == "字数"
    assert sorted("".join(found)) == sorted(set("".join(texts)))


@pytest.mark.parametrize(
    ("letters", "ranges"),
    [("", ""), ("a", "U+61"), ("cab", "U+61-63"), ("az", "U+61,U+7A"), ("国", "U+56FD")],
)
def test_letters_are_named_as_css_does(letters: str, ranges: str) -> None:
    """Runs are joined."""
    assert unicode_range(letters) == ranges


def test_alphabets_are_whole_before_they_are_used() -> None:
    """Kazakh letters and pinyin are there for the next contributor."""
    assert set("ӘәҒғҚқҢңӨөҰұҮүҺһІі") <= cyrillic([])
    assert set("āáǎàǖǘǚǜ") <= latin([])
    assert "ő" in latin(["Győr"])


@pytest.mark.parametrize(
    ("letter", "is_drawn"),
    [
        ("a", True),
        ("ұ", True),
        ("国", True),
        ("ǵ", True),
        ("گ", True),
        ("ま", True),
        ("ქ", False),
        ("☎", False),
    ],
)
def test_it_is_known_what_the_faces_draw(letter: str, is_drawn: bool) -> None:  # noqa: FBT001 - a table
    """A letter that no face draws is a finding (`letter-is-in-the-fonts`)."""
    assert drawn(letter) is is_drawn


@pytest.mark.parametrize(
    "cut",
    [
        Cut(name="one", face=HANS, letters="国网"),
        Cut(name="two", face=UPRIGHT, letters="abǎ", axes=(("opsz", 14.0), ("wght", 400.0))),
    ],
)
def test_the_same_letters_are_the_same_bytes(cut: Cut, tmp_path: Path) -> None:
    """A cut holds its letters alone, and comes out alike each time."""
    first, second = made(cut, tmp_path / "a"), made(cut, tmp_path / "b")
    assert first == second
    assert "".join(map(chr, TTFont(io.BytesIO(first)).getBestCmap())) == "".join(
        sorted(cut.letters)
    )


@pytest.fixture(scope="module")
def fonts(site: Path) -> dict[str, tuple[int, frozenset[str]]]:
    """Return name → bytes and letters of every font of the site."""
    return {
        file.stem: (file.stat().st_size, frozenset(map(chr, TTFont(file).getBestCmap())))
        for file in sorted((site / FOLDER).glob("*.woff2"))
    }


def _parts(match: re.Match[str]) -> str:
    """Return a letter and its mark."""
    return unicodedata.normalize("NFD", match.group())


def _spoken(
    site: Path, *, closed: bool = False
) -> Iterator[tuple[str, set[str], set[str], set[str]]]:
    """Yield each page's path, its letters, those of traditional text, and the slanted ones."""
    for file in pages(site):
        page = _SILENT.sub("", file.read_text(encoding="utf-8"))
        page = _READ.sub(r"\1", _CLOSED.sub("", page) if closed else page)
        hant = set(html.unescape("".join(text for _, text in _HANT.findall(page))))
        rest = set(_WHOLE.sub(_parts, html.unescape(_TAG.sub("", _HANT.sub("", page)))))
        slanted = set(_TAG.sub("", "".join(text for _, text in _SLANTED.findall(page))))
        by_style = "term-rendering" in page or 'class="verb"' in page
        traditional = {each for each in hant if HAN.match(each)}
        path = str(file.relative_to(site))
        yield path, rest, traditional, slanted | ({"a"} if by_style else set())


def test_every_letter_of_the_site_is_in_a_font_and_every_character_of_a_font_in_the_site(
    site: Path, fonts: dict[str, tuple[int, frozenset[str]]]
) -> None:
    """Simplified and traditional characters each in their own; none is carried idly."""
    held = {
        kind: frozenset().union(*(letters for name, (_, letters) in fonts.items() if fits(name)))
        for kind, fits in (
            ("hans", lambda name: name.startswith("hans")),
            ("hant", lambda name: name.startswith("hant")),
            ("text", lambda name: name in ("latin", "cyrillic", "arabic")),
            ("slanted", lambda name: name == "latin-italic"),
        )
    }
    spoken = list(_spoken(site))
    plain = {letter for _, rest, _, _ in spoken for letter in rest if not letter.isspace()}
    hans = {letter for letter in plain if HAN.match(letter)}
    hant = {letter for _, _, traditional, _ in spoken for letter in traditional}
    assert plain - hans - held["text"] == set()
    assert {letter for letter in plain if ord(letter) < 0x400} - held["slanted"] == set()
    assert (hans - held["hans"] - held["hant"], hant - held["hant"]) == (set(), set())
    assert (held["hans"] | held["hant"]) - (hans | hant) == frozenset()


def test_no_page_fetches_too_many_bytes_of_fonts(
    site: Path, fonts: dict[str, tuple[int, frozenset[str]]]
) -> None:
    """Counted as a browser does: a font is fetched whole when a page has one letter of it."""
    heavy = {}
    for path, rest, hant, slanted in _spoken(site, closed=True):
        chinese = bool(hant) or any(map(HAN.match, rest))
        fetched = [
            size
            for name, (size, letters) in fonts.items()
            if letters
            & (hant if name.startswith("hant") else slanted if name.endswith("italic") else rest)
        ]
        if path not in _TO_PRINT and sum(fetched) > (MOST if chinese else MOST_WITHOUT):
            heavy[path] = sum(fetched)
    assert heavy == {}
