"""Which way ties bend."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from hypothesis import given

from tests.visual.report.examples import ownership_report
from tests.visual.report.pictures import pictures
from visual.report.content import Edge, Node, Picture
from visual.report.geometry import along
from visual.report.placement import RADIUS, positions
from visual.report.routing import SAMPLES, bends


@given(pictures(12))
def test_ties_of_one_pair_do_not_lie_on_each_other(picture: Picture) -> None:
    at = positions(picture)
    middles: dict[frozenset[str], list[tuple[float, float]]] = {}
    for edge, bend in zip(picture.edges, bends(picture, at), strict=True):
        if edge.source != edge.target:
            middle = along(at[edge.source], at[edge.target], bend, 0.5)
            middles.setdefault(frozenset((edge.source, edge.target)), []).append(middle)
    for places in middles.values():
        if len(places) <= 5:
            assert all(hypot(a[0] - b[0], a[1] - b[1]) > 3 for a, b in combinations(places, 2))


def test_a_tie_goes_round_the_node_in_its_way() -> None:
    nodes = tuple(Node(n, "Enterprise", n, layer) for layer, n in enumerate("abc"))
    edges = (
        Edge("a", "b", "", "SHAREHOLDER_OF"),
        Edge("b", "c", "", "SHAREHOLDER_OF"),
        Edge("a", "c", "", "SHAREHOLDER_OF"),
    )
    picture = Picture("图", "ownership", nodes, edges)
    at = positions(picture)
    one, two, around = bends(picture, at)
    assert (one, two) == (0, 0)
    nearest = min(
        hypot(p.x - at["b"].x, p.y - at["b"].y) for p in (along(at["a"], at["c"], around, t) for t in SAMPLES)
    )
    assert nearest > RADIUS


def test_the_ring_bulges_outward() -> None:
    picture = ownership_report().sections[1].picture
    assert picture is not None
    at = positions(picture)
    for edge, bend in zip(picture.edges, bends(picture, at), strict=True):
        if {edge.source, edge.target} <= set("abc"):
            assert hypot(*along(at[edge.source], at[edge.target], bend, 0.5)) > hypot(
                *along(at[edge.source], at[edge.target], 0, 0.5)
            )
