"""Renaming, moving, merging and withdrawing: what the files and the ledger become.

Each step returns a Plan, or raises Refused with the reason; nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dossier.edit.references import named_at, relinked, renamed
from dossier.model import Record, Section, Source, Statement
from dossier.model.ledger import Ledger, Line, address_of, kind_of
from dossier.read import Reading
from dossier.read.files import LEDGER, SETTINGS
from dossier.read.reading import kind_of as kind_of_path


class RefusedError(Exception):
    """What was asked would break a promise; the message says which."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a step changes."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """Path → new text."""
    gone: tuple[str, ...] = ()
    """Paths that are to be removed."""
    done: str = ""
    """What was done, in one sentence."""


def rename(texts: Mapping[str, str], reading: Reading, old: str, new: str) -> Plan:
    """Return the plan that gives a page's file, or an actor, term or source, another name.

    `old` and `new` are paths below the root, or ids. Raises RefusedError.
    """
    records = reading.dossier.records
    old_id, new_id = _identity(reading, old), _identity(reading, new)
    if old_id in records and not isinstance(records[old_id], Section | Statement):
        return _rename_id(texts, reading, old_id, new_id)
    if old not in texts:
        msg = f"{old} is neither an id of the dossier nor a file."
        raise RefusedError(msg)
    if new in texts:
        msg = f"{new} is there already."
        raise RefusedError(msg)
    if kind_of_path(old) != kind_of_path(new):
        msg = f"{old} and {new} are pages of different kinds."
        raise RefusedError(msg)
    return _rename_page(texts, reading, old, new)


def _identity(reading: Reading, word: str) -> str:
    """Return the id that a word or an actor's or term's path stands for."""
    kind = kind_of_path(word) if word.startswith("docs/") else ""
    if kind in ("actor", "term"):
        return word.rpartition("/")[2].removesuffix(".md")
    if kind in ("part", "section"):
        return ""
    return word if word in reading.dossier.records or not word.startswith("docs/") else ""


def _rename_id(texts: Mapping[str, str], reading: Reading, old: str, new: str) -> Plan:
    """Return the plan for an actor, term, note or source."""
    record = reading.dossier.records[old]
    _free(reading, new)
    if isinstance(record, Statement):
        msg = f"{old} is a statement; its id never changes."
        raise RefusedError(msg)
    changed = {**texts, **renamed(texts, reading, old, new)}
    path = record.origin.path
    lines = changed[path].split("\n")
    at = record.origin.line_of("id") - 1
    if isinstance(record, Source):
        at = record.origin.line - 1
    lines[at] = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, lines[at], count=1)
    changed[path] = "\n".join(lines)
    gone: tuple[str, ...] = ()
    if path.rpartition("/")[2] == f"{old}.md":
        target = path.replace(f"{old}.md", f"{new}.md")
        changed |= relinked(changed, path, target)
        del changed[path]
        gone = (path,)
    ledger = _listed(reading, new, kind_of(record))
    ledger = ledger.with_line(_left(reading, old, "moved", target=new))
    return _plan(texts, changed, gone, ledger, f"{old} is {new} now; {old} leads there.")


def _rename_page(texts: Mapping[str, str], reading: Reading, old: str, new: str) -> Plan:
    """Return the plan for a section's, part's or other page's file."""
    changed = {**texts, **relinked(texts, old, new)}
    changed.pop(old, None)
    settings = changed.get(SETTINGS, "")
    inside, target = old.removeprefix("docs/"), new.removeprefix("docs/")
    changed[SETTINGS] = re.sub(rf"(?<![\w./-]){re.escape(inside)}(?![\w./-])", target, settings)
    ledger = _listed(reading, address_of(new), "page")
    ledger = ledger.with_line(_left(reading, address_of(old), "moved", target=address_of(new)))
    return _plan(texts, changed, (old,), ledger, f"{address_of(old)} leads to {address_of(new)}.")


def relocate(texts: Mapping[str, str], reading: Reading, identity: str, path: str) -> Plan:
    """Return the plan that moves a statement with its notes to the end of another section.

    Raises RefusedError.
    """
    statement = _statement(reading, identity)
    if kind_of_path(path) != "section" or path not in texts:
        msg = f"{path} is no section's file."
        raise RefusedError(msg)
    if statement.origin.path == path:
        msg = f"{identity} stands in {path} already."
        raise RefusedError(msg)
    changed = dict(texts)
    blocks = []
    for each in _with_notes(reading, statement):
        source, block = _cut(changed[each.origin.path], each)
        changed[each.origin.path] = source
        blocks.append(block)
    changed[path] = changed[path].rstrip("\n") + "\n\n" + "\n\n".join(reversed(blocks)) + "\n"
    ledger = reading.ledger
    for each in _with_notes(reading, statement):
        ledger = _anchored(reading, ledger, each, each.id)
    return _plan(texts, changed, (), ledger, f"{identity} stands in {path} now.")


