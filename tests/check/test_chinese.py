"""Pinyin that reads its characters, and headings that need an id."""

from __future__ import annotations

import pytest

from dossier.check.chinese import heading_has_ascii_id, reads, split
from dossier.read import read

READINGS = [
    # characters, pinyin, its syllables; None where it is no reading
    ("网络强国", "wǎngluò qiángguó", ["wǎng", "luò", "qiáng", "guó"]),
    ("平安城市", "píng’ān chéngshì", ["píng", "ān", "chéng", "shì"]),
    ("平安城市", "píng'ān chéngshì", ["píng", "ān", "chéng", "shì"]),
    ("西安", "Xī’ān", ["Xī", "ān"]),
    ("数字中国", "Shùzì Zhōngguó", ["Shù", "zì", "Zhōng", "guó"]),
    ("一带一路", "yī dài yī lù", ["yī", "dài", "yī", "lù"]),
    ("银行", "yínháng", ["yín", "háng"]),
    ("行为", "xíngwéi", ["xíng", "wéi"]),
    ("重庆", "Chóngqìng", ["Chóng", "qìng"]),
    ("女儿", "nǚ’ér", ["nǚ", "ér"]),
    ("5G技术", "5G jìshù", ["5", "G", "jì", "shù"]),
    ("习近平，主席", "Xí Jìnpíng, zhǔxí", ["Xí", "Jìn", "píng", "zhǔ", "xí"]),
    ("网络强国", "wangluo qiangguo", None),
    ("网络强国", "wǎngluò qiǎngguǒ", None),
    ("网络强国", "wǎngluò", None),
    ("网络强国", "wǎngluò qiángguó dà", None),
    ("网络强国", "", None),
    ("灯塔", "tǎdēng", None),
]


@pytest.mark.parametrize(("hans", "pinyin", "syllables"), READINGS)
def test_pinyin_is_split_into_one_syllable_a_character(
    hans: str, pinyin: str, syllables: list[str] | None
) -> None:
    """Any reading of a character will do; tones and order must be right."""
    assert (split(hans, pinyin), reads(hans, pinyin)) == (syllables or [], syllables is not None)


TONELESS = [
    ("网络强国", "wangluo qiangguo", True),
    ("女儿", "nü’er", True),
    ("女儿", "nu’er", False),
    ("网络强国", "wangluo qianggo", False),
]


@pytest.mark.parametrize(("hans", "pinyin", "expected"), TONELESS)
def test_without_tones_letters_alone_count(hans: str, pinyin: str, *, expected: bool) -> None:
    """So that a message can say that only the tones are missing; ü is a letter."""
    assert reads(hans, pinyin, tones=False) == expected


HEADINGS = [
    ("# About", []),
    ("# Kazakhstan’s agenda – 2019", []),
    ("## 网络强国 {#wangluo-qiangguo}", []),
    ("## 网络强国 {: #wangluo-qiangguo .wide }", []),
    ("text 网络强国", []),
    ("text\n\n```\n# 注释\n```", []),
    ("/// note | KZ-N01\n# 网络强国\n///", []),
    ("## 网络强国", [1]),
    ("##网络强国", [1]),
    ("## Сергек", [1]),
    ("## Қазақстан {.wide}", [1]),
    ("## 网络强国 {#网络}", [1]),
    ("a\n\n网络强国\n========", [3]),
    ("网络强国\n---\n\n### Сергек", [1, 4]),
]


@pytest.mark.parametrize(("markdown", "lines"), HEADINGS)
def test_a_heading_in_another_script_needs_an_id(markdown: str, lines: list[int]) -> None:
    """Headings are found as Markdown finds them, outside code and blocks."""
    found = heading_has_ascii_id(read({"docs/a.md": markdown.encode()}))
    assert [each.line for each in found] == lines
