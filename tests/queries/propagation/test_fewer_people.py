"""Whom nothing is said of: minors, and holders who only might control."""

from __future__ import annotations

from typing import Any

import pytest

from queries.rulecheck import read_rules
from tests.queries.stories import FOOD, Story

Body = dict[str, Any]
PERSONS = {
    "party", "named", "found", "holder", "successor", "departed", "officeholder", "offices", "controller",
    "executing_partner", "fined_again",
}  # fmt: skip


def test_every_rule_that_can_reach_a_person_asks_for_adults() -> None:
    book = read_rules()
    assert [rule.rule for rule in book.rules if rule.reach.who in PERSONS and not rule.reach.adults_only] == []


def codes(outcome: list[Body], subject: str) -> set[str]:
    found = [one for one in outcome if one["subject"]["id"] == subject]
    return {one.get("finding") or one.get("alert") or one.get("effect") or "" for one in found}


def test_a_listed_minor_is_only_a_question() -> None:
    story = Story()
    company, minor = story.company("甲公司"), story.person("少年", "2010-01-01")
    story.tie("LEGAL_REPRESENTATIVE_OF", minor, company, "2020-01-01")
    record = story.record("DishonestDebtorEntry", "（2024）宁0104执1号", "2024-05-01", minor, "LISTS")
    outcome = story.outcome(record)
    assert codes(outcome, minor) == {"minor_named"}
    assert codes(outcome, company) == set()


@pytest.mark.parametrize("named", [False, True])
def test_a_minor_is_never_proposed_nor_banned(named: bool) -> None:
    story = Story()
    company, minor = story.company("甲食品公司"), story.person("少年", "2010-01-01")
    story.tie("LEGAL_REPRESENTATIVE_OF", minor, company, "2020-01-01")
    record = story.penalty("样监罚〔2024〕1号", "2024-08-15", company, **FOOD, act_from="2024-03-10")
    if named:
        story.finding("样监罚〔2024〕1号", minor, "法定代表人", "2024-08-15", company)
    assert codes(story.outcome(record), minor) == {"minor_named"}


@pytest.mark.parametrize(("held", "told"), [(1, False), (24, False), (25, True), (40, True), (60, True)])
def test_a_holder_who_only_might_control_is_not_spoken_of(held: int, told: bool) -> None:
    story = Story()
    company, holder = story.company("甲公司", registered_capital=100_000_000), story.person("甲")
    story.tie("SHAREHOLDER_OF", holder, company, "2010-01-01", capital=held * 1_000_000, total=100_000_000)
    record = story.penalty(
        "样监罚〔2020〕1号", "2020-08-15", company, categories=["责令停产停业"], act_from="2020-03-10"
    )
    alerts = [one for one in story.outcome(record) if one["family"] == "alert" and one["subject"]["id"] == holder]
    assert bool(alerts) is told
    for one in alerts:
        opening = one["text"].partition("：")[2]
        assert opening.startswith("可能") is (held <= 50)
