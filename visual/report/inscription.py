"""Names beside shapes and captions on arrows, each where it hides least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Literal

from visual.report.content import Edge, Node, Picture
from visual.report.geometry import Box, Clutter, Point, along
from visual.report.legend import KindStyle
from visual.report.lettering import CAPTION_SIZE, LEADING, NAME_SIZE, advance, plain, wrap
from visual.report.placement import CAPTION_LINES, CAPTION_WIDTH, NAME_LINES, NAME_WIDTH, RADIUS, half_width
from visual.report.routing import SAMPLES

Align = Literal["left", "center", "right"]
_PLACES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8)


@dataclass(frozen=True)
class Text:
    """Lines of text in a box, the first line on top."""

    lines: tuple[str, ...]
    box: Box
    align: Align = "center"


@dataclass(frozen=True)
class PlacedNode:
    """A node, where its shape stands and where its name is written."""

    node: Node
    at: Point
    name: Text


@dataclass(frozen=True)
class PlacedEdge:
    """A tie, how it bends and where its caption is written (None: nothing to write)."""

    edge: Edge
    bend: float
    caption: Text | None


def own_loop(at: Point) -> Box:
    """Where the circle of a tie from a node to itself is drawn (自持股): above its right shoulder."""
    return Box(at.x + RADIUS * 0.4, at.y - RADIUS - 26, at.x + RADIUS * 0.4 + 40, at.y - RADIUS + 6)


def arrowhead(source: Point, target: Point, bend: float) -> Point:
    """About the middle of a tie's arrowhead, just outside the target's shape."""
    steps = (i / 100 for i in range(99, 0, -1))
    places = (along(source, target, bend, t) for t in steps)
    return next((p for p in places if hypot(p.x - target.x, p.y - target.y) > RADIUS + 14), target)


class _Sheet:
    """What is on the sheet so far: marks (shapes and texts) that nothing may cover, and lines that texts may cross."""

    def __init__(self, picture: Picture, at: Mapping[str, Point], bends: list[float]) -> None:
        self.marks, self.lines, self.heads = Clutter(), Clutter(), Clutter()
        self.number = {node.id: number for number, node in enumerate(picture.nodes)}
        for node, point in at.items():
            side = 2 * half_width(picture, node)
            self.marks.add(Box.around(point, side, side), self.number[node])
        for number, (edge, bend) in enumerate(zip(picture.edges, bends, strict=True)):
            if edge.source == edge.target:
                self.marks.add(own_loop(at[edge.source]), self.number[edge.source])
                continue
            source, target = at[edge.source], at[edge.target]
            for t in SAMPLES:
                self.lines.add(Box.around(along(source, target, bend, t), 4, 4), number)
            self.heads.add(Box.around(arrowhead(source, target, bend), 14, 14))


def inscribe(
    picture: Picture, at: Mapping[str, Point], bends: list[float], legend: Mapping[str, KindStyle]
) -> tuple[tuple[PlacedNode, ...], tuple[PlacedEdge, ...]]:
    """Names and captions for a picture whose places and bends are settled, in the picture's order."""
    sheet = _Sheet(picture, at, bends)
    nodes = tuple(PlacedNode(node, at[node.id], _name(picture, node, at[node.id], sheet)) for node in picture.nodes)
    edges = tuple(
        PlacedEdge(edge, bend, _caption(edge, number, at, bend, sheet, legend))
        for number, (edge, bend) in enumerate(zip(picture.edges, bends, strict=True))
    )
    return nodes, edges


def _name(picture: Picture, node: Node, at: Point, sheet: _Sheet) -> Text:
    lines = wrap(plain(node.label), NAME_WIDTH, NAME_SIZE, NAME_LINES)
    own = sheet.number[node.id]
    cost = {}
    for rank, text in enumerate(_sides(picture, node, at, lines)):
        box = text.box
        near = Box(box.left - 14, box.top - 6, box.right + 14, box.bottom + 6)  # whose name it is must stay plain
        covered, crowded = sheet.marks.count(box, (own,)) + sheet.heads.count(box), sheet.marks.count(near, (own,))
        cost[text] = 40 * covered + 16 * crowded + 2 * sheet.lines.count(box) + 1.5 * rank
    chosen = min(cost, key=cost.__getitem__)
    sheet.marks.add(chosen.box, own)
    return chosen


def _sides(picture: Picture, node: Node, at: Point, lines: tuple[str, ...]) -> list[Text]:
    """The places a name may take, the best first: beside, under or over the shape, then at its corners."""
    width, height = _size(lines, NAME_SIZE)
    off = half_width(picture, node.id) + 7
    slant = off / sqrt(2) + 4
    sides = {
        "below": Text(lines, Box(at.x - width / 2, at.y + off, at.x + width / 2, at.y + off + height)),
        "right": Text(lines, Box(at.x + off, at.y - height / 2, at.x + off + width, at.y + height / 2), "left"),
        "left": Text(lines, Box(at.x - off - width, at.y - height / 2, at.x - off, at.y + height / 2), "right"),
        "above": Text(lines, Box(at.x - width / 2, at.y - off - height, at.x + width / 2, at.y - off)),
    }
    order: tuple[str, ...] = ("below", "above", "right", "left")
    if picture.layout == "ownership":
        order = ("right", "left", "below", "above")
    elif picture.layout != "propagation":  # away from the middle
        across = ("right", "left") if at.x >= 0 else ("left", "right")
        upright = ("below", "above") if at.y >= 0 else ("above", "below")
        order = (*across, *upright) if abs(at.x) > 0.6 * abs(at.y) else (*upright, *across)
    corners = []
    for top in (at.y + slant, at.y - slant - height):
        corners.append(Text(lines, Box(at.x + slant, top, at.x + slant + width, top + height), "left"))
        corners.append(Text(lines, Box(at.x - slant - width, top, at.x - slant, top + height), "right"))
    return [*(sides[side] for side in order), *corners]


def _caption(
    edge: Edge, number: int, at: Mapping[str, Point], bend: float, sheet: _Sheet, legend: Mapping[str, KindStyle]
) -> Text | None:
    style = legend.get(edge.kind)
    lines = wrap(plain(edge.label or (style.label if style else "")), CAPTION_WIDTH, CAPTION_SIZE, CAPTION_LINES)
    if not lines:
        return None
    width, height = _size(lines, CAPTION_SIZE)
    if edge.source == edge.target:
        loop = own_loop(at[edge.source])
        return Text(lines, Box(loop.right + 2, loop.top, loop.right + 2 + width, loop.top + height), "left")
    cost = {}
    for t in _PLACES:
        box = Box.around(along(at[edge.source], at[edge.target], bend, t), width + 8, height + 2)
        near = Box(box.left - 4, box.top - 4, box.right + 4, box.bottom + 4)
        covered = 40 * (sheet.marks.count(box) + sheet.heads.count(box)) + 8 * sheet.marks.count(near)
        cost[box] = covered + 2 * sheet.lines.count(box, (number,)) + 4 * abs(t - 0.5)
    chosen = min(cost, key=cost.__getitem__)
    sheet.marks.add(chosen)
    return Text(lines, chosen)


def _size(lines: tuple[str, ...], size: float) -> tuple[float, float]:
    return max((advance(line, size) for line in lines), default=0.0), len(lines) * size * LEADING
