"""Rules about `bib/health.tsv`: whole lines, known states, days in their order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from dossier.finding import Finding, did_you_mean
from dossier.model.health import SETTLES, Health
from dossier.model.vocabulary import ADDRESS_STATES
from dossier.read import Reading


def health_is_readable(reading: Reading) -> Iterator[Finding]:
    """The health of addresses must be whole lines of cells divided by tabs.

    Bad: a line cut off in the middle
    Good: the file as `make sweep` wrote it
    Why: it was edited by hand, or its writing was cut short.
    """
    return (each for each in reading.troubles if each.rule == "health-is-readable")


def health_line_has_form(reading: Reading) -> Iterator[Finding]:
    """A line must have known states, real days in their order, and what each state needs.

    Bad: `https://… gone 2026-11-27`
    Good: `https://… dead 2026-11-13 2026-11-27`
    Why: readers are told these states and days.
    """
    for line in reading.health.values():
        for message, hint in _faults(line):
            yield Finding(
                path=line.origin.path,
                line=line.origin.line,
                rule="health-line-has-form",
                message=message,
                hint=hint,
            )


def _faults(line: Health) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a line, and a hint."""
    for name, state in (("state", line.state), ("next", line.next)):
        if state and state not in ADDRESS_STATES:
            known = ", ".join(ADDRESS_STATES)
            yield (
                f'{name} must be one of {known}; got "{state}".',
                did_you_mean(state, ADDRESS_STATES),
            )
    days = [line.first_seen, line.last_seen, line.since, line.checked]
    unreal = [day for day in days if day and not _is_day(day)]
    for day in unreal:
        yield f'a day must be written like 2026-11-27; got "{day}".', ""
    if not unreal and not _in_order(line):
        yield (
            f'days must follow each other, checked last; got "{" ".join(filter(None, days))}".',
            "",
        )
    settled = bool(line.state) == bool(line.first_seen) == bool(line.last_seen)
    under_way = bool(line.next) == bool(line.since) == bool(line.days)
    counted = not line.days or line.days in {str(each) for each in range(1, SETTLES)}
    if not (settled and under_way and counted and line.checked):
        yield f'a line must have all cells that its states need; got "{" ".join(line.cells)}".', ""


def _is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, in its ISO form."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))


def _in_order(line: Health) -> bool:
    """Return whether the days of a line can have followed each other."""
    days = [day for day in (line.first_seen, line.last_seen, line.since, line.checked) if day]
    return days == sorted(days)
