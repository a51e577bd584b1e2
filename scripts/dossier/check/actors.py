"""Rules about actors: offices in time, places on the map, relations that do not turn round."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from dossier.finding import Finding
from dossier.model import Actor, Role
from dossier.model.dates import bounds
from dossier.model.vocabulary import VERBS
from dossier.read import Reading


def place_has_coordinates(reading: Reading) -> Iterator[Finding]:
    """A place must have its latitude and longitude, in degrees.

    Bad: `kind: place` alone, `coordinates: [151.2, 71.4]`
    Good: `coordinates: [51.13, 71.43]`
    Why: it would be missing on the map, or lie off the earth.
    """
    for actor in reading.dossier.actors.values():
        given = actor.coordinates
        fits = len(given) == len(("latitude", "longitude")) and _on_earth(*given)
        if actor.kind == "place" and not fits:
            got = ", ".join(f"{each:g}" for each in given) or "none"
            yield _about(
                actor,
                "place-has-coordinates",
                f"a place must have coordinates: [latitude, longitude]; got {got}.",
                "coordinates",
            )


def _on_earth(latitude: float, longitude: float) -> bool:
    """Return whether two numbers are degrees of latitude and longitude."""
    return abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees


def role_ends_after_it_begins(reading: Reading) -> Iterator[Finding]:
    """An office must not end before it begins.

    Bad: `from: 2020-07`, `to: 2019-06`
    Good: `from: 2019-06`, `to: 2020-07`
    Why: two dates were exchanged.
    """
    for actor in reading.dossier.actors.values():
        for number, role in enumerate(actor.roles):
            start, end = bounds(role.since), bounds(role.until)
            if start and end and start[0] > end[1]:
                yield _about(
                    actor,
                    "role-ends-after-it-begins",
                    f'to must not be before from; got "{role.until}" after "{role.since}".',
                    f"roles.{number}.to",
                )


def roles_do_not_overlap(reading: Reading) -> Iterator[Finding]:
    """One person must not hold one office twice at a time.

    Bad: foreign minister 2002 to 2007, and foreign minister 2005 to 2009
    Good: 2002 to 2005, and 2005 to 2009; or one entry
    Why: one of the dates is wrong, or one entry too many.
    """
    for actor in reading.dossier.actors.values():
        for (_, one), (number, other) in itertools.combinations(enumerate(actor.roles), 2):
            if (one.title, one.of) == (other.title, other.of) and _overlap(one, other):
                yield _about(
                    actor,
                    "roles-do-not-overlap",
                    f'an office must be held once at a time; got "{other.title}" from'
                    f" {other.since or 'an unknown day'} beside"
                    f" {one.since or 'an unknown day'} to {one.until or 'an unknown day'}.",
                    f"roles.{number}",
                )


def _overlap(one: Role, other: Role) -> bool:
    """Return whether two offices share more than a day of change."""
    first, second = sorted((one, other), key=lambda role: role.since)
    begins, ends = bounds(second.since), bounds(first.until)
    return begins is None or ends is None or begins[0] < ends[0]


def relation_is_one_way(reading: Reading) -> Iterator[Finding]:
    """A relation must not be asserted both ways, unless it is mutual by its nature.

    Bad: `sergek part-of smart-astana` and `smart-astana part-of sergek`
    Good: one of them; `partners-with` holds both ways and is written once
    Why: one of them says the opposite of what was meant.
    """
    first: dict[tuple[str, str, str], str] = {}
    for statement in reading.dossier.statements.values():
        for number, fact in enumerate(statement.facts):
            verb = VERBS.get(fact.verb)
            turned = first.get((fact.object, fact.verb, fact.subject))
            first.setdefault((fact.subject, fact.verb, fact.object), statement.id)
            if verb and turned and not verb.symmetric:
                yield Finding(
                    path=statement.origin.path,
                    line=statement.origin.line_of(f"facts.{number}"),
                    rule="relation-is-one-way",
                    message="a relation must hold one way; got"
                    f' "{fact.subject} {fact.verb} {fact.object}", which {turned} has the other'
                    " way round.",
                )


def _about(actor: Actor, rule: str, message: str, field: str) -> Finding:
    """Return a finding at an actor's field."""
    line = actor.origin.line_of(field)
    return Finding(path=actor.origin.path, line=line, rule=rule, message=message)
