"""What changed from one edition to the next, id by id, and in which edition last."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from dossier.model.dossier import Dossier
from dossier.model.ledger import kind_of
from dossier.model.records import Actor, Note, Record, Source, Statement, Term


@dataclass(frozen=True, kw_only=True)
class Change:
    """One id that two editions do not say alike."""

    id: str
    kind: str
    what: str
    """`added`, `changed` or `gone`."""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, kw_only=True)
class History:
    """The editions, oldest first, and what each changed against the one before it."""

    editions: Sequence[str] = ()
    changes: Mapping[str, Sequence[Change]] | None = None

    def changed_in(self, identity: str) -> str:
        """Return the latest edition that changed an id's words, or nothing."""
        for edition in reversed(self.editions):
            for change in (self.changes or {}).get(edition, ()):
                if change.id == identity and change.what == "changed":
                    return edition
        return ""


def wording(record: Record) -> str:
    """Return all that a record tells a reader, as plain text.

    A statement or note is its words, with their voice, date and citations; a source is its fields.
    """
    if isinstance(record, Statement):
        marks = [record.on, record.by, record.basis, record.status]
        return _told(record.prose.plain, *marks, *_cited(record))
    if isinstance(record, Note):
        return _told(record.prose.plain, record.kind, record.on, *_cited(record))
    if isinstance(record, Source):
        skipped = ("id", "origin", "prose")
        values = {each.name: getattr(record, each.name) for each in fields(record)}
        return _told(*(f"{k}: {_plain(v)}" for k, v in values.items() if v and k not in skipped))
    if isinstance(record, Actor):
        names = (f"{key}: {value}" for key, value in record.names.items())
        return _told(record.summary, *names, record.prose.plain)
    if isinstance(record, Term):
        return _told(
            record.hans, record.pinyin, record.preferred, record.summary, record.prose.plain
        )
    return _told(getattr(record, "title", ""), getattr(record, "summary", ""), record.prose.plain)


def _cited(record: Record) -> list[str]:
    """Return the citations of a record."""
    return [f"@{each.key} {each.locator}".strip() for each in record.prose.citations]


def _plain(value: object) -> str:
    """Return a field's value as text."""
    if isinstance(value, tuple):
        return "; ".join(_plain(each) for each in value)
    family, given = getattr(value, "family", ""), getattr(value, "given", "")
    return f"{family}, {given}".strip(", ") if family else str(value)


def _told(*parts: str) -> str:
    """Return the parts that say something, divided by bars."""
    return " | ".join(part for part in parts if part)


def changes(old: Dossier, new: Dossier) -> list[Change]:
    """Return what two editions do not say alike, what is gone last."""
    found = []
    for identity, record in new.records.items():
        before = old.records.get(identity)
        kind = kind_of(record)
        if before is None:
            found.append(Change(id=identity, kind=kind, what="added", new=wording(record)))
        elif wording(before) != wording(record):
            found.append(
                Change(
                    id=identity,
                    kind=kind,
                    what="changed",
                    old=wording(before),
                    new=wording(record),
                )
            )
    found += [
        Change(id=identity, kind=kind_of(record), what="gone", old=wording(record))
        for identity, record in old.records.items()
        if identity not in new.records
    ]
    return found


def history(dossiers: Mapping[str, Dossier]) -> History:
    """Return the history of editions, given oldest first."""
    names = list(dossiers)
    pairs = itertools.pairwise(names)
    return History(
        editions=names,
        changes={new: changes(dossiers[old], dossiers[new]) for old, new in pairs},
    )
