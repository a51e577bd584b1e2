"""Every page, statement and source as BibTeX, RIS and CSL-JSON, beside the page it stands on.

1. records → CSL-JSON items (`dossier.model.citing`) · 2. items → each format by its own library.
BibTeX is biblatex's, in UTF-8; names of bodies and Chinese names are braced, so they stay whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TextIO

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from dossier.model import Dossier, Record
from dossier.model.citing import (
    Item,
    addresses,
    bare,
    items_of,
    with_anchors,
    with_pages,
)
from dossier.model.csl import csl_item
from dossier.model.pages import anchor_of, page_of
from dossier.model.vocabulary import LANGUAGES

BIBLIOGRAPHY: Final = "sources/bibliography"
"""Site path, without the ending, of the files that hold every source."""
_LANGIDS: Final = {code: name for name, code in LANGUAGES.items()}
_ENTRY_TYPES: Final = {
    "chapter": "incollection",
    "dataset": "dataset",
    "webpage": "online",
    "article-journal": "article",
    "report": "report",
    "motion_picture": "video",
    "book": "book",
}
"""CSL type → biblatex entry type; anything else is `misc`."""
_CONTAINERS: Final = {
    "incollection": "booktitle",
    "article": "journaltitle",
    "report": "institution",
}
"""Entry type → the field that names what an entry stands in; else `organization`."""
_RIS_TYPES: Final = {
    "chapter": "CHAP",
    "dataset": "DATA",
    "webpage": "ELEC",
    "article-journal": "JOUR",
    "report": "RPRT",
    "motion_picture": "VIDEO",
    "book": "BOOK",
}
"""CSL type → RIS type; anything else is `GEN`."""
_VERBATIM: Final = frozenset({"url", "doi", "date", "urldate", "langid"})
_ESCAPED: Final = re.compile(r"[#$%&\\_~\x00-\x1f\x7f-\x9f]|  ")
"""What pybtex's encoder may write otherwise; all else of Unicode it leaves as it is."""


def reference_files(dossier: Dossier, url_of: Callable[[str], str]) -> dict[str, bytes]:
    """Return site path → bytes of every reference file."""
    return {
        f"{path}.{ending}": make(items)
        for path, items in _shelves(dossier, url_of)
        for ending, make in FORMATS.items()
    }


def _shelves(dossier: Dossier, url_of: Callable[[str], str]) -> Iterator[tuple[str, list[Item]]]:
    """Yield site path, without the ending, and items of each set of files."""
    address = addresses(dossier, url_of)
    for record in (*with_pages(dossier), *with_anchors(dossier)):
        yield _path(record, url_of), items_of(dossier, record, address)
    yield BIBLIOGRAPHY, [csl_item(each) for each in dossier.sources.values()]


def _path(record: Record, url_of: Callable[[str], str]) -> str:
    """Return where a record's files stand: beside its page, or beside its section's."""
    folder = url_of(page_of(record)).rpartition("/")[0]
    return f"{folder}/{anchor_of(record) or 'index'}".lstrip("/")


class _Biblatex(Writer):
    """Writes addresses as they are: biblatex and BibTeX readers take no escapes there."""

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:  # noqa: A002 - pybtex's
        text = value if type in _VERBATIM else self._encode(value)
        stream.write(f",\n    {type} = {{{text}}}")

    def _encode(self, text: str) -> str:
        """Return a text as BibTeX has it; pybtex's encoder is slow, and lets `$` through."""
        if not _ESCAPED.search(text):
            return text
        encode = super()._encode
        return r"\$".join(encode(part) for part in text.split("$"))


def bibtex(items: Iterable[Item]) -> bytes:
    """Return items as BibTeX."""
    entries = {str(item["id"]): _entry(item) for item in items}
    text: str = _Biblatex(encoding="UTF-8").to_string(BibliographyData(entries))
    return text.encode()


