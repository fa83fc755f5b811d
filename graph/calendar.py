"""Days the law counts: working days of the State Council's calendar, and periods of years, months and days."""

from __future__ import annotations

import calendar as gregorian
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import cast

import chinese_calendar

from graph.interval import Interval


class CalendarUnknown(LookupError):
    """Nobody has said yet whether the day is a working day (国务院尚未公布该年放假安排)."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} 不在已知的工作日历内，需先载入日历数据 (not in the known working calendar)")
        self.day = day


class Calendar:
    """Which days are working days (工作日), for the days it knows; immutable.

    Days it was not told of are unknown, never guessed from the weekday.
    """

    __slots__ = ("_days", "_known", "_working")

    def __init__(self, days: Mapping[date, bool]) -> None:
        """``days``: for each known day whether it is a working one."""
        self._days = MappingProxyType(dict(sorted(days.items())))
        self._known = [day.toordinal() for day in self._days]
        self._working = [day.toordinal() for day, working in self._days.items() if working]

    @property
    def days(self) -> Mapping[date, bool]:
        """Every known day, in order, and whether it is a working one."""
        return self._days

    def with_rows(self, rows: Mapping[date, bool]) -> Calendar:
        """A calendar where ``rows`` (day to working or not) override and extend this one."""
        return Calendar({**self._days, **rows})

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is a working day, make-up days (调休) included; raises CalendarUnknown."""
        try:
            return self._days[day]
        except KeyError:
            raise CalendarUnknown(day) from None

    def add_working_days(self, start: date, n: int) -> date | None:
        """The ``n``-th working day after ``start``, which is not counted (民法典 201); ``start`` itself for 0.

        None where an unknown day lies on the way: the deadline is undetermined. ValueError for a negative ``n``.
        """
        if n < 0:
            raise ValueError("working days are counted forward")
        if n == 0:
            return start
        at = bisect_right(self._working, start.toordinal()) + n - 1
        if at >= len(self._working) or not self._knows(start.toordinal(), self._working[at]):
            return None
        return date.fromordinal(self._working[at])

    def working_days_between(self, start: date, end: date) -> int | None:
        """Working days after ``start`` up to and including ``end``; negative where ``end`` precedes ``start``.

        None where one of the days is unknown. ``add_working_days(start, n)`` is ``n`` such days away.
        """
        if end < start:
            count = self.working_days_between(end, start)
            return None if count is None else -count
        if not self._knows(start.toordinal(), end.toordinal()):
            return None
        return _between(self._working, start.toordinal(), end.toordinal())

    def _knows(self, start: int, end: int) -> bool:
        """Whether every day after ``start`` through ``end`` is known."""
        return _between(self._known, start, end) == end - start


def _between(days: Sequence[int], start: int, end: int) -> int:
    """How many of the sorted ``days`` come after ``start`` and not after ``end``."""
    return bisect_right(days, end) - bisect_right(days, start)


@lru_cache(maxsize=1)
def default() -> Calendar:
    """The calendar of the package ``chinesecalendar``: whole years from 2004 to the last one it knows.

    The last days of that year may still change with the next year's notice; load rows when it appears.
    """
    holidays = cast("Mapping[date, str]", chinese_calendar.holidays)
    make_up_days = cast("Mapping[date, str]", chinese_calendar.workdays)
    first = date(min(holidays).year, 1, 1).toordinal()
    last = date(max(holidays).year, 12, 31).toordinal()
    days = map(date.fromordinal, range(first, last + 1))
    return Calendar({day: day in make_up_days or (day.weekday() < 5 and day not in holidays) for day in days})


def add_months(day: date, n: int) -> date:
    """The corresponding day ``n`` months on (back where negative), or that month's last day (民法典 202).

    Raises ValueError beyond the years 1 to 9999.
    """
    month = day.year * 12 + day.month - 1 + n
    year, month = month // 12, month % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"{n} months from {day} lie outside the calendar")
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


def add_years(day: date, n: int) -> date:
    """The corresponding day ``n`` years on (back where negative); 29 February becomes 28 in common years."""
    return add_months(day, 12 * n)


def term(start: date, *, years: int = 0, months: int = 0, days: int = 0) -> Interval:
    """A term running from ``start``: in force on that day, which is not counted, through the corresponding day.

    Five years from 2020-08-15 have the last day 2025-08-15, three from 2020-02-29 the last day 2023-02-28
    (民法典 201, 202); years and months first, then days. The last day is not moved off holidays (民法典 203 is for acts
    to be done in time, not for bans). Raises ValueError for a part below 0, an empty term, one past the year 9999.
    """
    if min(years, months, days) < 0 or not (years or months or days):
        raise ValueError("a term has at least one day, and no part below zero")
    last = add_months(start, 12 * years + months)
    if days > (date.max - last).days:
        raise ValueError(f"the term from {start} leaves the calendar")
    return Interval.through(start, last + timedelta(days=days))
