"""What the data files hold, for the page that describes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_KILO: Final = 1000
"""Bytes in a kilobyte (SI)."""


@dataclass(frozen=True, kw_only=True)
class Download:
    """One file to fetch."""

    path: str
    """Its path below the site's root."""
    says: str
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """Return the file's name without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def weight(self) -> str:
        """Return its size as a reader says it.

        >>> Download(path="a/b.csv", says="", size=20_480).weight
        '20 kB'
        """
        if self.size < _KILO:
            return f"{self.size} bytes"
        if self.size < _KILO**2:
            return f"{self.size / _KILO:.0f} kB"
        return f"{self.size / _KILO**2:.1f} MB"


@dataclass(frozen=True, kw_only=True)
class ListedColumn:
    """One column of a table, in words."""

    name: str
    type: str
    says: str
    example: str
    """A value taken from the data; empty where the data has none yet."""
    required: bool = False
    refers: str = ""
    """Table whose id it names."""
    values: tuple[str, ...] = ()
    """All it may say, where that is a list short enough to read."""


@dataclass(frozen=True, kw_only=True)
class ListedTable:
    """One table."""

    name: str
    says: str
    key: tuple[str, ...]
    rows: int
    columns: tuple[ListedColumn, ...]
    files: tuple[Download, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it."""

    tables: tuple[ListedTable, ...] = ()
    others: tuple[Download, ...] = ()
    """Files that are no table, the whole in one archive first."""
