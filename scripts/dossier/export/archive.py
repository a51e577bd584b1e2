"""Files as one zip whose bytes follow from theirs, and the list of their sums."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Final

from dossier.model import Edition

SUMS: Final = "SHA256SUMS"
_ZIP_BEGINS: Final = (1980, 1, 1)
"""The first day a zip knows."""
_PLAIN_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file, as `sha256sum --check` reads them."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def archive(folder: str, files: Mapping[str, bytes], edition: Edition) -> bytes:
    """Return files as a zip in which they stand in one folder, sorted, dated with the edition.

    They are stored as they are: deflated bytes differ from one zlib to the next, and whoever
    builds the edition again in twenty years has to get the same sum.
    """
    year, month, day = _day(edition)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (year, month, day, 0, 0, 0))
            entry.create_system = _UNIX  # else it tells on what machine it was made
            entry.external_attr = _PLAIN_FILE
            bundle.writestr(entry, files[name])
    return held.getvalue()


def _day(edition: Edition) -> tuple[int, int, int]:
    """Return the edition's year, month and day."""
    parts = edition.date.split("-")
    if not edition.date or len(parts) != len(_ZIP_BEGINS):
        return _ZIP_BEGINS
    return int(parts[0]), int(parts[1]), int(parts[2])
