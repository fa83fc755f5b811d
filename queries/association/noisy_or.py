"""What distinct events come to together (noisy-or), exact in integers."""

from __future__ import annotations

from collections.abc import Iterable

WHOLE = 10**12
"""What a risk is counted in: certainty."""


def together(strengths: Iterable[int]) -> int:
    """1 − Π(1 − s) of strengths in thousandths, out of :data:`WHOLE`: strongest first, as over columns."""
    none = WHOLE
    for strength in sorted(strengths, reverse=True):
        none = none * (1000 - strength) // 1000
    return WHOLE - none
