"""A book as tests look at it: its files, and what they were made from."""

from __future__ import annotations

import ctypes.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.book.faces import Fonts
from dossier.book.label import Label
from dossier.book.volume import Volume

PANGO = all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0")))
"""Whether a book can be set here."""
SETTING = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What it takes."""
SMALL = "part-one"
"""A part with statements, notes, terms and sources, of which a book takes few seconds."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A book, and what it was made from."""

    volume: Volume
    paged: str
    flowing: str
    fonts: Fonts
    label: Label
    files: Mapping[str, Path]
    """Ending → file."""
