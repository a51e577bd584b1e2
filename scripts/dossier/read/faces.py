"""The typefaces of the edition, as their packages bring them, and the letters each one holds."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import uharfbuzz as hb


@dataclass(frozen=True, kw_only=True)
class Face:
    """One font file of a package, and the licence that goes with it."""

    package: str
    file: str
    licence: str

    @property
    def path(self) -> Path:
        """Return where the font stands on this machine."""
        return _located(self.package, self.file)

    @property
    def licence_path(self) -> Path:
        """Return where its licence stands."""
        return _located(self.package, self.licence)

    @property
    def version(self) -> str:
        """Return the version of the package."""
        return metadata.version(self.package)


def _located(package: str, ending: str) -> Path:
    """Return the file of an installed package whose path ends so."""
    files = metadata.files(package) or []
    return Path(str(next(each.locate() for each in files if each.as_posix().endswith(ending))))


UPRIGHT: Final = Face(
    package="fontpkg-literata", file="Literata[opsz,wght].ttf", licence="fontpkg_literata/LICENSE"
)
ITALIC: Final = Face(
    package="fontpkg-literata",
    file="Literata-Italic[opsz,wght].ttf",
    licence="fontpkg_literata/LICENSE",
)
HANS: Final = Face(
    package="pylopdf-fonts-zh-cn", file="NotoSerifSC-Regular.otf", licence="licenses/LICENSE"
)
HANT: Final = Face(
    package="pylopdf-fonts-zh-tw", file="NotoSerifTC-Regular.otf", licence="licenses/LICENSE"
)
ARABIC: Final = Face(
    package="fontpkg-noto-sans-arabic",
    file="NotoSansArabic[wdth,wght].ttf",
    licence="fontpkg_noto_sans_arabic/LICENSE",
)
"""For Kazakh as it is written in China."""
HAN: Final = re.compile(
    r"[\u2e80-\u2fff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff]"
)
"""What a Chinese font draws: characters, kana, and the punctuation as wide as they."""


def drawn(letter: str) -> bool:
    """Return whether the edition's fonts draw a letter; Latin ones slanted, too."""
    if HAN.match(letter):
        return draws(HANS, letter) or draws(HANT, letter)
    if "LATIN" in unicodedata.name(letter, ""):
        return draws(UPRIGHT, letter) and draws(ITALIC, letter)
    return draws(UPRIGHT, letter) or draws(ARABIC, letter)


def draws(face: Face, letter: str) -> bool:
    """Return whether a face draws a letter, whole or as a letter and its mark."""
    held = letters_of(face)
    return letter in held or held.issuperset(unicodedata.normalize("NFD", letter))


@functools.cache
def letters_of(face: Face) -> frozenset[str]:
    """Return every character that a face has a glyph of its own for."""
    font = hb.Face(hb.Blob.from_file_path(str(face.path)))
    return frozenset(map(chr, font.unicodes))
