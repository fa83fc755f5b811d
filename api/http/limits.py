"""How much and how fast somebody may ask: token buckets, one for each who asks."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

RATE_VARIABLE = "CREDITGRAPH_RATE"
"""Requests a second that one account may make in the long run; the environment may set it."""

MOST_BYTES = 4 * 1024 * 1024
"""A request's body is no longer than this: a batch of 10,000 applicants takes a quarter."""

SLOWEST_BODY = 30.0
"""Seconds within which a body has to arrive."""

_MOST_BUCKETS = 10_000


class Rate(NamedTuple):
    """So many a second in the long run, so many at once."""

    each_second: float
    at_once: float


def account_rate() -> Rate:
    """What one account may ask."""
    each_second = float(os.environ.get(RATE_VARIABLE, "2000"))
    return Rate(each_second, 2 * each_second)


SIGN_IN = Rate(0.5, 20)
"""Attempts to sign in from one address: each costs a hash that is slow on purpose."""

KNOCKS = Rate(1, 60)
"""Refusals from one address without a sign-in that go on record; more of them are only counted."""


class Buckets:
    """A bucket a key, filled with time. Used from one thread (the event loop's)."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._now = now
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """0 where one more is admitted; otherwise the seconds until one is."""
        now = self._now()
        left, at = self._held.pop(key, (self._rate.at_once, now))
        left = min(self._rate.at_once, left + max(now - at, 0) * self._rate.each_second)
        admitted = left >= 1
        self._held[key] = (left - 1 if admitted else left, now)
        while len(self._held) > _MOST_BUCKETS:
            self._held.popitem(last=False)
        return 0.0 if admitted else (1 - left) / self._rate.each_second
