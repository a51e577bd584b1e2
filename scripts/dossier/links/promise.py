"""What the ledger promised against what was built: every id and address leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dossier.finding import Finding
from dossier.model import Dossier, Note, Statement
from dossier.model.ledger import FOLDERS, Ledger, Line, address_of


def broken(ledger: Ledger, dossier: Dossier, site: Path) -> list[Finding]:
    """Return a finding for each line of the ledger that a built site does not keep."""
    promised = [(line, address) for line in ledger.lines for address in _addresses(line, dossier)]
    pages: dict[str, set[str]] = {}
    for _, address in promised:
        path, _, anchor = address.partition("#")
        pages.setdefault(path, set()).add(anchor)
    lost = {each for path, anchors in pages.items() for each in _lost(site, path, anchors)}
    return [
        Finding(
            path=line.origin.path,
            line=line.origin.line,
            rule="promise-is-kept",
            message=f"{line.kind} {line.id} must lead somewhere; got no {address}.",
        )
        for line, address in promised
        if address in lost
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


def _lost(site: Path, path: str, anchors: set[str]) -> Iterator[str]:
    """Yield each address of a page and its anchors ("" for its top) that was not built.

    A page is read once, and only where an anchor is asked for; no page's text is kept.
    """
    file = site / path.strip("/") / "index.html"
    there = file.is_file() and file.stat().st_size > 0
    text = file.read_text(encoding="utf-8") if there and anchors != {""} else ""
    for anchor in anchors:
        if not there or (anchor and f'id="{anchor}"' not in text):
            yield f"{path}#{anchor}" if anchor else path
