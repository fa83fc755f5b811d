"""Draws that depend on a seed, a purpose and a count alone: the same province whatever is asked first."""

from __future__ import annotations

import random
from datetime import date

REFERENCE_DATE = date(2026, 1, 1)
"""The day on which the sample province is told; nothing in it is later."""

_MASK = (1 << 64) - 1


def mix(seed: int, purpose: int, count: int) -> int:
    """64 well-mixed bits (the finaliser of splitmix64, twice)."""
    value = (seed * 0x9E3779B97F4A7C15 + purpose * 0xD1B54A32D192ED03 + count * 0x8CB92BA72F3D8DD7) & _MASK
    for _ in range(2):
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
        value ^= value >> 31
    return value


def generator(seed: int, purpose: int, count: int) -> random.Random:
    """A generator of its own for one thing of one purpose."""
    return random.Random(mix(seed, purpose, count))


def shuffled(seed: int, purpose: int, count: int, size: int) -> int:
    """The place of ``count`` in a permutation of ``range(size)``: never the same place for two counts.

    Raises ValueError where ``count`` is outside.
    """
    if not 0 <= count < size:
        raise ValueError(f"超出可编造的数量 (only {size} of these can be made up): {count}")
    for step in _STEPS:
        if size % step:
            return (count * step + mix(seed, purpose, 0)) % size
    raise AssertionError("no step is coprime to the size")


_STEPS = (1_000_003, 1_000_033, 1_000_037)
"""Primes: any that does not divide the size walks through all of it."""
