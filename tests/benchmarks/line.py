"""One line of a benchmark: ours, a peer's and the floor, measured in the same run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Line:
    """Seconds of one job; ``ratio`` above 1 is where ours is faster than the peer."""

    name: str
    size: str
    ours_s: float
    peer: str
    peer_s: float
    floor_s: float | None = None
    goal: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    def as_answer(self) -> dict[str, Any]:
        """The line as JSON."""
        answer: dict[str, Any] = {
            "name": self.name,
            "size": self.size,
            "ours_s": round(self.ours_s, 4),
            "peer": self.peer,
            "peer_s": round(self.peer_s, 4),
            "ratio": round(self.peer_s / self.ours_s, 3),
        }
        if self.floor_s is not None:
            answer |= {"floor_s": round(self.floor_s, 4), "times_floor": round(self.ours_s / self.floor_s, 2)}
        return answer | {"goal": self.goal} | self.more


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes by the clock on the wall, rubbish collected beforehand."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median of several runs."""
    return median(seconds(work) for _ in range(runs))
