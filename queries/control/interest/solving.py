"""Exact solution of ownership in loops: companies eliminated one by one, in fractions (环状持股)."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

Row = dict[str, Fraction]
"""Of one company, what part of it each holder has. Never more than the whole."""

Triangle = list[tuple[str, Row]]
"""Companies in the order of their elimination, each row told by holders that are eliminated later, or never."""


def eliminated(rows: Mapping[str, Row], last: str) -> Triangle:
    """The companies of ``rows`` without one another, ``last`` at the end: its row then names final holders only.

    A company's part in itself is divided out: the rest belongs to the others. A company that belongs wholly to itself,
    directly or round a loop without any outsider, belongs to nobody. The cheapest company goes first.
    """
    left = {company: {holder: part for holder, part in row.items() if part} for company, row in rows.items()}
    users: dict[str, set[str]] = defaultdict(set)
    for company, row in left.items():
        for holder in row:
            if holder in left:
                users[holder].add(company)
    done: Triangle = []
    heap = [(0, company) for company in left if company != last]
    heapq.heapify(heap)
    while heap:
        said, company = heapq.heappop(heap)
        cost = len(users[company]) * len(left[company])
        if cost > said:
            heapq.heappush(heap, (cost, company))
            continue
        row = _without_itself(company, left.pop(company))
        for holder in row:
            if holder in users:
                users[holder].discard(company)
        for user in users.pop(company) - {company}:
            other = left[user]
            part = other.pop(company)
            for holder, share in row.items():
                other[holder] = other.get(holder, Fraction(0)) + part * share
                if holder in left:
                    users[holder].add(user)
        done.append((company, row))
    done.append((last, _without_itself(last, left[last])))
    return done


def _without_itself(company: str, row: Row) -> Row:
    own = row.pop(company, Fraction(0))
    if own == 1:
        return {}
    return {holder: part / (1 - own) for holder, part in row.items()} if own else row


def worth(triangle: Triangle, holder: str) -> Row:
    """What part of each company, and of itself, belongs to ``holder``; companies of which it has nothing are absent."""
    found = {holder: Fraction(1)}
    for company, row in reversed(triangle):
        part = sum((share * found[other] for other, share in row.items() if other in found), Fraction(0))
        if part:
            found[company] = part
    return found
