"""Shares as integers: exact as they stand, ranges by their middle and half-width, never a float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.bods.shares import Parts, parts_of
from loaders.bods.statement import Share

PERCENTS = st.decimals(0, 100, places=6)


def bounds(parts: Parts) -> tuple[Fraction, Fraction]:
    return (
        Fraction(100 * (parts.capital - parts.band), parts.total),
        Fraction(100 * (parts.capital + parts.band), parts.total),
    )


@given(PERCENTS)
def test_exact(percent: Decimal) -> None:
    parts = parts_of(Share(exact=percent))
    assert parts is not None
    assert parts.band == 0
    assert bounds(parts) == (Fraction(percent), Fraction(percent))


@given(PERCENTS, PERCENTS, st.booleans(), st.booleans())
def test_between(one: Decimal, other: Decimal, above: bool, below: bool) -> None:
    low, high = min(one, other), max(one, other)
    told = {"exclusiveMinimum" if above else "minimum": low, "exclusiveMaximum" if below else "maximum": high}
    parts = parts_of(Share(**told))
    assert parts is not None
    assert bounds(parts) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Share(exact=Decimal("23.5")), Parts(235, 1000, 0)),
        (Share(exact=Decimal(100)), Parts(100, 100, 0)),
        (Share(exact=Decimal(40), minimum=Decimal(25), maximum=Decimal(50)), Parts(40, 100, 0)),
        (Share(minimum=Decimal(25)), Parts(125, 200, 75)),
        (Share(exclusiveMaximum=Decimal(50)), Parts(50, 200, 50)),
        (Share(minimum=Decimal(60), maximum=Decimal(40)), Parts(100, 200, 100)),
        (Share(minimum=Decimal(25), exclusiveMinimum=Decimal(30)), Parts(130, 200, 70)),
        (Share(maximum=Decimal(75), exclusiveMaximum=Decimal(50)), Parts(50, 200, 50)),
        (Share(), None),
        (None, None),
    ],
)
def test_what_a_share_says(share: Share | None, expected: Parts | None) -> None:
    assert parts_of(share) == expected


def test_more_decimals_than_a_store_keeps_are_rounded_outward() -> None:
    parts = parts_of(Share(exact=Decimal(100) / 3))
    assert parts is not None
    low, high = bounds(parts)
    assert low < Fraction(100, 3) < high
    assert high - low < Fraction(1, 10**11)
    assert parts.total < 2**62
