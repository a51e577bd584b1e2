"""The log of corrections: every id that ended, every note that corrects, the latest first."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from dossier.model.ledger import Ledger, Line
from dossier.read import Reading
from dossier.weave.corrections import corrections


def _line(identity: str, state: str, changed: str, target: str = "") -> Line:
    """Return a line of the ledger."""
    return Line(
        id=identity,
        kind="statement",
        since="2026.1",
        state=state,
        changed=changed,
        target=target,
        reason=f"Why {identity}.",
    )


def test_what_ended_comes_first_then_notes_the_latest_of_each_first(toy: Reading) -> None:
    """A moved page is no correction, and neither is context."""
    note = toy.dossier.notes["HB-N01"]
    notes = [
        replace(note, id="HB-N11", kind="error", dated="2026-01-02"),
        replace(note, id="HB-N12", kind="later-event", dated="2026-01-09"),
        replace(note, id="HB-N13", kind="context", dated="2026-01-09"),
        replace(note, id="HB-N14", kind="error", dated="2026-01-09"),
    ]
    ledger = Ledger(
        lines=(
            _line("HB-031", "withdrawn", "2026.2"),
            _line("HB-032", "merged", "2026.10", "HB-001"),
            _line("HB-033", "live", ""),
            _line("/old/", "moved", "2026.2", "/new/"),
        )
    )
    dossier = replace(toy.dossier, notes={each.id: each for each in notes})
    found = corrections(dossier, ledger, lambda target: f"to:{target}")
    assert [(each.id, each.kind) for each in found] == [
        ("HB-032", "Merged into another"),
        ("HB-031", "Retraction"),
        ("HB-N14", "Error in the article"),
        ("HB-N12", "Later event"),
        ("HB-N11", "Error in the article"),
    ]
    assert [(each.to, each.words) for each in found[:2]] == [
        ("HB-001", "Why HB-032."),
        ("", "Why HB-031."),
    ]
    assert [each.href for each in found[1:3]] == ["to:id/HB-031.md", "to:HB-N14"]


def test_the_page_lists_every_note_that_corrects(site: Path, real: Reading) -> None:
    """Each with its way to the note."""
    page = (site / "about/corrections/index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<a class="claim-id"[^>]*>([A-Z]{2}-N\d+)</a>', page)
    wanted = {
        n.id for n in real.dossier.notes.values() if n.kind in ("error", "unclear", "later-event")
    }
    assert {*shown} == wanted
    assert len(shown) == len(wanted)


def test_the_policy_names_every_kind_and_how_long_it_takes(root: Path) -> None:
    """A typo, an erratum, a revision, a retraction."""
    policy = (root / "docs/about/corrections.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^(\w+)\n: ", policy, re.MULTILINE)
    assert kinds == ["Typo", "Erratum", "Revision", "Retraction"]
    turnaround = policy.partition("{#turnaround}")[2]
    assert [kind for kind in kinds if f"| {kind} |" not in turnaround] == []
