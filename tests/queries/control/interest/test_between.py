"""A holder's part of a company: known answers, the dense inverse, and every completion of what is unknown."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queries.control.interest.between import Between, part_of
from queries.control.votes import Holdings, Stake
from tests.oracles import interest_completions, interest_inverse
from tests.oracles.control_completions import Row
from tests.queries.control.shareholdings import PERSONS, gapped, nested, registers, rings, stake

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "vectors.yaml").read_text(encoding="utf-8"))

consistent = st.one_of(registers(contradictions=False), rings(), nested())


def names(stakes: list[Stake]) -> list[str]:
    return sorted({item.holder for item in stakes} | {item.company for item in stakes})


def parts(stakes: list[Stake]) -> dict[tuple[str, str], Between]:
    """Everybody's part of every company, other than of itself."""
    capital = Holdings(stakes)
    return {
        (holder, company): part_of(holder, company, capital)
        for company in capital.ballots
        for holder in names(stakes)
        if holder != company
    }


def lows(stakes: list[Stake]) -> dict[tuple[str, str], Fraction]:
    return {pair: between.low for pair, between in parts(stakes).items() if between.low}


@pytest.mark.parametrize("vector", [one for one in VECTORS if "economic" in one], ids=lambda vector: vector["name"])
def test_known_answers(vector: dict[str, Any]) -> None:
    capital = Holdings([stake(*row) for row in vector["stakes"]])
    for holder, company, share in vector["economic"]:
        assert part_of(holder, company, capital).low == Fraction(share)


def test_thirteen_vectors_are_told() -> None:
    assert len([one for one in VECTORS if "vector" in one]) == 13
    assert {one["vector"] for one in VECTORS if "vector" in one} == set(range(1, 14))


@settings(deadline=None)
@given(consistent)
def test_equals_the_dense_inverse(stakes: list[Stake]) -> None:
    expected = interest_inverse.integrated([(item.holder, item.company, item.votes, item.total) for item in stakes])
    assume(expected is not None)
    assert expected is not None
    for pair, between in parts(stakes).items():
        assert between.low == expected[pair]


@settings(deadline=None, max_examples=120)
@given(gapped())
def test_bounds_are_those_of_every_completion(drawn: tuple[list[Stake], dict[str, int]]) -> None:
    stakes, totals = drawn
    capital = Holdings(stakes)
    rows = [Row(item.holder, item.company, item.votes, item.certain, item.band) for item in stakes]
    every = list(interest_completions.worlds(rows, {company: totals[company] for company in capital.ballots}))
    assume(len(every) < 4_000)
    for (holder, company), between in parts(stakes).items():
        assert tuple(between) == interest_completions.bounds(holder, company, every), (holder, company)


@settings(deadline=None)
@given(st.one_of(registers(), rings()))
def test_the_least_is_no_more_than_the_greatest(stakes: list[Stake]) -> None:
    for between in parts(stakes).values():
        assert 0 <= between.low <= between.high <= 1


@settings(deadline=None)
@given(consistent, st.randoms(use_true_random=False))
def test_neither_order_nor_names_matter(stakes: list[Stake], random: Random) -> None:
    shuffled = list(stakes)
    random.shuffle(shuffled)
    assert parts(shuffled) == parts(stakes)
    order = names(stakes)
    other = dict(zip(order, random.sample([f"n{place}" for place in range(len(order))], len(order)), strict=True))
    renamed = [item._replace(holder=other[item.holder], company=other[item.company]) for item in stakes]
    assert parts(renamed) == {(other[one], other[two]): between for (one, two), between in parts(stakes).items()}


@settings(deadline=None)
@given(consistent, st.data())
def test_a_lot_may_be_split_or_said_over_another_total(stakes: list[Stake], data: st.DataObject) -> None:
    assume(stakes)
    whole = data.draw(st.sampled_from(stakes))
    piece = data.draw(st.integers(0, whole.votes))
    factor = data.draw(st.integers(2, 7))
    rest = [item for item in stakes if item is not whole]
    other = whole._replace(votes=(whole.votes - piece) * factor, total=whole.total * factor)
    assert parts([*rest, whole._replace(votes=piece), other]) == parts(stakes)


