"""Cutting a font: fewer letters, fewer weights, woff2.

Same package, same letters, same bytes. A cut takes a while, so it is kept in a cache folder whose
file names carry what went in.
"""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar, Final

import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import ScalerVisitor

from dossier.read.faces import HANS, HANT, Face
from dossier.writing import kept

_FEATURES: Final = ("kern", "onum", "mark", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig")
"""What an alphabet needs. Chinese needs none: its own would bring the forms of other countries."""
_UNUSED: Final = ("VORG", "vhea", "vmtx", "BASE", "VVAR", "MVAR", "gasp")
"""Tables for setting text downwards, and for screens without shades of grey."""
_GRID: Final = (400, 256)
"""Steps to the em: of an alphabet, of Chinese. A finer grid doubles bytes that no screen shows."""
_DRAWN_ANEW: Final = False
"""Whether each letter is drawn to find its box, which is scaled with the rest."""

_PLAIN: Final = frozenset({int, float, str, bytes, bool, type(None)})
"""Kinds that no font's scaling stops at: their owners are."""
_version = functools.cache(metadata.version)

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
    return kept(cache / f"{cut.name}-{_fingerprint(cut)}.woff2", lambda: _woff2(cut))


def _fingerprint(cut: Cut) -> str:
    """Return a short name for what goes into a cut."""
    tools = (*map(_version, ("uharfbuzz", "fonttools", "brotli")), _FEATURES)
    recipe = (_UNUSED, _GRID, _DRAWN_ANEW)
    made_with = (tools, recipe, cut.face.version, cut.face.file, cut.letters, cut.axes)
    return hashlib.sha256(repr(made_with).encode()).hexdigest()[:12]


def _woff2(cut: Cut) -> bytes:
    """Return a cut's bytes."""
    font = TTFont(io.BytesIO(_subset(cut)), recalcTimestamp=False, recalcBBoxes=_DRAWN_ANEW)
    if "CFF " in font:
        drawn = font["CFF "].cff
        drawn.desubroutinize = functools.partial(_read_letters, drawn)  # HarfBuzz has done it
    _Scaler(_GRID[cut.face in (HANS, HANT)] / font["head"].unitsPerEm).visit(font)
    font.flavor = "woff2"
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()


def _read_letters(drawn: CFFFontSet) -> None:
    """Read every letter's steps, as whoever scales them expects to find them."""
    for font in drawn.values():
        for letter in font.CharStrings.values():
            letter.decompile()


class _Scaler(ScalerVisitor):  # type: ignore[misc]  # fontTools has no types for it
    """What fontTools scales a font by, which would ask of every number whether it has parts."""

    _known: ClassVar[dict[type, Any]] = {}

    def visit(self, obj: object, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as it calls itself
        """Look at an object and its parts."""
        if type(obj) not in _PLAIN:
            super().visit(obj, *args, **kwargs)

    @classmethod
    def _visitorsFor(cls, thing: object) -> Any:  # noqa: ANN401, N802 - as it calls itself
        """Return what to do with a thing, which it would find out anew for each of a kind."""
        kind = type(thing)
        if kind not in cls._known:
            cls._known[kind] = super()._visitorsFor(thing)
        return cls._known[kind]


def _subset(cut: Cut) -> bytes:
    """Return a font with some letters and weights alone, without hints for screens of the past.

    HarfBuzz takes a hundredth of the time that fontTools takes, and gives the same.
    """
    face = hb.Face(hb.Blob.from_file_path(str(cut.face.path)))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, cut.letters))
    wanted.layout_feature_tag_set.clear()
    features = () if cut.face in (HANS, HANT) else _FEATURES
    wanted.layout_feature_tag_set.update(map(_tag, features))
    wanted.drop_table_tag_set.update(map(_tag, _UNUSED))
    wanted.name_id_set.clear()
    wanted.name_id_set.update([1, 2])  # the licence lies beside the fonts
    # Brotli finds what is alike better than subroutines do.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    for axis, place in cut.axes:
        if isinstance(place, tuple):
            wanted.set_axis_range(face, axis, *place)
        else:
            wanted.pin_axis_location(face, axis, place)
    return bytes(wanted.subset(face).blob.data)


def _tag(name: str) -> int:
    """Return an OpenType tag as the number that HarfBuzz takes.

    >>> hex(_tag("kern"))
    '0x6b65726e'
    """
    return int.from_bytes(name.encode("ascii"), "big")
