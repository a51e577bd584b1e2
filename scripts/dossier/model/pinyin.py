"""Hanyu pinyin as letters."""

from __future__ import annotations

import unicodedata


def toneless(pinyin: str) -> str:
    """Return pinyin in lower case without tone marks; ü stays ü.

    >>> toneless("Lǜsè")
    'lüse'
    """
    parts = unicodedata.normalize("NFD", pinyin.lower())
    kept = "".join(c for c in parts if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept)
