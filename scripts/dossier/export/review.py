"""What a change does, in the reader's terms, as Markdown: for whoever is to merge it.

Records are compared as written, not as they read: a link that leads elsewhere is a change, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.finding import Finding
from dossier.model.address import site_path
from dossier.model.ledger import place_of
from dossier.read import Reading
from dossier.read.document import Raw
from dossier.read.yaml_lines import Value

KINDS: Final = (
    *("statement", "figure", "note", "source", "actor", "term", "section", "part", "page"),
)
_MANY: Final = 50
"""So many of a list are named; the rest is counted."""
_LONG: Final = 80


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The findings of a changed tree, by whose they are."""

    here: Sequence[Finding] = ()
    """On lines that the change touched."""
    caused: Sequence[Finding] = ()
    """Elsewhere, and not there before."""
    others: int = 0
    """How many were there before."""

    @property
    def rest(self) -> str:
        """Return the findings that are not the change's, in one line."""
        if not self.others:
            return "The rest of the tree has no findings."
        count = f"{self.others} finding{'' if self.others == 1 else 's'}"
        return f"The rest of the tree has {count}, none of this change: `make check` lists them."


@dataclass(frozen=True, kw_only=True)
class Change:
    """What differs between two readings."""

    before: Reading
    after: Reading

    def said(self, reading: Reading) -> dict[tuple[str, str], Raw]:
        """Return kind and id → record as written."""
        return {(raw.kind, raw.id): raw for raw in reading.raws}

    def added(self, kind: str) -> list[Raw]:
        """Return the records of a kind that are new."""
        old, new = self.said(self.before), self.said(self.after)
        return [raw for key, raw in new.items() if key not in old and raw.kind == kind]

    def gone(self, kind: str) -> list[Raw]:
        """Return the records of a kind that are there no more."""
        old, new = self.said(self.before), self.said(self.after)
        return [raw for key, raw in old.items() if key not in new and raw.kind == kind]

    def changed(self, kind: str) -> list[tuple[Raw, Raw]]:
        """Return the records of a kind that say something else, as they were and as they are."""
        old, new = self.said(self.before), self.said(self.after)
        pairs = [(old[key], raw) for key, raw in new.items() if key in old and raw.kind == kind]
        return [(a, b) for a, b in pairs if (a.data, a.markdown) != (b.data, b.markdown)]

    @property
    def ended(self) -> list[str]:
        """Return the ids that were withdrawn or merged."""
        known = self.before.ledger.by_id
        return [
            line.id
            for line in self.after.ledger.lines
            if line.state in ("withdrawn", "merged")
            and (line.id not in known or known[line.id].state != line.state)
        ]


def in_one_line(change: Change) -> str:
    """Return what a change does, in one sentence."""
    parts = [_counted("changes", len(change.changed(kind)), kind) for kind in KINDS]
    parts += [
        _counted("adds", len(change.added(kind)), kind, _doubt(change, kind)) for kind in KINDS
    ]
    parts += [_counted("takes out", len(change.gone(kind)), kind) for kind in KINDS]
    if not any(parts):
        parts = ["changes no content"]
    ended = len(change.ended)
    parts.append(f"withdraws {ended or 'no'} id{'s' if ended > 1 else ''}")
    said = ", ".join(filter(None, parts))
    return f"{said[:1].upper()}{said[1:]}."


def _counted(verb: str, count: int, kind: str, doubt: str = "") -> str:
    """Return a count with its verb; nothing for none."""
    return f"{verb} {count} {kind}{'s' if count > 1 else ''}{doubt}" if count else ""


def _doubt(change: Change, kind: str) -> str:
    """Return how many of the new sources nobody has verified, in brackets."""
    added = change.added(kind) if kind == "source" else []
    doubtful = [raw for raw in added if raw.data.get("verification") != "verified"]
    if not doubtful:
        return ""
    return " (unverified)" if len(doubtful) == len(added) else f" ({len(doubtful)} unverified)"


