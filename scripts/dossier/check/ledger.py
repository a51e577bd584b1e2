"""Rules about the ledger: every id ever published still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.finding import Finding, did_you_mean
from dossier.model.editions import History
from dossier.model.ledger import EDITION, KINDS, STATES, Line, published
from dossier.read import Reading

_FEW = 3
"""So many ids are named as examples."""
_MEND = "Run `make permalinks`; from the browser leave it, an editor does it."


def ledger_is_readable(reading: Reading) -> Iterator[Finding]:
    """The ledger must be whole lines of cells divided by tabs.

    Bad: a line cut off in the middle
    Good: `KZ-031	statement	2026.1	live`
    Why: it was edited by hand, or its writing was cut short.
    """
    return (each for each in reading.troubles if each.rule == "ledger-is-readable")


def ledger_is_complete(reading: Reading) -> Iterator[Finding]:
    """Every id and page must have its line in the ledger.

    Bad: a new statement without a line
    Good: `make permalinks` was run
    Why: what is not listed is not promised.
    """
    known = reading.ledger.by_id
    if not known:
        return
    records = reading.dossier.records
    for identity, kind in published(reading.dossier):
        if identity not in known:
            origin = records[identity].origin if identity in records else None
            yield Finding(
                path=origin.path if origin else "docs/permalinks.tsv",
                line=origin.line if origin else 1,
                rule="ledger-is-complete",
                message=f"every {kind} must be in the ledger; got none for {identity}.",
                hint=_MEND,
            )


def ledger_line_has_form(reading: Reading) -> Iterator[Finding]:
    """A line must have a known kind and state, an edition, and what its state needs.

    Bad: `KZ-031	statement	2026.1	merged` without a target and a reason
    Good: `KZ-031	statement	2026.1	merged	2026.2	KZ-030	said twice`
    Why: whoever follows an old citation is told what happened.
    """
    for line in reading.ledger.lines:
        for fits, message, known in _form(line):
            if not fits:
                hint = did_you_mean(*known) if known else ""
                yield _at(line, "ledger-line-has-form", message, hint)


def _form(line: Line) -> Iterator[tuple[bool, str, tuple[str, Iterable[str]] | None]]:
    """Yield what must hold of a line, what to say where it does not, and the words it meant."""
    kinds, states = ", ".join(KINDS), ", ".join(STATES)
    yield (
        line.kind in KINDS,
        f'kind must be one of {kinds}; got "{line.kind}".',
        (line.kind, KINDS),
    )
    yield (
        line.state in STATES,
        f'state must be one of {states}; got "{line.state}".',
        (line.state, STATES),
    )
    yield (
        bool(EDITION.fullmatch(line.since)),
        f'since must be an edition; got "{line.since}".',
        None,
    )
    led = line.state in ("moved", "merged")
    yield (
        led == bool(line.target),
        f'target must be given where, and only where, an id leads on; got "{line.target}".',
        None,
    )
    dated = (line.state == "live") != bool(EDITION.fullmatch(line.changed))
    yield (
        dated,
        f'changed must be the edition it ceased to be live in; got "{line.changed}".',
        None,
    )
    told = line.state in ("live", "moved") or bool(line.reason)
    yield told, f"reason must be given where an id is {line.state}; got none.", None


def ledger_id_is_unique(reading: Reading) -> Iterator[Finding]:
    """An id must have one line.

    Bad: KZ-031 twice
    Good: once
    Why: two lines could lead to two places.
    """
    first: dict[str, Line] = {}
    for line in reading.ledger.lines:
        other = first.setdefault(line.id, line)
        if other is not line:
            yield _at(
                line,
                "ledger-id-is-unique",
                f"an id must have one line; got {line.id} again, after line {other.origin.line}.",
            )


def ledger_only_grows(reading: Reading) -> Iterator[Finding]:
    """Lines must stand in the order of editions, and those of the last edition stay as they were.

    Bad: a line removed or put elsewhere, its kind, edition or reason changed, an id brought back
    Good: new lines at the end; `live` to `moved`, `merged` or `withdrawn`
    Why: the promise is that what was published stays what it was.
    """
    newest = (0, 0)
    for line in reading.ledger.lines:
        edition = _ordinal(line.since)
        if edition < newest:
            yield _at(
                line,
                "ledger-only-grows",
                f"lines must stand in the order of editions; got {line.since} after a later one.",
            )
        newest = max(newest, edition)
    yield from _kept(reading)


def _kept(reading: Reading) -> Iterator[Finding]:
    """Yield what the last edition's ledger had and this one has no more."""
    for old in reading.last_ledger.lines:
        new = reading.ledger.by_id.get(old.id)
        if new is None:
            yield Finding(
                path=old.origin.path,
                line=1,
                rule="ledger-only-grows",
                message=f"a line of the last edition must stay; got none for {old.id}.",
                hint="Withdraw or merge with scripts/move.py instead.",
            )
        elif (new.kind, new.since) != (old.kind, old.since):
            yield _at(
                new,
                "ledger-only-grows",
                f"kind and since must stay what they were, {old.kind} and {old.since};"
                f" got {new.kind} and {new.since}.",
            )
        elif old.state not in ("live", new.state):
            yield _at(
                new,
                "ledger-only-grows",
                f"an id that was {old.state} must stay so; got {new.state}.",
            )
        elif old.state != "live" and (new.changed, new.reason) != (old.changed, old.reason):
            yield _at(
                new,
                "ledger-only-grows",
                f"changed and reason must stay what they were, {old.changed} and"
                f' "{old.reason}"; got {new.changed} and "{new.reason}".',
            )
    yield from _in_order(reading)


