"""A book as tests look at it: its files, and what they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.book.faces import Fonts
from dossier.book.label import Label
from dossier.book.volume import Volume

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
