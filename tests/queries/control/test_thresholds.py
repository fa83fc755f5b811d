"""Thresholds: 以上 includes the number, 超过 does not; the law of the day decides which holds."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from queries.control.thresholds import MAJORITY, Threshold, ThresholdRule, checked, rule_on, threshold_rules

NEW_LAW = date(2024, 7, 1)


@given(st.integers(0, 10**18), st.integers(1, 10**18), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_a_threshold_is_met_as_fractions_say(votes: int, total: int, part: int, parts: int, inclusive: bool) -> None:
    share, needed = Fraction(votes, total), Fraction(part, parts)
    expected = votes > 0 and (share >= needed if inclusive else share > needed)
    assert Threshold(part, parts, inclusive).met(votes, total) == expected


@given(st.integers(1, 10**18), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_the_fewest_votes_meet_it_and_one_less_does_not(total: int, part: int, parts: int, inclusive: bool) -> None:
    threshold = Threshold(part, parts, inclusive)
    fewest = threshold.least(total)
    assert threshold.met(fewest, total)
    assert not threshold.met(fewest - 1, total)


@pytest.mark.parametrize(("votes", "total"), [(0, 0), (0, 100), (5, 0)])
def test_no_votes_meet_nothing(votes: int, total: int) -> None:
    assert not Threshold(1, 2, inclusive=True).met(votes, total)


def test_one_controller_at_most_above_half() -> None:
    assert MAJORITY.exclusive
    assert Threshold(2, 3, inclusive=True).exclusive
    assert not Threshold(1, 2, inclusive=True).exclusive
    assert not Threshold(3, 10).exclusive


@given(st.dates())
def test_control_is_more_than_half_on_every_day(day: date) -> None:
    rule = rule_on("control", day)
    assert rule is not None
    assert rule.threshold == MAJORITY


@given(st.dates())
def test_the_controlling_shareholder_changes_with_the_company_law(day: date) -> None:
    rule = rule_on("controlling_shareholder", day)
    assert rule is not None
    assert rule.threshold == Threshold(1, 2, inclusive=day < NEW_LAW)
    assert rule.law.article.startswith("第二百一十六条" if day < NEW_LAW else "第二百六十五条")


def test_the_last_day_of_the_old_law_is_the_day_before() -> None:
    before, after = (
        rule_on("controlling_shareholder", NEW_LAW - timedelta(1)),
        rule_on("controlling_shareholder", NEW_LAW),
    )
    assert before is not None
    assert after is not None
    assert before.basis == "《中华人民共和国公司法》第二百一十六条第（二）项（2018年修正）（未核实）"
    assert after.basis == "《中华人民共和国公司法》第二百六十五条第（二）项（2023年修订）"


def test_thresholds_of_listed_companies_wait_for_verification() -> None:
    assert rule_on("listed_company_shareholder", NEW_LAW) is None
    assert rule_on("listed_company_votes", NEW_LAW) is None
    listed = {rule.label: rule for rule in threshold_rules() if not rule.enabled}
    assert not any(rule.verified for rule in listed.values())
    assert listed["listed_company_shareholder"].threshold.met(50, 100)
    assert not listed["listed_company_votes"].threshold.met(30, 100)


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule_on("nothing", NEW_LAW)


def test_malformed_and_contradictory_thresholds_are_refused() -> None:
    rule = threshold_rules()[0]
    data = rule.model_dump(by_alias=True)
    with pytest.raises(ValidationError, match="门槛大于全部"):
        ThresholdRule.model_validate({**data, "numerator": 3})
    with pytest.raises(ValidationError):
        ThresholdRule.model_validate({**data, "share": 50})
    with pytest.raises(ValueError, match="适用期重叠"):
        checked((rule, rule))
    assert checked((rule, rule.model_copy(update={"enabled": False})))
