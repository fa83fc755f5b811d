"""Certified bounds: what is pushed up in integers always holds the exact part, and is close enough to be of use."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.control.interest.between import part_of
from queries.control.interest.pushing import WHOLE, pushed
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import gapped, nested, registers, rings, stake


@settings(deadline=None)
@given(
    st.one_of(registers(), rings(), nested(), gapped().map(lambda drawn: drawn[0])),
    st.sampled_from((-10_000, 0, 20_000)),
)
def test_the_exact_part_lies_between_the_bounds_whatever_the_effort(stakes: list[Stake], effort: int) -> None:
    capital = Holdings(stakes)
    for company in capital.ballots:
        found = pushed(company, capital, effort)
        assert sum(found.scores.values()) + found.unresolved == WHOLE
        assert 0 <= found.pending <= found.unresolved
        for holder in capital.ancestors(company) - capital.ballots.keys():
            between = part_of(holder, company, capital)
            assert Fraction(found.least(holder), WHOLE) <= between.low
            assert between.low <= Fraction(found.least(holder) + found.pending, WHOLE)
            assert between.high <= Fraction(found.most(holder), WHOLE)


@settings(deadline=None)
@given(nested())
def test_without_loops_and_gaps_nothing_but_rounding_is_left_over(stakes: list[Stake]) -> None:
    capital = Holdings([*stakes, *_rest(stakes)])
    for company in capital.ballots:
        assert pushed(company, capital).unresolved < 10**4


def _rest(stakes: list[Stake]) -> list[Stake]:
    return [
        stake("rest", company, ballot.remainder, ballot.total)
        for company, ballot in Holdings(stakes).ballots.items()
        if ballot.remainder
    ]


def test_what_comes_to_a_company_from_two_sides_adds_up() -> None:
    capital = Holdings([stake("a", "t", 50), stake("b", "t", 50), stake("b", "a", 100), stake("p", "b", 100)])
    assert pushed("t", capital).scores == {"p": WHOLE}


def test_a_loop_is_followed_until_little_is_left() -> None:
    capital = Holdings([stake("p", "a", 10), stake("b", "a", 90), stake("a", "b", 100)])
    found = pushed("b", capital)
    assert WHOLE - found.least("p") == found.unresolved < WHOLE // 10**9


def test_a_loop_that_never_ends_is_left_unresolved() -> None:
    capital = Holdings([stake("b", "a", 100), stake("a", "b", 100), stake("a", "c", 60), stake("p", "c", 40)])
    found = pushed("c", capital)
    assert (found.least("p"), found.unresolved, found.pending) == (WHOLE * 4 // 10, WHOLE * 6 // 10, WHOLE * 6 // 10)


def test_what_nobody_holds_is_unresolved() -> None:
    found = pushed("nobody's", Holdings([]))
    assert (found.scores, found.unresolved) == ({}, WHOLE)
    half = pushed("c", Holdings([stake("p", "c", 50)]))
    assert (half.unresolved, half.pending) == (WHOLE // 2, 0)
