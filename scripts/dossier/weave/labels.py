"""Labels beside points, each on the side where it covers least of what is already there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LETTER: Final = 6.6
"""Width of a letter of a label, in the picture's units."""
_LINE: Final = 15.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Line = tuple[Point, Point]
Boxes = NDArray[np.float64]
"""Left, top, right and bottom of each box, a row each."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A labelled point of a picture."""

    id: str
    at: Point
    radius: float
    label: Point
    anchor: str
    """SVG `text-anchor` of the label."""


def labelled(
    words: Mapping[str, str],
    places: Mapping[str, Point],
    sizes: Mapping[str, float],
    width: float,
    lines: Iterable[Line] = (),
) -> list[Mark]:
    """Return a mark for each place: larger ones choose first, lines and points are kept clear.

    `words` are the labels, `sizes` the radii and `places` the points, all by id; `width` is the
    picture's, beyond which a label should not reach.
    """
    boxes: list[Box] = [
        (x - sizes[each], y - sizes[each], x + sizes[each], y + sizes[each])
        for each, (x, y) in places.items()
    ]
    boxes += [box for line in lines for box in _along(*line)]
    fixed = np.array(boxes).reshape(-1, 4)
    taken = np.empty((len(fixed) + len(places), 4))
    count = len(fixed)
    taken[:count] = fixed
    marks = []
    for each in sorted(places, key=lambda each: (-sizes[each], each)):
        options = list(_sides(places[each], sizes[each], len(words[each]) * LETTER))
        costs = [_overlap(box, taken[:count]) + _outside(box, width) for box, _, _ in options]
        box, label, anchor = options[costs.index(min(costs))]
        taken[count] = box
        count += 1
        marks.append(Mark(id=each, at=places[each], radius=sizes[each], label=label, anchor=anchor))
    return sorted(marks, key=lambda mark: mark.id)


def _along(start: Point, end: Point) -> Iterable[Box]:
    """Yield small boxes along a line, for labels to keep off."""
    steps = max(1, int(math.dist(start, end) / 9))
    for step in range(1, steps):
        x = start[0] + (end[0] - start[0]) * step / steps
        y = start[1] + (end[1] - start[1]) * step / steps
        yield (x - 2, y - 2, x + 2, y + 2)


def _sides(at: Point, radius: float, length: float) -> Iterable[tuple[Box, Point, str]]:
    """Yield the four places of a label: its box, its point, its anchor."""
    x, y = at
    gap = radius + 4
    for px, py, anchor in (
        (x + gap, y + 4.5, "start"),
        (x - gap, y + 4.5, "end"),
        (x, y - gap - 1, "middle"),
        (x, y + gap + 11, "middle"),
    ):
        left = {"start": px, "end": px - length, "middle": px - length / 2}[anchor]
        yield (left, py - 11, left + length, py - 11 + _LINE), (px, py), anchor


def _overlap(one: Box, others: Boxes) -> float:
    """Return the area that a box shares with others, added up."""
    wide = np.minimum(one[2], others[:, 2]) - np.maximum(one[0], others[:, 0])
    high = np.minimum(one[3], others[:, 3]) - np.maximum(one[1], others[:, 1])
    return float((wide.clip(0) * high.clip(0)).sum())


def _outside(box: Box, width: float) -> float:
    """Return a price for what of a box lies beyond the picture's sides."""
    return 200 * (max(0.0, -box[0]) + max(0.0, box[2] - width))
