"""The network as GraphML: whole, read back equal, every edge with its evidence."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from dossier.export.graph import graphml, network
from dossier.export.table import Stock
from dossier.model import Dossier

_SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def _read(stock: Stock) -> nx.MultiDiGraph:
    """Return the network that the file holds."""
    return nx.read_graphml(io.BytesIO(graphml(stock)), force_multigraph=True)


def _tree(stock: Stock) -> ET.Element:
    """Return the file as a tree."""
    return ET.fromstring(graphml(stock))  # noqa: S314 - our own file


def test_what_is_written_is_read_back(stock: Stock) -> None:
    """Nodes, edges and all they say."""
    wanted, found = network(stock), _read(stock)
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    edges = [
        {(u, v, k): d for u, v, k, d in g.edges(keys=True, data=True)} for g in (found, wanted)
    ]
    assert edges[0].keys() == edges[1].keys()
    assert {key: {**edges[0][key], "id": ""} for key in edges[0]} == {
        key: {**edges[1][key], "id": ""} for key in edges[1]
    }


def test_every_actor_and_every_fact_is_there_once(stock: Stock) -> None:
    """Actors without relations, too; no node that no actor stands behind."""
    found = _read(stock)
    facts = [
        (fact.subject, fact.object, f"{statement.id}-{number}")
        for statement in stock.dossier.statements.values()
        for number, fact in enumerate(statement.facts, 1)
    ]
    assert set(found.nodes) == set(stock.dossier.actors)
    assert sorted(found.edges(keys=True)) == sorted(facts)


def test_every_edge_leads_to_the_statement_that_asserts_it(stock: Stock) -> None:
    """Who says so, on what basis, and where it stands."""
    for _, _, said in _read(stock).edges(data=True):
        statement = stock.dossier.statements[said["statement"]]
        assert said["evidence"].endswith(f"/#{statement.id.lower()}")
        assert (said["basis"], said["status"]) == (statement.basis, statement.status)


def test_every_attribute_is_declared(stock: Stock) -> None:
    """GraphML wants a key for each, of a known type."""
    root = _tree(stock)
    keys = {(each.get("for"), each.get("id")) for each in root.iter(f"{_SPACE}key")}
    used = {
        (kind, data.get("key"))
        for kind in ("node", "edge")
        for element in root.iter(f"{_SPACE}{kind}")
        for data in element.iter(f"{_SPACE}data")
    }
    assert used == keys
    assert {each.get("attr.type") for each in root.iter(f"{_SPACE}key")} == {"string"}


def test_a_network_of_nobody_is_still_a_network() -> None:
    """No actor, no relation, valid XML."""
    stock = Stock(dossier=Dossier())
    assert list(_tree(stock).iter(f"{_SPACE}node")) == []


def test_half_a_file_is_no_network(toy_stock: Stock) -> None:
    """The reader that judges does judge."""
    with pytest.raises(ET.ParseError):
        nx.read_graphml(io.BytesIO(graphml(toy_stock)[:900]))
