"""When a debt fell due, against a slow count of days; what is not stated is left open and burdens nobody."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Fact, Value, record_id
from queries.commitments.arrears import Debt, debt_of
from queries.commitments.complaint import clocks
from queries.rulecheck import read_rules
from tests.queries.stories import Story

POLICIES = read_rules().policies
DELIVERIES = st.dates(date(2025, 6, 1), date(2027, 6, 1))


def debt(debtor: str = "PublicInstitution", /, **row: Value) -> Debt:
    """A debt of a body to a company, of 1,000 yuan unless said otherwise."""
    story = Story()
    owed_by, owed_to = story.company("欠款单位", debtor), story.company("债权单位")
    record = story.tell(
        Fact("record", "Arrears", record_id("Arrears", "合同"), 0, name="合同", properties={"payable": 100_000, **row})
    )
    story.tie("OWED_BY", record, owed_by)
    story.tie("OWED_TO", record, owed_to)
    view = story.snapshot().at(None)
    fact = view.fact(record)
    assert fact is not None
    assert POLICIES.payments is not None
    return debt_of(view, fact, POLICIES.payments)


def counted(start: date, days: int) -> date:
    """The last day of a term, day by day, the first one not counted."""
    day = start
    for _ in range(days):
        day += timedelta(days=1)
    return day


@given(
    st.sampled_from(["GovernmentBody", "PublicInstitution", "Enterprise"]),
    st.sampled_from(["大型", "中型", "小型", "微型"]),
    DELIVERIES,
    st.integers(0, 200),
    st.none() | st.integers(0, 200),
    st.booleans(),
)
def test_due(debtor: str, size: str, delivered: date, later: int, agreed: int | None, by_acceptance: bool) -> None:
    accepted = delivered + timedelta(days=later)
    row: dict[str, Value] = {
        "creditor_size": size,
        "delivered": delivered.isoformat(),
        "accepted": accepted.isoformat(),
        "acceptance_condition": by_acceptance,
    }
    if agreed is not None:
        row["agreed_days"] = agreed
    found = debt(debtor, **row)
    start = accepted if by_acceptance else delivered
    if size == "大型":
        assert found.due == (None if agreed is None else counted(start, agreed))
        assert found.rate is None
    elif debtor == "Enterprise":
        assert found.due == counted(start, 60 if agreed is None else agreed)
    else:
        assert found.due == counted(start, 30 if agreed is None else 60 if agreed > 60 else agreed)
    if found.due is not None:
        assert found.status_on(found.due) == "not_due"
        assert found.status_on(found.due + timedelta(days=1)) == "overdue"
        assert found.overdue_since == found.due + timedelta(days=1)
    else:
        assert found.status_on(date(2030, 1, 1)) == "undetermined"
        assert found.interest_on(date(2030, 1, 1)) is None


SMALL: dict[str, Value] = {"creditor_size": "小型", "delivered": "2025-07-01"}


def test_the_scenario_of_the_regulation() -> None:
    accepted = debt(**SMALL, accepted="2025-07-10", acceptance_condition=True, agreed_days=90)
    assert (accepted.due, accepted.rate) == (date(2025, 9, 8), Fraction(5, 10000))
    assert debt(**SMALL, accepted="2025-07-10").due == date(2025, 7, 31)


@pytest.mark.parametrize(
    ("delivered", "days", "edition"), [("2025-05-31", 60, "728"), ("2025-06-01", 60, "802"), ("2020-09-01", 60, "728")]
)
def test_the_edition_is_that_of_the_delivery(delivered: str, days: int, edition: str) -> None:
    found = debt(creditor_size="小型", delivered=delivered, agreed_days=90)
    assert found.days == days
    assert all(edition in basis for basis in found.basis)
    assert edition in found.rate_basis


def test_before_there_was_a_regulation_the_contract_alone_counts() -> None:
    assert debt(creditor_size="小型", delivered="2020-08-31", agreed_days=90).due == date(2020, 11, 29)
    assert debt(creditor_size="小型", delivered="2020-08-31").due is None
    assert debt("Enterprise", creditor_size="小型", delivered="2025-05-31").due is None


def test_what_is_not_stated_is_left_open() -> None:
    assert debt(**SMALL, acceptance_condition=True).due is None
    assert debt(creditor_size="小型", agreed_days=10).due is None
    unknown = debt(delivered="2025-07-01", agreed_days=90)
    assert (unknown.protected, unknown.due, unknown.rate) == (False, date(2025, 9, 29), None)
    assert any("规模未载明" in word for word in unknown.open)
    assert debt("MassOrganisation", **SMALL).due is None


def test_payments_that_are_half_stated_burden_nobody() -> None:
    undated = debt(**SMALL, paid=40_000)
    stretches = undated.interest_on(date(2025, 8, 1))
    assert stretches is not None
    assert [one.owed for one in stretches] == [60_000]
    amountless = debt(**SMALL, paid_on="2025-08-05")
    assert amountless.status_on(date(2025, 8, 4)) == "overdue"
    assert amountless.status_on(date(2025, 8, 5)) == "paid"
    assert undated.open
    assert amountless.open
    assert debt(**SMALL, paid=100_000, paid_on="2025-08-05").settled_on == date(2025, 8, 5)
    assert debt(**SMALL, paid=99_999, paid_on="2025-08-05").settled_on is None


def test_an_unreadable_rate_is_nobodys_rate() -> None:
    found = debt(**SMALL, agreed_rate="一年期LPR")
    assert (found.rate, found.rate_unreadable, found.interest_on(date(2026, 1, 1))) == (None, "一年期LPR", None)
    assert debt(**SMALL, agreed_rate="年利率4.35%").rate == Fraction(435, 10000) / 365


@given(st.dates(date(2025, 6, 1), date(2025, 12, 1)), st.integers(0, 60), st.none() | st.integers(0, 120))
def test_complaint_clocks(accepted: date, passed: int, closed: int | None) -> None:
    transferred = accepted + timedelta(days=passed)
    row: dict[str, Value] = {"complaint_accepted": accepted.isoformat(), "transferred": transferred.isoformat()}
    if closed is not None:
        row["closed"] = (transferred + timedelta(days=closed)).isoformat()
    result = {clock.code: clock for clock in clocks(debt(**SMALL, **row).record, POLICIES)}
    assert result["complaint_result"].due == counted(transferred, 30)
    assert result["complaint_longest"].due == counted(transferred, 90)
    assert result["complaint_transfer"].done == transferred
    late = result["complaint_result"].passed_on(date(2026, 12, 31))
    assert late is (closed is None or closed > 30)


def test_the_last_day_of_a_clock_is_in_time() -> None:
    row: dict[str, Value] = {"complaint_accepted": "2025-07-01", "transferred": "2025-07-15"}
    for closed, late in (("2025-08-14", False), ("2025-08-15", True)):
        found = clocks(debt(**SMALL, **row, closed=closed).record, POLICIES)
        assert [clock.passed_on(date(2026, 1, 1)) for clock in found] == [False, late, False]


def test_beyond_the_known_calendar_a_clock_is_undetermined() -> None:
    (clock,) = clocks(debt(**SMALL, complaint_accepted="2031-01-06").record, POLICIES)
    assert clock.due is None
    assert not clock.passed_on(date(2040, 1, 1))
