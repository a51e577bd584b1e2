"""Rules about Chinese: characters of the right set, and pinyin that reads them.

Simplified against traditional by OpenCC; readings by pypinyin; word division after GB/T 16159-2012.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import opencc

from dossier.check.walk import Spot, spots
from dossier.finding import Finding
from dossier.model.pinyin import toneless
from dossier.read import Document, Reading
from dossier.read.prose import without_code

HAN: Final = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FOREIGN: Final = re.compile(rf"{HAN.pattern}|[\u0400-\u052f]")
_HEADING_ID: Final = re.compile(r"\{[^{}]*#[a-z][a-z0-9-]*[^{}]*\}$")
_JOINTS: Final = re.compile(r"[\s\-‑,，、·'’]+")


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    """Return OpenCC's converter, made once."""
    return opencc.OpenCC(name)


def _fields(reading: Reading, *names: str) -> Iterator[Spot]:
    """Yield the filled fields of some names, in terms and under `names` of actors."""
    return (spot for spot in spots(reading) if spot.field in names and spot.text)


def hans_is_simplified(reading: Reading) -> Iterator[Finding]:
    """`hans` and `names.zh-Hans` must be in simplified characters.

    Bad: `hans: 網絡強國`
    Good: `hans: 网络强国`
    Why: fonts, search and screen readers go by the difference.
    """
    for spot in _fields(reading, "hans", "zh-Hans"):
        wanted = _converter("t2s").convert(spot.text)
        if wanted != spot.text:
            yield spot.finding(
                "hans-is-simplified",
                f'{spot.path} must be in simplified characters; got "{spot.text}".',
                f'Did you mean "{wanted}"?',
            )


def hant_is_traditional(reading: Reading) -> Iterator[Finding]:
    """`hant` and `names.zh-Hant` must be the traditional form of the simplified one.

    Bad: `hant: 网络强国`
    Good: `hant: 網絡強國`
    Why: a reader in Taipei would search in vain.
    """
    for spot in _fields(reading, "hant", "zh-Hant"):
        group = spot.raw.data if spot.field == "hant" else spot.raw.data.get("names")
        key = "hans" if spot.field == "hant" else "zh-Hans"
        hans = group.get(key) if isinstance(group, dict) else None
        convert = _converter("t2s").convert
        fits = convert(spot.text) == convert(hans) if isinstance(hans, str) else True
        # A simplified letter left over is one that the conversion to traditional still changes.
        if not fits or _converter("s2t").convert(spot.text) != spot.text:
            wanted = _converter("s2t").convert(hans if isinstance(hans, str) else spot.text)
            yield spot.finding(
                "hant-is-traditional",
                f"{spot.path} must be the traditional form of the simplified one;"
                f' got "{spot.text}".',
                f'Did you mean "{wanted}"?',
            )


def pinyin_reads_the_characters(reading: Reading) -> Iterator[Finding]:
    """Pinyin must read its characters, syllable for syllable, with tone marks.

    Bad: `pinyin: wangluo qiangguo` or `wǎngluò qiǎngguó` for 网络强国
    Good: `pinyin: wǎngluò qiángguó`
    Why: a wrong tone is another word. Source: readings of pypinyin (Unihan).
    """
    for spot in _fields(reading, "pinyin"):
        hans = characters_of(spot)
        if hans and not reads(hans, spot.text):
            toneless = reads(hans, spot.text, tones=False)
            yield spot.finding(
                "pinyin-reads-the-characters",
                f"{spot.path} must {'carry the tones of' if toneless else 'read'} {hans};"
                f' got "{spot.text}".',
                f'Its usual reading is "{_usual(hans)}".',
            )


def pinyin_marks_its_syllables(reading: Reading) -> Iterator[Finding]:
    """Inside a word, a syllable that begins with a, e or o must follow an apostrophe.

    Bad: `píngān chéngshì`
    Good: `píng’ān chéngshì`
    Why: píngān also reads pín-gān. Source: GB/T 16159-2012, after the Scheme of 1958, section 5.
    """
    for spot in _fields(reading, "pinyin"):
        hans = characters_of(spot)
        for before, syllable in zip(*_offset(split(hans, spot.text)), strict=False):
            joined = before + syllable
            bare = toneless(syllable)
            if bare[:1] in ("a", "e", "o") and joined in spot.text:
                yield spot.finding(
                    "pinyin-marks-its-syllables",
                    f'{spot.path} must have an apostrophe before "{syllable}"; got "{joined}".',
                    f'Did you mean "{before}’{syllable}"?',
                )


