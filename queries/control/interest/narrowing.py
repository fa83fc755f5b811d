"""Certified bounds of the most a holder can have, without solving: values climb from nothing, rounded down or up."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from queries.control.interest.lots import best
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings

GRID = 10**9
"""The whole of a company, in the units in which values climb."""

_SWEEPS = 200


def may_reach(holder: str, company: str, way: set[str], capital: Holdings, threshold: Threshold) -> bool | None:
    """Whether a holder's part of a company can reach a threshold; None where only solving can tell.

    ``way`` are the companies between the two. Rounded down, values never climb above the true ones, wherever they stop;
    rounded up, they are not below them once they stand still. A loop that hardly leaks may keep them climbing for too
    long to tell.
    """
    order = _downwards(holder, way, capital)

    def reached(worth: dict[str, int]) -> bool:
        return threshold.met(worth.get(company, 0), GRID)

    if reached(_climbed(holder, order, capital, math.floor, reached)[0]):
        return True
    above, still = _climbed(holder, order, capital, math.ceil, reached)
    return False if still and not reached(above) else None


def _climbed(
    holder: str,
    order: Sequence[str],
    capital: Holdings,
    rounded: Callable[[Fraction], int],
    enough: Callable[[dict[str, int]], bool],
) -> tuple[dict[str, int], bool]:
    """What each company can be worth to the holder, as far as it was followed, and whether it stands still."""
    worth = {holder: GRID}
    for _ in range(_SWEEPS):
        still = True
        for held in order:
            found = rounded(best(capital.ballots[held], worth)[0])
            if found > worth.get(held, 0):
                worth[held] = found
                still = False
        if still or enough(worth):
            return worth, still
    return worth, False


def _downwards(holder: str, way: set[str], capital: Holdings) -> list[str]:
    """The companies on the way, each after those that hold it, except where a loop forbids it."""
    done: dict[str, None] = {}
    seen = {holder}
    walk = [(holder, iter(capital.held.get(holder, ())))]
    while walk:
        current, below = walk[-1]
        following = next((held for held, _ in below if held in way and held not in seen), None)
        if following is None:
            walk.pop()
            done[current] = None
        else:
            seen.add(following)
            walk.append((following, iter(capital.held.get(following, ()))))
    del done[holder]
    return list(reversed(done))
