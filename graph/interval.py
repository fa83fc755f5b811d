"""Half-open intervals of days, whose unknown bounds are unknown and not infinite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

BEGINNING = date.min
"""A start before all dates: used only where something is known to have held always."""

FOREVER = date.max
"""An end after all dates: still running, or permanent. An end nobody knows is ``None``."""


class Truth(Enum):
    """Kleene's three values: what the data decides, and what it leaves open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.UNKNOWN if Truth.UNKNOWN in (self, other) else Truth.YES

    def __or__(self, other: Truth) -> Truth:
        if Truth.YES in (self, other):
            return Truth.YES
        return Truth.UNKNOWN if Truth.UNKNOWN in (self, other) else Truth.NO


@dataclass(frozen=True, slots=True)
class Interval:
    """``[start, end)`` in days; ``None`` is an unknown bound, ``FOREVER`` an end that has not come.

    Raises ValueError where both bounds are known and the end precedes the start.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"interval ends before it starts: [{self.start}, {self.end})")

    @classmethod
    def through(cls, first: date | None, last: date | None) -> Interval:
        """From ``first`` to the end of ``last``, the last day included (任职截止日期, 期限止)."""
        return cls(first, day_after(last) if last is not None else None)

    @property
    def last_day(self) -> date | None:
        """The last day inside, or None where the end is unknown or has not come."""
        return None if self.end is None or self.end == FOREVER else self.end - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Whether no day can be inside."""
        return self.start is not None and self.start == self.end

    def contains(self, day: date) -> Truth:
        """Whether ``day`` is inside; UNKNOWN where an unknown bound decides."""
        if (self.start is not None and day < self.start) or (self.end is not None and day >= self.end):
            return Truth.NO
        return Truth.UNKNOWN if self.start is None or self.end is None else Truth.YES

    def covers(self, other: Interval) -> Truth:
        """Whether every day of ``other`` is inside (``other`` with known bounds)."""
        if other.start is None or other.end is None:
            return Truth.UNKNOWN
        if (self.start is not None and other.start < self.start) or (self.end is not None and other.end > self.end):
            return Truth.NO
        return Truth.UNKNOWN if self.start is None or self.end is None else Truth.YES

    def overlaps(self, other: Interval) -> Truth:
        """Whether the two share a day."""
        if self.is_empty or other.is_empty:
            return Truth.NO
        for left, right in ((self, other), (other, self)):
            if left.end is not None and right.start is not None and left.end <= right.start:
                return Truth.NO
        if None in (self.start, self.end, other.start, other.end):
            return Truth.UNKNOWN
        return Truth.YES

    def cut(self, end: date) -> Interval:
        """The part before ``end``: what is left when something stops on that day."""
        if self.end is not None and self.end <= end:
            return self
        return Interval(self.start, max(end, self.start) if self.start is not None else end)


def day_after(day: date) -> date:
    """The next day; FOREVER stays FOREVER."""
    return FOREVER if day == FOREVER else day + timedelta(days=1)


def joined(spans: Iterable[Interval]) -> list[Interval]:
    """Intervals with known bounds, those that touch or overlap made one."""
    known = sorted((span.start, span.end) for span in spans if span.start is not None and span.end is not None)
    result: list[Interval] = []
    for start, end in known:
        if result and result[-1].end is not None and start <= result[-1].end:
            result[-1] = Interval(result[-1].start, max(end, result[-1].end))
        else:
            result.append(Interval(start, end))
    return result