def apostrophised(hans: str, pinyin: str) -> str:
    """Return pinyin with an apostrophe wherever the rule wants one, and of one form.

    >>> apostrophised("平安城市", "píngān chéngshì")
    'píng’ān chéngshì'
    """
    pinyin = pinyin.replace("'", "’")
    for before, syllable in zip(*_offset(split(hans, pinyin)), strict=False):
        if toneless(syllable)[:1] in ("a", "e", "o"):
            pinyin = pinyin.replace(before + syllable, f"{before}’{syllable}")
    return pinyin


def _offset(syllables: list[str]) -> tuple[list[str], list[str]]:
    """Return the syllables and the syllables that follow them."""
    return syllables, syllables[1:]


def characters_of(spot: Spot) -> str:
    """Return the characters a pinyin field belongs to."""
    names = spot.raw.data.get("names")
    value = (
        names.get("zh-Hans")
        if spot.path == "names.pinyin" and isinstance(names, dict)
        else spot.raw.data.get("hans")
    )
    return value if isinstance(value, str) else ""


def reads(hans: str, pinyin: str, *, tones: bool = True) -> bool:
    """Return whether pinyin is a reading of characters; without tones, marks don't count.

    >>> reads("网络强国", "wǎngluò qiángguó")
    True
    """
    written = _JOINTS.sub("", pinyin).lower()
    return _rest(hans, written if tones else toneless(written), tones=tones) is not None


def split(hans: str, pinyin: str) -> list[str]:
    """Return pinyin's syllables as written, one a character; empty when it does not read them.

    >>> split("平安", "píng’ān")
    ['píng', 'ān']
    """
    return _rest(hans, _JOINTS.sub("", pinyin), tones=True) or []


def _rest(hans: str, written: str, *, tones: bool) -> list[str] | None:
    """Return the syllables that spell the characters and use up the letters, or None."""
    # Both ends are walked with the set of lengths still possible: linear, unlike backtracking.
    ways: dict[int, list[str]] = {0: []}
    for char in _JOINTS.sub("", hans):
        step: dict[int, list[str]] = {}
        for used, syllables in ways.items():
            for reading in _readings(char, tones=tones):
                piece = written[used : used + len(reading)]
                if piece.lower() == reading:
                    step.setdefault(used + len(reading), [*syllables, piece])
        ways = step
    return ways.get(len(written))


@functools.cache
def _readings(char: str, *, tones: bool) -> tuple[str, ...]:
    """Return every reading of a character in lower case; a digit or letter reads as itself."""
    if not HAN.match(char):
        return (char.lower(),)
    found = _pinyin(char, heteronym=True)[0]
    return tuple(dict.fromkeys(found if tones else map(toneless, found)))


def _usual(hans: str) -> str:
    """Return the usual reading, word by word."""
    return " ".join(syllable for (syllable,) in _pinyin(hans))


def _pinyin(hans: str, *, heteronym: bool = False) -> list[list[str]]:
    """Return the readings of each character or run of others, with tone marks."""
    import pypinyin  # noqa: PLC0415 - loads a dictionary of phrases, a fifth of a second

    return pypinyin.pinyin(hans, style=pypinyin.Style.TONE, heteronym=heteronym)


def heading_has_ascii_id(reading: Reading) -> Iterator[Finding]:
    """A heading with Chinese or Cyrillic letters must carry an explicit ASCII id.

    Bad: `## 网络强国`
    Good: `## 网络强国 {#wangluo-qiangguo}`
    Why: MkDocs makes `#_1`, `#_2` of it, which move when a heading is added above (mkdocs#762).
    """
    for document in reading.documents:
        for number, line in _headings(document):
            if _FOREIGN.search(line) and not _HEADING_ID.search(line):
                yield Finding(
                    path=document.path,
                    line=number,
                    rule="heading-has-ascii-id",
                    message="a heading in Chinese or Cyrillic must end with {#an-ascii-id};"
                    f' got "{line}".',
                )


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the headings of a page with their lines, whether marked by # or underlined."""
    lines = without_code(document.loose).split("\n")
    for number, (line, below) in enumerate(pairwise([*lines, ""]), document.body_line):
        if line.startswith("#") or (line.strip() and re.fullmatch(r"(=+|-+) *", below)):
            yield number, line.strip()
