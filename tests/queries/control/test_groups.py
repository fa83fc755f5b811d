"""Groups under one head: the same tops as the pairs, and no slower for long chains and hubs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.control.groups import Groups
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import Holdings, Stake
from tests.oracles import control_fixpoint
from tests.queries.control.shareholdings import registers, rings, stake


@given(st.one_of(registers(), rings()))
def test_a_group_is_its_head_and_all_the_head_controls(stakes: list[Stake]) -> None:
    groups = Groups(Holdings(stakes), MAJORITY)
    found = control_fixpoint.control_pairs([(item.holder, item.company, item.votes, item.total) for item in stakes])
    for subject in {item.holder for item in stakes} | {item.company for item in stakes}:
        head = groups.head(subject)
        assert sorted(groups.members(subject)) == sorted({head} | {held for top, held in found if top == head})


def test_a_threshold_that_two_can_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="不唯一"):
        Groups(Holdings([]), Threshold(1, 2, inclusive=True))


def test_somebody_without_stakes_is_his_own_group() -> None:
    groups = Groups(Holdings([]), MAJORITY)
    assert (groups.head("a"), groups.members("a"), groups.ring("a")) == ("a", ["a"], ())


def test_a_long_chain_has_its_head_at_the_top() -> None:
    chain = [stake(f"c{number:06}", f"c{number + 1:06}", 51) for number in range(20_000)]
    groups = Groups(Holdings(reversed(chain)), MAJORITY)
    assert groups.head("c020000") == "c000000"
    assert groups.rings == ()


def test_a_long_circle_is_one_ring() -> None:
    circle = [stake(f"c{number:06}", f"c{(number + 1) % 5_000:06}", 51) for number in range(5_000)]
    groups = Groups(Holdings([*circle, stake("c000007", "below", 60)]), MAJORITY)
    assert [len(ring) for ring in groups.rings] == [5_000]
    assert groups.head("below") == "c000000"


def test_a_hub_of_many_small_holders_under_one_parent() -> None:
    many = 5_000
    parents = [stake("parent", f"s{number}", 100) for number in range(many)]
    hub = [stake(f"s{number}", "hub", 1, 2 * many - 1) for number in range(many)]
    assert Groups(Holdings([*parents, *hub]), MAJORITY).head("hub") == "parent"
    assert Groups(Holdings([*parents, *hub[1:]]), MAJORITY).head("hub") == "hub"
