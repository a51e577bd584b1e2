"""What sweeps found of an outside address, over time: one failure never decides."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dossier.model.place import Origin

SETTLES: Final = 3
"""So many sweeps in a row, on different days, must agree before a state changes."""

COLUMNS: Final = (
    "address",
    "state",
    "first-seen",
    "last-seen",
    "next",
    "since",
    "days",
    "checked",
    "why",
    "leads-to",
)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one sweep found of an address."""

    state: str
    why: str = ""
    """In words, where the state does not say it all."""
    leads_to: str = ""
    """Where a permanent redirect leads."""
    reached: bool = True
    """Whether a host answered at all: where none did, it is our own network that fails."""


@dataclass(frozen=True, kw_only=True)
class Health:
    """One line of the file: the state of an address, and what is under way to change it."""

    address: str
    state: str = ""
    """Empty until as many sweeps as it takes have agreed."""
    first_seen: str = ""
    """First day of the sweeps that settled the state."""
    last_seen: str = ""
    """Last day on which it was so."""
    next: str = ""
    """Another state, seen since, that has not been seen often enough to count."""
    since: str = ""
    days: str = ""
    """On how many days in a row the other state was seen."""
    checked: str = ""
    """Day of the last sweep."""
    why: str = ""
    leads_to: str = ""
    origin: Origin = field(default_factory=Origin.nowhere, compare=False, repr=False)

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line's cells in the order of the columns."""
        return _cells_of(self)

    @property
    def latest(self) -> str:
        """Return what the last sweep saw."""
        return self.next or self.state

    def after(self, seen: Seen, day: str) -> Health:
        """Return the health after one more sweep; a second one on a day counts for nothing.

        >>> dead = Seen(state="dead")
        >>> health = Health(address="a", state="live", checked="2026-01-01")
        >>> health = health.after(dead, "2026-01-08").after(dead, "2026-01-15")
        >>> health.state, health.after(dead, "2026-01-22").state
        ('live', 'dead')
        """
        if day <= self.checked:
            return self
        why, leads_to = _one_line(seen.why), _one_line(seen.leads_to)
        new = replace(self, checked=day, why=why, leads_to=leads_to)
        if seen.state == self.state:
            return replace(new, last_seen=day, next="", since="", days="")
        goes_on = seen.state == self.next
        since = self.since if goes_on else day
        days = int(self.days) + 1 if goes_on else 1
        if days < SETTLES:
            return replace(new, next=seen.state, since=since, days=str(days))
        return replace(
            new, state=seen.state, first_seen=since, last_seen=day, next="", since="", days=""
        )


_cells_of: Final = operator.attrgetter(*(column.replace("-", "_") for column in COLUMNS))


def _one_line(text: str) -> str:
    """Return a text fit for one cell; servers choose some of its words."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def as_text(lines: Iterable[Health]) -> str:
    """Return the file's text: tab-separated, sorted by address, the same bytes each time."""
    rows = [COLUMNS, *sorted(line.cells for line in lines)]
    return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)


def merged(
    known: Mapping[str, Health], seen: Mapping[str, Seen], day: str, addresses: Iterable[str]
) -> dict[str, Health]:
    """Return the health of the given addresses after a sweep; others are forgotten."""
    now = {}
    for address in addresses:
        before = known.get(address, Health(address=address))
        after = before.after(seen[address], day) if address in seen else before
        if after.checked:
            now[address] = after
    return now


def later(one: Mapping[str, Health], other: Mapping[str, Health]) -> dict[str, Health]:
    """Return, of two files, the line of each address that was checked last."""
    return {
        address: max(
            (each[address] for each in (one, other) if address in each),
            key=lambda line: line.checked,
        )
        for address in one.keys() | other.keys()
    }
