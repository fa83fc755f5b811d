"""Certified bounds without solving: a company's whole pushed up to its holders in integers, always rounded down."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from queries.control.interest.lots import lowest
from queries.control.votes import Holdings

WHOLE = 10**18
"""The whole of a company, in the units that are pushed."""

_DUST = WHOLE // 10**12
_EFFORT = 20_000


class Pushed(NamedTuple):
    """What certainly came to rest with each final holder, in parts of ``whole``, and what came to rest with none.

    In every way the unknown can turn out, a final holder has at least his score and at most his score and all that is
    unresolved: what is undisclosed or contradictory, and what is ``pending``, still going round a loop or lost in
    rounding down. What he has for certain is at most his score and all that is pending.
    """

    scores: dict[str, int]
    unresolved: int
    pending: int
    whole: int = WHOLE

    def least(self, holder: str) -> int:
        """What a holder has at least."""
        return self.scores.get(holder, 0)

    def most(self, holder: str) -> int:
        """What a holder has at most."""
        return self.least(holder) + self.unresolved


def pushed(company: str, capital: Holdings, effort: int = _EFFORT) -> Pushed:
    """A company's whole, passed to its holders by what they certainly hold, and on to theirs, until it comes to rest.

    Parts below a trillionth are left where they are, and so is everything once as many stakes as ``effort`` (and twenty
    times those of the company's ancestors) have been passed through.
    """
    scores: dict[str, int] = {}
    open_ = 0
    mass = {company: WHOLE}
    waiting = deque([company] if company in capital.ballots else ())
    scope = capital.ancestors(company) | {company}
    left = effort + 20 * sum(len(capital.ballots[held].voters) for held in scope if held in capital.ballots)
    while waiting and left > 0:
        current = waiting.popleft()
        amount = mass.pop(current)
        ballot = capital.ballots[current]
        held = lowest(ballot)
        outside = ballot.total - held.pop(current, 0)
        open_ += amount * (outside - sum(held.values())) // outside if outside else amount
        left -= len(held) + 1
        for holder, part in held.items():
            passed = amount * part // outside
            if holder not in capital.ballots:
                scores[holder] = scores.get(holder, 0) + passed
            elif passed > _DUST:
                if holder not in mass:
                    waiting.append(holder)
                mass[holder] = mass.get(holder, 0) + passed
    unresolved = WHOLE - sum(scores.values())
    return Pushed(scores, unresolved, unresolved - open_)
