"""A reference manager's file → the fields of a source, and what was left out of it.

RIS is read by rispy, BibTeX by our own reader, CSL-JSON by json. All three become CSL items first,
since that is what reference managers hold.
"""

from __future__ import annotations

import io
import json
import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry

from dossier.check.chinese import HAN
from dossier.edit.moving import RefusedError
from dossier.model.fields import FIELDS
from dossier.model.vocabulary import LANGUAGES, SOURCE_TYPES
from dossier.read.bibliography import names, plain

_CODES: Final = {code: name for name, code in LANGUAGES.items()}
_TYPES: Final = {csl: entry for entry, csl in SOURCE_TYPES.items()} | {
    "article-newspaper": "online",
    "article-magazine": "online",
    "article": "online",
    "post": "online",
    "post-weblog": "online",
    "post-blog": "online",
    "thesis": "report",
    "paper-conference": "article",
    "chapter": "book",
    "broadcast": "video",
}
"""CSL type → our entry type; anything else is `misc`."""
_RIS_TYPES: Final = {
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "RPRT": "report",
    "GOVDOC": "report",
    "BOOK": "book",
    "CHAP": "chapter",
    "VIDEO": "motion_picture",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "THES": "thesis",
    "CONF": "paper-conference",
}
_BIB_TYPES: Final = {
    "electronic": "online",
    "www": "online",
    "techreport": "report",
    "inproceedings": "article",
    "incollection": "book",
    "inbook": "book",
    "phdthesis": "report",
    "movie": "video",
}
_MONTHS: Final = {
    name: f"{number:02}"
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_OURS: Final = frozenset(each.name for each in FIELDS["source"])
_EXACT: Final = frozenset({"url", "doi", "date", "urldate"})
"""BibTeX fields in which `%` and `~` are themselves."""
_SILENT: Final = frozenset({"id", "type", "type_of_reference", "source", "shorttitle"})
"""What every manager writes and no reader misses."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """One document as a reference manager has it."""

    type: str = "misc"
    fields: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """Names of what has no place here."""


def imported(path: Path) -> Imported:
    """Return the one document of a .ris, .bib or .csl.json file. Raises RefusedError."""
    read = next((read for ending, read in _READERS.items() if path.name.endswith(ending)), None)
    if read is None:
        msg = f"{path.name} must be called .ris, .bib, .csl.json or .json."
        raise RefusedError(msg)
    try:
        found = read(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}."
        raise RefusedError(msg) from error
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        msg = f"{path.name} is not what its name says: {str(error).splitlines()[0][:120]}."
        raise RefusedError(msg) from error
    if len(found) != 1:
        msg = f"{path.name} must hold one document; it holds {len(found)}. Export them one by one."
        raise RefusedError(msg)
    return found[0]


def _from_csl(text: str) -> list[Imported]:
    """Return the documents of a CSL-JSON file."""
    said = json.loads(text)
    return [_of_item(item) for item in (said if isinstance(said, list) else [said])]


def _of_item(item: Mapping[str, Any]) -> Imported:
    """Return a CSL item as a source."""
    used = {
        "title": "title",
        "publisher": "publisher",
        "volume": "volume",
        "issue": "number",
        "page": "pages",
        "ISBN": "isbn",
        "DOI": "doi",
        "URL": "url",
    }
    fields = {ours: str(item[theirs]) for theirs, ours in used.items() if item.get(theirs)}
    fields["outlet"] = str(item.get("container-title") or item.get("publisher") or "")
    fields["langid"] = _CODES.get(str(item.get("language", "")).lower().partition("-")[0], "")
    for name in ("author", "editor"):
        fields[name] = " and ".join(_name(each) for each in item.get(name, ()))
    for theirs, ours in (("issued", "date"), ("accessed", "urldate")):
        fields[ours] = _csl_date(item.get(theirs) or {})
    known = {*used, "container-title", "language", "author", "editor", "issued", "accessed"}
    return _imported(_TYPES.get(str(item.get("type")), "misc"), fields, {*item} - known)


def _name(name: Mapping[str, str]) -> str:
    """Return a CSL name as BibTeX writes it: Chinese and corporate names whole, in braces."""
    family, given = name.get("family", ""), name.get("given", "")
    if "literal" in name or not given:
        return f"{{{_bare(name.get('literal') or family)}}}"
    if HAN.search(family + given):
        return f"{{{_bare(family + given)}}}"
    return f"{_bare(family)}, {_bare(given)}"


def _bare(text: str) -> str:
    """Return a text without braces."""
    return text.replace("{", "").replace("}", "")


def _csl_date(date: Mapping[str, Any]) -> str:
    """Return a CSL date as EDTF; empty where it has no parts."""
    ends = [
        "-".join(f"{int(part):0{4 if place == 0 else 2}}" for place, part in enumerate(parts))
        for parts in date.get("date-parts", ())
        if parts
    ]
    return "/".join(ends) + ("~" if ends and date.get("circa") else "")


def _from_ris(text: str) -> list[Imported]:
    """Return the documents of a RIS file."""
    return [_of_ris(each) for each in rispy.load(io.StringIO(text))]


def _of_ris(said: dict[str, Any]) -> Imported:
    """Return a RIS reference as a source."""
    taken: set[str] = set()

    def first(*tags: str) -> str:
        taken.update(tags)
        found = next((said[tag] for tag in tags if said.get(tag)), "")
        return str(found[0] if isinstance(found, list) else found)

    people = [each for tag in ("authors", "first_authors") for each in said.get(tag, ())]
    taken |= {"authors", "first_authors", "start_page", "end_page"}
    kind = _RIS_TYPES.get(str(said.get("type_of_reference")), "")
    pages = "-".join(filter(None, (said.get("start_page", ""), said.get("end_page", ""))))
    fields = {
        "title": first("title", "primary_title"),
        "outlet": first("journal_name", "secondary_title", "alternate_title3", "publisher"),
        "publisher": first("publisher"),
        "author": " and ".join(map(_ris_name, people)),
        "date": _ris_date(first("date", "publication_year", "year")),
        "urldate": _ris_date(first("access_date")),
        "url": first("urls", "url"),
        "volume": first("volume"),
        "number": first("number"),
        "pages": pages,
        "doi": first("doi"),
        "langid": _CODES.get(first("language").lower().partition("-")[0], ""),
    }
    if kind == "book":
        fields["isbn"] = first("issn")
    return _imported(_TYPES.get(kind, "misc"), fields, {*said} - taken)


def _ris_name(written: str) -> str:
    """Return `Family, Given` as BibTeX writes it."""
    family, _, given = written.partition(",")
    return _name({"family": family.strip(), "given": given.strip()})


def _ris_date(written: str) -> str:
    """Return `2021/02/25/` or `2021-02-25` as EDTF; whatever else, its year."""
    parts = re.fullmatch(r"(\d{4})(?:[/-](\d\d?))?(?:[/-](\d\d?))?(?:[/T ].*)?/*", written.strip())
    if parts:
        return "-".join(each if len(each) > 1 else f"0{each}" for each in parts.groups() if each)
    year = re.search(r"\b\d{4}\b", written)
    return year[0] if year else ""


def _from_bibtex(text: str) -> list[Imported]:
    """Return the documents of a BibTeX file, TeX's accents as letters but in addresses."""
    library = parse_string(text)
    if library.failed_blocks:
        msg = f"line {(library.failed_blocks[0].start_line or 0) + 1} is no BibTeX"
        raise ValueError(msg)
    plainly = [_said(each) for each in library.entries]
    decoding = LatexDecodingMiddleware(keep_braced_groups=True)
    decoded = parse_string(text, append_middleware=[decoding])
    return [
        _of_entry(each.entry_type.lower(), _said(each) | {n: said[n] for n in _EXACT & {*said}})
        for each, said in zip(decoded.entries, plainly, strict=True)
    ]


def _said(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry."""
    return {each.key.lower(): str(each.value) for each in entry.fields}


def _of_entry(kind: str, said: Mapping[str, str]) -> Imported:
    """Return a BibTeX entry as a source."""
    fields = {name: _bare(value) for name, value in said.items() if name in _OURS}
    for name in ("author", "editor"):
        people = names(said.get(name, ""))
        fields[name] = " and ".join(
            _name({"literal": each.family} if each.whole else _given(each.family, each.given))
            for each in people
        )
    outlets = ("outlet", "journaltitle", "journal", "booktitle", "organization", "publisher")
    used = next((name for name in outlets if said.get(name)), "")
    fields["outlet"] = plain(said.get(used, "")) or plain(said.get("institution", ""))
    month = said.get("month", "")[:3].lower()
    month = _MONTHS.get(month) or (f"{int(month):02}" if month.isdigit() else "")
    built = "-".join(filter(None, (said.get("year", ""), month if said.get("year") else "")))
    fields["date"] = said.get("date") or built
    fields["langid"] = _language(said.get("langid") or said.get("language", ""))
    left = {*said} - _OURS - {used, "year", "month", "language"}
    return _imported(kind if kind in SOURCE_TYPES else _BIB_TYPES.get(kind, "misc"), fields, left)


def _given(family: str, given: str) -> dict[str, str]:
    """Return the parts of a name."""
    return {"family": family, "given": given}


def _language(said: str) -> str:
    """Return one of our words for a language, from its name or its code."""
    bare = said.lower().partition("-")[0]
    return bare if bare in LANGUAGES else _CODES.get(bare, "")


def _imported(kind: str, fields: Mapping[str, str], left: set[str]) -> Imported:
    """Return a document; an address that is none, and what nobody verified, stay out."""
    kept = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    if "pages" in kept:
        kept["pages"] = re.sub(r"\s*[-–—]+\s*", "--", kept["pages"])
    url = urllib.parse.urlsplit(kept.get("url", ""))
    if url.scheme not in ("http", "https"):
        left = left | ({"url"} if kept.pop("url", "") else set())
    own = {"verification", "seen", "checked", "urlstatus", "parallel"}
    left = left | {name for name in own if kept.pop(name, "")}
    return Imported(type=kind, fields=kept, left_out=tuple(sorted(left - _SILENT)))


_READERS: Final[Mapping[str, Callable[[str], list[Imported]]]] = {
    ".ris": _from_ris,
    ".bib": _from_bibtex,
    ".json": _from_csl,
}
"""Ending of a file's name → what reads it."""
