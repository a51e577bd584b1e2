"""EDTF dates: which are ones, which days they may mean, how a reader says them."""

from __future__ import annotations

import datetime as dt

import pytest

from dossier.model.dates import bounds, in_words

VALID = [
    # written, first day, last day, in words
    ("2019-09-12", "2019-09-12", "2019-09-12", "12 September 2019"),
    ("2020-02-29", "2020-02-29", "2020-02-29", "29 February 2020"),
    ("2019-02", "2019-02-01", "2019-02-28", "February 2019"),
    ("2019", "2019-01-01", "2019-12-31", "2019"),
    ("198X", "1980-01-01", "1989-12-31", "1980s"),
    ("19XX", "1900-01-01", "1999-12-31", "19XX"),
    ("2019-XX", "2019-01-01", "2019-12-31", "2019-XX"),
    ("2019-21", "2019-03-01", "2019-05-31", "spring 2019"),
    ("2019-24", "2019-12-01", "2019-12-31", "winter 2019"),
    ("2019~", "2019-01-01", "2019-12-31", "about 2019"),
    ("2019-09~", "2019-09-01", "2019-09-30", "about September 2019"),
    ("2019-09-12?", "2019-09-12", "2019-09-12", "perhaps 12 September 2019"),
    ("2019%", "2019-01-01", "2019-12-31", "about 2019"),
    ("2018/2022", "2018-01-01", "2022-12-31", "2018–2022"),
    ("2018-05/2019-02-03", "2018-05-01", "2019-02-03", "May 2018–3 February 2019"),
    ("2018~/2022", "2018-01-01", "2022-12-31", "about 2018–2022"),
    ("2019/2019", "2019-01-01", "2019-12-31", "2019–2019"),
    ("2019/..", "2019-01-01", "2019-12-31", "from 2019"),
    ("2019/", "2019-01-01", "2019-12-31", "from 2019"),
    ("../2019-06", "2019-06-01", "2019-06-30", "until June 2019"),
    ("/2019", "2019-01-01", "2019-12-31", "until 2019"),
]

INVALID = [
    "",
    "..",
    "/",
    "../..",
    "31.9.2019",
    "12 September 2019",
    "2019-9-1",
    "20190901",
    "199",
    "12019",
    "2019-09-31",
    "2019-02-29",
    "1900-02-29",
    "2019-13",
    "2019-00",
    "2019-09-00",
    "0000",
    "-0050",
    "Y12345",
    "2020/2019",
    "2019-09-13/2019-09-12",
    "2018/2019/2020",
    "2018//2020",
    "unknown",
    "yesterday",
    "\u0662\u0660\u0661\u0669",  # digits that are none here
]


@pytest.mark.parametrize(("written", "first", "last", "words"), VALID)
def test_a_date_has_its_first_and_last_day(written: str, first: str, last: str, words: str) -> None:
    """The bounds are those of the least precise part."""
    assert words
    assert bounds(written) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(("written", "first", "last", "words"), VALID)
def test_a_date_is_said_as_a_reader_says_it(
    written: str, first: str, last: str, words: str
) -> None:
    """Day, month in words, year; doubt and open ends in words."""
    assert (in_words(written), first <= last) == (words, True)


@pytest.mark.parametrize("written", INVALID)
def test_what_is_no_date_has_no_bounds(written: str) -> None:
    """Neither another order of the parts nor a day that the calendar lacks is a date."""
    assert bounds(written) is None


@pytest.mark.parametrize("written", ["2019-13", "19XX", "yesterday", "[2019,2020]"])
def test_other_forms_are_said_as_they_are(written: str) -> None:
    """What has no words of its own is not made shorter."""
    assert in_words(written) == written
