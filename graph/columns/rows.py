"""Rows by counting: the ties of each end one after another, those that carry votes first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled

Numbers = NDArray[np.int32]
_KIND = 0x3F
_LAST_WITH_VOTES = 1


@compiled
def by_end(end: Numbers, label: NDArray[np.uint8], nodes: int) -> tuple[Numbers, Numbers]:
    """Where each end's row starts and stops, and the ties in that order; within a row as they were given."""
    rows = np.zeros((nodes, 2), np.int32)
    for tie in range(len(end)):
        rows[end[tie], 1] += 1
        if label[tie] & _KIND <= _LAST_WITH_VOTES:
            rows[end[tie], 0] += 1
    before = 0
    for node in range(nodes):
        votes, every = rows[node, 0], rows[node, 1]
        rows[node, 0] = before
        rows[node, 1] = before + votes
        before += every
    order = np.empty(len(end), np.int32)
    for tie in range(len(end)):
        side = 0 if label[tie] & _KIND <= _LAST_WITH_VOTES else 1
        order[rows[end[tie], side]] = tie
        rows[end[tie], side] += 1
    for node in range(nodes):
        rows[node, 0] = rows[node - 1, 1] if node else 0
    return rows, order


@compiled
def inverse(order: Numbers) -> Numbers:
    """At which place each tie came to stand."""
    place = np.empty(len(order), np.int32)
    for row in range(len(order)):
        place[order[row]] = row
    return place
