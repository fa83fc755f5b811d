"""What part of a company belongs to one holder in the end: at least and at most, exact, loops solved."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from queries.control.interest.lots import Lots, best, lowest
from queries.control.interest.solving import Row, eliminated, worth
from queries.control.votes import Ballot, Holdings


class Between(NamedTuple):
    """A holder's part of a company in the end, in every way the unknown can turn out.

    That is y = V_ij / V_ii with V = (I − A)⁻¹: the sum over all chains that do not come back to the holder.
    """

    low: Fraction
    high: Fraction


def way_between(holder: str, company: str, capital: Holdings, scope: Collection[str] | None = None) -> set[str]:
    """The companies through which a holder has a part of a company, and that company itself.

    ``scope`` is the company with its ancestors, where the caller has them.
    """
    scope = capital.ancestors(company) | {company} if scope is None else scope
    found: set[str] = set()
    waiting = [holder]
    while waiting:
        for held, _ in capital.held.get(waiting.pop(), ()):
            if held in scope and held not in found and held != holder:
                found.add(held)
                waiting.append(held)
    return found


def part_of(holder: str, company: str, capital: Holdings, way: set[str] | None = None) -> Between:
    """The least and the greatest part of a company that can belong to a holder in the end.

    ``capital`` are holdings of capital (without executing partners: what a partnership earns is its partners').
    The greatest part is found by letting every company on the way turn out as best it can for the holder, by what its
    holders are worth to him, until none can do better (policy iteration); only rows that gain are changed, so that a
    loop never lifts itself.
    """
    way = way_between(holder, company, capital) if way is None else way
    if company not in way:
        return Between(Fraction(0), Fraction(0))
    ballots = {held: capital.ballots[held] for held in sorted(way)}
    reach = way | {holder}
    rows = {held: row_of(ballot, lowest(ballot, reach)) for held, ballot in ballots.items()}
    parts = worth(eliminated(rows, company), holder)
    low = parts.get(company, Fraction(0))
    while True:
        gained = False
        for held, ballot in ballots.items():
            value, lots = best(ballot, parts)
            if value > parts.get(held, 0):
                rows[held] = row_of(ballot, lots)
                gained = True
        if not gained:
            return Between(low, parts.get(company, Fraction(0)))
        parts = worth(eliminated(rows, company), holder)


def row_of(ballot: Ballot, lots: Lots) -> Row:
    """Lots as fractions of the company."""
    return {holder: Fraction(part, ballot.total) for holder, part in lots.items()}
