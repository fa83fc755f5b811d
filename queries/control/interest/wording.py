"""An economic verdict in a clerk's words: chains multiplied and added, or the equations of a loop (收益比例的算式)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from queries.control.bounds import Share
from queries.control.interest.between import Between
from queries.control.interest.lots import lowest
from queries.control.interest.verdicts import Interest, share_of
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings
from queries.control.wording import Note, Words, fraction, over, percent

Named = Callable[[str], str]
"""What a subject is called."""

_CHAINS = 6
LARGEST = 10**15
"""No share is told over a larger total: every reader of JSON holds integers up to 2⁵³."""


def tidy(share: Share) -> Share:
    """A share over 100 or 10,000 where that is exact, else over its least total; widened where that is beyond 10¹⁵."""
    low, high = share.low, share.high
    for total in (100, 10_000):
        if not total % low.denominator and not total % high.denominator:
            return Share(int(low * total), int(high * total), total)
    least = share_of(Between(low, high))
    if least.total <= LARGEST:
        return least
    scaled = low * LARGEST, high * LARGEST
    return Share(math.floor(scaled[0]), math.ceil(scaled[1]), LARGEST)


def words(interest: Interest, threshold: Threshold) -> Words:
    """What he has and what is asked for, and why it is not certain where it is not."""
    share = tidy(interest.share)
    low, high = fraction(share.low_numerator, share.total), fraction(share.high_numerator, share.total)
    zh, en = (low, low) if share.exact else (f"{low} 至 {high}", f"between {low} and {high}")
    asked = over(threshold)
    if interest.certainty == "certain":
        return Words(f"最终享有收益 {zh}，{asked.zh}", f"has {en} of the capital in the end, {asked.en}")
    if interest.certainty == "possible":
        return Words(
            f"最终享有收益 {zh}，可能{asked.zh}；持股未全部披露或互相矛盾，仅为可能",
            f"has {en} of the capital in the end, possibly {asked.en}: not all is disclosed, or it contradicts itself",
        )
    return Words(
        f"最终享有收益 {zh}，是否{asked.zh}不能确定：门槛落在百分数四舍五入的误差之内",
        f"has {en} of the capital in the end; whether {asked.en} lies within the rounding of percentages",
    )


def formula(interest: Interest, capital: Holdings, name: Named) -> str:
    """How the part held for certain comes about: chains multiplied and added, or, with loops, an equation a company."""
    rows = _rows(interest, capital)
    total = _part(interest.share.low)
    if not interest.loops:
        chains = list(_chains(interest.company, interest.holder, rows))
        if not chains:
            return f"y({name(interest.company)}) = 0"
        if len(chains) <= _CHAINS:
            return " + ".join(_product(chain, rows, name) for chain in chains) + f" = {total}"
    lines = [_equation(held, interest.holder, rows, name) for held in _from_the_company(interest.company, rows)]
    return "；".join([*lines, f"解得 y({name(interest.company)}) = {total}"])


def notes(interest: Interest, capital: Holdings) -> Iterator[Note]:
    """What a reader must know besides: loops, what is undisclosed, contradictory, uncertain, rounded, own shares."""
    for ring in interest.loops:
        yield Note(ring[0], Words("环状持股：环中收益按方程求解，不按路径展开", "a loop: solved, not unrolled"))
    for held in interest.way:
        ballot = capital.ballots[held]
        if ballot.inconsistent:
            yield Note(held, Words("登记的出资合计超过总额，结论仅为可能", "more capital on record than there is"))
        if ballot.own.most:
            yield Note(held, Words("自有股份的收益归其余股东", "what its own shares earn is its other holders'"))
        if ballot.remainder:
            rest = fraction(ballot.remainder, ballot.total)
            yield Note(held, Words(f"{rest} 的持有人未披露", f"holders of {rest} not disclosed"))
        if any(not stake.certain for stake in ballot.stakes):
            yield Note(held, Words("部分持股在该日是否存续不确定", "some stakes may not stand on the date"))
        if any(stake.band for stake in ballot.stakes):
            yield Note(held, Words("部分比例为四舍五入的百分数", "some shares are rounded percentages"))


def _rows(interest: Interest, capital: Holdings) -> dict[str, dict[str, Fraction]]:
    reach = {*interest.way, interest.holder}
    found = {}
    for held in interest.way:
        ballot = capital.ballots[held]
        lots = lowest(ballot)
        outside = ballot.total - lots.pop(held, 0)
        found[held] = {holder: Fraction(part, outside) for holder, part in lots.items() if holder in reach}
    return found


def _chains(company: str, holder: str, rows: dict[str, dict[str, Fraction]]) -> Iterator[list[str]]:
    """Chains from a holder down to a company, one more than are told at most; for rows without loops."""
    waiting, given = [[company]], 0
    while waiting and given <= _CHAINS:
        chain = waiting.pop()
        if chain[0] == holder:
            given += 1
            yield chain
        else:
            waiting += [[other, *chain] for other in sorted(rows[chain[0]], reverse=True)]


def _product(chain: list[str], rows: dict[str, dict[str, Fraction]], name: Named) -> str:
    steps = [f"{name(holder)}→{name(held)} {_part(rows[held][holder])}" for holder, held in pairwise(chain)]
    return " × ".join(steps)


def _from_the_company(company: str, rows: dict[str, dict[str, Fraction]]) -> list[str]:
    order = dict.fromkeys([company])
    for held in (told := list(order)):
        for holder in sorted(rows[held]):
            if holder in rows and holder not in order:
                order[holder] = None
                told.append(holder)
    return told


def _equation(held: str, holder: str, rows: dict[str, dict[str, Fraction]], name: Named) -> str:
    terms = [
        _part(part) if other == holder else f"{_part(part)}·y({name(other)})"
        for other, part in sorted(rows[held].items(), key=lambda one: (one[0] != holder, one[0]))
    ]
    return f"y({name(held)}) = {' + '.join(terms) or '0'}"


def _part(part: Fraction) -> str:
    share = tidy(Share(part.numerator, part.numerator, part.denominator))
    if share.total > 10_000 and share.total != part.denominator:
        return percent(part.numerator, part.denominator).lstrip("=")
    return f"{share.low_numerator}/{share.total}"
