"""Interest on a debt that is paid late (逾期利息): from the day after it fell due, on what was still owed, exact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Payment(NamedTuple):
    """So many fen paid on a day."""

    day: date
    fen: int


class Stretch(NamedTuple):
    """Interest over days on which the same was owed: the first and the last of them, how many, fen owed, fen earned."""

    first: date
    last: date
    days: int
    owed: int
    interest: Fraction


def accrued(principal: int, due: date, rate: Fraction, payments: Sequence[Payment], as_of: date) -> list[Stretch]:
    """Interest by stretches, from the day after ``due`` through ``as_of``.

    The day of a payment still bears interest on all that was owed when it began: a debt paid n days late bears n days.
    What is paid beyond the principal bears nothing. ``principal`` in fen, ``rate`` a day.
    """
    found: list[Stretch] = []
    start, owed = due, principal
    by_day: dict[date, int] = {}
    for payment in payments:
        by_day[payment.day] = by_day.get(payment.day, 0) + payment.fen
    for day in [*sorted(by_day), None]:
        until = as_of if day is None else min(day, as_of)
        if owed > 0 and until > start:
            days = (until - start).days
            first = date.fromordinal(start.toordinal() + 1)
            found.append(Stretch(first, until, days, owed, owed * rate * days))
        if day is None or day > as_of:
            break
        owed -= by_day[day]
        start = max(start, day)
    return found


def in_fen(amount: Fraction) -> int:
    """The nearest whole fen, half a fen upward."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
