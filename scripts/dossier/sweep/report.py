"""What a sweep found, for people (Markdown, the text of the weekly issue) and machines (JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.model.health import COLUMNS, SETTLES, Health
from dossier.model.vocabulary import ADDRESS_STATES
from dossier.sweep.targets import Target

FOR_PEOPLE: Final = {
    "dead": "Dead: find another address, or an archived copy",
    "soft-404": "Lead to a “not found” page or the home page: find the document anew",
    "drifted": "No longer say what was seen there: compare, and archive an older copy",
    "moved": "Moved: see the new address, and put it into `bib/`",
    "failing": "Fail: wait, or look by hand",
    "slow": "Slow: wait, or look by hand",
    "blocked": "Refuse machines: only a person can look",
}
"""State → what a person can do about it, the most urgent first."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One sweep: the health before and after it."""

    day: str
    targets: Sequence[Target]
    before: Mapping[str, Health]
    after: Mapping[str, Health]

    def changed(self) -> Iterator[Health]:
        """Yield the addresses whose state changed with this sweep."""
        for address, health in self.after.items():
            old = self.before.get(address)
            if health.state and health.state != (old.state if old else ""):
                yield health

    def of_state(self, state: str) -> list[Health]:
        """Return the addresses of a settled state."""
        return [each for each in self.after.values() if each.state == state]


def as_json(outcome: Outcome) -> str:
    """Return a sweep as JSON: totals, changes, and every address with its health, one a line."""
    names = {each.address: each.named_by for each in outcome.targets}
    totals = Counter(_said(each) for each in outcome.after.values())
    lines = sorted(outcome.after.values(), key=lambda line: line.address)
    rows = [
        json.dumps({"named-by": names.get(line.address, ()), **_cells(line)}, ensure_ascii=False)
        for line in lines
    ]
    changed = sorted(each.address for each in outcome.changed())
    return (
        f'{{"day": {json.dumps(outcome.day)},\n"totals": {json.dumps(totals, sort_keys=True)},\n'
        f'"changed": {json.dumps(changed, ensure_ascii=False)},\n"addresses": [\n'
        + ",\n".join(rows)
        + "\n]}\n"
    )


def _cells(line: Health) -> dict[str, str]:
    """Return the cells that say something."""
    return {name: cell for name, cell in zip(COLUMNS, line.cells, strict=True) if cell}


def as_markdown(outcome: Outcome) -> str:
    """Return a sweep for people: what changed, then what needs a hand, then the totals."""
    names = {each.address: each.named_by for each in outcome.targets}
    swept = f"{len(outcome.after)} of {len(outcome.targets)} outside addresses were ever swept"
    parts = [
        f"# Links on {outcome.day}\n",
        f"{swept}; a state changes when {SETTLES} sweeps on different days agree.\n",
        _listed("Changed with this sweep", outcome.changed(), names),
    ]
    parts += [_listed(says, outcome.of_state(state), names) for state, says in FOR_PEOPLE.items()]
    under_way = [each for each in outcome.after.values() if each.next and each.next != "live"]
    parts.append(_listed("Seen, not settled yet", under_way, names))
    parts.append(_totals(outcome))
    return "\n".join(filter(None, parts))


def _said(health: Health) -> str:
    """Return the state as totals count it."""
    return health.state or "not settled"


def _listed(
    heading: str, lines: Iterator[Health] | list[Health], names: Mapping[str, tuple[str, ...]]
) -> str:
    """Return a heading with its addresses; nothing without any."""
    rows = [
        f"- {_code(line.address)} ({', '.join(names.get(line.address, ())) or 'no record'}):"
        f" {_told(line)}"
        for line in sorted(lines, key=lambda each: each.address)
    ]
    return "\n".join([f"## {heading}\n", *rows, ""]) if rows else ""


def _told(line: Health) -> str:
    """Return what is known of an address in one line."""
    told = [f"{line.state} since {line.first_seen}" if line.state else "not settled"]
    told += [f"{line.next} on {line.days} of {SETTLES} days"] if line.next else []
    told += [_code(line.why)] if line.why else []
    told += [f"now at {_code(line.leads_to)}"] if line.leads_to else []
    return "; ".join(told)


def _code(address: str) -> str:
    """Return an address that no forge turns into something else; servers choose some of these."""
    return "`" + "".join(each for each in address if each.isprintable() and each != "`") + "`"


def _totals(outcome: Outcome) -> str:
    """Return how many addresses are in each state."""
    counted = Counter(_said(each) for each in outcome.after.values())
    rows = [f"| {state} | {counted[state]} |" for state in (*ADDRESS_STATES, "not settled")]
    return "\n".join(["## Totals\n", "| state | addresses |", "|---|--:|", *rows, ""])
