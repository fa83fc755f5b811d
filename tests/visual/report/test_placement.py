"""Where nodes stand."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.visual.report.examples import ownership_report, propagation_report
from tests.visual.report.pictures import pictures
from visual.report.content import Picture
from visual.report.geometry import Box
from visual.report.placement import RADIUS, half_width, positions, spread

PICTURES = [s.picture for r in (propagation_report(), ownership_report()) for s in r.sections if s.picture]


@given(pictures(40))
def test_no_two_shapes_touch(picture: Picture) -> None:
    at = positions(picture)
    assert set(at) == {node.id for node in picture.nodes}
    shapes = [
        Box.around(at[node.id], 2 * half_width(picture, node.id), 2 * half_width(picture, node.id))
        for node in picture.nodes
    ]
    assert not any(one.touches(other) for one, other in combinations(shapes, 2))


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=4), st.integers(1, 4))
def test_spread_is_the_nearest_arrangement_that_keeps_the_gap(desired: list[int], gap: int) -> None:
    """Against every arrangement on a fine grid around the answer."""
    places = spread(desired, gap)
    assert all(after - before >= gap - 1e-9 for before, after in pairwise(places))
    best = sum((place - wish) ** 2 for place, wish in zip(places, desired, strict=True))
    for cut in range(len(places)):  # no part of the row is better moved on its own where the gap allows
        for step in (-0.25, 0.25):
            for start, end in ((cut, len(places)), (0, cut + 1), (cut, cut + 1)):
                moved = [place + step * (start <= i < end) for i, place in enumerate(places)]
                if all(after - before >= gap for before, after in pairwise(moved)):
                    assert sum((p - w) ** 2 for p, w in zip(moved, desired, strict=True)) >= best - 1e-9


def test_propagation_runs_from_left_to_right() -> None:
    picture = PICTURES[0]
    at = positions(picture)
    for one, other in combinations(picture.nodes, 2):
        assert one.layer is not None
        assert other.layer is not None
        assert (at[one.id].x < at[other.id].x) == (one.layer < other.layer)


def test_holders_stand_above_what_they_hold() -> None:
    picture = PICTURES[1]
    at = positions(picture)
    closing = ("c", "a")  # the tie that closes the loop leads back up
    for edge in picture.edges:
        assert (at[edge.source].y < at[edge.target].y) == ((edge.source, edge.target) != closing)


def test_a_loop_is_a_ring_with_the_others_outside() -> None:
    picture = PICTURES[2]
    at = positions(picture)
    reach = {node: hypot(*point) for node, point in at.items()}
    assert reach["a"] == pytest.approx(reach["b"]) == pytest.approx(reach["c"])
    assert min(reach["p"], reach["q"]) > reach["a"] + 2 * RADIUS


def test_the_focus_is_in_the_middle_of_its_neighbourhood() -> None:
    assert positions(PICTURES[3])["a"] == (0, 0)
