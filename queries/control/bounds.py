"""Verdicts on one company: which controllers are certain, which possible, and the share each one's group holds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from queries.control.least_set import certainly, gathered_votes, least_set, possibly, reach_upwards
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Ballot, Certainty, Holdings


class Share(NamedTuple):
    """Between ``low_numerator`` and ``high_numerator`` of ``total`` votes, exact."""

    low_numerator: int
    high_numerator: int
    total: int

    @classmethod
    def between(cls, least: tuple[int, int], greatest: tuple[int, int]) -> Share:
        """Two bounds, votes and countable votes each, over one total; without countable votes nobody has a share."""
        (low, countable), (high, base) = least, greatest
        if countable <= 0 or base <= 0:
            return cls(0, 0, 1)
        total = math.lcm(countable, base)
        return cls(low * (total // countable), max(0, high) * (total // base), total)

    @property
    def low(self) -> Fraction:
        """The share held at least."""
        return Fraction(self.low_numerator, self.total)

    @property
    def high(self) -> Fraction:
        """The share held at most."""
        return Fraction(self.high_numerator, self.total)

    @property
    def exact(self) -> bool:
        """Whether both bounds are the same."""
        return self.low_numerator == self.high_numerator


class Verdict(NamedTuple):
    """That somebody controls a company by votes.

    ``share`` is what the controller's group holds in the company, the group being the controller and whatever it
    controls without this company's help. ``ultimate`` says how certain it is that nobody controls the controller in
    turn (None: somebody certainly does). ``ring`` names the companies that control each other, where the controller is
    one of them. ``parties`` are holders who act in concert (一致行动); then ``controller`` is the first of them.
    """

    controller: str
    company: str
    certainty: Certainty
    share: Share
    ultimate: Certainty | None
    ring: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


def verdicts(company: str, holdings: Holdings, threshold: Threshold = MAJORITY) -> list[Verdict]:
    """Every certain and every possible controller of a company, certain ones first, then by id.

    Certain: in every way the unknown can turn out. Possible: in at least one, where a disclosed holder may hold
    whatever is undisclosed, uncertain stakes may stand and rounded percentages may lie anywhere in their band. A
    company whose holders have more votes than there are has possible controllers only.
    """
    maybe = reach_upwards(company, holdings, threshold, "possible")
    test, scope = certainly(threshold), holdings.ancestors(company) | {company}
    sure = {controller: set(least_set([controller], holdings, test, within=scope)[1:]) for controller in maybe}
    found = []
    for controller in maybe:
        if controller == company:
            continue
        ring = ring_of(controller, sure)
        found.append(
            Verdict(
                controller=controller,
                company=company,
                certainty="certain" if company in sure[controller] else "possible",
                share=share_of([controller], company, holdings, threshold),
                ultimate=_ultimate(controller, ring, sure, maybe),
                ring=ring,
            )
        )
    return sorted(found, key=lambda verdict: (verdict.certainty != "certain", verdict.controller))


def share_of(start: Iterable[str], company: str, holdings: Holdings, threshold: Threshold = MAJORITY) -> Share:
    """The votes in a company of ``start`` and all it controls without this company's help, at least and at most.

    Raises KeyError for a company nobody holds.
    """
    ballot = holdings.ballots[company]
    start = list(start)
    low_group = least_set(start, holdings, certainly(threshold), without=company)
    high_group = least_set(start, holdings, possibly(threshold), without=company)
    low, countable = ballot.least(gathered_votes(low_group, ballot))
    if not any(member in ballot.voters for member in high_group):
        return Share(0, 0, max(countable, 1))
    high = ballot.greatest(gathered_votes(high_group, ballot))
    return Share.between((low, countable), high)


def controlling_shareholders(company: str, capital: Holdings, threshold: Threshold) -> dict[str, Certainty]:
    """Direct holders whose own capital reaches the threshold (控股股东, 公司法), in order of id.

    ``capital`` are holdings of capital, not of votes. The law counts against the whole capital, own shares included.
    """
    ballot = capital.ballots.get(company)
    found: dict[str, Certainty] = {}
    for holder in sorted(ballot.voters) if ballot else ():
        assert ballot is not None
        low, high = _capital_bounds(holder, ballot)
        if threshold.met(low, ballot.total):
            found[holder] = "certain"
        elif threshold.met(high, ballot.total):
            found[holder] = "possible"
    return found


def _capital_bounds(holder: str, ballot: Ballot) -> tuple[int, int]:
    held = ballot.voters[holder]
    if ballot.inconsistent:
        return 0, held.most
    others = ballot.all.certain - held.certain + ballot.own.certain
    return held.certain, max(min(held.most, ballot.total - others), held.stated + ballot.remainder)


def ring_of(subject: str, reach: dict[str, set[str]]) -> tuple[str, ...]:
    """The companies a subject controls and is controlled by, itself included, in order; or nothing."""
    mutual = [other for other in reach if other in reach.get(subject, ()) and subject in reach[other]]
    return tuple(sorted({subject, *mutual})) if mutual else ()


def _ultimate(
    controller: str, ring: tuple[str, ...], sure: dict[str, set[str]], maybe: dict[str, set[str]]
) -> Certainty | None:
    if any(controller in reached for other, reached in sure.items() if other not in ring):
        return None
    perhaps = any(controller in reached for other, reached in maybe.items() if other not in ring)
    return "possible" if perhaps else "certain"
