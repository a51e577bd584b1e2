"""The ledger: every id and address ever published, and where it leads now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.place import Origin
from dossier.model.records import Actor, Note, Part, Record, Section, Source, Statement, Term

STATES: Final = {
    "live": "It is where its kind is",
    "moved": "It has another address now",
    "merged": "Another id says it now",
    "withdrawn": "It was taken back; a page says why",
}
ENDS: Final = {"withdrawn": "Retraction", "merged": "Merged into another"}
"""State in which an id says nothing any more → how a log calls it."""
KINDS: Final = (
    "page",
    "part",
    "section",
    "statement",
    "figure",
    "note",
    "actor",
    "term",
    "source",
    "anchor",
)
"""`page` and `anchor` are addresses (`/claims/`, `/series/x/y/#kz-031`), the others ids."""
COLUMNS: Final = ("id", "kind", "since", "state", "changed", "target", "reason")
EDITION: Final = re.compile(r"\d{4}\.\d+")
FOLDERS: Final = {"actor": "actors", "term": "glossary", "source": "sources"}
"""Kind → the folder in which each of its ids has a page of its own, `/actors/hikvision/`."""
_KIND_OF: Final[tuple[tuple[type[Record], str], ...]] = (
    (Part, "part"),
    (Section, "section"),
    (Note, "note"),
    (Actor, "actor"),
    (Term, "term"),
    (Source, "source"),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the ledger."""

    id: str
    kind: str
    since: str
    """The edition it first appeared in."""
    state: str = "live"
    changed: str = ""
    """The edition in which it ceased to be live."""
    target: str = ""
    """The id or address that stands in its place."""
    reason: str = ""
    """What happened, in words; who merges or withdraws must say it."""
    origin: Origin = field(default_factory=Origin.nowhere, compare=False, repr=False)

    @property
    def ended(self) -> bool:
        """Return whether an id was taken back; what an anchor leaves behind is no id."""
        return self.state in ENDS and self.kind != "anchor"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line's cells in the order of the columns."""
        return tuple(getattr(self, column) for column in COLUMNS)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All lines, in the order they were written."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """Return id → line; the first of two stays, check reports the other."""
        return {line.id: line for line in reversed(self.lines)}

    @cached_property
    def ended(self) -> Mapping[str, Line]:
        """Return id → line of every id that was merged or withdrawn."""
        return {line.id: line for line in self.lines if line.state in ("merged", "withdrawn")}

    @cached_property
    def anchors(self) -> Mapping[str, tuple[Line, ...]]:
        """Return address of a page → the lines of the anchors that stood on it once."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.kind == "anchor":
                found.setdefault(line.id.partition("#")[0], []).append(line)
        return {page: tuple(lines) for page, lines in found.items()}

    @cached_property
    def _older(self) -> Mapping[str, tuple[str, ...]]:
        """Return id → those it had before it was renamed, oldest first."""
        found: dict[str, tuple[str, ...]] = {}
        for line in self.lines:
            new = self.by_id.get(line.target)
            if line.state == "moved" and new and new.kind == line.kind:
                found[new.id] = (*found.get(new.id, ()), line.id)
        return found

    def names(self, identity: str) -> tuple[str, ...]:
        """Return an id after those it had before it was renamed, oldest first."""
        return (*self._older.get(identity, ()), identity)

    def since(self, identity: str) -> str:
        """Return the edition an id first appeared in, by whatever name, or nothing."""
        line = self.by_id.get(self.names(identity)[0])
        return line.since if line else ""

    def final(self, identity: str) -> Line | None:
        """Return the line that an id leads to in the end; None where it leads nowhere or round."""
        met: set[str] = set()
        while identity not in met:
            met.add(identity)
            line = self.by_id.get(identity)
            if line is None or line.state in ("live", "withdrawn"):
                return line
            identity = line.target
        return None

    def with_new(self, published: Iterable[tuple[str, str]], edition: str) -> Ledger:
        """Return the ledger with a line for each (id, kind) it does not have yet, at its end."""
        known = self.by_id
        fresh = sorted(
            {pair for pair in published if pair[0] not in known},
            key=lambda pair: (KINDS.index(pair[1]), pair[0]),
        )
        added = (Line(id=identity, kind=kind, since=edition) for identity, kind in fresh)
        return Ledger(lines=(*self.lines, *added))

    def with_line(self, changed: Line) -> Ledger:
        """Return the ledger with one line changed, and every line that led to it led on."""
        lines = []
        for line in self.lines:
            if line.id == changed.id:
                lines.append(changed)
            elif changed.state in ("moved", "merged") and line.target == changed.id:
                lines.append(replace(line, target=changed.target))
            else:
                lines.append(line)
        return Ledger(lines=tuple(lines))

    def as_text(self) -> str:
        """Return the ledger as its file holds it: tab-separated, one line an id, LF."""
        rows = [COLUMNS, *(line.cells for line in self.lines)]
        return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)


def kind_of(record: Record) -> str:
    """Return the ledger's word for a record."""
    if isinstance(record, Statement):
        return record.form
    return next(word for kind, word in _KIND_OF if isinstance(record, kind))


def address_of(path: str) -> str:
    """Return the address, from the site's root, of a page below `docs/`.

    >>> address_of("docs/series/kazakhstan/index.md")
    '/series/kazakhstan/'
    """
    inside = path.removeprefix("docs/").removesuffix(".md")
    inside = inside.removesuffix("index") if inside.rpartition("/")[2] == "index" else f"{inside}/"
    return f"/{inside}"


def place_of(path: str) -> str:
    """Return the same without the slash before it, as engines give addresses.

    >>> place_of("series/kazakhstan/agenda.md"), place_of("index.md")
    ('series/kazakhstan/agenda/', '')
    """
    return address_of(path).removeprefix("/")


def published(dossier: Dossier) -> list[tuple[str, str]]:
    """Return every id and address that the dossier publishes, with its kind."""
    ids = [(record.id, kind_of(record)) for record in dossier.records.values()]
    placed = (*dossier.pages.values(), *dossier.parts.values(), *dossier.sections.values())
    return ids + [(address_of(each.origin.path), "page") for each in placed]
