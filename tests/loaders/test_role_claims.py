"""Rows without a last day beside the changes that put their holders out."""

from __future__ import annotations

from datetime import date

from graph.interval import FOREVER, Interval
from loaders.register.claims import Claim, closed

FOUNDED, CHANGED = date(2015, 1, 1), date(2020, 2, 1)
CHANGES = [
    Claim("change", "甲", Interval(FOUNDED, CHANGED), ()),
    Claim("change", "乙", Interval(CHANGED, FOREVER), ()),
]


def test_a_change_ends_a_dated_row_without_a_last_day() -> None:
    row = Claim("listed", "甲", Interval(date(2017, 5, 2), FOREVER), ())
    assert closed([row], CHANGES) == [Claim("listed", "甲", Interval(date(2017, 5, 2), CHANGED), ())]


def test_a_row_that_begins_after_the_change_stays() -> None:
    row = Claim("listed", "甲", Interval(date(2021, 1, 1), FOREVER), ())
    assert closed([row], CHANGES) == [row]


def test_a_current_row_against_the_last_change_stays_a_contradiction() -> None:
    stale = Claim("register", "甲", Interval(None, FOREVER), ())
    assert closed([stale], CHANGES) == [stale]
    agreed = Claim("register", "乙", Interval(None, FOREVER), ())
    assert closed([stale, agreed], CHANGES) == [agreed]


def test_somebody_no_change_names_is_not_put_out() -> None:
    row = Claim("listed", "丙", Interval(FOUNDED, FOREVER), ())
    assert closed([row], CHANGES) == [row]
