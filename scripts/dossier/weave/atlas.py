"""Places on a map: outlines from Natural Earth, in Lambert's azimuthal equal-area projection.

`outlines.json` beside this file holds country outlines of Eurasia from Natural Earth (public
domain, 1:50m, by way of world-atlas 2.0.2), simplified to about 0.1 degree.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.model import Actor, Dossier
from dossier.weave.labels import Mark, Point, labelled

_OUTLINES: Final = Path(__file__).parent / "outlines.json"
_CENTRE: Final = (76.0, 45.0)
"""Longitude and latitude in the middle of the map, degrees."""
_SCALE: Final = 700.0
"""Map units to one radius of the earth."""
WIDTH: Final = 1000.0
HEIGHT: Final = 600.0


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A place with what is claimed of it."""

    actor: Actor
    mark: Mark
    claims: int


def project(longitude: float, latitude: float) -> Point:
    """Return the map point of a place given in degrees (Snyder 1987, equations 24-2 to 24-4)."""
    lon, lat = math.radians(longitude - _CENTRE[0]), math.radians(latitude)
    middle = math.radians(_CENTRE[1])
    away = 1 + math.sin(middle) * math.sin(lat) + math.cos(middle) * math.cos(lat) * math.cos(lon)
    stretch = math.sqrt(2 / max(away, 1e-9))
    x = stretch * math.cos(lat) * math.sin(lon)
    y = stretch * (
        math.cos(middle) * math.sin(lat) - math.sin(middle) * math.cos(lat) * math.cos(lon)
    )
    return WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * y


@functools.cache
def outlines() -> tuple[tuple[str, str], ...]:
    """Return name and SVG path of each country that the map shows."""
    countries = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    found = ((each["name"], "".join(map(_ring, each["rings"]))) for each in countries)
    return tuple((name, path) for name, path in found if path)


def _ring(ring: Iterable[tuple[float, float]]) -> str:
    """Return one outline as an SVG path, or nothing where it lies off the map."""
    points = [project(*place) for place in ring]
    if not any(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points):
        return ""
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z"


def pins(dossier: Dossier) -> list[Pin]:
    """Return every place that lies on the map, the most spoken of last, so that it is on top."""
    places = {
        actor.id: project(actor.coordinates[1], actor.coordinates[0])
        for actor in dossier.actors.values()
        if actor.kind == "place" and len(actor.coordinates) == len(("latitude", "longitude"))
    }
    claims = {each: len(dossier.statements_about(each)) for each in places}
    marks = labelled(
        {each: dossier.actors[each].title for each in places},
        places,
        {each: 5 + 1.6 * math.sqrt(claims[each]) for each in places},
        WIDTH,
    )
    found = [
        Pin(actor=dossier.actors[mark.id], mark=mark, claims=claims[mark.id]) for mark in marks
    ]
    return sorted(found, key=lambda pin: (pin.claims, pin.actor.id))