def _in_order(reading: Reading) -> Iterator[Finding]:
    """Yield the first line of the last edition that stands elsewhere than it stood."""
    here = reading.ledger.by_id
    kept = [here[old.id] for old in reading.last_ledger.lines if old.id in here]
    for line, before in zip(kept[1:], kept, strict=False):
        if line.origin.line < before.origin.line:
            message = f"lines must stay in their order; got {line.id} before {before.id}."
            yield _at(line, "ledger-only-grows", message)
            return


def _ordinal(edition: str) -> tuple[int, int]:
    """Return an edition as numbers, zeros for what is none."""
    year, _, number = edition.partition(".")
    return (int(year), int(number)) if EDITION.fullmatch(edition) else (0, 0)


def edition_is_open(history: History) -> Iterator[Finding]:
    """What was frozen must stay; new words belong to a new edition.

    Bad: `id: "2026.1"` in mkdocs.yml, the tag 2026.1, and a statement that says something else now
    Good: `id: "2026.2"`
    Why: a citation of 2026.1 would no longer find what it quotes.
    """
    if history.rewritten:
        edition = history.stages[-1].id
        yield Finding(
            path="mkdocs.yml",
            line=1,
            rule="edition-is-open",
            message=f"edition must be a new one, for {edition} is frozen;"
            f" got other words in {', '.join(history.rewritten[:_FEW])}.",
            hint="Name the next edition, and its day, under extra.edition.",
        )


def ledger_id_leads_somewhere(reading: Reading) -> Iterator[Finding]:
    """A live id must be in the dossier, every other one lead to a live one in a single step.

    Bad: KZ-031 live in the ledger and nowhere in docs/; a chain; a circle; a withdrawn id reused
    Good: moved to an id or address that is live
    Why: a citation would lead nowhere.
    """
    here = dict(published(reading.dossier))
    for line in reading.ledger.lines:
        if line.state == "live" and line.kind != "anchor" and here.get(line.id) != line.kind:
            got = f"a {here[line.id]}" if line.id in here else "none"
            hint = "If it moved, merged or was withdrawn, say so with scripts/move.py."
            yield _at(
                line,
                "ledger-id-leads-somewhere",
                f"a live {line.kind} must be in the dossier; got {got} called {line.id}.",
                hint,
            )
        elif line.state != "live" and line.id in here:
            yield _at(
                line,
                "ledger-id-leads-somewhere",
                f"an id that is {line.state} must not be used again; got {line.id} in the dossier.",
            )
        elif line.state in ("moved", "merged") and line.target:
            yield from _target(reading, line)


def _target(reading: Reading, line: Line) -> Iterator[Finding]:
    """Yield what is wrong with where a line leads."""
    goal = reading.ledger.by_id.get(line.target)
    if goal is None:
        hint = did_you_mean(line.target, reading.ledger.by_id)
        message = f'target must be an id of the ledger; got "{line.target}".'
        yield _at(line, "ledger-id-leads-somewhere", message, hint)
    elif reading.ledger.final(line.id) is None:
        message = f"ids must not lead in a circle; got {line.id} to {line.target} and back."
        yield _at(line, "ledger-id-leads-somewhere", message)
    elif goal.state in ("moved", "merged"):
        message = f"an id must lead on in one step; got {line.target}, which leads on itself."
        yield _at(line, "ledger-id-leads-somewhere", message)


def _at(line: Line, rule: str, message: str, hint: str = "") -> Finding:
    """Return a finding at a line."""
    return Finding(
        path=line.origin.path, line=line.origin.line, rule=rule, message=message, hint=hint
    )
