"""The latest of each one's days up to a day, in machine code: what timelines are asked."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.compiled import compiled

Days = NDArray[np.int32]
Int: TypeAlias = Any
"""An integer of any width: mypy tells numpy's from Python's, numba makes one of them."""


@compiled
def latest(starts: Days, days: Days, day: Int, first: Int, after: Int, found: Days) -> None:
    """Into ``found``: for each of [first, after) the place of its last day up to ``day``; -1 where there is none.

    The days of each are in order, those of ``one`` from ``starts[one]`` to ``starts[one + 1]``.
    """
    for one in range(first, after):
        place = starts[one]
        end = starts[one + 1]
        while place < end and days[place] <= day:
            place += 1
        found[one] = place - 1 if place > starts[one] else -1
