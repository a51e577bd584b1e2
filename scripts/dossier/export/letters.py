"""Which letters the edition uses, and in which slices a page fetches them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from dossier.read.faces import HAN

_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_LATIN: Final = re.compile(r"[\u00a0-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2010-\u22ff]")
_ALWAYS: Final = frozenset(
    [
        *map(chr, range(0x20, 0x7F)),
        *"\u00a0§©«»·\u00d7–—‘’“”…\u2039\u203a\u2212→←↑↓№€\u2032″",
        *"āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ",  # what pinyin is written with
    ]
)
_ALWAYS_CYRILLIC: Final = frozenset([*map(chr, range(0x410, 0x450)), *"ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"])
"""Russian and Kazakh whole: a name yet to come must not fetch half its letters."""
_COMMON: Final = 3
"""A character in so many places goes with the common ones, which every page has at hand."""
_SLICE: Final = 24
"""So many rarer characters go together: four kilobytes."""
_QUOTE: Final = re.compile(r"quote-seen\s*=\s*\{[^{}]*\}")
_TRADITIONAL: Final = re.compile(r"^ +zh-Hant: (.+)$", re.MULTILINE)


def latin(texts: Iterable[str]) -> frozenset[str]:
    """Return the Latin letters, figures and signs to be drawn, the usual ones always."""
    return _ALWAYS.union(*map(_LATIN.findall, texts))


def cyrillic(texts: Iterable[str]) -> frozenset[str]:
    """Return the Cyrillic letters to be drawn: both alphabets, and what else is met."""
    return _ALWAYS_CYRILLIC.union(*map(_CYRILLIC.findall, texts))


def arabic(texts: Iterable[str]) -> frozenset[str]:
    """Return the Arabic letters to be drawn."""
    return frozenset().union(*map(_ARABIC.findall, texts))


def places(texts: Mapping[str, str]) -> list[str]:
    """Return the pieces of text that are read together: a page, or one source of a list."""
    found = [
        part
        for path, text in texts.items()
        for part in (text.split("\n@") if path.endswith(".bib") else [text])
    ]
    return [_QUOTE.sub("", part) for part in found]


def asides(texts: Mapping[str, str]) -> list[str]:
    """Return the pieces that are read on demand: words seen in a source."""
    return [quote for text in texts.values() for quote in _QUOTE.findall(text)]


def named(texts: Mapping[str, str]) -> list[str]:
    r"""Return actors' names in traditional characters, also where simplified ones look the same.

    >>> named({"docs/actors/china.md": "names:\n  zh-Hant: 中國\n  pinyin: Zhōngguó"})
    ['中國']
    """
    return [name for text in texts.values() for name in _TRADITIONAL.findall(text)]


def slices(texts: Iterable[str], aside: Iterable[str] = ()) -> list[str]:
    """Return the Chinese characters of some texts, in slices; those met aside alone come last.

    The first slice holds what stands in several texts; the rest follow in the order of the texts
    that need them, the longest first, so that what is read together is fetched together.

    >>> slices(["国网", "国路", "国"], ["丝网"])
    ['国', '丝网路']
    """
    sets = [frozenset(HAN.findall(text)) for text in texts]
    counts = Counter(letter for each in sets for letter in each)
    common = sorted(letter for letter, count in counts.items() if count >= _COMMON)
    needing = sorted(sets, key=lambda each: (-len(each), sorted(each)))
    needing += [frozenset(HAN.findall(text)) for text in aside]
    in_order = dict.fromkeys(letter for each in needing for letter in sorted(each))
    rare = [letter for letter in in_order if counts[letter] < _COMMON]
    rest = [rare[start : start + _SLICE] for start in range(0, len(rare), _SLICE)]
    return ["".join(sorted(each)) for each in [common, *rest] if each]


def unicode_range(letters: Iterable[str]) -> str:
    """Return letters as CSS names their code points.

    >>> unicode_range("abcz")
    'U+61-63,U+7A'
    """
    points = enumerate(sorted(map(ord, letters)))
    runs = [[point for _, point in run] for _, run in groupby(points, lambda at: at[1] - at[0])]
    return ",".join(f"U+{run[0]:X}" + (f"-{run[-1]:X}" if len(run) > 1 else "") for run in runs)
