"""The network as GraphML (http://graphml.graphdrawing.org), for Gephi, Cytoscape and R."""

from __future__ import annotations

import io

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from dossier.export.table import Stock
from dossier.model.address import site_path


def graphml(stock: Stock) -> bytes:
    """Return every actor as a node and every relation asserted as an edge, by id."""
    # Without lxml's writer, which stands in where it is installed: its bytes are others.
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True, named_key_ids=True)
    writer.add_graph_element(network(stock))
    held = io.BytesIO()
    writer.dump(held)
    return held.getvalue() + b"\n"


def network(stock: Stock) -> nx.MultiDiGraph:
    """Return the network: actors with label, kind, country and address; relations with evidence.

    An edge is called `<statement>-<number>`, as the table of facts numbers them.
    """
    dossier = stock.dossier
    graph = nx.MultiDiGraph()
    for actor in sorted(dossier.actors.values(), key=lambda each: each.id):
        said = {
            "label": actor.title,
            "kind": actor.kind,
            "country": actor.country,
            "address": stock.base_url + site_path(actor),
        }
        graph.add_node(actor.id, **{key: value for key, value in said.items() if value})
    for statement in dossier.statements.values():
        said = {
            "statement": statement.id,
            "on": statement.on,
            "by": statement.by,
            "basis": statement.basis,
            "status": statement.status,
            "evidence": stock.base_url + site_path(statement),
        }
        known = {key: value for key, value in said.items() if value}
        for number, fact in enumerate(statement.facts, 1):
            key = f"{statement.id}-{number}"
            graph.add_edge(fact.subject, fact.object, key=key, label=fact.verb, **known)
    return graph
