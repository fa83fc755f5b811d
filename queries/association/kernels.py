"""The strongest path from each event to whoever is near, and what distinct events come to together, in thousandths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled

Numbers = NDArray[np.int32]

_KIND = 0x3F
_CERTAIN = 10**12
"""What noisy-or counts in: no event at all."""


class Ground(NamedTuple):
    """Rows of both directions, what a tie of each kind passes on, who is never passed through, and the limits."""

    rows: Numbers
    ties: NDArray[np.void]
    steps_rows: Numbers
    steps: NDArray[np.void]
    weights: Numbers
    public: NDArray[np.uint8]
    hops: int
    hub: int


@compiled
def strongest_paths(
    ground: Ground,
    origins: Numbers,
    days: Numbers,
    first: int,
    last: int,
    ends: NDArray[np.int64],
    cut: NDArray[np.uint8],
) -> tuple[Numbers, Numbers]:
    """Whoever events ``first`` to ``last`` reach, each once, and how strongly: one event after another up to ``ends``.

    ``ends`` counts from the first event's beginning; ``cut`` says where a limit of hubs ended the search. An event does
    not reach its own subject; public bodies are neither reached nor passed through.
    """
    rows, ties, steps_rows, steps = ground.rows, ground.ties, ground.steps_rows, ground.steps
    weights, public, hub = ground.weights, ground.public, ground.hub
    best, level = np.zeros(len(rows), np.int32), np.zeros(len(rows), np.int32)
    touched = np.empty(len(rows), np.int32)
    front, found = np.empty(len(rows), np.int32), np.empty(len(rows), np.int32)
    strength = np.empty(len(rows), np.int32)
    reached, strengths = np.empty(1 << 16, np.int32), np.empty(1 << 16, np.int32)
    total = 0
    for event in range(first, last):
        origin, day = origins[event], days[event]
        best[origin], front[0], width, count = 1000, origin, 1, 0
        for hop in range(1, ground.hops + 1):
            for place in range(width):
                strength[place] = best[front[place]]
            wider = 0
            for place in range(width):
                node = front[place]
                if rows[node, 1] - rows[node, 0] + steps_rows[node, 1] - steps_rows[node, 0] > hub:
                    cut[event] = 1
                    continue
                for side in range(2):
                    begin, end = rows[node] if side == 0 else steps_rows[node]
                    for at in range(begin, end):
                        tie = ties[at if side == 0 else steps[at].place]
                        other = tie.source if side == 0 else steps[at].target
                        passed = strength[place] * weights[tie.label & _KIND] // 1000
                        if day < tie.since or tie.until <= day or passed <= best[other] or public[other]:
                            continue
                        if best[other] == 0:
                            touched[count] = other
                            count += 1
                        best[other] = passed
                        if level[other] != hop:
                            level[other], found[wider] = hop, other
                            wider += 1
            front, found, width = found, front, wider
        if total + count > len(reached):
            more = np.empty(len(reached) + count, np.int32)
            reached, strengths = np.concatenate((reached, more)), np.concatenate((strengths, more))
        for place in range(count):
            node = touched[place]
            reached[total + place], strengths[total + place] = node, best[node]
            best[node], level[node] = 0, 0
        best[origin] = 0
        total += count
        ends[event] = total
    return reached[:total].copy(), strengths[:total].copy()


@compiled
def together(reached: Numbers, strengths: Numbers, nodes: int) -> NDArray[np.int64]:
    """By number, 1 − Π(1 − s) of all events that reach somebody, in billionths of a thousandth: strongest first."""
    starts = np.zeros(nodes + 1, np.int64)
    for node in reached:
        starts[node + 1] += 1
    for node in range(nodes):
        starts[node + 1] += starts[node]
    by_node = np.empty(len(reached), np.int32)
    filled = starts[:-1].copy()
    for place in range(len(reached)):
        node = reached[place]
        strength, at = strengths[place], filled[node]
        while at > starts[node] and by_node[at - 1] < strength:
            by_node[at] = by_node[at - 1]
            at -= 1
        by_node[at] = strength
        filled[node] += 1
    risk = np.zeros(nodes, np.int64)
    for node in range(nodes):
        none = np.int64(_CERTAIN)
        for place in range(starts[node], starts[node + 1]):
            none = none * (1000 - by_node[place]) // 1000
        risk[node] = _CERTAIN - none
    return risk
