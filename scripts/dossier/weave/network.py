"""Actors and their relations as pictures: laid out at build time, drawn as SVG by a template.

The whole network is laid out by networkx (Fruchterman and Reingold's springs, fixed seed); an
actor's own neighbourhood is a ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from dossier.model import Dossier, Statement
from dossier.model.vocabulary import VERBS
from dossier.weave.labels import LETTER, Mark, Point, labelled

WIDTH: Final = 1000.0
HEIGHT: Final = 640.0
"""Height of the largest connected piece."""
LIMIT: Final = 120
"""Most actors in one picture; beyond that no one can read it, and the table says it all."""
_MARGIN: Final = 40.0
_COLUMN: Final = 240.0
_SEED: Final = 7


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One asserted relation in a picture."""

    subject: str
    verb: str
    object: str
    statement: str
    start: Point
    end: Point


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A network with a place for everything."""

    width: float
    height: float
    nodes: tuple[Mark, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    """Actors with relations that the picture has no room for."""


Fact = tuple[str, str, str, str]
"""Subject, verb, object, statement."""


def facts(dossier: Dossier, statements: Iterable[Statement] | None = None) -> list[Fact]:
    """Return every relation that statements, or all of them, assert, where it is a known one."""
    return [
        (fact.subject, fact.verb, fact.object, statement.id)
        for statement in (dossier.statements.values() if statements is None else statements)
        for fact in statement.facts
        if fact.verb in VERBS and {fact.subject, fact.object} <= dossier.actors.keys()
    ]


def whole(dossier: Dossier) -> Picture:
    """Return the picture of all relations, of the best connected actors where they are many."""
    known = facts(dossier)
    graph = nx.Graph([(subject, target) for subject, _, target, _ in known])
    ranked = sorted(graph.nodes, key=lambda node: (-graph.degree(node), node))
    graph = nx.Graph(graph.subgraph(ranked[:LIMIT]))
    drawn = [each for each in known if each[0] in graph and each[2] in graph]
    titles = _titles(dossier, graph)
    places, height = _spread(graph, titles)
    sizes = {node: 4.5 + 1.6 * math.sqrt(graph.degree(node)) for node in places}
    nodes = labelled(titles, places, sizes, WIDTH, _lines(drawn, places))
    return _picture(WIDTH, height, nodes, drawn, max(0, len(ranked) - LIMIT))


def _spread(graph: nx.Graph, titles: Mapping[str, str]) -> tuple[dict[str, Point], float]:
    """Return a place for each node, and the picture's height: the same for the same graph.

    The largest connected piece fills the picture; each other one is a column below it, as wide as
    its longest label needs.
    """
    pieces = sorted(nx.connected_components(graph), key=lambda piece: (-len(piece), min(piece)))
    if not pieces:
        return {}, _MARGIN
    places = _sprung(graph, pieces[0])
    left, top, bottom = 60.0, HEIGHT + _MARGIN, HEIGHT
    for piece in pieces[1:]:
        ordered = _in_a_row(graph, piece)
        wide = max(_COLUMN, 60 + LETTER * max(len(titles[node]) for node in piece))
        if left + wide > WIDTH:
            left, top = 60.0, bottom + _MARGIN
        for number, node in enumerate(ordered):
            places[node] = (left + 14 * (number % 2), top + 34 * number)
        bottom = max(bottom, top + 34 * len(ordered))
        left += wide
    return places, bottom + _MARGIN / 2


def _sprung(graph: nx.Graph, piece: set[str]) -> dict[str, Point]:
    """Return a connected piece laid out by springs."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(piece))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(piece)))
    found = nx.spring_layout(ordered, seed=_SEED, k=1.6 / math.sqrt(len(ordered)), iterations=400)
    columns = _filled({node: float(place[0]) for node, place in found.items()})
    rows = _filled({node: float(place[1]) for node, place in found.items()})
    return {
        node: (70 + columns[node] * (WIDTH - 220), _MARGIN + rows[node] * (HEIGHT - _MARGIN))
        for node in found
    }


def _filled(values: Mapping[str, float]) -> dict[str, float]:
    """Return values from 0 to 1, half by size and half by rank, so that no corner stays empty."""
    ordered = sorted(values, key=lambda key: (values[key], key))
    low, high = values[ordered[0]], values[ordered[-1]]
    last = max(1, len(ordered) - 1)
    return {
        key: (number / last + (values[key] - low) / ((high - low) or 1.0)) / 2
        for number, key in enumerate(ordered)
    }


def _in_a_row(graph: nx.Graph, piece: set[str]) -> list[str]:
    """Return a small piece's nodes so that neighbours stand together, from an end if it has one."""
    start = min(piece, key=lambda node: (graph.degree(node), node))
    return list(nx.dfs_preorder_nodes(graph, start, sort_neighbors=sorted))


def around(dossier: Dossier, actor: str) -> Picture | None:
    """Return the picture of one actor's own relations, or None where it has none."""
    related = dict.fromkeys(each.statement for each in dossier.relations.get(actor, ()))
    met = facts(dossier, (dossier.statements[each] for each in related))
    own = [each for each in met if actor in (each[0], each[2])]
    others = sorted({end for each in own for end in (each[0], each[2])} - {actor})
    if not others:
        return None
    width, height = 560.0, 150.0 + 26.0 * len(others)
    places = {actor: (width / 2, height / 2)}
    for number, other in enumerate(others):
        turn = 2 * math.pi * (number + 0.5) / len(others) - math.pi / 2
        x, y = math.cos(turn), math.sin(turn)
        places[other] = (width / 2 + x * 135, height / 2 + y * (height / 2 - 40))
    sizes = dict.fromkeys(places, 5.5) | {actor: 9.0}
    nodes = labelled(_titles(dossier, places), places, sizes, width, _lines(own, places))
    return _picture(width, height, nodes, own)


def _titles(dossier: Dossier, places: Iterable[str]) -> dict[str, str]:
    """Return the labels of some actors."""
    return {each: dossier.actors[each].title for each in places}


def _lines(drawn: Iterable[Fact], places: Mapping[str, Point]) -> list[tuple[Point, Point]]:
    """Return the lines of some relations."""
    return [(places[subject], places[target]) for subject, _, target, _ in drawn]


def _picture(
    width: float, height: float, nodes: list[Mark], drawn: list[Fact], left_out: int = 0
) -> Picture:
    """Return the picture; edges between the same two actors lie side by side."""
    at = {node.id: node.at for node in nodes}
    met: dict[frozenset[str], int] = {}
    edges = []
    for subject, verb, target, statement in drawn:
        pair = frozenset((subject, target))
        met[pair] = met.get(pair, -1) + 1
        shift = (met[pair] + 1) // 2 * 5.0 * (-1) ** met[pair]
        start, end = _shifted(at[min(pair)], at[max(pair)], shift)
        edges.append(
            Edge(
                subject=subject,
                verb=verb.replace("-", " "),
                object=target,
                statement=statement,
                start=start if min(pair) == subject else end,
                end=end if min(pair) == subject else start,
            )
        )
    return Picture(
        width=width, height=height, nodes=tuple(nodes), edges=tuple(edges), left_out=left_out
    )


def _shifted(start: Point, end: Point, by: float) -> tuple[Point, Point]:
    """Return a line moved sideways."""
    along = math.dist(start, end) or 1.0
    x, y = (end[1] - start[1]) / along * by, (start[0] - end[0]) / along * by
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)
