"""EDTF dates (https://www.loc.gov/standards/datetime/, levels 0 and 1) as words and bounds."""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from calendar import monthrange
from typing import Final

UNKNOWN: Final = "XXXX"
"""A year of which no digit is known (EDTF level 1): asked for, and not found."""
MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PARTS: Final = {f"{number:02}": name for number, name in enumerate(MONTHS, 1)} | _SEASONS
_PLAIN: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[~?%]?")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


@functools.cache
def bounds(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day a date may mean, or None when it is not EDTF.

    An open end (`2019/..`) counts as the other end; an interval that ends before it begins is
    not a date.

    >>> bounds("2019-09")
    (datetime.date(2019, 9, 1), datetime.date(2019, 9, 30))
    """
    if text == UNKNOWN:
        return dt.date.min, dt.date.max
    halves = [half for half in text.split("/") if half not in ("", "..")]
    if not 1 <= len(halves) <= 2 or text.count("/") > 1:  # noqa: PLR2004 - an interval has two ends
        return None
    spans = [_span(half) for half in halves]
    first, last = spans[0], spans[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _span(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of one EDTF date that is no interval.

    A plain year, month or day, certain or not, needs no grammar: the library takes 10 ms for each.
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _plain_span(*plain.groups())
    import edtf  # noqa: PLC0415 - builds its grammar when loaded, which few dates need

    try:
        parsed = edtf.parse_edtf(text)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (edtf.EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        return None  # the library raises each of these on one kind of bad text or another


def _plain_span(year: str, month: str | None, day: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a year, a month or a day; None where it is no day."""
    first, last = int(month or 1), int(month or 12)
    try:
        start = dt.date(int(year), first, int(day or 1))
        return start, start if day else dt.date(int(year), last, monthrange(int(year), last)[1])
    except ValueError:
        return None


def _day(moment: time.struct_time) -> dt.date:
    """Return the date of a time tuple."""
    return dt.date(*moment[:3])


def in_words(text: str) -> str:
    """Return a date as a reader says it: `25 February 2021`, `2018–2022`, `1980s`.

    Forms beyond a year, month, day and their intervals come back as they are.

    >>> in_words("2018/2022")
    '2018–2022'
    """
    if text == UNKNOWN:
        return "date unknown"
    first, slash, last = text.partition("/")
    if not slash:
        return _one_in_words(text)
    if last in ("", ".."):
        return f"from {_one_in_words(first)}"
    if first in ("", ".."):
        return f"until {_one_in_words(last)}"
    return f"{_one_in_words(first)}–{_one_in_words(last)}"


def _one_in_words(text: str) -> str:
    """Return one date in words."""
    match = _DAY.fullmatch(text)
    if re.fullmatch(r"\d{3}X", text):
        return f"{text[:3]}0s"
    if not match:
        return text
    year, month, day, doubt = match.groups()
    if month and month not in _PARTS:
        return text
    words = [str(int(day))] if day else []
    said = " ".join([*words, *([_PARTS[month]] if month else []), year])
    return {"": said, "~": f"about {said}", "?": f"perhaps {said}"}.get(doubt, f"about {said}")
