"""The whole project → one reading: the dossier, the raw records and documents, and the troubles.

1. load the files · 2. split them into records · 3. believe what can be believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeVar, cast

from dossier.finding import Finding
from dossier.model import Dossier, Edition, Note, Origin, Prose, Record, Statement
from dossier.model.health import Health
from dossier.model.ledger import Ledger
from dossier.read import typed
from dossier.read.bibliography import read_bibliography
from dossier.read.document import Document, Raw, read_document
from dossier.read.files import HEALTH, LAST_LEDGER, LEDGER, SETTINGS, is_content
from dossier.read.health import read_health
from dossier.read.ledger import read_ledger
from dossier.read.prose import read_prose
from dossier.read.yaml_lines import Value, parse

Made = TypeVar("Made")


class Kept:
    """What was made of each file, for as long as its text stays as it was."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._made: dict[str, tuple[str, object]] = {}

    def of(self, make: Callable[[str, str], Made], path: str, text: str) -> Made:
        """Return what is made of a file's path and text; a file is made into one thing."""
        if path not in self._made or self._made[path][0] != text:
            self._made[path] = text, make(path, text)
        return cast("Made", self._made[path][1])


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """All that was read, faults included; equal to itself alone, so that caches can go by it."""

    dossier: Dossier = field(default_factory=Dossier)
    documents: tuple[Document, ...] = ()
    raws: tuple[Raw, ...] = ()
    """Every record as written, duplicates included."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Path → text of every file under `docs/` and `bib/`."""
    others: Mapping[str, bytes] = field(default_factory=dict)
    """Path → bytes of every file that is no content, where they were asked for."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Path → bytes of every file, as far as it was read."""
    troubles: tuple[Finding, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    health: Mapping[str, Health] = field(default_factory=dict)
    """Outside address → what sweeps found of it."""
    last_ledger: Ledger = field(default_factory=Ledger)
    """As the last edition had it; empty before the first."""

    @cached_property
    def all_prose(self) -> tuple[tuple[str, Prose], ...]:
        """Return every piece of prose with its file's path."""
        records: Iterable[Record] = [
            *self.dossier.pages.values(),
            *self.dossier.records.values(),
        ]
        return tuple((record.origin.path, record.prose) for record in records)


def read(files: Mapping[str, bytes], kept: Kept | None = None) -> Reading:
    """Return the reading of a set of files (path → bytes); it never raises on bad content.

    Who reads again and again gives what was kept of the files, and only changed ones are parsed.
    """
    kept = kept or Kept()
    troubles: list[Finding] = []
    others = {path: raw for path, raw in files.items() if not is_content(path)}
    texts = {p: _decoded(p, raw, troubles) for p, raw in files.items() if p not in others}
    settings = texts.pop(SETTINGS, "")
    ledger, faults = read_ledger(texts.pop(LEDGER, ""))
    last_ledger, _ = read_ledger(texts.pop(LAST_LEDGER, ""))
    health, unhealthy = read_health(texts.pop(HEALTH, ""))
    troubles += faults + unhealthy
    pages = [kept.of(_page, path, text) for path, text in texts.items() if path.endswith(".md")]
    documents = [document for document, _ in pages]
    for document in documents:
        troubles += document.troubles
    found = [each for _, records in pages for each in records]
    for path, text in texts.items():
        if path.endswith(".bib"):
            sources, faults = kept.of(_sources, path, text)
            found += sources
            troubles += faults
    raws = [raw for raw, _ in found]
    shelf: dict[str, dict[str, Record]] = {}
    for raw, record in found:
        _put(shelf, raw, record)
    return Reading(
        dossier=_dossier(shelf, _edition(settings)),
        documents=tuple(documents),
        raws=tuple(raws),
        texts=texts,
        others=others,
        sizes={path: len(raw) for path, raw in files.items()},
        troubles=tuple(troubles),
        ledger=ledger,
        health=health,
        last_ledger=last_ledger,
    )


_Records = list[tuple[Raw, Record]]


def _page(path: str, text: str) -> tuple[Document, _Records]:
    """Return what one Markdown file holds."""
    document = read_document(path, text)
    return document, [(raw, _record(raw, document)) for raw in _raws(document)]


def _sources(path: str, text: str) -> tuple[_Records, list[Finding]]:
    """Return the sources of one BibTeX file, and what is wrong with it."""
    found = list(read_bibliography(path, text))
    raws = [each for each in found if not isinstance(each, Finding)]
    sources: _Records = [(raw, typed.source(raw, read_prose("", raw.origin.line))) for raw in raws]
    return sources, [each for each in found if isinstance(each, Finding)]


def _decoded(path: str, raw: bytes, troubles: list[Finding]) -> str:
    """Return a file's text with plain line ends; bytes that are no UTF-8 become a finding."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        troubles.append(
            Finding(
                path=path,
                line=1 + raw.count(b"\n", 0, error.start),
                rule="file-is-utf8",
                message=f"text must be UTF-8; got the byte 0x{raw[error.start]:02x}.",
                hint="Save the file again with the encoding UTF-8.",
            )
        )
        text = raw.decode("utf-8", errors="backslashreplace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _edition(settings: str) -> Edition:
    """Return the edition that the settings name."""
    data = parse(settings, 1).data
    extra = data.get("extra")
    edition = extra.get("edition") if isinstance(extra, dict) else None
    said: dict[str, Value] = edition if isinstance(edition, dict) else {}
    site = data.get("site_url")
    return Edition(
        id=str(said.get("id", "unreleased")),
        date=str(said.get("date", "")),
        site=site if isinstance(site, str) else "",
        title=str(data.get("site_name") or ""),
        editor=str(said.get("editor", "")),
        publisher=str(said.get("publisher", "")),
        key=str(said.get("key", "")),
        forge=str(data.get("repo_url") or "").rstrip("/"),
    )


def kind_of(path: str) -> str:
    """Return what kind of record the page at a path below the root is.

    >>> kind_of("docs/series/kazakhstan/background.md")
    'section'
    """
    match path.split("/")[1:]:
        case ["actors", name] if name != "index.md":
            return "actor"
        case ["glossary", name] if name != "index.md":
            return "term"
        case ["series", _, "index.md"]:
            return "part"
        case ["series", _, _]:
            return "section"
        case _:
            return "page"


_PAGES: Final[Mapping[str, Callable[[Raw, Prose], Record]]] = {
    "actor": typed.actor,
    "term": typed.term,
    "part": typed.part,
    "section": typed.section,
    "page": typed.page,
}
"""Kind of page → what makes its record."""


def _raws(document: Document) -> list[Raw]:
    """Return the records of one file: the page itself, then its blocks."""
    kind = kind_of(document.path)
    inside = document.path.removeprefix("docs/")
    given = document.front.data.get("id")
    page = Raw(
        kind=kind,
        id=given if isinstance(given, str) and kind != "page" else inside,
        data=document.front.data,
        origin=Origin(path=document.path, lines=document.front.lines),
        markdown=document.loose,
        markdown_line=document.body_line,
    )
    return [page, *document.blocks]


def _record(raw: Raw, document: Document) -> Record:
    """Return the model's record for a raw one."""
    prose = read_prose(raw.markdown, raw.markdown_line)
    page = document.front.data.get("id")
    section = page if isinstance(page, str) and kind_of(document.path) == "section" else ""
    if raw.kind in ("statement", "figure"):
        return typed.statement(raw, prose, section)
    if raw.kind == "note":
        return typed.note(raw, prose, section)
    return _PAGES[raw.kind](raw, prose)


def _put(shelf: dict[str, dict[str, Record]], raw: Raw, record: Record) -> None:
    """Put a record on its shelf; the first of two with one id stays, check reports the other."""
    kind = "statement" if isinstance(record, Statement) else raw.kind
    shelf.setdefault(kind, {}).setdefault(record.id, record)


def _dossier(shelf: dict[str, dict[str, Record]], edition: Edition) -> Dossier:
    """Return the dossier of all shelves, blocks in the articles' order."""
    tables = {
        f"{kind}s": shelf.get(kind, {})
        for kind in ("page", "part", "section", "statement", "note", "actor", "term", "source")
    }
    found = Dossier(edition=edition, **tables)  # type: ignore[arg-type]  # a shelf holds one kind
    place = {each.id: number for number, each in enumerate(found.reading_order)}

    def rank(each: Statement | Note) -> int:
        return place.get(each.section, len(place))

    return replace(
        found,
        statements={each.id: each for each in sorted(found.statements.values(), key=rank)},
        notes={each.id: each for each in sorted(found.notes.values(), key=rank)},
    )
