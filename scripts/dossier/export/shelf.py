"""The books that `make book` left in `dist/books/`, for the site to carry.

A site is built in seconds, books take minutes, so a build makes none; it carries those that were
made from the very texts it is built from. Others would contradict the pages beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dossier.read.files import LAST_LEDGER

PLACE: Final = Path("dist") / "books"
"""Below the project's root: a folder for each state of the texts, of which one is kept."""
FOLDER: Final = "books"
"""Below the site's root."""
KINDS: Final = {"pdf": "PDF", "epub": "EPUB"}
"""Ending → what readers call it."""


def stamp(files: Mapping[str, bytes]) -> str:
    """Return a short name for a state of the texts (path → bytes)."""
    total = hashlib.sha256()
    for path in sorted(files.keys() - {LAST_LEDGER}):
        total.update(f"{path}\0{len(files[path])}\0".encode())
        total.update(files[path])
    return total.hexdigest()[:16]


def books(root: Path, state: str) -> dict[str, bytes]:
    """Return site path → content of each book made from the texts of that stamp, or nothing."""
    shelf = root / PLACE / state
    found = (path for kind in KINDS for path in sorted(shelf.glob(f"*.{kind}")))
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in found}
