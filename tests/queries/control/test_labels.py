"""The law's names for holders: by the law of the day, for the companies it speaks of, and only where it is enabled."""

from __future__ import annotations

from datetime import date

import pytest

from queries.control.labels import Company, labels_of
from queries.control.thresholds import ThresholdRule, threshold_rules
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import stake

HALVES = [stake("a", "t", 50), stake("b", "t", 50)]
ENABLED = [rule.model_copy(update={"enabled": True}) for rule in threshold_rules()]


def named(
    stakes: list[Stake], company: Company, day: date, rules: list[ThresholdRule] | None = None
) -> dict[str, list[tuple[str, str]]]:
    holdings = Holdings(stakes)
    found = labels_of(company, holdings, holdings, day, rules)
    return {holder: [(label.rule.label, label.certainty) for label in labels] for holder, labels in found.items()}


def test_half_of_the_capital_was_enough_under_the_older_law() -> None:
    both = {holder: [("controlling_shareholder", "certain")] for holder in "ab"}
    assert named(HALVES, Company("t"), date(2024, 6, 30)) == both
    assert named(HALVES, Company("t"), date(2024, 7, 1)) == {}


def test_half_of_a_listed_company_is_enough_where_that_rule_is_enabled() -> None:
    day = date(2024, 7, 1)
    listed = named(HALVES, Company("t", listed=True), day, ENABLED)
    assert listed["a"] == [("listed_company_shareholder", "certain"), ("listed_company_votes", "certain")]
    assert named(HALVES, Company("t"), day, ENABLED) == {}
    assert named(HALVES, Company("t", listed=True), day) == {}


@pytest.mark.parametrize(("votes", "expected"), [(30, None), (31, [("listed_company_votes", "certain")])])
def test_exactly_thirty_percent_of_a_listed_company_is_not_more(
    votes: int, expected: list[tuple[str, str]] | None
) -> None:
    stakes = [stake("p", "h", 60), stake("h", "t", votes), stake("q", "t", 100 - votes - 45), stake("r", "t", 45)]
    found = named(stakes, Company("t", listed=True), date(2024, 7, 1), ENABLED)
    assert found.get("h") == expected
    assert found.get("p") == expected


def test_votes_that_may_be_undisclosed_are_possible() -> None:
    found = named([stake("p", "t", 20)], Company("t", listed=True), date(2024, 7, 1), ENABLED)
    assert ("listed_company_votes", "possible") in found["p"]


def test_a_partnership_has_no_controlling_shareholder() -> None:
    stakes = [stake("limited", "fund", 99), stake("general", "fund", 1)]
    assert named(stakes, Company("fund", partnership=True), date(2025, 1, 1), ENABLED) == {}
    assert named([], Company("nobody's", listed=True), date(2025, 1, 1), ENABLED) == {}