def _entry(item: Item) -> Entry:
    """Return an item as a BibTeX entry."""
    kind = _ENTRY_TYPES.get(item["type"], "misc")
    fields = {
        # Braced twice: a style must not change the letters of a name in it.
        "title": _braced(_plain(item, "title")),
        _CONTAINERS.get(kind, "organization"): _braced(_plain(item, "container-title")),
        **_statement(item),
        "edition": _plain(item, "edition").removeprefix("edition "),
        "version": _plain(item, "version"),
        "publisher": _plain(item, "publisher"),
        "volume": _plain(item, "volume"),
        "number": _plain(item, "issue"),
        "pages": _plain(item, "page").replace("–", "--"),
        "isbn": _plain(item, "ISBN"),
        "doi": _plain(item, "DOI"),
        **_dates(item),
        "url": _plain(item, "URL"),
        "urldate": _day(item, "accessed"),
        "langid": _LANGIDS.get(item.get("language", ""), ""),
        "abstract": _plain(item, "abstract"),
    }
    persons = {
        role: [_person(each) for each in item.get(role, ())] for role in ("author", "editor")
    }
    return Entry(
        kind,
        fields={key: value for key, value in fields.items() if value},
        persons={role: found for role, found in persons.items() if found},
    )


def _plain(item: Item, field: str) -> str:
    """Return a field's text without marks and without braces, which BibTeX would count."""
    return bare(str(item.get(field, ""))).translate({ord("{"): "(", ord("}"): ")"})


def _braced(text: str) -> str:
    """Return a text in braces, nothing for nothing."""
    return f"{{{text}}}" if text else ""


def _statement(item: Item) -> dict[str, str]:
    """Return a statement's id under BibTeX's `chapter`, “a chapter (or section or whatever)”."""
    section = _plain(item, "section")
    return {"type": "statement", "chapter": section} if section else {}


def _dates(item: Item) -> dict[str, str]:
    """Return the day, and the year for readers that know no `date`."""
    day = _day(item, "issued")
    return {"date": day, "year": day[:4]} if day else {}


def _day(item: Item, field: str) -> str:
    """Return a date as ISO 8601, an interval with a slash; nothing where CSL has only words."""
    ends = item.get(field, {}).get("date-parts", ())
    return "/".join("-".join(f"{part:02}" for part in end) for end in ends)


def _person(name: Mapping[str, str]) -> Person:
    """Return a name; one that is whole is braced."""
    if "literal" in name:
        return Person(last=_braced(name["literal"]))
    return Person(first=name.get("given", ""), last=name["family"])


class _Ris(rispy.RisWriter):
    """Writes records without a number before each: pandoc reads none, and RIS knows none."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy gives it
        return ""


def ris(items: Iterable[Item]) -> bytes:
    """Return items as RIS."""
    text: str = rispy.dumps([_ris(item) for item in items], implementation=_Ris)
    return text.encode()


def _ris(item: Item) -> dict[str, object]:
    """Return an item under rispy's names for the tags."""
    first, _, last = str(item.get("page", "")).partition("–")
    edition = str(item.get("edition") or item.get("version") or "")
    record = {
        "type_of_reference": _RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "title": bare(item.get("title", "")),
        "secondary_title": item.get("container-title"),
        "authors": [_ris_name(each) for each in item.get("author", ())],
        "secondary_authors": [_ris_name(each) for each in item.get("editor", ())],
        "section": item.get("section"),
        "edition": edition.removeprefix("edition "),
        "publisher": item.get("publisher"),
        "volume": item.get("volume"),
        "number": item.get("issue"),
        "start_page": first,
        "end_page": last,
        "issn": item.get("ISBN"),
        "doi": item.get("DOI"),
        "year": _day(item, "issued")[:4],
        "date": _ris_day(item, "issued"),
        "access_date": _ris_day(item, "accessed"),
        "urls": [item["URL"]] if "URL" in item else [],
        "language": item.get("language"),
        "abstract": item.get("abstract"),
    }
    return {key: value for key, value in record.items() if value}


def _ris_name(name: Mapping[str, str]) -> str:
    """Return a name as RIS has it, "Family, Given"; one that is whole has no comma."""
    return name.get("literal") or ", ".join(filter(None, (name["family"], name.get("given"))))


def _ris_day(item: Item, field: str) -> str:
    """Return the first day of a date as RIS has it: year, month, day and a remark, by slashes."""
    parts = _day(item, field).partition("/")[0].split("-")
    return "/".join((*parts, *[""] * (4 - len(parts)))) if parts[0] else ""


def csl_json(items: Iterable[Item]) -> bytes:
    """Return items as CSL-JSON."""
    return (json.dumps(list(items), ensure_ascii=False, indent=2) + "\n").encode()


FORMATS: Final[Mapping[str, Callable[[Iterable[Item]], bytes]]] = {
    "bib": bibtex,
    "ris": ris,
    "csl.json": csl_json,
}
"""Ending of a file → what makes it."""