@settings(deadline=None)
@given(consistent, st.data())
def test_a_wholly_owned_shell_between_changes_nothing_else(stakes: list[Stake], data: st.DataObject) -> None:
    outside = [item for item in stakes if item.holder != item.company]
    assume(outside)
    chosen = data.draw(st.sampled_from(outside))
    rest = [item for item in stakes if item is not chosen]
    found = lows([*rest, chosen._replace(holder="shell"), stake(chosen.holder, "shell", 1, 1)])
    assert {pair: part for pair, part in found.items() if "shell" not in pair} == lows(stakes)


@settings(deadline=None)
@given(consistent)
def test_an_unconnected_register_changes_nothing(stakes: list[Stake]) -> None:
    found = parts([*stakes, stake("x", "y", 60), stake("y", "z", 51)])
    kept = {pair: between for pair, between in found.items() if not set(pair) & {"x", "y", "z"}}
    assert kept == parts(stakes)
    assert found["x", "z"].low == Fraction(60 * 51, 100 * 100)


@settings(deadline=None)
@given(consistent, st.data())
def test_raising_a_share_never_lowers_a_persons_part(stakes: list[Stake], data: st.DataObject) -> None:
    held = [item for item in stakes if item.holder in PERSONS]
    assume(held)
    chosen = data.draw(st.sampled_from(held))
    left = chosen.total - sum(item.votes for item in stakes if item.company == chosen.company)
    assume(left > 0)
    raised = chosen._replace(votes=chosen.votes + data.draw(st.integers(1, left)))
    before, after = parts(stakes), parts([raised if item is chosen else item for item in stakes])
    for (holder, company), between in before.items():
        if holder == chosen.holder:
            assert after[holder, company].low >= between.low


@settings(deadline=None)
@given(consistent)
def test_persons_sum_to_one_where_all_is_owned(stakes: list[Stake]) -> None:
    capital = Holdings(stakes)
    rest = [
        stake("rest", company, ballot.remainder, ballot.total)
        for company, ballot in capital.ballots.items()
        if ballot.remainder
    ]
    owned = [*stakes, *rest]
    assume(interest_inverse.integrated([(one.holder, one.company, one.votes, one.total) for one in owned]) is not None)
    whole = Holdings(owned)
    final = {item.holder for item in owned} - whole.ballots.keys()
    for company in whole.ballots:
        found = [part_of(holder, company, whole) for holder in final]
        assert sum(between.low for between in found) == 1
        assert all(between.low == between.high for between in found)


def test_companies_that_own_one_another_whole_belong_to_nobody() -> None:
    capital = Holdings([stake("a", "b", 100), stake("b", "a", 100), stake("b", "c", 60), stake("p", "c", 40)])
    assert part_of("p", "c", capital) == Between(Fraction(40, 100), Fraction(40, 100))
    assert part_of("p", "a", capital) == Between(Fraction(0), Fraction(0))
    assert part_of("a", "c", capital).low == Fraction(60, 100)


def test_own_shares_earn_for_the_other_holders() -> None:
    capital = Holdings([stake("p", "c", 45), stake("q", "c", 35), stake("c", "c", 20)])
    assert part_of("p", "c", capital).low == Fraction(45, 80)
    assert part_of("q", "c", Holdings([stake("c", "c", 100), stake("q", "c", 0)])).low == 0


def test_a_loop_does_not_lift_what_is_undisclosed() -> None:
    """Somebody's greatest part through a loop is what could come in from outside, no more."""
    capital = Holdings([stake("p", "a", 0), stake("b", "a", 90), stake("a", "b", 100)])
    assert part_of("p", "a", capital) == Between(Fraction(0), Fraction(1))
    closed = Holdings([stake("p", "a", 0), stake("b", "a", 100), stake("a", "b", 100)])
    assert part_of("p", "a", closed) == Between(Fraction(0), Fraction(0))


def test_a_contradiction_leaves_everything_open_up_to_what_is_stated() -> None:
    capital = Holdings([stake("p", "a", 70), stake("q", "a", 40), stake("a", "b", 50)])
    assert part_of("p", "a", capital) == Between(Fraction(0), Fraction(70, 100))
    assert part_of("q", "b", capital).low == 0


def test_somebody_who_holds_nothing_above_has_nothing() -> None:
    capital = Holdings([stake("p", "a", 100), stake("q", "b", 100)])
    assert part_of("q", "a", capital) == Between(Fraction(0), Fraction(0))
    assert part_of("q", "unknown", capital) == Between(Fraction(0), Fraction(0))
