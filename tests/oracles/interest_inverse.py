"""Integrated ownership by the textbook: a dense inverse in fractions, y = V_ij / V_ii with V = (I − A)⁻¹."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

Lot = tuple[str, str, int, int]
"""Holder, company, units, total."""

Shares = dict[str, dict[str, Fraction]]
"""By company, what each holder has of it."""


def integrated(lots: Iterable[Lot]) -> dict[tuple[str, str], Fraction] | None:
    """Everybody's part of everything, other than of himself; None where companies belong wholly to one another."""
    lots = list(lots)
    everyone = sorted({name for holder, company, _, _ in lots for name in (holder, company)})
    place = {name: number for number, name in enumerate(everyone)}
    matrix = [[Fraction(int(row == column)) for column in range(len(everyone))] for row in range(len(everyone))]
    for holder, company, units, total in lots:
        matrix[place[holder]][place[company]] -= Fraction(units, total)
    inverse = inverted(matrix)
    if inverse is None:
        return None
    return {
        (one, other): inverse[place[one]][place[other]] / inverse[place[one]][place[one]]
        for one in everyone
        for other in everyone
        if one != other
    }


def part(holder: str, company: str, shares: Shares) -> Fraction:
    """One holder's part of one company, with every chain through companies he has nothing of left out first."""
    reached = {holder}
    while True:
        more = {held for held, row in shares.items() if any(row.get(one) for one in reached)} - reached
        if not more:
            break
        reached |= more
    between = sorted(reached - {holder})
    if company not in between:
        return Fraction(0)
    matrix = [[Fraction(int(held == other)) - shares[held].get(other, 0) for other in between] for held in between]
    inverse = inverted(matrix)
    assert inverse is not None
    row = inverse[between.index(company)]
    return sum((share * shares[held].get(holder, 0) for share, held in zip(row, between, strict=True)), Fraction(0))


def inverted(matrix: list[list[Fraction]]) -> list[list[Fraction]] | None:
    """Gauss and Jordan; None where there is no inverse."""
    size = len(matrix)
    rows = [[*row, *(Fraction(int(number == place)) for place in range(size))] for number, row in enumerate(matrix)]
    for column in range(size):
        pivot = next((number for number in range(column, size) if rows[number][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        first = rows[column][column]
        rows[column] = [value / first for value in rows[column]]
        for number in range(size):
            factor = rows[number][column]
            if number != column and factor:
                rows[number] = [value - factor * top for value, top in zip(rows[number], rows[column], strict=True)]
    return [row[size:] for row in rows]