def merge(texts: Mapping[str, str], reading: Reading, identity: str, into: str, why: str) -> Plan:
    """Return the plan that lets one statement speak for another. Raises RefusedError."""
    _statement(reading, into)
    if identity == into:
        msg = f"{identity} cannot be merged into itself."
        raise RefusedError(msg)
    return _retire(texts, reading, identity, why, into)


def withdraw(texts: Mapping[str, str], reading: Reading, identity: str, why: str) -> Plan:
    """Return the plan that takes a statement or note back. Raises RefusedError."""
    return _retire(texts, reading, identity, why)


def _retire(
    texts: Mapping[str, str],
    reading: Reading,
    identity: str,
    why: str,
    into: str = "",
) -> Plan:
    """Return the plan that ends an id: merged into another one, or withdrawn."""
    record = reading.dossier.notes.get(identity) or _statement(reading, identity)
    if not why.strip():
        msg = 'Say why with --why "…": the page that stays behind tells it.'
        raise RefusedError(msg)
    notes = reading.dossier.notes_to(identity)
    if notes:
        named = ", ".join(note.id for note in notes)
        msg = f"{identity} has notes: {named}. Retire or re-address them first."
        raise RefusedError(msg)
    places = sorted(set(named_at(reading, identity)))
    if places and not into:
        named = ", ".join(f"{path}:{line}" for path, line in places)
        msg = f"{identity} is named at {named}. Take that out first."
        raise RefusedError(msg)
    changed = {**texts, **(renamed(texts, reading, identity, into) if into else {})}
    source, _ = _cut(changed[record.origin.path], record)
    changed[record.origin.path] = source
    ledger = _anchored(reading, reading.ledger, record, identity)
    state = "merged" if into else "withdrawn"
    ledger = ledger.with_line(_left(reading, identity, state, target=into, reason=why))
    told = f"merged into {into}" if into else "withdrawn"
    return _plan(texts, changed, (), ledger, f"{identity} is {told}.")


def _statement(reading: Reading, identity: str) -> Statement:
    """Return a statement. Raises RefusedError."""
    found = reading.dossier.statements.get(identity)
    if found is None:
        msg = f"{identity} is no statement of the dossier."
        raise RefusedError(msg)
    return found


def _with_notes(reading: Reading, statement: Statement) -> list[Record]:
    """Return a statement and its notes, the last block of the page first."""
    found: list[Record] = [statement, *reading.dossier.notes_to(statement.id)]
    return sorted(found, key=lambda each: -each.origin.line)


def _cut(text: str, record: Record) -> tuple[str, str]:
    """Return a text without a record's block, and the block."""
    lines = text.split("\n")
    start = record.origin.line - 1
    end = next(n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "///")
    block = "\n".join(lines[start : end + 1])
    rest = lines[:start] + lines[end + 1 :]
    if start < len(rest) and start > 0 and not rest[start].strip() and not rest[start - 1].strip():
        del rest[start]
    return "\n".join(rest), block


def _free(reading: Reading, identity: str) -> None:
    """Raise RefusedError where an id is or ever was in use."""
    if identity in reading.dossier.records or identity in reading.ledger.by_id:
        msg = f"{identity} is or was in use; an id is never given twice."
        raise RefusedError(msg)


def _listed(reading: Reading, identity: str, kind: str) -> Ledger:
    """Return the ledger with a line for a new id or address. Raises RefusedError."""
    if identity in reading.ledger.by_id:
        msg = f"{identity} is or was in use; an address is never given twice."
        raise RefusedError(msg)
    return reading.ledger.with_new([(identity, kind)], reading.dossier.edition.id)


def _left(
    reading: Reading, identity: str, state: str, *, target: str = "", reason: str = ""
) -> Line:
    """Return an id's line in its new state. Raises RefusedError where the ledger has none."""
    line = reading.ledger.by_id.get(identity)
    if line is None:
        msg = f"{identity} is not in {LEDGER}: run `make permalinks` first."
        raise RefusedError(msg)
    edition = reading.dossier.edition.id
    return replace(
        line, state=state, changed=edition, target=target, reason=" ".join(reason.split())
    )


def _anchored(reading: Reading, ledger: Ledger, record: Record, target: str) -> Ledger:
    """Return the ledger with the anchor that a record leaves behind on its page."""
    edition = reading.dossier.edition.id
    address = f"{address_of(record.origin.path)}#{record.id.lower()}"
    grown = ledger.with_new([(address, "anchor")], edition)
    line = replace(grown.by_id[address], state="moved", changed=edition, target=target)
    return grown.with_line(line)


def _plan(
    before: Mapping[str, str],
    after: Mapping[str, str],
    gone: tuple[str, ...],
    ledger: Ledger,
    done: str,
) -> Plan:
    """Return the plan of what differs."""
    texts = {path: text for path, text in after.items() if before.get(path) != text}
    return Plan(texts={**texts, LEDGER: ledger.as_text()}, gone=gone, done=done)
