"""Control by votes: known answers, three oracles, and what must not change an answer."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import networkx  # - ships no types; an oracle here
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from queries.control.closure import control, controllers_of
from queries.control.thresholds import MAJORITY, Threshold
from queries.control.votes import ExecutingPartner, Holdings, Stake
from tests.oracles import control_clingo, control_fixpoint
from tests.queries.control.shareholdings import nested, registers, rings, stake

VECTORS = yaml.safe_load((Path(__file__).parent / "vectors.yaml").read_text(encoding="utf-8"))
HALF = Threshold(1, 2, inclusive=True)
TWO_THIRDS = Threshold(2, 3)

shareholdings = st.one_of(registers(), rings(), nested())


def pairs(stakes: list[Stake], threshold: Threshold = MAJORITY) -> set[tuple[str, str]]:
    return set(control(Holdings(stakes), threshold).pairs())


def lots(stakes: list[Stake]) -> list[control_fixpoint.Lot]:
    return [(item.holder, item.company, item.votes, item.total) for item in stakes]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_known_answers(vector: dict[str, Any]) -> None:
    stakes = [stake(*row) for row in vector["stakes"]]
    assert pairs(stakes) == {tuple(pair) for pair in vector["majority"]}
    assert control(Holdings(stakes)).rings == [tuple(ring) for ring in vector.get("rings", [])]
    if "half" in vector:
        assert pairs(stakes, HALF) == {tuple(pair) for pair in vector["half"]}


@given(shareholdings)
def test_equals_the_plain_fixpoint_in_fractions(stakes: list[Stake]) -> None:
    assert pairs(stakes) == control_fixpoint.control_pairs(lots(stakes))


@given(shareholdings, st.sampled_from((HALF, TWO_THIRDS, Threshold(3, 10), Threshold(2, 3, inclusive=True))))
def test_equals_the_plain_fixpoint_for_other_thresholds(stakes: list[Stake], threshold: Threshold) -> None:
    needed = Fraction(threshold.numerator, threshold.denominator)
    expected = control_fixpoint.control_pairs(lots(stakes), needed, threshold.inclusive)
    assert pairs(stakes, threshold) == expected


@given(shareholdings)
def test_equals_the_answer_set(stakes: list[Stake]) -> None:
    totals = {item.company: item.total for item in stakes}
    expected = control_clingo.control_pairs([(item.holder, item.company, item.votes) for item in stakes], totals)
    assert pairs(stakes) == expected


@given(shareholdings, st.sampled_from((MAJORITY, TWO_THIRDS, HALF)))
def test_rings_and_tops_are_those_of_the_control_graph(stakes: list[Stake], threshold: Threshold) -> None:
    answer = control(Holdings(stakes), threshold)
    graph = networkx.DiGraph(answer.pairs())
    components = [tuple(sorted(part)) for part in networkx.strongly_connected_components(graph)]
    assert answer.rings == sorted(part for part in components if len(part) > 1)
    ring = {member: part for part in components for member in part}
    for company in graph:
        above = set(graph.predecessors(company))
        tops = {ring[top][0] for top in above if set(graph.predecessors(top)) <= set(ring[top])}
        assert answer.ultimate(company) == sorted(tops)
    assert answer.ultimate("nobody's") == []


@given(shareholdings)
def test_a_company_has_one_ultimate_controller_at_most(stakes: list[Stake]) -> None:
    answer = control(Holdings(stakes))
    for company in {item.company for item in stakes}:
        assert len(answer.ultimate(company)) <= 1


@given(shareholdings, st.sampled_from((MAJORITY, HALF)))
def test_upwards_from_one_company_says_the_same(stakes: list[Stake], threshold: Threshold) -> None:
    holdings = Holdings(stakes)
    answer = control(holdings, threshold)
    found = set(answer.pairs())
    for company in holdings.ballots:
        above = sorted(holder for holder, held in found if held == company)
        assert controllers_of(company, holdings, threshold) == above
        assert answer.controllers(company) == above


@given(shareholdings, st.randoms(use_true_random=False))
def test_order_does_not_matter(stakes: list[Stake], random: Random) -> None:
    shuffled = list(stakes)
    random.shuffle(shuffled)
    assert pairs(shuffled) == pairs(stakes)
    assert control(Holdings(shuffled)).rings == control(Holdings(stakes)).rings


@given(shareholdings, st.permutations(range(8)))
def test_names_do_not_matter(stakes: list[Stake], places: list[int]) -> None:
    names = sorted({item.holder for item in stakes} | {item.company for item in stakes})
    other = {name: f"n{places[number]}" for number, name in enumerate(names)}
    renamed = [item._replace(holder=other[item.holder], company=other[item.company]) for item in stakes]
    assert pairs(renamed) == {(other[holder], other[company]) for holder, company in pairs(stakes)}


@given(shareholdings, st.data())
def test_a_lot_may_be_split(stakes: list[Stake], data: st.DataObject) -> None:
    assume(stakes)
    whole = data.draw(st.sampled_from(stakes))
    part = data.draw(st.integers(0, whole.votes))
    rest = [item for item in stakes if item is not whole]
    assert pairs([*rest, whole._replace(votes=part), whole._replace(votes=whole.votes - part)]) == pairs(stakes)


@given(shareholdings, st.data())
def test_a_lot_may_be_said_over_another_total(stakes: list[Stake], data: st.DataObject) -> None:
    assume(stakes)
    chosen = data.draw(st.sampled_from(stakes))
    factor = data.draw(st.integers(2, 7))
    rest = [item for item in stakes if item is not chosen]
    assert pairs([*rest, chosen._replace(votes=chosen.votes * factor, total=chosen.total * factor)]) == pairs(stakes)


@given(shareholdings, st.data())
def test_a_wholly_owned_shell_between_changes_nothing_else(stakes: list[Stake], data: st.DataObject) -> None:
    voting = [item for item in stakes if item.holder != item.company]
    assume(voting)
    chosen = data.draw(st.sampled_from(voting))
    rest = [item for item in stakes if item is not chosen]
    found = pairs([*rest, chosen._replace(holder="shell"), stake(chosen.holder, "shell", 1, 1)])
    assert {pair for pair in found if "shell" not in pair} == pairs(stakes)
    assert (chosen.holder, "shell") in found


@given(shareholdings)
def test_an_unconnected_register_changes_nothing(stakes: list[Stake]) -> None:
    other = [stake("x", "y", 60), stake("y", "z", 51)]
    assert pairs([*stakes, *other]) == pairs(stakes) | {("x", "y"), ("y", "z"), ("x", "z")}


@given(shareholdings, st.data())
def test_raising_a_share_never_removes_control(stakes: list[Stake], data: st.DataObject) -> None:
    assume(stakes)
    chosen = data.draw(st.sampled_from(stakes))
    assume(chosen.holder != chosen.company)
    left = chosen.total - sum(item.votes for item in stakes if item.company == chosen.company)
    assume(left > 0)
    raised = chosen._replace(votes=chosen.votes + data.draw(st.integers(1, left)))
    before = pairs(stakes)
    assert before <= pairs([raised if item is chosen else item for item in stakes])


@given(shareholdings)
def test_more_than_half_is_contained_in_half_or_more(stakes: list[Stake]) -> None:
    assert pairs(stakes) <= pairs(stakes, HALF)


def test_exactly_half_is_never_control_in_whatever_order_it_is_added() -> None:
    triples = [(one, two, 50 - one - two) for one in range(1, 49) for two in range(1, 50 - one)]
    assert len(triples) == 1176
    stakes = [stake("p", f"s{number}", 100) for number in range(3)]
    for one, two, three in triples:
        target = f"t{one}-{two}"
        stakes += [stake(f"s{number}", target, votes) for number, votes in enumerate((one, two, three))]
    assert set(control(Holdings(stakes)).controlled_by("p")) == {"s0", "s1", "s2"}
    assert len(control(Holdings(stakes), HALF).controlled_by("p")) == 3 + 1176


def test_one_vote_decides_among_very_many() -> None:
    most = 10**17
    held = [stake("p", "s", 100), stake("s", "t", most // 2, most)]
    assert ("p", "t") not in pairs(held)
    assert ("p", "t") in pairs([*held, stake("p", "t", 1, most)])


def test_a_partnership_follows_its_executing_partner() -> None:
    stakes = [stake("limited", "fund", 99), stake("gp", "fund", 1), stake("gu", "gp", 60), stake("fund", "target", 80)]
    holdings = Holdings(stakes, partners=[ExecutingPartner("gp", "fund", "deed")])
    assert list(control(holdings).pairs()) == [
        ("fund", "target"),
        ("gp", "fund"),
        ("gp", "target"),
        ("gu", "fund"),
        ("gu", "gp"),
        ("gu", "target"),
    ]


def test_a_chain_of_state_ownership_ends_at_the_body() -> None:
    stakes = [stake("bureau", "group", 100), stake("group", "works", 51), stake("someone", "bureau", 100)]
    answer = control(Holdings(stakes, bodies={"bureau"}))
    assert answer.controllers("works") == ["bureau", "group"]
    assert answer.ultimate("works") == ["bureau"]
    assert answer.controlled_by("someone") == []


def test_a_company_that_owns_itself_whole_is_controlled_by_nobody_at_any_threshold() -> None:
    assert pairs([stake("c", "c", 100), stake("p", "c", 0)], HALF) == set()


def test_the_largest_holder_below_two_minority_chains_is_no_controller() -> None:
    stakes = [stake("P", "X", 60), stake("P", "Y", 60), stake("X", "T", 30), stake("Y", "T", 25), stake("Q", "T", 45)]
    assert control(Holdings(stakes)).controllers("T") == ["P"]
