"""The text face, cut to the letters of our languages: Literata (OFL 1.1), as woff2.

Same package, same letters, same bytes. A cut takes seconds, so it is kept in a cache folder whose
file names carry what went in.
"""

from __future__ import annotations

import hashlib
import io
from importlib import metadata
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_FOLDER: Final = "assets/fonts"
_LATIN: Final = (*range(0x20, 0x180), *range(0x1CD, 0x1DD), 0x2BC, *range(0x2010, 0x2027))
_MARKS: Final = (0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2190, 0x2192, 0x2212)
_CYRILLIC: Final = tuple(range(0x400, 0x530))
_FEATURES: Final = ("kern", "liga", "onum", "lnum", "mark", "mkmk", "ccmp", "locl")
CUTS: Final = {
    "literata-latin": ("Literata[opsz,wght].ttf", (*_LATIN, *_MARKS)),
    "literata-cyrillic": ("Literata[opsz,wght].ttf", _CYRILLIC),
    "literata-italic": ("Literata-Italic[opsz,wght].ttf", (*_LATIN, *_MARKS)),
}
"""File name → the font it is cut from and the code points it keeps."""


def font_files(cache: Path) -> dict[str, bytes]:
    """Return site path → content of every font file and its licence, cut anew where not cached."""
    package = metadata.distribution("fontpkg-literata")
    folder = Path(str(package.locate_file("fontpkg_literata")))
    made = {
        f"{_FOLDER}/{name}.woff2": _cached(
            cache / f"{name}-{_fingerprint(package.version, points)}.woff2",
            folder / "files" / font,
            points,
        )
        for name, (font, points) in CUTS.items()
    }
    return made | {f"{_FOLDER}/LICENSE-Literata.txt": (folder / "LICENSE").read_bytes()}


def _fingerprint(version: str, points: tuple[int, ...]) -> str:
    """Return a short name for what goes into a cut."""
    made_with = (version, metadata.version("fonttools"), metadata.version("brotli"), points)
    return hashlib.sha256(repr(made_with).encode()).hexdigest()[:12]


def _cached(kept: Path, font: Path, points: tuple[int, ...]) -> bytes:
    """Return a cut from the cache, or make it and keep it."""
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(_cut(font, points))
        unfinished.replace(kept)
    return kept.read_bytes()


def _cut(path: Path, points: tuple[int, ...]) -> bytes:
    """Return a font as woff2 with some code points, text size and the weights 400 to 700."""
    # Cutting first leaves a tenth of the glyphs to interpolate: seconds instead of half a minute.
    small = _subset(TTFont(path, recalcTimestamp=False), points)
    font = instancer.instantiateVariableFont(small, {"opsz": 14, "wght": (400, 700)})
    font.flavor = "woff2"
    return _saved(font)


def _subset(font: TTFont, points: tuple[int, ...]) -> TTFont:
    """Return a font with some code points alone."""
    options = subset.Options(layout_features=list(_FEATURES))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    # Tables must be written out before the next tool reads them anew.
    return TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)


def _saved(font: TTFont) -> bytes:
    """Return a font's bytes."""
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()
