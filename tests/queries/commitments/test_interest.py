"""Interest by stretches against one worked out day by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from queries.commitments.interest import Payment, accrued, in_fen

START = date(2025, 6, 1)
DAYS = st.integers(-40, 120).map(lambda n: START + timedelta(days=n))


def day_by_day(principal: int, due: date, rate: Fraction, payments: list[Payment], as_of: date) -> Fraction:
    """Every day after the due day bears interest on what was owed when it began."""
    total, day = Fraction(0), due + timedelta(days=1)
    while day <= as_of:
        owed = principal - sum(payment.fen for payment in payments if payment.day < day)
        total += max(owed, 0) * rate
        day += timedelta(days=1)
    return total


@given(
    st.integers(0, 10**9),
    DAYS,
    st.fractions(Fraction(1, 100000), Fraction(1, 100)),
    st.lists(st.builds(Payment, DAYS, st.integers(0, 10**9)), max_size=4),
    DAYS,
)
def test_as_day_by_day(principal: int, due: date, rate: Fraction, payments: list[Payment], as_of: date) -> None:
    found = accrued(principal, due, rate, payments, as_of)
    assert sum((one.interest for one in found), Fraction(0)) == day_by_day(principal, due, rate, payments, as_of)
    for before, after in pairwise(found):
        assert before.last < after.first
        assert before.owed >= after.owed
    for one in found:
        assert one.days == (one.last - one.first).days + 1
        assert one.interest == one.owed * rate * one.days
    assert found == accrued(principal, due, rate, payments[::-1], as_of)


def test_one_day_late_bears_one_day() -> None:
    due, rate = date(2025, 9, 8), Fraction(5, 10000)
    assert accrued(50_000_000, due, rate, [], due) == []
    (one,) = accrued(50_000_000, due, rate, [], date(2025, 9, 9))
    assert (one.first, one.last, one.days, one.interest) == (date(2025, 9, 9), date(2025, 9, 9), 1, Fraction(25_000))


def test_a_part_paid_bears_interest_through_its_day() -> None:
    found = accrued(10_000, date(2025, 9, 8), Fraction(1, 100), [Payment(date(2025, 9, 10), 4_000)], date(2025, 9, 13))
    assert [(one.days, one.owed, one.interest) for one in found] == [
        (2, 10_000, Fraction(200)),
        (3, 6_000, Fraction(180)),
    ]


@given(st.fractions(0, 1000))
def test_the_nearest_fen(amount: Fraction) -> None:
    assert Fraction(-1, 2) <= amount - in_fen(amount) < Fraction(1, 2)
    assert in_fen(Fraction(1, 2)) == 1
    assert in_fen(Fraction(49, 100)) == 0
