"""The order a picture is read in: loops, layers, and who stands beside whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from visual.report.content import Picture


def _successors(picture: Picture) -> dict[str, list[str]]:
    onward: dict[str, list[str]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        if edge.source != edge.target and edge.target not in onward[edge.source]:
            onward[edge.source].append(edge.target)
    return onward


def _walk(onward: dict[str, list[str]], starts: Sequence[str]) -> tuple[list[str], set[tuple[str, str]]]:
    """Depth-first: the nodes as they are left, and the ties that lead back to a node still being walked."""
    left: list[str] = []
    back: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for start in starts:
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(onward[start]))]
        while stack:
            here, coming = stack[-1]
            for there in coming:
                if there not in state:
                    state[there] = 1
                    stack.append((there, iter(onward[there])))
                    break
                if state[there] == 1:
                    back.add((here, there))
            else:
                stack.pop()
                state[here] = 2
                left.append(here)
    return left, back


def loops(picture: Picture) -> list[tuple[str, ...]]:
    """Circular holdings (循环持股): the nodes of each loop along its ties, largest first, then as handed over."""
    onward = _successors(picture)
    backward: dict[str, list[str]] = {node: [] for node in onward}
    for source, targets in onward.items():
        for target in targets:
            backward[target].append(source)
    left, _ = _walk(onward, list(onward))
    place = {node: number for number, node in enumerate(onward)}
    found: list[list[str]] = []
    seen: set[str] = set()
    for root in reversed(left):
        if root in seen:
            continue
        within = {node: [n for n in backward[node] if n not in seen] for node in backward if node not in seen}
        component, _ = _walk(within, [root])
        seen.update(component)
        if len(component) > 1:
            found.append(component)
    rings = []
    for component in found:
        inside = {node: [n for n in onward[node] if n in component] for node in component}
        order, _ = _walk(inside, [min(component, key=place.__getitem__)])
        rings.append(tuple(reversed(order)))
    return sorted(rings, key=lambda ring: (-len(ring), place[ring[0]]))


def layers(picture: Picture) -> list[list[str]]:
    """The nodes by layer, from the origin on. A given layer is kept; the rest follow the longest chain of ties
    that leads to them, ties that close a loop left out of account."""
    onward = _successors(picture)
    entered = {target for targets in onward.values() for target in targets}
    starts = [node for node in onward if node not in entered] + list(onward)
    left, back = _walk(onward, starts)
    given = {node.id: node.layer for node in picture.nodes}
    depth = {node: layer or 0 for node, layer in given.items()}
    for here in reversed(left):
        for there in onward[here]:
            if (here, there) not in back and given[there] is None:
                depth[there] = max(depth[there], depth[here] + 1)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for node in picture.nodes:
        rows[depth[node.id]].append(node.id)
    return _uncrossed(picture, [rows[layer] for layer in sorted(rows)])


def neighbours(picture: Picture) -> dict[str, list[str]]:
    """Who is tied to whom, either way."""
    near: dict[str, list[str]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        if edge.source != edge.target:
            near[edge.source].append(edge.target)
            near[edge.target].append(edge.source)
    return near


def _uncrossed(picture: Picture, rows: list[list[str]]) -> list[list[str]]:
    """The same layers, each sorted by where its neighbours in the other layers stand (barycentre, four sweeps)."""
    near = neighbours(picture)
    layer_of = {node: number for number, row in enumerate(rows) for node in row}
    for sweep in range(4):
        place = {node: (i + 0.5) / len(row) for row in rows for i, node in enumerate(row)}
        for number in range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows))):
            weight = {}
            for node in rows[number]:
                others = [place[n] for n in near[node] if layer_of[n] != number]
                weight[node] = sum(others) / len(others) if others else place[node]
            rows[number] = sorted(rows[number], key=weight.__getitem__)
            place.update({node: (i + 0.5) / len(rows[number]) for i, node in enumerate(rows[number])})
    return rows
