"""Working days against the State Council's notices, and civil periods against counting one by one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import Calendar, CalendarUnknown, add_months, add_years, default, term
from graph.interval import Interval, Truth

KNOWN = st.dates(date(2004, 1, 1), date(2026, 12, 31))
DAY = timedelta(days=1)


@given(KNOWN)
def test_default_agrees_with_the_package(day: date) -> None:
    assert default().is_working_day(day) == chinese_calendar.is_workday(day)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2020, 9, 25), 3, date(2020, 9, 29)),  # over a Sunday worked to make up
        (date(2020, 9, 30), 2, date(2020, 10, 10)),  # over the National Day week to a Saturday worked
        (date(2020, 1, 22), 7, date(2020, 2, 10)),  # over the prolonged Spring Festival of 2020
        (date(2020, 1, 24), 1, date(2020, 2, 3)),
        (date(2020, 10, 3), 0, date(2020, 10, 3)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # 14 February is worked, the festival lasts to the 23rd
    ],
)
def test_deadlines(start: date, n: int, expected: date) -> None:
    assert default().add_working_days(start, n) == expected
    assert default().working_days_between(start, expected) == n


def test_a_penalty_published_a_day_late() -> None:
    assert default().working_days_between(date(2020, 1, 22), date(2020, 2, 11)) == 8


def walk(calendar: Calendar, start: date, n: int) -> date | None:
    """The same by asking day after day."""
    day = start
    while n:
        day += DAY
        if day not in calendar.days:
            return None
        n -= calendar.is_working_day(day)
    return day


@given(st.dates(date(2003, 12, 20), date(2027, 1, 10)), st.integers(0, 40))
def test_adding_is_walking(start: date, n: int) -> None:
    assert default().add_working_days(start, n) == walk(default(), start, n)


SMALL = st.dictionaries(st.integers(0, 30).map(lambda n: date(2030, 1, 1) + n * DAY), st.booleans())


@given(SMALL, st.integers(-3, 33), st.integers(0, 12))
def test_gaps_leave_it_undetermined(days: dict[date, bool], offset: int, n: int) -> None:
    calendar, start = Calendar(days), date(2030, 1, 1) + offset * DAY
    assert calendar.add_working_days(start, n) == walk(calendar, start, n)


@given(SMALL, st.integers(-3, 33), st.integers(-3, 33))
def test_counting_is_asking_day_after_day(days: dict[date, bool], one: int, other: int) -> None:
    calendar = Calendar(days)
    first, last = (date(2030, 1, 1) + n * DAY for n in sorted((one, other)))
    between = [first + n * DAY for n in range(1, (last - first).days + 1)]
    count = sum(days[day] for day in between) if all(day in days for day in between) else None
    assert calendar.working_days_between(first, last) == count
    assert calendar.working_days_between(last, first) == (None if count is None else -count)


def test_beyond_the_known_calendar_nothing_is_guessed() -> None:
    last = max(default().days)
    assert default().add_working_days(last, 1) is None
    assert default().add_working_days(last - 5 * DAY, 30) is None
    assert default().working_days_between(last, last + DAY) is None
    with pytest.raises(CalendarUnknown, match="不在已知的工作日历内"):
        default().is_working_day(last + DAY)


def test_rows_extend_and_override_and_leave_the_old_calendar_alone() -> None:
    last = max(default().days)
    longer = default().with_rows({last + DAY: False, last + 2 * DAY: True, date(2020, 9, 28): False})
    assert longer.add_working_days(last, 1) == last + 2 * DAY
    assert longer.add_working_days(date(2020, 9, 25), 3) == date(2020, 9, 30)
    assert default().add_working_days(last, 1) is None
    assert default().is_working_day(date(2020, 9, 28))
    with pytest.raises(TypeError):
        cast("dict[date, bool]", longer.days)[last] = True


def test_working_days_are_counted_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        default().add_working_days(date(2020, 1, 1), -1)


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        (date(2020, 8, 15), 5, date(2025, 8, 15)),
        (date(2020, 2, 29), 3, date(2023, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_terms_of_years(start: date, years: int, last: date) -> None:
    run = term(start, years=years)
    assert run == Interval(start, last + DAY)
    assert run.last_day == last
    assert (run.contains(last), run.contains(last + DAY)) == (Truth.YES, Truth.NO)


@pytest.mark.parametrize(
    ("start", "parts", "last"),
    [
        (date(2020, 8, 31), {"months": 6}, date(2021, 2, 28)),
        (date(2020, 1, 31), {"months": 1}, date(2020, 2, 29)),
        (date(2020, 12, 31), {"months": 3}, date(2021, 3, 31)),
        (date(2025, 7, 1), {"days": 30}, date(2025, 7, 31)),
        (date(2025, 7, 10), {"days": 60}, date(2025, 9, 8)),
        (date(2020, 1, 31), {"years": 1, "months": 1, "days": 1}, date(2021, 3, 1)),
    ],
)
def test_terms_of_months_and_days(start: date, parts: dict[str, int], last: date) -> None:
    assert term(start, **parts).last_day == last


@pytest.mark.parametrize("parts", [{}, {"years": -1}, {"months": 3, "days": -1}, {"years": 8000}, {"days": 10**7}])
def test_no_term(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"term|calendar"):
        term(date(2020, 1, 1), **parts)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-1200, 1200))
def test_months_are_counted_one_by_one(day: date, n: int) -> None:
    year, month = day.year, day.month
    for _ in range(abs(n)):
        month += 1 if n > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    found = add_months(day, n)
    assert (found.year, found.month) == (year, month)
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-100, 100))
def test_years_keep_the_day_but_for_29_february(day: date, n: int) -> None:
    found = add_years(day, n)
    assert found.year == day.year + n
    assert (found.month, found.day) in ((day.month, day.day), (2, 28))
    assert (day.month, day.day) == (found.month, found.day) or (day.month, day.day) == (2, 29)