def review(change: Change, findings: Findings, others: Iterable[str], preview: str = "") -> str:
    """Return the whole summary; `others` are the touched files that hold no content.

    Links lead into the preview where its address is given, else the places are only named.
    """
    lines = ["## What this change does", "", in_one_line(change), ""]
    lines += _listed(_items(change, preview))
    machinery = sorted(others)
    if machinery:
        count = "1 file that holds" if len(machinery) == 1 else f"{len(machinery)} files that hold"
        lines += ["", f"It also touches {count} no content:", ""]
        lines += _listed(f"- {_code(each)}" for each in machinery)
    lines += ["", "## What the checks find", ""]
    lines += _table("On the lines it touches", findings.here)
    lines += _table("Elsewhere, but caused by it", findings.caused)
    if not findings.here and not findings.caused:
        lines += ["Nothing on the lines it touches."]
    while not lines[-1]:
        lines.pop()
    return "\n".join([*lines, "", findings.rest, ""])


def _listed(items: Iterable[str]) -> list[str]:
    """Return the first of a list, and how many are left out."""
    found = list(items)
    left = [f"- and {len(found) - _MANY} more"] if len(found) > _MANY else []
    return [*found[:_MANY], *left]


def _items(change: Change, preview: str) -> Iterator[str]:
    """Yield one line for each record that differs."""
    for kind in KINDS:
        for old, new in change.changed(kind):
            told = "; ".join(_differences(old, new))
            yield f"- {kind} {_link(change.after, new, preview)}: {told}"
        for raw in change.added(kind):
            yield f"- new {kind} {_link(change.after, raw, preview)}{_state(raw)}"
        for raw in change.gone(kind):
            line = change.after.ledger.by_id.get(raw.id)
            told = f"{line.state}: {line.reason}" if line and line.reason else "without a reason"
            yield f"- {kind} {_code(raw.id)} is no more, {_code(told)}"


def _state(raw: Raw) -> str:
    """Return how far a new source was verified."""
    return f", {_code(str(raw.data.get('verification', '')))}" if raw.kind == "source" else ""


def _link(reading: Reading, raw: Raw, preview: str) -> str:
    """Return a record's id, with the way to it in the preview."""
    record = reading.dossier.records.get(raw.id)
    address = site_path(record) if record else place_of(raw.origin.path)
    if re.fullmatch(r"https?://[^\s()<>]+", preview) and re.fullmatch(r"[\w/#.-]*", address):
        return f"[{_code(raw.id)}]({preview.rstrip('/')}/{address})"
    return f"{_code(raw.id)} ({_code('/' + address)})"


def _differences(old: Raw, new: Raw) -> Iterator[str]:
    """Yield what differs in a record, field by field."""
    for name in dict.fromkeys([*old.data, *new.data]):
        before, after = _words(old.data.get(name)), _words(new.data.get(name))
        if before != after:
            yield f"`{name}` {_code(before)} → {_code(after)}"
    if old.markdown != new.markdown:
        before, after = _apart(old.markdown.split(), new.markdown.split())
        yield f"text {_code(_words(before))} → {_code(_words(after))}"


def _apart(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the words in which two texts differ, from the first to the last, with one on a side.

    >>> _apart("a lamp of 1901 shone".split(), "a lamp of 1910 shone".split())
    ('of 1901 shone', 'of 1910 shone')
    """
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    start = max(0, head - 1)
    ends = [len(words) - max(0, tail - 1) for words in (old, new)]
    return " ".join(old[start : ends[0]]), " ".join(new[start : ends[1]])


def _words(value: Value | None) -> str:
    """Return a field's value on one line, cut where it is long."""
    if isinstance(value, dict):
        value = ", ".join(f"{key}: {_words(each)}" for key, each in value.items())
    if isinstance(value, list):
        value = ", ".join(map(_words, value))
    text = " ".join((value or "nothing").split())
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _code(text: str) -> str:
    """Return a text that Markdown takes as it stands: whoever proposed it may have written marks.

    >>> _code("a`b")
    "`a'b`"
    """
    return f"`{' '.join(text.replace('`', chr(39)).split()) or ' '}`"


def _table(title: str, findings: Sequence[Finding]) -> list[str]:
    """Return findings as a table; nothing for none."""
    if not findings:
        return []
    rows = [
        f"| {_cell(f'{f.path}:{f.line}')} | {_cell(f'{f.message} {f.hint}')} |" for f in findings
    ]
    return [f"**{title}**", "", "| where | what |", "| --- | --- |", *_listed(rows), ""]


def _cell(text: str) -> str:
    """Return a text for a cell."""
    return _code(text.strip()).replace("|", "¦")
