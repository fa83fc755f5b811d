"""Work on a range in as many parts as there are cores: kernels let one another run."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_WORTH_WHILE = 10_000


def in_parts(count: int, work: Callable[[int, int], T]) -> list[T]:
    """What ``work`` gives for each part, in order; one part where the range is short."""
    if count < _WORTH_WHILE or THREADS == 1:
        return [work(0, count)]
    bounds = [count * part // THREADS for part in range(THREADS + 1)]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(work, bounds[:-1], bounds[1:]))
