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
from queries.control.interest.pushing import Pushed, pushed
from queries.control.interest.solving import eliminated
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings

Standing = Literal["certain", "possible", "undetermined"]

SOLVED = 200
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
    register = _Register(company, capital, solved)
    found = []
    for holder in sorted(register.final):
        if not threshold.met(register.quick.most(holder), register.quick.whole):
            continue
        between = register.between(holder, threshold)
        standing = _standing(holder, company, capital, threshold, between)
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

    def __init__(self, company: str, capital: Holdings, solved: int) -> None:
        self.company = company
        self.capital = capital
        self.quick: Pushed = pushed(company, capital)
        ancestors = capital.ancestors(company)
        self.scope = ancestors | {company}
        self.final = {holder for holder in ancestors if holder not in capital.ballots}
        self.small = len(self.scope) - len(self.final) <= solved
        self._exact: dict[str, Between] = {}

    def exact(self, holder: str) -> Between:
        """A holder's part, solved."""
        if holder not in self._exact:
            self._exact[holder] = part_of(holder, self.company, self.capital)
        return self._exact[holder]

    def between(self, holder: str, threshold: Threshold) -> Between:
        """A holder's part: solved where the threshold lies between the quick bounds, or where that is cheap."""
        least = threshold.met(self.quick.least(holder), self.quick.whole)
        if self.small or not least:
            return self.exact(holder)
        return self._quickly(holder)

    def _quickly(self, holder: str) -> Between:
        quick = self.quick
        return Between(Fraction(quick.least(holder), quick.whole), Fraction(quick.most(holder), quick.whole))

    def interest(self, holder: str, standing: Standing, between: Between) -> Interest:
        """The verdict, with what a reader must know besides."""
        way = way_between(holder, self.company, self.capital)
        return Interest(
            holder=holder,
            company=self.company,
            certainty=standing,
            share=share_of(between),
            way=tuple(sorted(way)),
            loops=tuple(loops(way, self.capital)),
            unresolved=self.unresolved,
            rivals=self._rivals(holder),
        )

    @cached_property
    def unresolved(self) -> Share:
        """What certainly belongs to no final holder that is known."""
        if not self.small:
            return Share(0, self.quick.unresolved, self.quick.whole)
        rows = {
            held: row_of(ballot, lowest(ballot))
            for held in self.scope
            if (ballot := self.capital.ballots.get(held)) is not None
        }
        root = eliminated(rows, self.company)[-1][1]
        rest = 1 - sum(root.values(), Fraction(0))
        return share_of(Between(rest, rest))

    def _rivals(self, holder: str) -> tuple[Rival, ...]:
        quick = self.quick
        others = sorted(self.final - {holder}, key=lambda other: (-quick.least(other), other))[:_COMPETITORS]
        return tuple(
            Rival(other, share_of(self.exact(other) if self.small else self._quickly(other))) for other in others
        )


def _standing(holder: str, company: str, capital: Holdings, threshold: Threshold, between: Between) -> Standing | None:
    if _meets(between.low, threshold):
        return "certain"
    if not _meets(between.high, threshold):
        return None
    way = way_between(holder, company, capital)
    if not any(stake.band for held in way for stake in capital.ballots[held].stakes):
        return "possible"
    low, high = part_of(holder, company, capital.unrounded())
    return "undetermined" if _meets(low, threshold) or not _meets(high, threshold) else "possible"


def _meets(part: Fraction, threshold: Threshold) -> bool:
    return threshold.met(part.numerator, part.denominator)
