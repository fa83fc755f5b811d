"""Loops and layers, against networkx."""

from __future__ import annotations

import networkx as nx  # it ships no types
from hypothesis import given

from tests.visual.report.pictures import pictures
from visual.report.content import Edge, Node, Picture
from visual.report.layering import layers, loops


def graph_of(picture: Picture) -> nx.DiGraph:
    drawn = nx.DiGraph()
    drawn.add_nodes_from(node.id for node in picture.nodes)
    drawn.add_edges_from((edge.source, edge.target) for edge in picture.edges if edge.source != edge.target)
    return drawn


@given(pictures())
def test_loops_are_the_strongly_connected_components(picture: Picture) -> None:
    expected = {frozenset(c) for c in nx.strongly_connected_components(graph_of(picture)) if len(c) > 1}
    found = loops(picture)
    assert {frozenset(ring) for ring in found} == expected
    assert [len(ring) for ring in found] == sorted(map(len, found), reverse=True)


@given(pictures())
def test_without_loops_every_tie_leads_to_a_later_layer_and_no_layer_is_wasted(picture: Picture) -> None:
    drawn = graph_of(picture)
    rows = layers(picture)
    depth = {node: number for number, row in enumerate(rows) for node in row}
    assert sorted(depth) == sorted(drawn)
    if nx.is_directed_acyclic_graph(drawn):
        assert all(depth[source] < depth[target] for source, target in drawn.edges)
        assert len(rows) == nx.dag_longest_path_length(drawn) + 1


def test_a_ring_is_read_along_its_ties() -> None:
    nodes = tuple(Node(n, "Enterprise", n) for n in "dcab")
    edges = tuple(Edge(s, t, "", "SHAREHOLDER_OF") for s, t in ("ab", "bc", "cd", "da"))
    assert loops(Picture("环", "ring", nodes, edges)) == [("d", "a", "b", "c")]


def test_a_given_layer_is_kept() -> None:
    nodes = (Node("a", "Penalty", "a", 0), Node("b", "Person", "b", 3), Node("c", "Person", "c"))
    edges = (Edge("a", "b", "", "PENALISES"), Edge("b", "c", "", "RELATED_TO"))
    assert layers(Picture("图", "propagation", nodes, edges)) == [["a"], ["b"], ["c"]]


def test_neighbours_are_set_opposite_each_other() -> None:
    nodes = tuple(Node(n, "Enterprise", n) for n in ("p", "q", "x", "y"))
    edges = (Edge("p", "y", "", "SHAREHOLDER_OF"), Edge("q", "x", "", "SHAREHOLDER_OF"))
    upper, lower = layers(Picture("图", "ownership", nodes, edges))
    assert upper.index("p") == lower.index("y")
    assert upper.index("q") == lower.index("x")
