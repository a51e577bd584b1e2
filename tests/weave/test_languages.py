"""Foreign runs are found, and tagged with their language."""

from __future__ import annotations

import pytest

from dossier.model import Actor, Dossier, Origin, Term
from dossier.weave.languages import PINYIN, Languages

PLACE = Origin(path="docs/x.md")
DOSSIER = Dossier(
    terms={
        "a": Term(
            id="a",
            origin=PLACE,
            hans="网络强国",
            hant="網絡強國",
            pinyin="wǎngluò qiángguó",
            as_printed="wangluo qiangguo",
        ),
        "b": Term(
            id="b", origin=PLACE, hans="网络", hant="網絡", pinyin="wǎngluò", as_printed="wangluo"
        ),
        "c": Term(id="c", origin=PLACE, hans="平安", hant="平安", pinyin="píng’ān"),
        "n": Term(id="n", origin=PLACE, hans="3111工程", hant="3111工程", pinyin="3111 gōngchéng"),
    },
    actors={
        "d": Actor(
            id="d",
            origin=PLACE,
            names={"zh-Hans": "习近平", "zh-Hant": "習近平", "pinyin": "Xí Jìnpíng"},
        ),
        "e": Actor(id="e", origin=PLACE, names={"en": "Anna Li"}),
    },
)
LANGUAGES = Languages(DOSSIER)

RUNS = [
    ("", []),
    ("Plain English, “quoted” – and long…", []),
    ("Müller, naïve café, São Paulo, Øresund", []),
    ("the slogan 网络强国 is", [("网络强国", "zh-Hans")]),
    ("网络强国", [("网络强国", "zh-Hans")]),
    ("《网络安全法》第一条，以及其他。", [("网络安全法》第一条，以及其他", "zh-Hans")]),
    ("〇年 and 龘𠀀", [("〇年", "zh-Hans"), ("龘𠀀", "zh-Hans")]),
    ("in Taipei 網絡強國 and 網絡", [("網絡強國", "zh-Hant"), ("網絡", "zh-Hant")]),
    ("習近平 is 习近平", [("習近平", "zh-Hant"), ("习近平", "zh-Hans")]),
    ("平安 has one form", [("平安", "zh-Hans")]),
    ("a сильное сетевое государство here", [("сильное сетевое государство", "ru")]),
    ("Си Цзиньпин, Казахстан", [("Си Цзиньпин", "ru"), ("Казахстан", "ru")]),
    ("Қазақстан and Цифрлық даму", [("Қазақстан", "kk"), ("Цифрлық даму", "kk")]),
    ("Іле is a river", [("Іле", "kk")]),
    ("wǎngluò qiángguó means", [("wǎngluò qiángguó", PINYIN)]),
    ("shùjù zhǔquán is unknown here", [("zhǔquán", PINYIN)]),  # only acute and grave may be French
    ("so is lǜsè and Lǚ", [("lǜsè", PINYIN), ("Lǚ", PINYIN)]),
    ("píng’ān is a word", [("píng’ān", PINYIN)]),
    ("one word, gòngtóngtǐ", [("gòngtóngtǐ", PINYIN)]),
    ("Xí Jìnpíng said", [("Xí Jìnpíng", PINYIN)]),
    ("“wangluo qiangguo”, as printed", [("wangluo qiangguo", PINYIN)]),
    ("“wangluo” alone – it could be a name", []),
    ("“Xwangluo qiangguo” is – another word", []),
    ("网络 wǎngluò маяк", [("网络", "zh-Hans"), ("wǎngluò", PINYIN), ("маяк", "ru")]),
]


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_foreign_runs_have_their_tags(text: str, expected: list[tuple[str, str]]) -> None:
    """Known words first, longest first; then by script; English has none."""
    assert [(run, tag) for run, tag in LANGUAGES.runs(text) if tag] == expected


@pytest.mark.parametrize("text", [text for text, _ in RUNS])
def test_runs_together_are_the_text(text: str) -> None:
    """Nothing is lost between two runs."""
    assert "".join(run for run, _ in LANGUAGES.runs(text)) == text


MARKED = [
    ("<b> & “x”", "&lt;b&gt; &amp; “x”"),
    ("a < b", "a &lt; b"),
    ("the 网站 & co", 'the <span lang="zh-Hans">网站</span> &amp; co'),
    ("the 网络", 'the <span lang="zh-Hans" data-pinyin="wǎngluò">网络</span>'),
    ("網絡強國", '<span lang="zh-Hant" data-pinyin="wǎngluò qiángguó">網絡強國</span>'),
    ("习近平", '<span lang="zh-Hans" data-pinyin="Xí Jìnpíng">习近平</span>'),
    (
        "新网络强国法",
        '<span lang="zh-Hans">新<span data-pinyin="wǎngluò qiángguó">网络强国</span>法</span>',
    ),
    ("3111工程", '<span lang="zh-Hans" data-pinyin="3111 gōngchéng">3111工程</span>'),
    ("маяк", '<span lang="ru">маяк</span>'),
    ("Xí Jìnpíng’s", f'<span lang="{PINYIN}">Xí Jìnpíng</span>’s'),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_marked_text_is_html_with_everything_escaped(text: str, expected: str) -> None:
    """What authors write cannot become a tag."""
    assert LANGUAGES.marked(text) == expected


def test_an_empty_dossier_has_languages_all_the_same() -> None:
    """Scripts need no glossary; empty names match nothing."""
    empty = Languages(Dossier(terms={"a": Term(id="a", origin=PLACE)}))
    assert list(empty.runs("the 网络 of")) == [("the ", ""), ("网络", "zh-Hans"), (" of", "")]
