"""A picture laid out: places, bends, names and captions, all worked out before any browser sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from visual.report.content import Picture
from visual.report.geometry import Box, along
from visual.report.inscription import PlacedEdge, PlacedNode, inscribe, own_loop
from visual.report.legend import KindStyle
from visual.report.placement import RADIUS, positions
from visual.report.routing import bends

MOST_NODES = 300


@dataclass(frozen=True)
class Drawing:
    """A picture ready to be drawn. ``total`` counts the nodes there are, drawn or not; ``bounds`` holds all ink."""

    picture: Picture
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    total: int
    bounds: Box


def lay_out(picture: Picture, legend: Mapping[str, KindStyle]) -> Drawing:
    """Lay a picture out; of more than 300 nodes those highlighted, then the first handed over, are kept.

    Raises ValueError for a node whose kind the legend does not show.
    """
    total = max(picture.total or 0, len(picture.nodes))
    picture = _capped(picture)
    for node in picture.nodes:
        if not legend.get(node.kind, KindStyle("", "")).shape:
            raise ValueError(f"图例中没有的类别 kind not in the legend: {node.kind}")
    at = positions(picture)
    bent = bends(picture, at)
    nodes, edges = inscribe(picture, at, bent, legend)
    return Drawing(picture, nodes, edges, total, _bounds(nodes, edges))


def _capped(picture: Picture) -> Picture:
    if len(picture.nodes) <= MOST_NODES:
        return picture
    foremost = {picture.focus, *picture.highlighted, *picture.ring}
    foremost.update(end for edge in picture.edges if edge.highlighted for end in (edge.source, edge.target))
    ranked = sorted(picture.nodes, key=lambda node: node.id not in foremost)[:MOST_NODES]
    kept = {node.id for node in ranked}
    return replace(
        picture,
        nodes=tuple(node for node in picture.nodes if node.id in kept),
        edges=tuple(edge for edge in picture.edges if edge.source in kept and edge.target in kept),
        highlighted=picture.highlighted & kept,
        ring=tuple(node for node in picture.ring if node in kept),
        focus=picture.focus if picture.focus in kept else "",
    )


def _bounds(nodes: tuple[PlacedNode, ...], edges: tuple[PlacedEdge, ...]) -> Box:
    boxes = [Box.around(placed.at, 2 * RADIUS + 12, 2 * RADIUS + 12) for placed in nodes]
    boxes += [placed.name.box for placed in nodes]
    boxes += [placed.caption.box for placed in edges if placed.caption]
    at = {placed.node.id: placed.at for placed in nodes}
    for placed in edges:
        source, target = at[placed.edge.source], at[placed.edge.target]
        if source == target:
            boxes.append(own_loop(source))
        boxes += [Box.around(along(source, target, placed.bend, t), 8, 8) for t in (0.25, 0.5, 0.75)]
    if not boxes:
        return Box(0, 0, 1, 1)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts) - 14, min(tops) - 14, max(rights) + 14, max(bottoms) + 14)
