"""Certain and possible controllers, held against every way the unknown can turn out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.control.bounds import Share, controlling_shareholders, share_of, verdicts
from queries.control.closure import control
from queries.control.thresholds import MAJORITY, Threshold, rule_on
from queries.control.votes import ExecutingPartner, Holdings, Stake
from tests.oracles.control_completions import Row, completions, controlled
from tests.queries.control.shareholdings import gapped, registers, rings, stake

HALF = Threshold(1, 2, inclusive=True)


def named(stakes: list[Stake], company: str) -> dict[str, str]:
    return {verdict.controller: verdict.certainty for verdict in verdicts(company, Holdings(stakes))}


@settings(deadline=None, max_examples=300)
@given(gapped())
def test_certain_in_every_completion_possible_in_some(drawn: tuple[list[Stake], dict[str, int]]) -> None:
    stakes, totals = drawn
    holdings = Holdings(stakes)
    rows = [Row(item.holder, item.company, item.votes, item.certain, item.band) for item in stakes]
    worlds = list(completions(rows, {company: totals[company] for company in holdings.ballots}))
    for subject in {item.holder for item in stakes} | set(totals):
        outcomes = [controlled(subject, world) for world in worlds]
        always, sometimes = set.intersection(*outcomes), set.union(*outcomes)
        assert set(control(holdings).controlled_by(subject)) == always - {subject}
        assert set(control(holdings, certainty="possible").controlled_by(subject)) == sometimes - {subject}
        for company in holdings.ballots:
            if company != subject and not holdings.ballots[company].inconsistent:
                shares = [
                    sum(part for voter, part in world[company].items() if voter in controlled(subject, world, company))
                    for world in worlds
                ]
                share = share_of([subject], company, holdings)
                assert (share.low, share.high) == (min(shares), max(shares))


@given(st.one_of(registers(), rings()))
def test_what_is_certain_is_possible_and_its_share_is_enough(stakes: list[Stake]) -> None:
    holdings = Holdings(stakes)
    sure, maybe = control(holdings), control(holdings, certainty="possible")
    assert set(sure.pairs()) <= set(maybe.pairs())
    for company in holdings.ballots:
        found = verdicts(company, holdings)
        assert {item.controller for item in found} == set(maybe.controllers(company))
        assert {item.controller for item in found if item.certainty == "certain"} == set(sure.controllers(company))
        for item in found:
            assert 0 <= item.share.low <= item.share.high <= 1
            assert MAJORITY.met(item.share.high_numerator, item.share.total)
            assert MAJORITY.met(item.share.low_numerator, item.share.total) == (item.certainty == "certain")


@given(st.one_of(registers(), rings()))
def test_tops_and_rings_are_those_of_all_holdings(stakes: list[Stake]) -> None:
    holdings = Holdings(stakes)
    sure, maybe = control(holdings), control(holdings, certainty="possible")
    for company in holdings.ballots:
        for item in verdicts(company, holdings):
            above = set(sure.controllers(item.controller)) - set(item.ring)
            perhaps = set(maybe.controllers(item.controller)) - set(item.ring)
            assert item.ultimate == (None if above else "possible" if perhaps else "certain")
            assert item.ring == next((ring for ring in sure.rings if item.controller in ring), ())


def test_an_undisclosed_part_makes_its_holders_possible_only() -> None:
    assert named([stake("a", "b", 40), stake("c", "b", 15)], "b") == {"a": "possible", "c": "possible"}
    assert named([stake("a", "b", 40), stake("c", "b", 41)], "b") == {"a": "possible", "c": "possible"}
    assert named([stake("a", "b", 40), stake("c", "b", 50)], "b") == {"c": "possible"}
    assert named([stake("a", "b", 40), stake("c", "b", 51)], "b") == {"c": "certain"}


def test_only_a_disclosed_holder_may_hold_what_is_undisclosed() -> None:
    stakes = [stake("a", "b", 10), stake("x", "y", 100)]
    assert named(stakes, "b") == {"a": "possible"}


def test_a_holder_of_an_unknown_share_may_hold_it_all() -> None:
    assert named([stake("a", "b", 0), stake("c", "b", 49)], "b") == {"a": "possible", "c": "possible"}


def test_a_contradiction_gives_possible_controllers_only() -> None:
    assert named([stake("a", "b", 70), stake("c", "b", 40)], "b") == {"a": "possible"}


def test_what_rests_on_a_contradiction_is_possible_only() -> None:
    stakes = [stake("a", "b", 70), stake("c", "b", 40), stake("b", "d", 100)]
    assert named(stakes, "d") == {"a": "possible", "b": "certain"}


def test_an_uncertain_stake_gives_a_possible_controller() -> None:
    assert named([stake("a", "b", 60, certain=False), stake("c", "b", 40)], "b") == {"a": "possible"}


@pytest.mark.parametrize(
    ("votes", "band", "expected"),
    [
        (5000, 0, None),
        (5001, 0, "certain"),
        (5001, 1, "possible"),
        (5002, 1, "certain"),
        (4999, 1, None),
        (5000, 1, "possible"),
    ],
)
def test_a_threshold_inside_a_band_is_undecided(votes: int, band: int, expected: str | None) -> None:
    stakes = [Stake("a", "b", votes, 10_000, True, "r", band), Stake("c", "b", 10_000 - votes, 10_000, True, "s", band)]
    assert named(stakes, "b").get("a") == expected


def test_uncertain_own_shares_are_taken_off_only_where_it_is_possible_that_they_stand() -> None:
    stakes = [stake("a", "b", 45), stake("c", "b", 35), stake("b", "b", 20, certain=False)]
    assert named(stakes, "b") == {"a": "possible"}
    assert share_of(["a"], "b", Holdings(stakes)) == Share(180, 225, 400)


def test_a_share_counts_the_group_without_the_help_of_the_company() -> None:
    stakes = [stake("x", "y", 60), stake("y", "z", 100), stake("z", "y", 20), stake("x", "w", 51), stake("w", "y", 5)]
    assert share_of(["x"], "y", Holdings(stakes)) == Share(65, 80, 100)


def test_a_person_who_is_controlled_by_nobody_is_the_ultimate_one() -> None:
    stakes = [stake("p", "a", 100), stake("a", "b", 100), stake("b", "c", 100)]
    found = {item.controller: item.ultimate for item in verdicts("c", Holdings(stakes))}
    assert found == {"a": None, "b": None, "p": "certain"}


def test_a_top_with_an_undisclosed_majority_above_is_possibly_not_the_top() -> None:
    stakes = [stake("p", "a", 20), stake("a", "b", 100)]
    found = {item.controller: (item.certainty, item.ultimate) for item in verdicts("b", Holdings(stakes))}
    assert found == {"a": ("certain", "possible"), "p": ("possible", "certain")}


def test_in_a_ring_each_company_is_at_the_top_with_the_others() -> None:
    stakes = [stake("a", "b", 60), stake("b", "a", 60), stake("b", "c", 100), stake("q", "a", 40), stake("q", "b", 40)]
    holdings = Holdings(stakes)
    assert [(item.controller, item.ultimate, item.ring) for item in verdicts("c", holdings)] == [
        ("a", "certain", ("a", "b")),
        ("b", "certain", ("a", "b")),
    ]
    assert [(item.controller, item.ring) for item in verdicts("a", holdings)] == [("b", ("a", "b"))]


def test_several_executing_partners_are_each_possible() -> None:
    partners = [ExecutingPartner("f", "fund", "r1"), ExecutingPartner("g", "fund", "r2")]
    found = verdicts("fund", Holdings([stake("limited", "fund", 99)], partners=partners))
    assert [(item.controller, item.certainty) for item in found] == [("f", "possible"), ("g", "possible")]


def test_a_company_nobody_holds_has_no_verdict() -> None:
    assert verdicts("unknown", Holdings([])) == []


@pytest.mark.parametrize(
    ("day", "votes", "expected"),
    [
        (date(2024, 6, 30), 50, {"a": "certain", "c": "certain"}),
        (date(2024, 7, 1), 50, {}),
        (date(2024, 7, 1), 51, {"a": "certain"}),
        (date(2024, 6, 30), 49, {"a": "possible", "c": "certain"}),
    ],
)
def test_the_controlling_shareholder_label_follows_the_law_of_the_day(
    day: date, votes: int, expected: dict[str, str]
) -> None:
    rule = rule_on("controlling_shareholder", day)
    assert rule is not None
    holdings = Holdings([stake("a", "b", votes), stake("c", "b", 50)] if votes <= 50 else [stake("a", "b", votes)])
    found = controlling_shareholders("b", holdings, rule.threshold)
    assert found == expected


def test_the_controlling_shareholder_label_counts_own_shares_in_the_whole() -> None:
    holdings = Holdings([stake("a", "b", 45), stake("b", "b", 20), stake("c", "b", 35)])
    assert controlling_shareholders("b", holdings, HALF) == {}
    assert named([stake("a", "b", 45), stake("b", "b", 20), stake("c", "b", 35)], "b") == {"a": "certain"}
    gap = Holdings([stake("a", "b", 45), stake("b", "b", 20)])
    assert controlling_shareholders("b", gap, HALF) == {"a": "possible"}
    over = Holdings([stake("a", "b", 60), stake("c", "b", 60)])
    assert controlling_shareholders("b", over, HALF) == {"a": "possible", "c": "possible"}
    assert controlling_shareholders("unknown", over, HALF) == {}
