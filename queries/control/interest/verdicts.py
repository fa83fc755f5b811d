"""The economic verdict (受益): who has enough of a company's capital in the end: certain, possible, or undetermined."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from queries.control.bounds import Share
from queries.control.interest.between import Between, part_of, row_of, way_between
from queries.control.interest.loops import loops
from queries.control.interest.lots import lowest
from queries.control.interest.narrowing import may_reach
from queries.control.interest.pushing import Pushed, pushed
from queries.control.interest.solving import eliminated
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings

Standing = Literal["certain", "possible", "undetermined"]

SOLVED = 50
"""Up to so many companies all shares are solved exactly; beyond, only those that a threshold asks for."""

_COMPETITORS = 3


class Rival(NamedTuple):
    """Another final holder, with what he has of the company."""

    holder: str
    share: Share


class Interest(NamedTuple):
    """That somebody has enough of a company's capital in the end.

    ``certainty`` is ``undetermined`` where nothing but the rounding of percentages leaves it open. ``way`` are the
    companies through which he has it, the company itself included; ``loops`` those of them that have parts of one
    another; ``unresolved`` is what certainly belongs to no final holder that is known.
    """

    holder: str
    company: str
    certainty: Standing
    share: Share
    way: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]
    unresolved: Share
    rivals: tuple[Rival, ...]


def interests(company: str, capital: Holdings, threshold: Threshold, solved: int = SOLVED) -> list[Interest]:
    """Every final holder whose part of a company reaches the threshold, or may: certain ones first, then by id.

    A final holder is held by nobody known: a person, a public body, an organisation whose holders are not on record.
    ``capital`` are holdings of capital, without executing partners.
    """
    if company not in capital.ballots:
        return []
    register = _Register(company, capital, threshold, solved)
    found = []
    for holder in sorted(register.final):
        if threshold.met(register.quick.most(holder), register.quick.whole):
            between = register.between(holder)
            standing = register.standing(holder, between)
            if standing is not None:
                found.append(register.interest(holder, standing, between))
    return sorted(found, key=lambda one: (one.certainty != "certain", one.holder))


def share_of(between: Between) -> Share:
    """Two fractions over one total."""
    low, high = between
    total = math.lcm(low.denominator, high.denominator)
    return Share(low.numerator * (total // low.denominator), high.numerator * (total // high.denominator), total)


class _Register:
    """One company's final holders, with their parts as closely as they have been asked for."""

    def __init__(self, company: str, capital: Holdings, threshold: Threshold, solved: int) -> None:
        self.company = company
        self.capital = capital
        self.threshold = threshold
        self.quick: Pushed = pushed(company, capital)
        self.scope = capital.ancestors(company) | {company}
        self.final = self.scope - capital.ballots.keys()
        self.small = len(self.scope) - len(self.final) <= solved
        self._exact: dict[str, Between] = {}
        self._ways: dict[str, set[str]] = {}

    def way(self, holder: str) -> set[str]:
        """The companies between a holder and the company, and that company itself."""
        if holder not in self._ways:
            self._ways[holder] = way_between(holder, self.company, self.capital, self.scope)
        return self._ways[holder]

    def exact(self, holder: str) -> Between:
        """A holder's part, solved."""
        if holder not in self._exact:
            self._exact[holder] = part_of(holder, self.company, self.capital, self.way(holder))
        return self._exact[holder]

    def between(self, holder: str) -> Between:
        """A holder's part: solved where the threshold lies between certified bounds, or where that is cheap."""
        if self.small:
            return self.exact(holder)
        quick = self.quick
        if self.threshold.met(quick.least(holder), quick.whole):
            return self._quickly(holder)
        if self.threshold.met(quick.least(holder) + quick.pending, quick.whole):
            return self.exact(holder)
        may = may_reach(holder, self.company, self.way(holder), self.capital, self.threshold)
        if may is None:
            return self.exact(holder)
        return self._quickly(holder) if may else Between(Fraction(0), Fraction(0))

    def standing(self, holder: str, between: Between) -> Standing | None:
        """How certainly a part reaches the threshold; None where it does not."""
        if self._meets(between.low):
            return "certain"
        if not self._meets(between.high):
            return None
        if not any(stake.band for held in self.way(holder) for stake in self.capital.ballots[held].stakes):
            return "possible"
        low, high = part_of(holder, self.company, self._unrounded, self.way(holder))
        return "undetermined" if self._meets(low) or not self._meets(high) else "possible"

    def interest(self, holder: str, standing: Standing, between: Between) -> Interest:
        """The verdict, with what a reader must know besides."""
        way = self.way(holder)
        return Interest(
            holder=holder,
            company=self.company,
            certainty=standing,
            share=share_of(between),
            way=tuple(sorted(way)),
            loops=tuple(loops(way, self.capital)),
            unresolved=self._unresolved,
            rivals=self._rivals(holder),
        )

    @cached_property
    def _unrounded(self) -> Holdings:
        return self.capital.unrounded()

    @cached_property
    def _unresolved(self) -> Share:
        if not self.small:
            return Share(0, self.quick.unresolved, self.quick.whole)
        ballots = {held: self.capital.ballots[held] for held in self.scope - self.final}
        rows = {held: row_of(ballot, lowest(ballot)) for held, ballot in ballots.items()}
        rest = 1 - sum(eliminated(rows, self.company)[-1][1].values(), Fraction(0))
        return share_of(Between(rest, rest))

    @cached_property
    def _largest(self) -> list[str]:
        """Those who certainly have most, one more than are told of as rivals."""
        return sorted(self.final, key=lambda other: (-self.quick.least(other), other))[: _COMPETITORS + 1]

    def _rivals(self, holder: str) -> tuple[Rival, ...]:
        others = [other for other in self._largest if other != holder][:_COMPETITORS]
        return tuple(
            Rival(other, share_of(self.exact(other) if self.small else self._quickly(other))) for other in others
        )

    def _quickly(self, holder: str) -> Between:
        quick = self.quick
        return Between(Fraction(quick.least(holder), quick.whole), Fraction(quick.most(holder), quick.whole))

    def _meets(self, part: Fraction) -> bool:
        return self.threshold.met(part.numerator, part.denominator)
