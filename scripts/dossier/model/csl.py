"""A source as a CSL-JSON item (https://docs.citationstyles.org, CSL 1.0.2 data schema)."""

from __future__ import annotations

import re
from typing import Any

from dossier.model.dates import bounds, in_words
from dossier.model.records import Name, Source
from dossier.model.vocabulary import LANGUAGES, SOURCE_TYPES


def csl_item(source: Source) -> dict[str, Any]:
    """Return the CSL-JSON item of a source; fields it does not have are left out."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": SOURCE_TYPES.get(source.type, "document"),
        "container-title": source.outlet,
        "title": source.title,
        "author": [_name(each) for each in source.author],
        "editor": [_name(each) for each in source.editor],
        "issued": csl_date(source.date),
        "accessed": csl_date(source.urldate),
        "URL": source.url,
        "language": LANGUAGES.get(source.langid, ""),
        "publisher": source.publisher or source.institution,
        "volume": source.volume,
        "issue": source.number,
        "page": source.pages.replace("--", "–"),
        "ISBN": source.isbn,
        "DOI": source.doi,
    }
    return {key: value for key, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    """Return a CSL name."""
    if name.whole:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def csl_date(text: str) -> dict[str, Any]:
    """Return an EDTF date as a CSL date with the precision it was written in; empty for none.

    >>> csl_date("2021-05")
    {'date-parts': [[2021, 5]]}
    """
    if bounds(text) is None:
        return {}
    ends = [end.rstrip("~?%") for end in text.split("/")]
    if "" in ends or ".." in ends:
        return {"literal": in_words(text)}  # CSL has no open interval
    if not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", end) for end in ends):
        return {"literal": in_words(text)}
    date: dict[str, Any] = {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    return date | ({"circa": True} if re.search("[~?%]", text) else {})
