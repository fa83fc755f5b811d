"""What the undisclosed and the uncertain can turn out to be: every completion of small holdings, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple


class Row(NamedTuple):
    """One stake: as in the register, with its band and whether it is certain."""

    holder: str
    company: str
    votes: int
    certain: bool
    band: int


World = dict[str, dict[str, Fraction]]
"""By company, each voter's part of the countable votes."""


def completions(rows: Iterable[Row], totals: dict[str, int]) -> Iterator[World]:
    """Every way in which all companies can turn out."""
    rows = list(rows)
    companies = sorted(totals)
    ways = [_ways([row for row in rows if row.company == company], company, totals[company]) for company in companies]
    for chosen in product(*ways):
        yield {company: dict(way) for company, way in zip(companies, chosen, strict=True)}


def _ways(rows: list[Row], company: str, total: int) -> list[tuple[tuple[str, Fraction], ...]]:
    """Every way one company can turn out: stakes within their ranges, and any disclosed voter taking of what is left.

    What an uncertain stake would have held belongs, where the stake does not stand, to somebody nobody has named.
    """
    lowest = {row.holder: 0 for row in rows}
    highest, stated = dict(lowest), dict(lowest)
    for row in rows:
        lowest[row.holder] += max(0, row.votes - row.band) if row.certain else 0
        stated[row.holder] += max(0, row.votes - row.band)
        highest[row.holder] += row.votes + row.band
    voters = sorted(set(lowest) - {company})
    if sum(lowest.values()) > total:
        countable = total - highest.get(company, 0)
        return [(), tuple((voter, Fraction(highest[voter], countable)) for voter in voters) if countable > 0 else ()]
    ways: set[tuple[tuple[str, Fraction], ...]] = set()
    holders = sorted(lowest)
    for amounts in product(*(range(lowest[holder], highest[holder] + 1) for holder in holders)):
        held = dict(zip(holders, amounts, strict=True))
        left = total - sum(amounts)
        countable = total - held.get(company, 0)
        if left < 0:
            continue
        if countable == 0:
            ways.add(())
            continue
        nameless = sum(max(0, stated[holder] - held[holder]) for holder in holders)
        for extra in _splits(max(0, left - nameless), len(voters)):
            ways.add(
                tuple(
                    (voter, Fraction(held[voter] + more, countable)) for voter, more in zip(voters, extra, strict=True)
                )
            )
    return sorted(ways) or [()]


def _splits(amount: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to give up to ``amount`` to so many."""
    if parts == 0:
        yield ()
        return
    for first in range(amount + 1):
        for rest in _splits(amount - first, parts - 1):
            yield first, *rest


def controlled(start: str, world: World, without: str | None = None) -> set[str]:
    """The least set of ``start`` and the companies it controls in one world by more than half."""
    group = {start}
    while True:
        added = {
            company
            for company, shares in world.items()
            if company not in group
            and company != without
            and sum((share for voter, share in shares.items() if voter in group), Fraction(0)) > Fraction(1, 2)
        }
        if not added:
            return group
        group |= added
