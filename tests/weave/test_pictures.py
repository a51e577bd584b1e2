"""Network and map: everything in its place, the same each time, labels readable."""

from __future__ import annotations

import itertools

import pytest

from dossier.read import Reading
from dossier.weave import atlas, network
from dossier.weave.labels import LETTER, labelled


def test_every_asserted_relation_is_an_edge_with_its_statement(real: Reading) -> None:
    """As many lines as facts; each leads to the statement that asserts it."""
    drawn = network.whole(real.dossier)
    asserted = sum(len(each.facts) for each in real.dossier.statements.values())
    assert len(drawn.edges) == len(network.facts(real.dossier)) == asserted
    assert {edge.statement for edge in drawn.edges} <= set(real.dossier.statements)
    assert drawn.left_out == 0


def test_the_picture_is_the_same_each_time_and_holds_all_its_nodes(real: Reading) -> None:
    """Same relations, same places, all of them inside the frame."""
    drawn = network.whole(real.dossier)
    assert drawn == network.whole(real.dossier)
    assert all(0 < n.at[0] < drawn.width and 0 < n.at[1] < drawn.height for n in drawn.nodes)


def test_no_two_actors_lie_on_one_another(real: Reading) -> None:
    """Their circles keep apart."""
    drawn = network.whole(real.dossier)
    for one, other in itertools.combinations(drawn.nodes, 2):
        apart = abs(one.at[0] - other.at[0]) + abs(one.at[1] - other.at[1])
        assert apart > one.radius + other.radius, (one.id, other.id)


def test_a_label_below_runs_over_no_other_actor(real: Reading) -> None:
    """Pieces in columns are as far apart as their labels are long."""
    nodes = network.whole(real.dossier).nodes
    below = [node for node in nodes if node.at[1] > network.HEIGHT]
    crossed = [
        (one.id, other.id)
        for one, other in itertools.permutations(below, 2)
        if one.anchor == "start"
        and abs(one.at[1] - other.at[1]) < LETTER
        and 0 < other.at[0] - one.at[0] < LETTER * len(real.dossier.actors[one.id].title)
    ]
    assert below
    assert crossed == []


def test_an_actor_without_relations_has_no_picture(toy: Reading) -> None:
    """Nothing is drawn for nothing."""
    assert network.around(toy.dossier, "nobody") is None


def test_labels_choose_the_free_side() -> None:
    """Two points close together are labelled away from each other."""
    marks = labelled(
        {"a": "a long label", "b": "another one"},
        {"a": (100.0, 50.0), "b": (120.0, 50.0)},
        {"a": 5.0, "b": 5.0},
        400.0,
    )
    assert [mark.anchor for mark in marks] == ["end", "start"]


PLACES = [
    ((76.0, 45.0), (500.0, 300.0)),  # the centre
    ((76.0, 60.0), (500.0, 117.3)),  # 15 degrees north: 2 sin(7.5°) radii up
    ((76.0, 30.0), (500.0, 482.7)),
]


@pytest.mark.parametrize(("place", "point"), PLACES)
def test_the_projection_is_lamberts(place: tuple[float, float], point: tuple[float, float]) -> None:
    """Along the central meridian the distance is the chord (Snyder 1987)."""
    assert atlas.project(*place) == pytest.approx(point, abs=0.1)


def test_every_place_is_on_the_map_or_beyond_it(real: Reading) -> None:
    """Each has its pin; Kazakhstan lies in the middle part, Norway north of the frame."""
    pins = {pin.actor.id: pin.mark.at for pin in atlas.pins(real.dossier)}
    assert set(pins) == {a.id for a in real.dossier.actors.values() if a.kind == "place"}
    assert 300 < pins["kazakhstan"][0] < 600
    assert pins["norway"][1] < 0
