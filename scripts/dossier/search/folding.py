"""Writing with its differences taken out: case, diacritics, script, spacing.

`assets/search/engine.js` does the same to what a reader types, with the same table: the build
writes it to `search/settings.json`, and a test compares the two over every letter of the edition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

_RUSSIAN: Final = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщыэюя",
        "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya".split(),
        strict=True,
    )
)
_KAZAKH: Final = dict(zip("әғқңөұүһі", "agknouuhi", strict=True))
_OTHER: Final = {
    "ґ": "g", "є": "e", "ҷ": "ch", "ҳ": "h",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l",
    "đ": "d", "ð": "d", "þ": "th", "\u0131": "i",
}  # fmt: skip
_SILENT: Final = dict.fromkeys("ьъ'’‘`\u02bc\u02bb\u02b9\u02c8", "")
LETTERS: Final = {**_RUSSIAN, **_KAZAKH, **_OTHER, **_SILENT}
"""Letter, small and without marks → plain Latin; what is absent stays as it is."""
_QAZAQ: Final = {"қ": "q", "ж": "j", "х": "h", "ш": "s", "ц": "c"}  # noqa: RUF001 - Cyrillic it is
"""Where Kazakh's Latin alphabet of 2021 differs from the stand-ins above."""
HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS: Final = re.compile(rf"[{HAN}]+|[^{HAN}\s]+")
_IS_HAN: Final = re.compile(rf"[{HAN}]")
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        ("([zcs])h", r"\1"),
        ("([aei])ng", r"\1n"),
        ("([kg])h", r"\1"),
        ("[yj](?=[aeou])", ""),
        ("q|ck|c", "k"),
        ("w", "v"),
        ("y", "i"),
        (r"(.)\1", r"\1"),
    )
)
"""What speakers of Mandarin, romanisations and transliterations confuse → one of them."""
_VOWELS: Final = re.compile("[aeiou]")
_SHORT: Final = 4
"""So many consonants are looked for with one of them left out."""
EDGES: Final = (2, 4)
"""So many consonants at an edge of a longer name have to be right."""
_ZEROS: Final = re.compile(r"(?<![0-9])0+(?=[0-9])")


class _Table(dict[int, str]):
    """A table for `str.translate` that asks once what becomes of a letter."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, code: int) -> str:
        """Ask, and keep the answer."""
        self[code] = self._ask(chr(code))
        return self[code]


_BARE: Final = _Table(lambda c: "" if unicodedata.category(c)[0] == "M" else LETTERS.get(c, c))
_SPACED: Final = _Table(
    lambda c: c if _IS_HAN.match(c) or unicodedata.category(c)[0] in "LN" else " "
)
"""Characters count as letters, those too that are newer than this Python."""


def fold(text: str) -> str:
    """Return a text in small plain letters and digits, its words parted by one space.

    >>> fold("Wǎngluò Qiángguó; Қазақстан, KZ-031")
    'wangluo qiangguo kazakstan kz 31'
    """
    plain = unicodedata.normalize("NFKD", text).lower().translate(_BARE)
    words = _THOUSANDS.sub("", plain).translate(_SPACED)
    return " ".join(_ZEROS.sub("", words).split())


def tokens(text: str) -> list[str]:
    """Return the words to look for; a run of characters becomes its overlapping pairs.

    >>> tokens("the 网络强国 plan")
    ['the', '网络', '络强', '强国', 'plan']
    """
    return [token for run in _RUNS.findall(fold(text)) for token in _cut(run)]


def _cut(run: str) -> Iterator[str]:
    """Yield the tokens of one run of letters, or of characters."""
    if _IS_HAN.match(run) and len(run) > 1:
        yield from map("".join, pairwise(run))
    else:
        yield run


def key(text: str) -> str:
    """Return a name written as one word, however it was spaced.

    >>> key("wǎngluò qiángguó"), key("KZ-031")
    ('wangluoqiangguo', 'kz31')
    """
    return fold(text).replace(" ", "")


def sound(word: str) -> str:
    """Return about how a folded word sounds.

    >>> sound("wangluo"), sound("vangluo")
    ('vanluo', 'vanluo')
    """
    for pattern, sounds in _SOUNDS:
        word = pattern.sub(sounds, word)
    return word


def edges(word: str) -> tuple[str, ...]:
    """Return the words under which a folded word is found by some of its consonants.

    Few ones: as they are, or with one left out (Garbe's symmetric deletion, "SymSpell", 2012).
    Many: the first two or the last two, from behind; and four of them, where two are shared by
    too many. Some names are found both ways, for a slip may take or add a consonant.

    >>> edges("huawei"), edges("wangluoqiangguo")
    (('?hv', '?v', '?h'), ('<vn', '<vnlk', '>gn', '>gnkl'))
    """
    heard = _VOWELS.sub("", sound(word)) or word
    few = (heard, *(heard[:at] + heard[at + 1 :] for at in range(len(heard))))
    short = tuple(dict.fromkeys(f"?{each}" for each in few)) if len(heard) <= _SHORT + 1 else ()
    sides = (f"<{heard}", f">{heard[::-1]}") if len(heard) >= _SHORT else ()
    return short + tuple(side[: 1 + length] for side in sides for length in EDGES)


def qazaq(text: str) -> str:
    """Return a Kazakh name folded by way of its Latin alphabet.

    >>> qazaq("Қазақстан")
    'qazaqstan'
    """
    return fold("".join(_QAZAQ.get(c, c) for c in text.lower()))
