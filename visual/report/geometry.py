"""Points, boxes and curves of a picture, in the canvas's pixels with y pointing down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the canvas."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Box:
        """The box of that width and height whose middle is ``centre``."""
        return cls(centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2)

    def touches(self, other: Box) -> bool:
        """Whether the two share more than a border."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def along(source: Point, target: Point, bend: float, t: float) -> Point:
    """The point at ``t`` (0 source … 1 target) of the tie drawn with ``bend``.

    0 is a straight line; the sign of -1..1 is the side it bulges to. This is the quadratic curve vis-network draws for
    ``smooth.type`` curvedCW (bend > 0) and curvedCCW (bend < 0) with ``roundness`` = |bend|.
    """
    reach = (0.5 * abs(bend) + 0.5) * hypot(target.x - source.x, target.y - source.y)
    angle = atan2(source.y - target.y, target.x - source.x) + (0.5 * bend + 0.5) * pi
    via = Point(source.x + reach * sin(angle), source.y + reach * cos(angle))
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return Point(a * source.x + b * via.x + c * target.x, a * source.y + b * via.y + c * target.y)


class Clutter:
    """What is already on the canvas, in cells, so that asking what a box would touch stays cheap."""

    CELL = 96

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[Box, int]]] = defaultdict(list)

    def _covered(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // self.CELL), int(box.right // self.CELL) + 1):
            for row in range(int(box.top // self.CELL), int(box.bottom // self.CELL) + 1):
                yield column, row

    def add(self, box: Box, owner: int = -1) -> None:
        """Put a box down; ``owner`` lets a later question leave it out."""
        for cell in self._covered(box):
            self._cells[cell].append((box, owner))

    def count(self, box: Box, but: tuple[int, ...] = ()) -> int:
        """How many boxes it would touch, leaving out those of the owners in ``but``."""
        met = {
            (other, owner)
            for cell in self._covered(box)
            for other, owner in self._cells.get(cell, ())
            if owner not in but and box.touches(other)
        }
        return len(met)
