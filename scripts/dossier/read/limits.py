"""How much of anything is taken from a file: all limits, in one place.

They stand far above what the dossier holds and below what would hang or exhaust a build. A page
at all of them at once is converted within the limits of `SECONDS` and `MEMORY`; a test does so
under a kernel that stops it otherwise. YAML has one more: it knows no anchors and no aliases.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

SIZES: Final[Mapping[str, int]] = {
    ".md": 200_000,
    ".bib": 2_000_000,
    ".tsv": 10_000_000,
    ".yml": 100_000,
}
"""Bytes of a text file, by the end of its name."""
PICTURE: Final = 1_000_000
"""Bytes of a picture."""
LINE: Final = 5_000
"""Characters of a line."""
PARAGRAPH: Final = 10_000
"""Characters between two empty lines: Markdown's patterns look no farther."""
RUN: Final = 80
"""Signs of Markdown in a row."""
LEVELS: Final = 10
"""Levels of lists and quotations in one another."""
NESTING: Final = 20
"""Levels of lists and groups in YAML."""
SECONDS: Final = 180
"""Processor time of the seven hardest pages, on a slow machine; a usual one takes a tenth."""
MEMORY: Final = 2_000_000_000
"""Bytes of memory of the same."""

PICTURES: Final[Mapping[str, bytes]] = {
    ".jpeg": b"\xff\xd8\xff",
    ".jpg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".webp": b"RIFF",
}
"""Kinds of picture → how their bytes begin. SVG is none: it can hold scripts."""
LISTED: Final = (
    "bib/*.csl",
    "bib/styles/*.csl",
    "docs/assets/*.css",
    "docs/assets/*.js",
    "docs/assets/favicon.svg",
    "docs/assets/*/*.css",
    "docs/assets/*/*.js",
)
"""Files below `docs/` and `bib/` that are no content, and may be there."""


def size_of(path: str) -> int:
    """Return the most bytes that a file of this name may have."""
    return SIZES.get(PurePosixPath(path).suffix, PICTURE)


def is_listed(path: str) -> bool:
    """Return whether a file may be there without being content or a picture.

    >>> is_listed("docs/assets/cards.js"), is_listed("docs/actors/cards.js")
    (True, False)
    """
    return any(PurePosixPath(path).match(each) for each in LISTED)
