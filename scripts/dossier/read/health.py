"""`bib/health.tsv` → what sweeps found of each address; a line that is none becomes a finding."""

from __future__ import annotations

from dossier.finding import Finding
from dossier.model import Origin
from dossier.model.health import COLUMNS, Health
from dossier.read.files import HEALTH as PATH

_HINT = (
    "scripts/sweep.py alone writes it: take the last whole version, `git checkout bib/health.tsv`."
)


def read_health(text: str, path: str = PATH) -> tuple[dict[str, Health], list[Finding]]:
    """Return address → health, and what in the text is no line of such a file."""
    health: dict[str, Health] = {}
    troubles: list[Finding] = []
    rows = text.split("\n")
    if text and rows.pop() != "":
        troubles.append(_bad(path, len(rows) + 1, "the last line must end; got a half-written one"))
    for number, row in enumerate(rows if text else [], 1):
        cells = row.split("\t")
        if number == 1:
            if tuple(cells) != COLUMNS:
                message = f"the first line must be the columns {' '.join(COLUMNS)}; got others"
                troubles.append(_bad(path, 1, message))
            continue
        if not row.strip() or len(cells) > len(COLUMNS):
            got = f"{len(cells)} cells" if row.strip() else "an empty line"
            troubles.append(
                _bad(path, number, f"a line must have {len(COLUMNS)} cells at most; got {got}")
            )
            continue
        filled = [*cells, *[""] * (len(COLUMNS) - len(cells))]
        names = [each.replace("-", "_") for each in COLUMNS]
        line = Health(
            **dict(zip(names, filled, strict=True)), origin=Origin(path=path, line=number)
        )
        if line.address in health:
            troubles.append(
                _bad(path, number, f"an address must have one line; got {line.address} again")
            )
        health.setdefault(line.address, line)
    return health, troubles


def _bad(path: str, line: int, what: str) -> Finding:
    """Return a fault of the file."""
    return Finding(path=path, line=line, rule="health-is-readable", message=f"{what}.", hint=_HINT)
