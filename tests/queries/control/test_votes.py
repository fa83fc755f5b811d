"""Votes in one company: what counts, what is left over, what contradicts itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.control.bounds import verdicts
from queries.control.evidence import explain
from queries.control.votes import Concert, ExecutingPartner, Holdings, Stake, Votes
from tests.queries.control.shareholdings import stake


def test_own_shares_carry_no_vote_and_leave_the_total() -> None:
    ballot = Holdings([stake("a", "b", 40), stake("b", "b", 20)]).ballots["b"]
    assert ballot.voters == {"a": Votes(40, 40, 40)}
    assert (ballot.countable, ballot.remainder, ballot.inconsistent) == (80, 40, False)
    assert ballot.least(ballot.voters["a"]) == (40, 80)


def test_shares_a_subsidiary_holds_in_its_parent_are_not_netted() -> None:
    ballot = Holdings([stake("a", "b", 100), stake("b", "a", 20)]).ballots["a"]
    assert ballot.countable == 100


def test_what_nobody_discloses_is_left_over() -> None:
    ballot = Holdings([stake("a", "b", 30), stake("c", "b", 20, certain=False)]).ballots["b"]
    assert ballot.remainder == 50
    assert ballot.greatest(ballot.voters["a"]) == (80, 100)
    assert ballot.greatest(ballot.voters["c"]) == (70, 100)


def test_an_uncertain_stake_is_never_given_to_another_holder() -> None:
    ballot = Holdings(
        [stake("seller", "b", 70, certain=False), stake("buyer", "b", 70, certain=False), stake("a", "b", 30)]
    ).ballots["b"]
    assert not ballot.inconsistent
    assert ballot.greatest(ballot.voters["a"]) == (30, 100)
    assert ballot.greatest(ballot.voters["buyer"]) == (70, 100)


def test_more_votes_than_there_are_is_a_contradiction_and_nothing_is_rescaled() -> None:
    holdings = Holdings([stake("a", "b", 70), stake("c", "b", 40), stake("a", "d", 100)])
    assert holdings.inconsistent == ("b",)
    ballot = holdings.ballots["b"]
    assert ballot.total == 100
    assert ballot.voters == {"a": Votes(70, 70, 70), "c": Votes(40, 40, 40)}
    assert ballot.least(ballot.voters["a"])[0] == 0
    assert ballot.greatest(ballot.voters["a"]) == (70, 100)


def test_a_rounded_percentage_has_a_band() -> None:
    thirds = [Stake(name, "t", 6666, 20_000, True, name, 1) for name in "xyz"]
    ballot = Holdings(thirds).ballots["t"]
    assert ballot.voters["x"] == Votes(6665, 6665, 6667)
    assert ballot.remainder == 5
    assert ballot.greatest(ballot.voters["x"]) == (6670, 20_000)


def test_own_shares_that_may_be_all_or_less_leave_the_rest_to_a_holder() -> None:
    ballot = Holdings([stake("a", "b", 0), Stake("b", "b", 2, 3, True, "own", 1)]).ballots["b"]
    numerator, denominator = ballot.greatest(ballot.voters["a"])
    assert numerator == denominator > 0


def test_percentages_that_only_round_above_the_whole_are_no_contradiction() -> None:
    parts = [Stake(name, "t", 6668, 20_000, True, name, 1) for name in "xyz"]
    assert Holdings(parts).inconsistent == ("t",)
    parts = [Stake(name, "t", votes, 20_000, True, name, 1) for name, votes in (("x", 6668), ("y", 6668), ("z", 6666))]
    assert Holdings(parts).inconsistent == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.sampled_from((12, 18, 20))), min_size=1))
def test_stakes_over_different_totals_are_one_sum(rows: list[tuple[str, int, int]]) -> None:
    ballot = Holdings([stake(holder, "t", votes, total) for holder, votes, total in rows]).ballots["t"]
    for holder, votes in ballot.voters.items():
        expected = sum(Fraction(part, total) for name, part, total in rows if name == holder)
        assert Fraction(votes.certain, ballot.total) == expected
    assert [Fraction(item.votes, item.total) for item in map(ballot.scaled, ballot.stakes)] == [
        Fraction(item.votes, item.total) for item in ballot.stakes
    ]


def test_limited_partners_have_no_vote() -> None:
    holdings = Holdings([stake("limited", "fund", 99)], partners=[ExecutingPartner("gp", "fund", "deed")])
    assert holdings.ballots["fund"].voters == {"gp": Votes(1, 1, 1)}
    assert holdings.ancestors("fund") == {"gp"}


@pytest.mark.parametrize(
    "partners",
    [
        [ExecutingPartner("gp", "fund", "deed", certain=False)],
        [ExecutingPartner("gp", "fund", "deed"), ExecutingPartner("other", "fund", "deed")],
    ],
    ids=["an uncertain one", "several"],
)
def test_an_executing_partner_who_may_not_decide_alone_is_possible_only(partners: list[ExecutingPartner]) -> None:
    ballot = Holdings([], partners=partners).ballots["fund"]
    assert ballot.least(ballot.voters["gp"]) == (0, 1)
    assert ballot.greatest(ballot.voters["gp"]) == (1, 1)


def test_the_same_executing_partner_said_twice_is_one() -> None:
    partners = [ExecutingPartner("gp", "fund", "deed"), ExecutingPartner("gp", "fund", "register")]
    assert Holdings([], partners=partners).ballots["fund"].voters == {"gp": Votes(1, 1, 1)}


def test_ancestors_are_those_who_vote_step_by_step() -> None:
    holdings = Holdings([stake("a", "b", 10), stake("b", "c", 10), stake("c", "b", 10), stake("b", "d", 90)])
    assert holdings.ancestors("c") == {"a", "b", "c"}
    assert holdings.ancestors("a") == set()


def test_one_concert_agreement_is_one_whoever_reports_it() -> None:
    both = frozenset({"a", "b"})
    holdings = Holdings(
        [], concerts=[Concert(both, ("r2",)), Concert(frozenset({"a"}), ("r3",)), Concert(both, ("r1",))]
    )
    assert holdings.concerts == (Concert(both, ("r1", "r2")),)


@pytest.mark.parametrize(("votes", "total", "band"), [(-1, 100, 0), (1, 0, 0), (1, -5, 0), (1, 100, -1)])
def test_impossible_numbers_are_refused(votes: int, total: int, band: int) -> None:
    with pytest.raises(ValueError, match="fact-7"):
        Holdings([Stake("a", "b", votes, total, True, "fact-7", band)])


def test_capital_has_no_vote_in_a_partnership_whose_executing_partner_is_not_known() -> None:
    holdings = Holdings([stake("limited", "fund", 99), stake("fund", "c", 60)], partnerships=["fund"])
    assert (holdings.ballots["fund"].unread, holdings.ballots["fund"].voters) == (True, {})
    assert verdicts("fund", holdings) == verdicts("fund", holdings.unrounded()) == []
    (verdict,) = verdicts("c", holdings)
    assert verdict.controller == "fund"
    assert [note.company for note in explain(verdict, holdings).notes] == ["fund", "c"]
