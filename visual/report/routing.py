"""Which way each tie bends, so that it passes no node it does not belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import copysign, hypot, sqrt

from visual.report.content import Picture
from visual.report.geometry import Box, Clutter, Point, along
from visual.report.layering import loops
from visual.report.placement import RADIUS

BENDS = (0.0, 0.14, -0.14, 0.28, -0.28, 0.44, -0.44, 0.6, -0.6, 0.8, -0.8)
SAMPLES = tuple(i / 24 for i in range(1, 24))
APART = 4
"""Pixels that the middles of two ties of one pair must lie apart."""


def bends(picture: Picture, at: Mapping[str, Point]) -> list[float]:
    """The bend of every tie, in their order: straight where the way is free, apart where a pair has several."""
    shapes = Clutter()
    number_of = {node.id: number for number, node in enumerate(picture.nodes)}
    for node, point in at.items():
        shapes.add(Box.around(point, 2 * RADIUS + 20, 2 * RADIUS + 20), number_of[node])
    between = Counter(frozenset((edge.source, edge.target)) for edge in picture.edges)
    taken: defaultdict[frozenset[str], list[float]] = defaultdict(list)
    arcs = _arcs(picture, at)
    chosen = []
    for edge in picture.edges:
        if edge.source == edge.target:
            chosen.append(0.0)
            continue
        pair = frozenset((edge.source, edge.target))
        source, target = at[edge.source], at[edge.target]
        ends = (number_of[edge.source], number_of[edge.target])
        side = 1 if edge.source < edge.target else -1
        length = hypot(target.x - source.x, target.y - source.y)
        abreast = _abreast(len(taken[pair]), between[pair], length) * side
        wanted = arcs.get((edge.source, edge.target), abreast)
        cost = {}
        for bend in (wanted, *BENDS):
            hits = sum(shapes.count(Box.around(along(source, target, bend, t), 2, 2), ends) for t in SAMPLES)
            crowded = sum(abs(bend * side - other) * 0.39 * length < APART for other in taken[pair])
            cost[bend] = hits * 10 + abs(bend - wanted) * 4 + 1000 * crowded
        best = min(cost, key=cost.__getitem__)
        taken[pair].append(best * side)
        chosen.append(best)
    return chosen


def _abreast(number: int, count: int, length: float) -> float:
    """The bend that sets tie ``number`` of ``count`` between a pair a caption's height or so beside its neighbours."""
    offset = (number - (count - 1) / 2) * 36
    bulge = abs(offset) / (
        0.39 * max(length, 1.0)
    )  # the middle of the curve lies about 0.39 · b · (1 + b) · length off
    return copysign(min(1.0, (sqrt(1 + 4 * bulge) - 1) / 2), offset)


def _arcs(picture: Picture, at: Mapping[str, Point]) -> dict[tuple[str, str], float]:
    """For a loop drawn as a ring: the outward bend of the ties from each company to the next."""
    ring = picture.ring or next(iter(loops(picture)), ()) if picture.layout == "ring" else ()
    if not ring:
        return {}
    amount = 0.44 if len(ring) == 2 else 0.28 if len(ring) == 3 else 0.14
    arcs = {}
    for source, target in zip(ring, (*ring[1:], ring[0]), strict=True):

        def height(bend: float, source: str = source, target: str = target) -> float:
            middle = along(at[source], at[target], bend, 0.5)
            return middle.x**2 + middle.y**2

        clockwise = at[source].x * at[target].y - at[source].y * at[target].x
        arcs[source, target] = max((amount, -amount), key=height) if abs(clockwise) > 1e-6 else amount
    return arcs
