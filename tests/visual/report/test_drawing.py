"""Pictures laid out: nothing covers anything in the examples, and large ones say what they leave out."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from tests.visual.report.examples import ownership_report, propagation_report
from tests.visual.report.pictures import pictures
from visual.report.content import Edge, Node, Picture
from visual.report.drawing import MOST_NODES, lay_out
from visual.report.geometry import Box
from visual.report.inscription import arrowhead
from visual.report.legend import schema_legend
from visual.report.placement import half_width

PICTURES = [s.picture for r in (propagation_report(), ownership_report()) for s in r.sections if s.picture]


@pytest.mark.parametrize("picture", PICTURES, ids=[picture.layout for picture in PICTURES])
def test_no_text_covers_a_shape_an_arrowhead_or_another_text(picture: Picture) -> None:
    drawing = lay_out(picture, schema_legend())
    at = {placed.node.id: placed.at for placed in drawing.nodes}
    shapes = [Box.around(at[n], 2 * half_width(picture, n), 2 * half_width(picture, n)) for n in at]
    heads = [Box.around(arrowhead(at[e.edge.source], at[e.edge.target], e.bend), 12, 12) for e in drawing.edges]
    texts = [placed.name.box for placed in drawing.nodes] + [e.caption.box for e in drawing.edges if e.caption]
    assert not any(text.touches(mark) for text in texts for mark in shapes + heads)
    assert not any(one.touches(other) for one, other in combinations(texts, 2))


@settings(max_examples=40)
@given(pictures())
def test_all_ink_lies_within_the_bounds(picture: Picture) -> None:
    drawing = lay_out(picture, schema_legend())
    left, top, right, bottom = drawing.bounds
    for box in [p.name.box for p in drawing.nodes] + [e.caption.box for e in drawing.edges if e.caption]:
        assert left <= box.left
        assert top <= box.top
        assert box.right <= right
        assert box.bottom <= bottom


def test_a_hub_of_five_thousand_is_cut_to_three_hundred_keeping_what_matters() -> None:
    nodes = tuple(Node(f"n{i}", "Enterprise", f"第{i}公司") for i in range(5000))
    edges = tuple(Edge("n0", f"n{i}", "1%", "SHAREHOLDER_OF", highlighted=i == 4711) for i in range(1, 5000))
    drawing = lay_out(Picture("图", "neighbourhood", nodes, edges, "n0", frozenset({"n4999"})), schema_legend())
    kept = {placed.node.id for placed in drawing.nodes}
    assert (len(kept), drawing.total) == (MOST_NODES, 5000)
    assert {"n0", "n4711", "n4999", "n297"} <= kept
    assert "n298" not in kept
    assert len(drawing.edges) == MOST_NODES - 1


def test_the_total_told_by_the_caller_is_shown() -> None:
    assert lay_out(PICTURES[3], schema_legend()).total == 4120


def test_a_kind_that_the_legend_does_not_show_is_refused() -> None:
    with pytest.raises(ValueError, match="Spaceship"):
        lay_out(Picture("图", "ring", (Node("a", "Spaceship", "飞船"),)), schema_legend())
    with pytest.raises(ValueError, match="SHAREHOLDER_OF"):
        lay_out(Picture("图", "ring", (Node("a", "SHAREHOLDER_OF", "股东"),)), schema_legend())
