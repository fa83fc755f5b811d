"""The whole graph as columns: the same facts as the store's, and refreshed the same as built anew."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns.build import build
from graph.columns.keeping import Keeper
from graph.columns.layout import DOUBTFUL, KIND, UNDISCLOSED, Columns
from graph.columns.refresh import refreshed
from graph.model import OPEN_DAY, Fact, Shape, tie_id
from graph.store.packing import unpacked
from graph.store.port import Batch, Store
from tests.contract.county import MILL, MONDAY, TUESDAY, organisation, paper, tie
from tests.contract.test_random_histories import STATED, Step, settled, take
from tests.oracles.memory_store import MemoryStore

ENDS = st.sampled_from(["O1", "O2", "O3", "O4", "P1"])
PROPERTIES: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {},
    optional={
        "capital": st.sampled_from([0, 3, 50, 2**31, 6 * 10**12]),
        "total": st.sampled_from([100, 2**32, 10**13, 10**13 + 1]),
        "band": st.sampled_from([0, 1, 60]),
        "certainty": st.sampled_from(["certain", "possible"]),
        "disclosed": st.booleans(),
    },
)


@st.composite
def ties(draw: st.DrawFn) -> Fact:
    """A shareholding, an executing partner, or that two are one."""
    kind = draw(st.sampled_from(["SHAREHOLDER_OF", "SHAREHOLDER_OF", "EXECUTING_PARTNER_OF", "SAME_AS", "OFFICER_OF"]))
    source, target, start = draw(ENDS), draw(ENDS), draw(st.sampled_from([None, 5, 9]))
    return Fact(
        Shape.TIE,
        kind,
        tie_id(kind, source, target, str(start)),
        draw(st.integers(1, 6)),
        source=source,
        target=target,
        valid_from=start,
        valid_to=draw(st.sampled_from([None, 12, OPEN_DAY])),
        properties=draw(PROPERTIES),
        document="d1",
    )


FACTS = st.lists(st.one_of(ties(), ties(), STATED), max_size=8)
WRITES = FACTS.map(lambda facts: ("write", facts))
SETTLINGS = st.dictionaries(
    st.sampled_from(["O1", "O2"]),
    st.lists(st.one_of(ties(), settled()), max_size=4).map(
        lambda facts: list({fact.entity: fact for fact in facts}.values())
    ),
    min_size=1,
).map(lambda owned: ("settle", owned))
STEPS = st.lists(st.one_of(WRITES, WRITES, SETTLINGS), min_size=1, max_size=5)


def plain(columns: Columns) -> dict[str, Any]:
    """What columns say, both ways, without numbers: rows by id, and kinds."""
    names, entries, steps = columns.names, columns.incoming.entries, columns.outgoing.entries
    came, led, kinds = set(), set(), {}
    for node in range(columns.nodes):
        for place in range(*columns.incoming.rows[node].tolist()):
            tie = entries[place]
            part, whole = int(tie["part"]), int(tie["whole"])
            share = tuple(columns.wide[part].tolist()) if whole < 0 else (part, whole)
            kind = columns.tie_kinds[tie["label"] & KIND]
            marks = bool(tie["label"] & DOUBTFUL), bool(tie["label"] & UNDISCLOSED)
            days = int(tie["since"]), int(tie["until"])
            came.add((int(tie["sequence"]), kind, names[tie["source"]], names[node], days, share, marks))
        for place in range(*columns.outgoing.rows[node].tolist()):
            step = steps[place]
            led.add((int(entries[step["place"]]["sequence"]), names[node], names[step["target"]]))
        if columns.kinds[node]:
            kinds[names[node]] = columns.node_kinds[columns.kinds[node]]
    assert led == {(sequence, source, target) for sequence, _, source, target, *_ in came}
    assert len(came) == columns.ties
    aliases = {names[alias]: names[subject] for alias, subject in columns.aliases.items()}
    return {"ties": came, "kinds": kinds, "aliases": aliases, "version": columns.version}


def test_rows_are_those_of_the_store_in_plain_lists(store: Store, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(STEPS)
    def check(steps: list[Step]) -> None:
        store.reset()
        oracle = MemoryStore()
        for step in steps:
            take(store, step)
            take(oracle, step)
        found, told = ([row for chunk in one.columns() for row in unpacked(chunk)] for one in (store, oracle))
        assert sorted(found) == sorted(told)

    check()


def test_refreshed_is_the_same_as_built_anew_and_changes_nothing_before(store: Store, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(STEPS)
    def check(steps: list[Step]) -> None:
        store.reset()
        columns = build(store)
        for step in steps:
            take(store, step)
            before, told = columns, plain(columns)
            columns = refreshed(before, store)
            assert plain(columns) == plain(build(store))
            assert plain(before) == told
            assert plain(refreshed(before, store)) == plain(columns)

    check()


def test_columns_say_what_is_known_now(store: Store) -> None:
    holder = organisation("控股公司", code="91640000MA00000009")
    stake = tie("SHAREHOLDER_OF", holder, MILL, start=9, end=OPEN_DAY, properties={"capital": 51, "total": 100})
    store.write(Batch([MILL, holder, stake], paper()))
    keeper = Keeper(store)
    first = keeper.current()
    assert {row[4:6] for row in plain(first)["ties"]} == {((9, OPEN_DAY), (51, 100))}
    assert keeper.current() is first
    sold = stake._replace(recorded_from=TUESDAY, properties={"capital": 5, "total": 100})
    store.write(Batch([sold], paper()))
    second = keeper.current()
    assert second.version == store.version() > first.version
    assert {row[5] for row in plain(second)["ties"]} == {(5, 100)}
    assert {row[5] for row in plain(first)["ties"]} == {(51, 100)}
    assert first.incoming.entries is second.incoming.entries
    assert MONDAY < TUESDAY
