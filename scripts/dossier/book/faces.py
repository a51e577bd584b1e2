"""The fonts that a book carries, cut to its letters, and the rules by which they are used."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.export.cutting import Axes, Cut, made
from dossier.read.faces import ARABIC, HANS, HANT, ITALIC, UPRIGHT, Face, draws, letters_of

_FRAME: Final = "0123456789 .·•“”‘’«»„"
"""What style sheets write: page numbers, leaders, marks between words and around quotations."""
_TEXT: Final = 14.0
_TITLE: Final = 36.0
_RULE: Final = (
    '@font-face{{font-family:"{family}";src:url({folder}/{name}.woff2) format("woff2");'
    "font-style:{style};font-weight:{weight}}}"
)


@dataclass(frozen=True, kw_only=True)
class _Style:
    """One style of a family, and the font it is cut from."""

    family: str
    face: Face
    weight: int = 400
    style: str = "normal"
    axes: Axes = ()

    @property
    def upright_only(self) -> bool:
        """Return whether it stands for the slanted style, too: no script but ours has one."""
        return self.face not in (UPRIGHT, ITALIC)

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return f"{self.family.lower().replace(' ', '-')}-{self.style}-{self.weight}"


def _literata(size: float, weight: int) -> Axes:
    """Return the axes of the text face for letters of a size, in points."""
    return (("opsz", size), ("wght", float(weight)))


_STYLES: Final = (
    _Style(family="Literata", face=UPRIGHT, axes=_literata(_TEXT, 400)),
    _Style(family="Literata", face=UPRIGHT, axes=_literata(_TEXT, 600), weight=600),
    _Style(family="Literata", face=ITALIC, axes=_literata(_TEXT, 400), style="italic"),
    _Style(family="Literata Title", face=UPRIGHT, axes=_literata(_TITLE, 500), weight=500),
    _Style(family="Hans", face=HANS),
    _Style(family="Hant", face=HANT),
    _Style(family="Arabic", face=ARABIC, axes=(("wdth", 100.0), ("wght", 400.0))),
)


@dataclass(frozen=True, kw_only=True)
class Fonts:
    """The fonts of one book."""

    files: Mapping[str, bytes]
    """Name → woff2."""
    licences: Mapping[str, bytes]
    """Name → the licence of a typeface, as text."""
    styles: tuple[_Style, ...]

    def rules(self, folder: str) -> str:
        """Return the rules for a style sheet from which the fonts stand in a folder."""
        return "\n".join(
            _RULE.format(family=s.family, folder=folder, name=s.name, style=style, weight=s.weight)
            for s in self.styles
            for style in (("normal", "italic") if s.upright_only else (s.style,))
        )


def fonts_of(text: str, cache: Path) -> Fonts:
    """Return the fonts that a book's text needs, cut anew where the cache has none."""
    found = list(_cuts(set(html.unescape(text)) | set(_FRAME)))
    return Fonts(
        files={f"{cut.name}.woff2": made(cut, cache) for _, cut in found},
        licences={
            f"LICENSE-{cut.face.package}.txt": cut.face.licence_path.read_bytes()
            for _, cut in found
        },
        styles=tuple(style for style, _ in found),
    )


def _cuts(used: set[str]) -> Iterator[tuple[_Style, Cut]]:
    """Yield the styles for which there are letters; other scripts' faces draw no Latin."""
    western = letters_of(UPRIGHT)
    for style in _STYLES:
        wanted = used & letters_of(style.face)
        wanted -= western if style.upright_only else set()
        if wanted:
            letters = "".join(sorted(wanted))
            yield style, Cut(name=style.name, face=style.face, letters=letters, axes=style.axes)


def spelled(text: str) -> str:
    """Return a text whose letters all have a glyph: some become a letter and its mark.

    >>> spelled("ǵ") == "g\N{COMBINING ACUTE ACCENT}"
    True
    """
    whole = letters_of(UPRIGHT)
    split = {
        letter: unicodedata.normalize("NFD", letter)
        for letter in set(text) - whole
        if draws(UPRIGHT, letter)
    }
    return "".join(split.get(letter, letter) for letter in text) if split else text
