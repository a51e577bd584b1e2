"""BibTeX files as raw sources with lines; what cannot be read as findings."""

from __future__ import annotations

import pytest

from dossier.finding import Finding
from dossier.model import Name
from dossier.read.bibliography import names, plain, read_bibliography
from dossier.read.document import Raw

TWO = r"""% A comment.
@string{board = "Harbour Board"}

@online{a-2020,
  title = {Towers and {eGov} lamps: 5\% \& more},
  author = {{王沪宁} and Li, Anna},
  outlet = board # { of } # "Port " # {Toy},
  date = 2020,
  parallel = {b-nd, c-nd,},
}

@Report(b-nd,
  Outlet = "B",
  note = {two
    lines},
)
"""


@pytest.fixture(name="raws")
def _raws() -> list[Raw]:
    """Return the entries of a faultless file."""
    found = list(read_bibliography("bib/x.bib", TWO))
    assert all(isinstance(each, Raw) for each in found)
    return [each for each in found if isinstance(each, Raw)]


def test_an_entry_has_type_key_and_fields(raws: list[Raw]) -> None:
    """Braces, quotes and escapes are taken off, strings are put in, lists are divided."""
    assert [(each.kind, each.id, each.data) for each in raws] == [
        (
            "source",
            "a-2020",
            {
                "title": "Towers and eGov lamps: 5% & more",
                "author": "{王沪宁} and Li, Anna",
                "outlet": "Harbour Board of Port Toy",
                "date": "2020",
                "parallel": ["b-nd", "c-nd"],
                "entry-type": "online",
            },
        ),
        ("source", "b-nd", {"outlet": "B", "note": "two lines", "entry-type": "report"}),
    ]


def test_an_entry_has_its_lines(raws: list[Raw]) -> None:
    """Counted from 1, which bibtexparser does not do."""
    assert [(each.origin.line, dict(each.origin.lines)) for each in raws] == [
        (4, {"title": 5, "author": 6, "outlet": 7, "date": 8, "parallel": 9}),
        (12, {"outlet": 13, "note": 14}),
    ]


FAULTS = [
    # text, lines of the findings, ids of the entries read
    ("", [], []),
    ("% only a comment\n", [], []),
    ('@comment{x}\n@preamble{"y"}\n', [], []),
    ("@online{a-nd,\n", [1], []),
    ("@online{a-nd,\n x = {1}\n\n@online{b-nd,\n x = {1},\n}", [1], ["b-nd"]),
    ("@online{a-nd,\n x = {1}\n y = {2},\n}", [2], ["a-nd"]),
    ("@online{a-nd,\n x = {1},\n x = {2},\n}", [3], ["a-nd"]),
    ("@online{a-nd,\n x = {1},\n X = {2},\n}", [3], ["a-nd"]),
    ("@online{a-nd,\n x = nothing,\n}", [2], ["a-nd"]),
    ("@online{a-nd,\n x = 2020,\n y = ,\n}", [], ["a-nd"]),
    ("@online{a-nd,\n x = {1} # {2},\n}", [], ["a-nd"]),
    ('@online{a-nd,\n x = "a {"}b" # {c},\n}', [], ["a-nd"]),
    ("@online{a-nd}\n@online{a-nd}", [], ["a-nd", "a-nd"]),
    ("@online{}", [], [""]),
    ("% a\n% b\nstray\n\n@online{a-nd}", [3], ["a-nd"]),
    ("@online{a-nd}\n\n\nstray", [4], ["a-nd"]),
    ("@", [1], []),
    ("@online", [1], []),
    ("@string{a}", [1], []),
    ("@string{a = {1}}\n@string{a = {2}}", [2], []),
    ("{" * 10_000, [1], []),
    ("@online{a-nd, x = " + "{" * 10_000 + "}" * 10_000 + "}", [], ["a-nd"]),
]


@pytest.mark.parametrize(("text", "lines", "ids"), FAULTS)
def test_what_cannot_be_read_is_a_finding_at_its_line(
    text: str, lines: list[int], ids: list[str]
) -> None:
    """The entries around it are read."""
    found = list(read_bibliography("bib/x.bib", text))
    told = [each.line for each in found if isinstance(each, Finding)]
    assert (told, [each.id for each in found if isinstance(each, Raw)]) == (lines, ids)


NAMES = [
    ("", ()),
    ("Sukhankin, Sergey", (Name(family="Sukhankin", given="Sergey"),)),
    ("{王沪宁}", (Name(family="王沪宁", whole=True),)),
    ("王沪宁", (Name(family="王沪宁", whole=True),)),
    ("王, 沪宁", (Name(family="王", given="沪宁"),)),
    (
        "{Ministry of Trade and Industry}",
        (Name(family="Ministry of Trade and Industry", whole=True),),
    ),
    ("{Toy, Inc.}", (Name(family="Toy, Inc.", whole=True),)),
    ("de La Bruyère, Emily", (Name(family="de La Bruyère", given="Emily"),)),
    ("Anna Li", (Name(family="Anna Li", whole=True),)),
    (
        "{A and B} and Li, Anna and C",
        (
            Name(family="A and B", whole=True),
            Name(family="Li", given="Anna"),
            Name(family="C", whole=True),
        ),
    ),
]


@pytest.mark.parametrize(("written", "expected"), NAMES)
def test_names_are_divided_by_and_and_by_a_comma(written: str, expected: tuple[Name, ...]) -> None:
    """What stands in braces of its own is one name, whole."""
    assert names(written) == expected


PLAIN = [
    (r"5\% of {X} \& {Y{Z}}", "5% of X & YZ"),
    (r"a\_b \# \$1", "a_b # $1"),
    ("Цифровой Қазақстан", "Цифровой Қазақстан"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "expected"), PLAIN)
def test_plain_text_has_no_braces_and_no_escapes(written: str, expected: str) -> None:
    r"""`5\%` does not cut off the rest, and letters keep their case."""
    assert plain(written) == expected
