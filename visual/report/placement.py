"""Where each node of a picture stands: layers for propagation and ownership, circles for loops and neighbourhoods."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, ceil, cos, pi, sin, sqrt, tau

from visual.report.content import Picture
from visual.report.geometry import Point
from visual.report.layering import layers, loops, neighbours
from visual.report.lettering import CAPTION_SIZE, LEADING, NAME_SIZE

RADIUS = 22
"""Half the width of a node's shape, in pixels."""
NAME_WIDTH, NAME_LINES = 9 * NAME_SIZE, 3
CAPTION_WIDTH, CAPTION_LINES = 9 * CAPTION_SIZE, 3
_NAME_HEIGHT = NAME_LINES * NAME_SIZE * LEADING


def positions(picture: Picture) -> dict[str, Point]:
    """The middle of every node, in pixels around (0, 0). No two shapes touch; the same picture, the same places."""
    if picture.layout == "propagation":
        gap, pitch = 2 * RADIUS + _NAME_HEIGHT + 36, 2.0 * RADIUS + CAPTION_WIDTH + 80
        return {n: Point(main, cross) for n, (main, cross) in _in_lines(picture, gap, pitch, 8).items()}
    if picture.layout == "ownership":
        gap, pitch = 2.0 * RADIUS + NAME_WIDTH + 24, 2 * RADIUS + CAPTION_LINES * CAPTION_SIZE * LEADING + 70
        return {n: Point(cross, main) for n, (main, cross) in _in_lines(picture, gap, pitch, 5).items()}
    return _in_circles(picture)


def half_width(picture: Picture, node: str) -> float:
    """Half the width of a node's shape: the focus is drawn a little larger."""
    return RADIUS * (1.2 if node == picture.focus else 1.0)


def spread(desired: Sequence[float], gap: float) -> list[float]:
    """Places at least ``gap`` apart in the given order and nearest to the desired ones (least squares, by pooling)."""
    pools: list[tuple[float, int]] = []
    for number, place in enumerate(desired):
        total, size = place - number * gap, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            before, count = pools.pop()
            total, size = total + before, size + count
        pools.append((total, size))
    flat = [total / size for total, size in pools for _ in range(size)]
    return [place + number * gap for number, place in enumerate(flat)]


def _in_lines(picture: Picture, gap: float, pitch: float, most: int) -> dict[str, tuple[float, float]]:
    """(along the reading direction, across it) of every node; a layer of more than ``most`` takes several lines."""
    most = max(most, ceil(sqrt(len(picture.nodes))))
    lines = []
    for layer in layers(picture):
        share = ceil(len(layer) / ceil(len(layer) / most))
        lines += [layer[start : start + share] for start in range(0, len(layer), share)]
    near = neighbours(picture)
    line_of = {node: number for number, line in enumerate(lines) for node in line}
    across = {node: (i - (len(line) - 1) / 2) * gap for line in lines for i, node in enumerate(line)}
    for sweep in range(6):
        for number in range(len(lines)) if sweep % 2 == 0 else reversed(range(len(lines))):
            desired = []
            for node in lines[number]:
                others = [across[n] for n in near[node] if line_of[n] != number]
                desired.append(sum(others) / len(others) if others else across[node])
            across.update(zip(lines[number], spread(desired, gap), strict=True))
    return {node: (line_of[node] * pitch, across[node]) for node in across}


def _in_circles(picture: Picture) -> dict[str, Point]:
    """The loop on a circle, or the focus in the middle; the others around it by their distance in ties."""
    middle = _middle(picture)
    inner = max(165.0, len(middle) * 210 / tau) if len(middle) > 1 else 0.0
    flat = 1.0 if inner else 1.5  # circles wider than high leave room for names beside the shapes
    angles = {node: (tau * i / len(middle) - pi / 2) for i, node in enumerate(middle)}
    places = {node: Point(inner * cos(a), inner * sin(a)) for node, a in angles.items()}
    height = inner + 170
    for ring in _rings(picture, middle):
        waiting = _by_angle(picture, ring, angles if inner or len(angles) > 1 else {})
        while waiting:
            room = max(3, int(tau * height * flat / (2 * RADIUS + NAME_WIDTH + 12)))
            taken, waiting = waiting[:room], waiting[room:]
            apart = min(tau / room, tau / (len(taken) + 1))
            turned = spread([angle for _, angle in taken if angle is not None], apart)
            if len(turned) < len(taken) or turned[-1] - turned[0] > tau - apart:
                turned = [tau * i / len(taken) - pi / 2 for i in range(len(taken))]
            for (node, _), angle in zip(taken, turned, strict=True):
                angles[node] = angle
                places[node] = Point(height * flat * cos(angle), height * sin(angle))
            height += 125
    return places


def _middle(picture: Picture) -> tuple[str, ...]:
    if picture.layout == "ring":
        found = picture.ring or next(iter(loops(picture)), ())
        if found:
            return found
    return (picture.focus or picture.nodes[0].id,) if picture.nodes else ()


def _rings(picture: Picture, middle: tuple[str, ...]) -> list[list[str]]:
    """The other nodes by distance from the middle; those not tied to it come last."""
    near, seen, rings = neighbours(picture), set(middle), []
    edge = list(middle)
    while edge:
        edge = list(dict.fromkeys(n for node in edge for n in near[node] if n not in seen))
        seen.update(edge)
        rings.append(edge)
    rings.append([node.id for node in picture.nodes if node.id not in seen])
    return [ring for ring in rings if ring]


def _by_angle(picture: Picture, ring: list[str], angles: dict[str, float]) -> list[tuple[str, float | None]]:
    """The nodes of a circle with the angle of the neighbours they hang on, opened at the widest gap."""
    near = neighbours(picture)
    facing: list[tuple[str, float]] = []
    for node in ring:
        seen = [angles[n] for n in near[node] if n in angles]
        if not seen:
            return [(n, None) for n in ring]
        x, y = sum(map(cos, seen)), sum(map(sin, seen))
        turned = seen[0] if abs(x) + abs(y) < 1e-6 else atan2(y, x)
        facing.append((node, turned % tau))
    facing.sort(key=lambda pair: pair[1])
    if len(facing) < 2:
        return list(facing)
    gaps = [(facing[i][1] - facing[i - 1][1]) % tau for i in range(len(facing))]
    cut = gaps.index(max(gaps))
    return [*facing[cut:], *((node, angle + tau) for node, angle in facing[:cut])]
