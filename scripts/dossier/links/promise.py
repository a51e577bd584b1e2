"""What the ledger promised against what was built: every id and address leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dossier.finding import Finding
from dossier.model import Dossier, Note, Statement
from dossier.model.ledger import FOLDERS, Ledger, Line, address_of


def broken(ledger: Ledger, dossier: Dossier, site: Path) -> list[Finding]:
    """Return a finding for each line of the ledger that a built site does not keep."""
    pages: dict[str, str] = {}
    return [
        Finding(
            path=line.origin.path,
            line=line.origin.line,
            rule="promise-is-kept",
            message=f"{line.kind} {line.id} must lead somewhere; got no {address}.",
        )
        for line in ledger.lines
        for address in _addresses(line, dossier)
        if not _is_built(address, site, pages)
    ]


def _addresses(line: Line, dossier: Dossier) -> Iterator[str]:
    """Yield every address that a line promises."""
    if line.kind in ("page", "anchor"):
        yield line.id
        return
    yield f"/id/{line.id}/"
    record = dossier.records.get(line.id)
    if isinstance(record, Statement | Note):
        yield f"{address_of(record.origin.path)}#{record.id.lower()}"
    if line.kind in FOLDERS:
        yield f"/{FOLDERS[line.kind]}/{line.id}/"


def _is_built(address: str, site: Path, pages: dict[str, str]) -> bool:
    """Return whether an address has its page, and its anchor if it names one."""
    path, _, anchor = address.partition("#")
    if path not in pages:
        file = site / path.strip("/") / "index.html"
        pages[path] = file.read_text(encoding="utf-8") if file.is_file() else ""
    return bool(pages[path]) and (not anchor or f'id="{anchor}"' in pages[path])
