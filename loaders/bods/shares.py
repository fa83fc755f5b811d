"""Shares of BODS as integers over a total: exact ones as they stand, ranges as a middle and its half-width, outward."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from loaders.bods.statement import Share

_FINEST = Decimal("1e-12")
"""Finer decimals of a percentage are rounded outward: a store keeps integers of 63 bits."""


class Parts(NamedTuple):
    """``capital`` of ``total``, more or less ``band``."""

    capital: int
    total: int
    band: int


def parts_of(share: Share | None) -> Parts | None:
    """What a share says at least and at most; None where it says nothing.

    A bound that is itself excluded (exclusiveMinimum) is kept: what is certain stays certain, by a hair less.
    """
    if share is None:
        return None
    lows = [one for one in (share.exact, share.minimum, share.exclusiveMinimum) if one is not None]
    highs = [one for one in (share.exact, share.maximum, share.exclusiveMaximum) if one is not None]
    if not lows and not highs:
        return None
    low, high = max(lows, default=Decimal(0)), min(highs, default=Decimal(100))
    if share.exact is not None:
        low = high = share.exact
    if low > high:
        low, high = Decimal(0), Decimal(100)  # bounds that contradict each other say nothing
    low, high = low.quantize(_FINEST, ROUND_FLOOR).normalize(), high.quantize(_FINEST, ROUND_CEILING).normalize()
    places = max(0, *(-_exponent(one) for one in (low, high)))
    scale = 10**places
    if low == high:
        return Parts(int(low * scale), 100 * scale, 0)
    return Parts(int((low + high) * scale), 200 * scale, int((high - low) * scale))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "shares are finite"
    return exponent
