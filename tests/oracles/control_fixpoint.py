"""Control by votes, as slowly and plainly as it can be said: fractions, and rounds until nothing changes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

Lot = tuple[str, str, int, int]
"""Holder, company, votes, total."""


def control_pairs(
    lots: Iterable[Lot], needed: Fraction = Fraction(1, 2), inclusive: bool = False
) -> set[tuple[str, str]]:
    """Who controls what. A company with more votes given out than it has is controlled by nobody for certain."""
    lots = list(lots)
    everyone = {holder for holder, _, _, _ in lots} | {company for _, company, _, _ in lots}
    shares = {
        company: [(holder, Fraction(votes, total)) for holder, held, votes, total in lots if held == company]
        for company in everyone
    }
    pairs = set()
    for controller in everyone:
        group = {controller}
        while True:
            added = {
                company for company in everyone - group if _enough(company, group, shares[company], needed, inclusive)
            }
            if not added:
                break
            group |= added
        pairs |= {(controller, company) for company in group - {controller}}
    return pairs


def _enough(
    company: str, group: set[str], shares: list[tuple[str, Fraction]], needed: Fraction, inclusive: bool
) -> bool:
    if sum(share for _, share in shares) > 1:
        return False
    own = sum((share for holder, share in shares if holder == company), Fraction(0))
    held = sum((share for holder, share in shares if holder in group and holder != company), Fraction(0))
    if held == 0 or own == 1:
        return False
    part = held / (1 - own)
    return part >= needed if inclusive else part > needed
