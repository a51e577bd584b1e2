"""The log of corrections: derived from the notes and from what the ledger says of ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dossier.model import Dossier, Note
from dossier.model.dates import bounds, in_words
from dossier.model.ledger import ENDS, Ledger, Line
from dossier.model.vocabulary import NOTE_KINDS

_KINDS: Final = ("error", "unclear", "later-event")
"""Kinds of note that correct something; context does not."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One entry of the log."""

    id: str
    kind: str
    words: str
    when: str
    href: str
    to: str = ""
    """The statement that a note corrects, or the id that stands for a merged one."""


def corrections(dossier: Dossier, ledger: Ledger, href: Callable[[str], str]) -> list[Correction]:
    """Return the log, ids that ended first, then notes, the latest of each first."""
    ended = [line for line in ledger.lines if line.ended]
    ended.sort(key=lambda line: [int(part) for part in line.changed.split(".")], reverse=True)
    notes = [note for note in dossier.notes.values() if note.kind in _KINDS]
    notes.sort(key=lambda note: _KINDS.index(note.kind))
    notes.sort(key=_written, reverse=True)
    return [*(_of_line(line, dossier, href) for line in ended), *(_of_note(n, href) for n in notes)]


def _written(note: Note) -> str:
    """Return the day a note was written, for sorting."""
    span = bounds(note.dated) if note.dated else None
    return span[1].isoformat() if span else ""


def _of_line(line: Line, dossier: Dossier, href: Callable[[str], str]) -> Correction:
    """Return the entry for an id that ended."""
    return Correction(
        id=line.id,
        kind=ENDS[line.state],
        words=line.reason,
        when=f"edition {line.changed}",
        href=href(f"id/{line.id}.md"),
        to=line.target if line.target in dossier.records else "",
    )


def _of_note(note: Note, href: Callable[[str], str]) -> Correction:
    """Return the entry for a note."""
    return Correction(
        id=note.id,
        kind=NOTE_KINDS[note.kind],
        words=note.prose.plain,
        when=in_words(note.dated),
        href=href(note.id),
        to=note.to,
    )
