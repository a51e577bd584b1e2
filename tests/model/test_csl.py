"""Sources as CSL-JSON items."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dossier.model import Name, Origin, Source
from dossier.model.csl import csl_date, csl_item
from dossier.model.vocabulary import SOURCE_TYPES
from dossier.read import Reading

PLACE = Origin(path="bib/x.bib")

DATES = [
    ("", {}),
    ("31.9.2019", {}),
    ("2020/2019", {}),
    ("2021", {"date-parts": [[2021]]}),
    ("2021-05", {"date-parts": [[2021, 5]]}),
    ("2021-05-04", {"date-parts": [[2021, 5, 4]]}),
    ("2018/2022", {"date-parts": [[2018], [2022]]}),
    ("2018-05/2019-02-03", {"date-parts": [[2018, 5], [2019, 2, 3]]}),
    ("2021~", {"date-parts": [[2021]], "circa": True}),
    ("2018?/2020", {"date-parts": [[2018], [2020]], "circa": True}),
    ("2019/..", {"literal": "from 2019"}),
    ("../2019-06", {"literal": "until June 2019"}),
    ("198X", {"literal": "1980s"}),
    ("19XX", {"literal": "19XX"}),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_a_date_keeps_the_precision_it_was_written_in(
    written: str, expected: dict[str, Any]
) -> None:
    """No month or day is made up, no doubt is dropped."""
    assert csl_date(written) == expected


NAMES = [
    (Name(family="Sukhankin", given="Sergey"), {"family": "Sukhankin", "given": "Sergey"}),
    (Name(family="王沪宁", whole=True), {"literal": "王沪宁"}),
    (Name(family="Toy Institute", whole=True), {"literal": "Toy Institute"}),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_a_whole_name_stays_whole(name: Name, expected: dict[str, str]) -> None:
    """Corporate and Chinese names are not cut into family and given name."""
    source = Source(id="a-nd", origin=PLACE, author=(name,), editor=(name,))
    item = csl_item(source)
    assert (item["author"], item["editor"]) == ([expected], [expected])


FIELDS = [
    ({"outlet": "Lamp Daily"}, {"container-title": "Lamp Daily"}),
    ({"title": "Towers and eGov Lamps"}, {"title": "Towers and eGov Lamps"}),
    ({"url": "https://a.example/"}, {"URL": "https://a.example/"}),
    ({"langid": "kazakh"}, {"language": "kk"}),
    ({"langid": "klingon"}, {}),
    ({"publisher": "P", "institution": "I"}, {"publisher": "P"}),
    ({"institution": "I"}, {"publisher": "I"}),
    ({"volume": "21", "number": "9"}, {"volume": "21", "issue": "9"}),
    ({"pages": "1--14"}, {"page": "1–14"}),
    ({"pages": "3–5, 8"}, {"page": "3–5, 8"}),
    ({"isbn": "978"}, {"ISBN": "978"}),
    ({"doi": "10.1000/x"}, {"DOI": "10.1000/x"}),
    ({"urldate": "2021-05-04"}, {"accessed": {"date-parts": [[2021, 5, 4]]}}),
    ({"seen": "the page", "note": "n", "archiveurl": "https://b.example/"}, {}),
]


@pytest.mark.parametrize(("given", "expected"), FIELDS)
def test_a_field_goes_to_its_place_and_no_other_is_invented(
    given: dict[str, str], expected: dict[str, Any]
) -> None:
    """Empty fields are left out."""
    source = Source(id="a-nd", origin=PLACE, type="online", **given)  # type: ignore[arg-type]  # texts alone
    assert csl_item(source) == {"id": "a-nd", "type": "webpage"} | expected


@pytest.mark.parametrize(("written", "expected"), [*SOURCE_TYPES.items(), ("webpage", "document")])
def test_every_type_of_entry_has_a_csl_type(written: str, expected: str) -> None:
    """An unknown type is a document of some kind."""
    assert csl_item(Source(id="a-nd", origin=PLACE, type=written))["type"] == expected


def test_every_source_can_be_written_as_json(toy: Reading) -> None:
    """An item holds plain values only."""
    items = [csl_item(each) for each in toy.dossier.sources.values()]
    assert json.loads(json.dumps(items)) == items
