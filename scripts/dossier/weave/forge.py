"""What stands at the end of each page: the ways to correct and to edit it."""

from __future__ import annotations

from dossier.weave.correcting import correct_address, edit_address, place_of, place_of_line
from dossier.weave.loom import Loom
from dossier.weave.page import record_at
from dossier.weave.promises import tombstone_at


def correct_box(loom: Loom) -> str:
    """Return the ways to correct and to edit the loom's page as HTML; nothing without a forge."""
    edition, record = loom.dossier.edition, record_at(loom.dossier, loom.page)
    line = tombstone_at(loom.ledger, loom.page)
    if line:
        place = place_of_line(line.id, line.origin.line)
    elif record:
        place = place_of(record)
    else:
        return ""
    if not edition.forge:
        return ""
    return loom.render(
        "correct-this.html",
        correct_href=correct_address(edition, place),
        edit_href=edit_address(edition, place),
    )
