"""Curves and clutter."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visual.report.geometry import Box, Clutter, Point, along

places = st.builds(Point, st.floats(-900, 900), st.floats(-900, 900))
boxes = st.builds(Box.around, places, st.floats(1, 300), st.floats(1, 300))


@given(places, places, st.floats(-1, 1))
def test_a_tie_runs_from_its_source_to_its_target(source: Point, target: Point, bend: float) -> None:
    assert along(source, target, bend, 0) == pytest.approx(source, abs=1e-6)
    assert along(source, target, bend, 1) == pytest.approx(target, abs=1e-6)


@given(places, places, st.floats(0.05, 1))
def test_opposite_bends_lie_on_opposite_sides_and_none_is_straight(source: Point, target: Point, bend: float) -> None:
    def off(amount: float) -> float:
        middle = along(source, target, amount, 0.5)
        return (target.x - source.x) * (middle.y - source.y) - (target.y - source.y) * (middle.x - source.x)

    assert off(0) == pytest.approx(0, abs=1e-6)
    assert off(bend) == pytest.approx(-off(-bend), abs=1e-6)
    if hypot(target.x - source.x, target.y - source.y) > 1:
        assert off(bend) != pytest.approx(0, abs=1e-9)


@given(st.lists(st.tuples(boxes, st.integers(0, 3)), unique_by=lambda pair: pair[0]), boxes, st.integers(0, 3))
def test_clutter_counts_what_a_plain_search_finds(put: list[tuple[Box, int]], asked: Box, but: int) -> None:
    clutter = Clutter()
    for box, owner in put:
        clutter.add(box, owner)
    assert clutter.count(asked, (but,)) == sum(owner != but and asked.touches(box) for box, owner in put)
