"""`permalinks.tsv` → the ledger; a line that is none becomes a finding."""

from __future__ import annotations

from dossier.finding import Finding
from dossier.model import Origin
from dossier.model.ledger import COLUMNS, Ledger, Line
from dossier.read.files import LEDGER as PATH


def read_ledger(text: str, path: str = PATH) -> tuple[Ledger, list[Finding]]:
    """Return the ledger that a text holds, and what in it is no line of a ledger."""
    lines: list[Line] = []
    troubles: list[Finding] = []
    rows = text.split("\n")
    if rows and rows[-1] == "":
        rows.pop()
    elif text:
        troubles.append(_bad(path, len(rows), "the last line must end; got a half-written one"))
    for number, row in enumerate(rows, 1):
        cells = row.split("\t")
        if number == 1:
            if tuple(cells) != COLUMNS:
                troubles.append(_bad(path, 1, f"the first line must be the columns {COLUMNS}"))
            continue
        if not row.strip() or len(cells) > len(COLUMNS):
            got = f"{len(cells)} cells" if row.strip() else "an empty line"
            troubles.append(_bad(path, number, f"a line must have {len(COLUMNS)} cells; got {got}"))
            continue
        values = dict(zip(COLUMNS, [*cells, *[""] * len(COLUMNS)], strict=False))
        lines.append(Line(**values, origin=Origin(path=path, line=number)))
    return Ledger(lines=tuple(lines)), troubles


def _bad(path: str, line: int, what: str) -> Finding:
    """Return a fault of the file."""
    return Finding(
        path=path,
        line=line,
        rule="ledger-is-readable",
        message=f"{what}." if "; got" in what else f"{what}; got something else.",
        hint="It is written by scripts/permalinks.py and scripts/move.py alone.",
    )
