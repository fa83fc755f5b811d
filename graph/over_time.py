"""An answer at every instant at which it could have been another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from graph.reading import Look
from graph.view import Versions, View

T = TypeVar("T")


def over_time(versions: Versions, answer: Callable[[View], T]) -> tuple[list[tuple[int, int | None, T]], set[Look]]:
    """An answer at every instant at which it could have changed, oldest first, and what was looked at for it.

    The answer is asked once as of now; whatever it looked at tells when it could have been another, and it is asked
    again for each such instant, until nothing new has been looked at. What nothing was known about has no answers.
    """
    now = View(versions, None)
    latest = answer(now)
    bounds, looked = set(now.trace), set(now.looked)
    asked: dict[int, T] = {}
    while True:
        waiting = sorted(bound for bound in bounds if bound not in asked)
        if not waiting:
            break
        last = max(bounds)
        for bound in waiting:
            if bound == last:
                asked[bound] = latest
                continue
            view = View(versions, bound)
            asked[bound] = answer(view)
            bounds |= view.trace
            looked |= view.looked
    ordered = sorted(asked)
    answers = [
        (bound, ordered[place + 1] if place + 1 < len(ordered) else None, asked[bound])
        for place, bound in enumerate(ordered)
    ]
    return answers, looked
