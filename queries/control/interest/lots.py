"""What holders of one company's capital have at least, and what one of them can have at most (出资份额)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from queries.control.votes import Ballot, Votes

Lots = dict[str, int]
"""By holder, the company itself among them: parts of the ballot's total. Never more than that together."""


Worth = Mapping[str, Fraction] | Mapping[str, int]
"""What holders are worth to somebody, in any one unit."""


def lowest(ballot: Ballot, among: Collection[str] | None = None) -> Lots:
    """What every holder, or each of some, has for certain; nothing where the register contradicts itself."""
    if ballot.inconsistent:
        return {}
    return {holder: votes.certain for holder, votes in _holders(ballot, among) if votes.certain}


def best(ballot: Ballot, worth: Worth) -> tuple[Fraction, Lots]:
    """The most a company can be worth to somebody, given what its holders are worth to him, and the lots that make it.

    Either every uncertain stake and rounding band is filled, the worthiest first, as far as the certain stakes of
    others leave room; or all stakes stand as stated and the undisclosed remainder is the worthiest holder's. Where the
    register contradicts itself nothing is certain, but holders still have no more than the whole.
    """
    filled = _filled(ballot, worth)
    found = _sum(ballot, filled, worth), filled
    stated = _as_stated(ballot, worth)
    if stated:
        found = max(found, (_sum(ballot, stated, worth), stated), key=lambda one: one[0])
    return found


def _holders(ballot: Ballot, among: Collection[str] | None) -> Iterator[tuple[str, Votes]]:
    """The holders among some, the company itself last; the smaller of the two is walked through."""
    voters = ballot.voters
    if among is None:
        yield from voters.items()
    else:
        chosen = (one for one in voters if one in among) if len(voters) < len(among) else filter(voters.get, among)
        for holder in chosen:
            yield holder, voters[holder]
    if ballot.own.most and (among is None or ballot.company in among):
        yield ballot.company, ballot.own


def _worthiest(ballot: Ballot, worth: Worth) -> list[tuple[str, Votes]]:
    found = [(holder, votes) for holder, votes in _holders(ballot, worth.keys()) if worth[holder]]
    return sorted(found, key=lambda one: (-worth[one[0]], one[0]))


def _filled(ballot: Ballot, worth: Worth) -> Lots:
    sure = 0 if ballot.inconsistent else 1
    room = ballot.total - sure * (ballot.all.certain + ballot.own.certain)
    lots: Lots = {}
    for holder, votes in _worthiest(ballot, worth):
        more = min(room, votes.most - sure * votes.certain)
        lots[holder] = sure * votes.certain + more
        room -= more
    return lots


def _as_stated(ballot: Ballot, worth: Worth) -> Lots:
    """Nothing where the stated stakes are more than the whole, or where nobody of worth may have the remainder."""
    rest = ballot.total - ballot.all.stated - ballot.own.stated
    holders = _worthiest(ballot, worth)
    others = [holder for holder, _ in holders if holder != ballot.company]
    if rest < 0 or not others:
        return {}
    lots = {holder: votes.stated for holder, votes in holders}
    lots[others[0]] += rest
    return lots


def _sum(ballot: Ballot, lots: Lots, worth: Worth) -> Fraction:
    return sum((Fraction(worth[holder]) * part for holder, part in lots.items()), Fraction(0)) / ballot.total
