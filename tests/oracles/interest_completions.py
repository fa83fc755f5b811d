"""What the undisclosed can be worth to one holder: every completion of small registers, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from tests.oracles.control_completions import Row, World, completions
from tests.oracles.interest_inverse import part


def worlds(rows: Iterable[Row], totals: dict[str, int]) -> Iterator[World]:
    """Every way in which all companies can turn out, those that contradict themselves in every way that would fit."""
    rows = list(rows)
    ways = []
    for company in sorted(totals):
        own = [row for row in rows if row.company == company]
        lowest = sum(max(0, row.votes - row.band) for row in own if row.certain)
        if lowest > totals[company]:
            ways.append(list(_fitting(own, company, totals[company])))
        else:
            ways.append([world[company] for world in completions(own, {company: totals[company]})])
    for chosen in product(*ways):
        yield dict(zip(sorted(totals), chosen, strict=True))


def _fitting(rows: list[Row], company: str, total: int) -> Iterator[dict[str, Fraction]]:
    """Any part of each stake that a holder is said to have, as long as all fit into the whole."""
    most: dict[str, int] = {}
    for row in rows:
        most[row.holder] = most.get(row.holder, 0) + row.votes + row.band
    holders = sorted(most)
    for amounts in product(*(range(most[holder] + 1) for holder in holders)):
        held = dict(zip(holders, amounts, strict=True))
        outside = total - held.pop(company, 0)
        if sum(held.values()) <= outside:
            yield {holder: Fraction(amount, outside) for holder, amount in held.items()} if outside else {}


def bounds(holder: str, company: str, every: list[World]) -> tuple[Fraction, Fraction]:
    """The least and the greatest part a holder has in any of these worlds."""
    found = [part(holder, company, world) for world in every]
    return min(found), max(found)
