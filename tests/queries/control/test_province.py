"""Control in a whole province: the same as in plain Python, by fractions, and by an answer-set program."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns.keeping import Keeper
from graph.model import OPEN_DAY
from graph.store.errors import StoreError
from graph.store.port import Batch
from queries.control.groups import Groups
from queries.control.province import control_on, heads_on, province_control
from queries.control.thresholds import MAJORITY
from queries.control.votes import ExecutingPartner, Holdings, Stake
from tests.contract.county import organisation, paper, tie
from tests.oracles import control_clingo, control_fixpoint
from tests.oracles.memory_store import MemoryStore
from tests.queries.control.registers import columns_of
from tests.queries.control.shareholdings import COMPANIES, PERSONS, gapped, registers, rings, stake

DAY = date(2024, 1, 1)
EVERYBODY = (*COMPANIES, *PERSONS)
PARTNERS = st.lists(
    st.builds(
        ExecutingPartner, st.sampled_from(EVERYBODY), st.sampled_from(COMPANIES[:2]), st.just("r"), st.booleans()
    ),
    max_size=2,
)
HUGE = st.sampled_from([1, 1, 10**6 + 3, 2**31 + 11, 10**12 + 39, 10**14 + 31])


def same_groups(
    stakes: list[Stake], partners: list[ExecutingPartner] | None = None, bodies: tuple[str, ...] = ()
) -> None:
    groups = Groups(Holdings(stakes, partners=partners or (), bodies=bodies), MAJORITY)
    columns = columns_of(stakes, partners or (), bodies)
    found = control_on(columns, DAY)
    everybody = [columns.names[number] for number in range(columns.nodes)]
    assert found.rings == groups.rings
    assert {name: found.ultimate(name) for name in everybody} == {name: groups.head(name) for name in everybody}
    assert heads_on(columns, [(name, DAY) for name in everybody]) == [groups.head(name) for name in everybody]


@settings(max_examples=300, deadline=None)
@given(st.one_of(registers(), rings(), gapped().map(lambda drawn: drawn[0])))
def test_heads_and_rings_are_those_of_plain_python(stakes: list[Stake]) -> None:
    same_groups(stakes)


@settings(max_examples=150, deadline=None)
@given(registers(), PARTNERS, st.sampled_from([(), ("c0",), ("c1", "c2")]))
def test_partnerships_follow_their_partner_and_bodies_nobody(
    stakes: list[Stake], partners: list[ExecutingPartner], bodies: tuple[str, ...]
) -> None:
    same_groups(stakes, partners, bodies)


@settings(max_examples=150, deadline=None)
@given(st.one_of(registers(), rings()), st.data())
def test_numbers_of_any_size_are_exact(stakes: list[Stake], data: st.DataObject) -> None:
    grown = [
        item._replace(votes=item.votes * factor, total=item.total * factor + data.draw(st.sampled_from([0, 0, 1])))
        for item in stakes
        for factor in [data.draw(HUGE)]
    ]
    same_groups(grown)


@settings(max_examples=60, deadline=None)
@given(st.one_of(registers(), rings()))
def test_a_head_controls_its_group_by_two_independent_oracles(stakes: list[Stake]) -> None:
    lots = [(item.holder, item.company, item.votes, item.total) for item in stakes]
    by_fractions = control_fixpoint.control_pairs(lots)
    totals = {item.company: 10_000 for item in stakes}
    by_clingo = control_clingo.control_pairs(
        [(item.holder, item.company, item.votes * (10_000 // item.total)) for item in stakes], totals
    )
    assert by_fractions == by_clingo
    found = control_on(columns_of(stakes), DAY)
    names = {item.holder for item in stakes} | set(totals)
    for name in names:
        head = found.ultimate(name)
        assert head == name or (head, name) in by_clingo
        outside = {top for top, held in by_clingo if held == name and (name, top) not in by_clingo}
        assert (head == name) <= (not outside)


@settings(max_examples=100, deadline=None)
@given(registers(), st.randoms(use_true_random=False))
def test_two_ids_of_one_holder_vote_together(stakes: list[Stake], random: st.DataObject) -> None:
    pairs = [("x0", "c0"), ("x1", "p0")]
    other = {subject: alias for alias, subject in pairs}
    split = [
        item._replace(
            holder=random.choice([item.holder, other.get(item.holder, item.holder)]),  # type: ignore[attr-defined]  # a Random
            company=random.choice([item.company, other.get(item.company, item.company)]),  # type: ignore[attr-defined]  # a Random
        )
        for item in stakes
    ]
    groups = Groups(Holdings(stakes), MAJORITY)
    columns = columns_of(split, aliases=pairs)
    found = control_on(columns, DAY)
    known = dict(pairs)
    names = [columns.names[number] for number in range(columns.nodes)]
    assert found.rings == groups.rings
    assert [found.ultimate(name) for name in names] == [groups.head(known.get(name, name)) for name in names]
    assert heads_on(columns, [(name, DAY) for name in names]) == [groups.head(known.get(name, name)) for name in names]


@pytest.mark.parametrize("size", [2, 5, 3_000])
def test_a_long_circle_is_one_ring_and_a_long_nest_one_group(size: int) -> None:
    circle = [stake(f"c{number:06}", f"c{(number + 1) % size:06}", 51) for number in range(size)]
    nest = [
        stake(f"d{number + step:06}", f"d{number:06}", 30)
        for number in range(size)
        for step in (1, 2)
        if number + step < size
    ]
    top = [stake("owner", f"d{size - step:06}", 60) for step in (1, 2)]
    columns = columns_of([*circle, stake("c000001", "below", 60), *nest, *top])
    found = control_on(columns, DAY)
    assert [len(ring) for ring in found.rings] == [size]
    assert found.ultimate("below") == "c000000"
    assert found.ultimate("d000000") == "owner"
    assert heads_on(columns, [("below", DAY), ("d000000", DAY)]) == ["c000000", "owner"]


def test_a_province_is_answered_from_all_the_store_knows() -> None:
    store = MemoryStore()
    firm, mill, person = (organisation(name) for name in ("控股公司", "面粉公司", "投资公司"))
    held = {"capital": 60, "total": 100}
    first = tie("SHAREHOLDER_OF", firm, mill, start=0, end=OPEN_DAY, properties=held)
    store.write(Batch([firm, mill, person, first], paper()))
    keeper = Keeper(store)
    before = province_control(keeper, DAY)
    assert (before.ultimate(mill.entity), before.version) == (firm.entity, store.version())
    second = tie("SHAREHOLDER_OF", person, firm, start=0, end=OPEN_DAY, properties=held)
    store.write(Batch([second], paper()))
    after = province_control(keeper, DAY)
    assert (after.ultimate(mill.entity), after.version) == (person.entity, store.version())
    assert after.controlled() == 2
    assert province_control(keeper, date(1969, 1, 1)).controlled() == 0


def test_columns_older_than_the_store_answer_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    keeper = Keeper(store)
    old = keeper.current()
    store.write(Batch([organisation("新公司")], paper()))
    monkeypatch.setattr("graph.columns.keeping.refreshed", lambda columns, store: old)
    with pytest.raises(StoreError, match="早于"):
        province_control(keeper, DAY)


def test_a_partnership_without_an_executing_partner_is_controlled_by_nobody() -> None:
    stakes = [stake("limited", "fund", 99), stake("limited", "led", 99), stake("fund", "c", 60)]
    columns = columns_of(stakes, [ExecutingPartner("gp", "led", "deed")], partnerships=["fund", "led"])
    found = control_on(columns, DAY)
    assert [found.ultimate(name) for name in ("fund", "c", "led")] == ["fund", "fund", "gp"]
    assert heads_on(columns, [("fund", DAY), ("c", DAY), ("led", DAY)]) == ["fund", "fund", "gp"]
