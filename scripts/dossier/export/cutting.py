"""Cutting a font: fewer letters, fewer weights, woff2.

Same package, same letters, same bytes. A cut takes seconds, so it is kept in a cache folder whose
file names carry what went in.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

from dossier.read.faces import HANS, HANT, Face

_FEATURES: Final = ("kern", "onum", "mark", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig")
"""What an alphabet needs. Chinese needs none: its own would bring the forms of other countries."""
_UNUSED: Final = ("VORG", "vhea", "vmtx", "BASE", "VVAR", "MVAR", "gasp")
"""Tables for setting text downwards, and for screens without shades of grey."""
_GRID: Final = (400, 256)
"""Steps to the em: of an alphabet, of Chinese. A finer grid doubles bytes that no screen shows."""


Axes = tuple[tuple[str, float | tuple[float, float]], ...]
"""What a variable font is pinned or narrowed to; nothing for a font that does not vary."""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One font file to be made."""

    name: str
    face: Face
    letters: str
    """The letters it keeps, in order, each once."""
    axes: Axes = ()


def made(cut: Cut, cache: Path) -> bytes:
    """Return a cut as woff2, from the cache or made anew and kept there."""
    kept = cache / f"{cut.name}-{_fingerprint(cut)}.woff2"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(_woff2(cut))
        unfinished.replace(kept)
    return kept.read_bytes()


def _fingerprint(cut: Cut) -> str:
    """Return a short name for what goes into a cut."""
    tools = (metadata.version("fonttools"), metadata.version("brotli"), _FEATURES)
    made_with = (tools, _UNUSED, _GRID, cut.face.version, cut.face.file, cut.letters, cut.axes)
    return hashlib.sha256(repr(made_with).encode()).hexdigest()[:12]


def _woff2(cut: Cut) -> bytes:
    """Return a cut's bytes."""
    # Cutting first leaves a tenth of the glyphs to interpolate: seconds instead of half a minute.
    chinese = cut.face in (HANS, HANT)
    features = () if chinese else _FEATURES
    font = _subset(TTFont(cut.face.path, recalcTimestamp=False), cut.letters, features)
    if cut.axes:
        font = instancer.instantiateVariableFont(_anew(font), dict(cut.axes))
    font = _anew(font)
    scale_upem(font, _GRID[chinese])
    font.flavor = "woff2"
    return _saved(font)


def _subset(font: TTFont, letters: str, features: Iterable[str]) -> TTFont:
    """Return a font with some letters alone, without hints for screens of the past."""
    options = subset.Options(
        layout_features=list(features),
        hinting=False,
        desubroutinize=True,  # brotli finds what is alike better than subroutines do
        name_IDs=[1, 2],  # the licence lies beside the fonts
        drop_tables=[*subset.Options().drop_tables, *_UNUSED],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    return font


def _anew(font: TTFont) -> TTFont:
    """Return a font written out and read again: tools see only what tables say when written."""
    return TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)


def _saved(font: TTFont) -> bytes:
    """Return a font's bytes."""
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()
