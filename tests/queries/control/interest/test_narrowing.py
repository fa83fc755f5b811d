"""Whether a threshold can be reached, told without solving: never against the exact answer, and seldom not at all."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.control.interest.between import part_of, way_between
from queries.control.interest.narrowing import may_reach
from queries.control.thresholds import Threshold
from queries.control.votes import Holdings, Stake
from tests.queries.control.shareholdings import gapped, nested, registers, rings, stake

QUARTER = Threshold(1, 4, inclusive=True)


def told(holder: str, company: str, capital: Holdings, threshold: Threshold = QUARTER) -> bool | None:
    return may_reach(holder, company, way_between(holder, company, capital), capital, threshold)


@settings(deadline=None)
@given(
    st.one_of(registers(), rings(), nested(), gapped().map(lambda drawn: drawn[0])),
    st.sampled_from((QUARTER, Threshold(1, 2), Threshold(1, 3, inclusive=True))),
)
def test_an_answer_is_the_exact_one(stakes: list[Stake], threshold: Threshold) -> None:
    capital = Holdings(stakes)
    for company in capital.ballots:
        for holder in capital.ancestors(company) - {company}:
            high = part_of(holder, company, capital).high
            answer = told(holder, company, capital, threshold)
            assert answer in {None, threshold.met(high.numerator, high.denominator)}


@settings(deadline=None)
@given(nested())
def test_without_loops_only_a_near_tie_is_left_to_be_solved(stakes: list[Stake]) -> None:
    capital = Holdings(stakes)
    for company in capital.ballots:
        for holder in capital.ancestors(company):
            high = part_of(holder, company, capital).high
            assert told(holder, company, capital) is not None or abs(high - Fraction(1, 4)) < Fraction(1, 10**6)


def test_what_hardly_leaks_is_left_to_be_solved() -> None:
    many = 10**9
    capital = Holdings([stake("p", "a", 1, many), stake("b", "a", many - 1, many), stake("a", "b", 1, 1)])
    assert told("p", "a", capital) is None
    assert part_of("p", "a", capital).low == 1


def test_a_near_tie_on_either_side_is_left_to_be_solved() -> None:
    many = 10**12
    for less in (0, 1):
        above = [stake("p", "s", 3, 7), stake("r", "s", 4, 7)]
        capital = Holdings([*above, stake("s", "t", 7 * many - less, 12 * many), stake("q", "t", 5 * many, 12 * many)])
        assert told("p", "t", capital) is None


def test_a_long_chain_is_followed_from_its_top_in_one_go() -> None:
    chain = [stake(f"c{number:05}", f"c{number + 1:05}", 1, 1) for number in range(3_000)]
    capital = Holdings([*chain, stake("p", "c00000", 26), stake("q", "c00000", 24), stake("r", "c00000", 50)])
    assert told("p", "c03000", capital) is True
    assert told("q", "c03000", capital) is False
