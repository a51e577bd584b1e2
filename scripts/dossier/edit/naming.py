"""Ids of new records: made from a title, a date or the next number; never one that was in use."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dossier.edit.moving import RefusedError
from dossier.model.pinyin import toneless
from dossier.read import Reading

_LETTERS: Final = {"statement": ("", 3), "figure": ("F", 1), "note": ("N", 2)}
"""Kind of block → the letter before its number, and the fewest digits of the number."""


def slug(text: str) -> str:
    """Return a text as an id: ASCII, lower case, hyphens.

    >>> slug("Wǎngluò qiángguó"), slug("Nur-Sultan")
    ('wangluo-qiangguo', 'nur-sultan')
    """
    plain = unicodedata.normalize("NFKD", toneless(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def next_number(reading: Reading, prefix: str, kind: str) -> str:
    """Return the next id of a kind of block, higher than any that is or ever was in use."""
    letter, digits = _LETTERS[kind]
    form = re.compile(rf"{re.escape(prefix)}-{letter}(\d+)")
    used = {*reading.dossier.records, *reading.ledger.by_id}
    numbers = [int(match[1]) for each in used if (match := form.fullmatch(each))]
    return f"{prefix}-{letter}{max(numbers, default=0) + 1:0{digits}}"


def free(reading: Reading, identity: str) -> str:
    """Return an id. Raises RefusedError where there is none, or it is or ever was in use."""
    if not identity:
        msg = "no id follows from the title: choose one with --id."
        raise RefusedError(msg)
    if identity in reading.dossier.records or identity in reading.ledger.by_id:
        msg = f"{identity} is or was in use; choose another with --id."
        raise RefusedError(msg)
    return identity


def source_key(reading: Reading, outlet: str, day: str) -> str:
    """Return outlet and day as a key, with the first letter behind it that makes it free.

    Empty where there is no outlet, or every letter is taken.
    """
    stem = f"{slug(outlet)}-{day if re.fullmatch(r'[0-9-]+', day) else day[:4] or 'nd'}"
    used = {*reading.dossier.records, *reading.ledger.by_id}
    keys = (f"{stem}{letter}" for letter in ("", *"bcdefghijklmnopqrstuvwxyz"))
    return next((key for key in keys if key not in used), "") if slug(outlet) else ""
