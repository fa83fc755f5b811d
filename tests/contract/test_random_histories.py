"""Whatever is written in whatever order, a store answers as the one in plain lists does."""

from __future__ import annotations

from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import OPEN_DAY, Fact, Shape, tie_id
from graph.store.port import Batch, Store
from tests.contract.answers import everything
from tests.contract.county import derived, paper
from tests.oracles.memory_store import MemoryStore

INSTANTS = st.integers(1, 6)
DOCUMENTS = st.sampled_from(["d1", "d2"])
TEXTS = st.sampled_from(["x", "y", "2024-01-01"])
PROPERTIES = st.dictionaries(st.sampled_from("ab"), st.one_of(TEXTS, st.integers(-1, 2), st.booleans()), max_size=2)
ENTITIES = st.sampled_from(["O1", "O2", "O3"])
RECORDS = st.sampled_from(["R1", "R2"])


@st.composite
def subjects(draw: st.DrawFn) -> Fact:
    """A mention, or a row of a roster."""
    standing = draw(st.sampled_from([0, 0, 1]))
    properties = {**draw(PROPERTIES), "standing": 1} if standing else draw(PROPERTIES)
    return Fact(
        Shape.SUBJECT,
        draw(st.sampled_from(["Organisation", "Enterprise"])),
        draw(ENTITIES),
        draw(INSTANTS),
        name=draw(st.sampled_from(["", "甲公司", "乙公司", "甲"])),
        code=draw(st.sampled_from(["", "9"])),
        number=draw(st.sampled_from(["", "7"])),
        properties=properties,
        document=draw(DOCUMENTS),
        line=draw(st.integers(1, 3)),
    )


@st.composite
def records(draw: st.DrawFn) -> Fact:
    """A document with effect."""
    return Fact(
        Shape.RECORD,
        "Penalty",
        draw(RECORDS),
        draw(INSTANTS),
        number=draw(st.sampled_from(["", "7"])),
        valid_from=draw(st.sampled_from([None, 3, 5])),
        valid_to=draw(st.sampled_from([None, 9, OPEN_DAY])),
        properties=draw(PROPERTIES),
        document=draw(DOCUMENTS),
        line=draw(st.integers(1, 3)),
    )


@st.composite
def ties(draw: st.DrawFn) -> Fact:
    """A tie between a record or subject and a subject."""
    source, target = draw(st.one_of(RECORDS, ENTITIES)), draw(ENTITIES)
    kind = draw(st.sampled_from(["PENALISES", "CONCERNS"]))
    return Fact(
        Shape.TIE,
        kind,
        tie_id(kind, source, target),
        draw(INSTANTS),
        source=source,
        target=target,
        properties=draw(PROPERTIES),
        document=draw(DOCUMENTS),
    )


STATED = st.one_of(subjects(), records(), ties())


@st.composite
def settled(draw: st.DrawFn) -> Fact:
    """A version as settling works it out, with its recorded interval."""
    fact = draw(STATED)
    properties = {**fact.properties, "standing": 2} if fact.shape == Shape.SUBJECT else fact.properties
    lasting = draw(st.sampled_from([None, None, 0, 1, 2]))
    end = None if lasting is None else fact.recorded_from + lasting
    return fact._replace(properties=properties, recorded_to=end)


def one_version_each(facts: list[Fact]) -> list[Fact]:
    """Settling never gives two versions of one thing for one instant."""
    return list({fact.entity: fact for fact in facts}.values())


Step: TypeAlias = tuple[str, Any]

WRITES = st.lists(STATED, max_size=6).map(lambda facts: ("write", facts))
SETTLINGS = st.dictionaries(
    st.sampled_from(["O1", "O2"]), st.lists(settled(), max_size=4).map(one_version_each), min_size=1
).map(lambda owned: ("settle", owned))
DERIVATIONS = st.tuples(
    st.dictionaries(st.sampled_from(["D1", "D2"]), INSTANTS),
    st.lists(st.builds(derived, st.sampled_from(["D1", "D2", "D3"]), at=INSTANTS, text=TEXTS), max_size=3),
    st.lists(st.sampled_from(["D1", "D3"]), max_size=1),
).map(lambda parts: ("derive", parts))
STEPS = st.lists(st.one_of(WRITES, WRITES, SETTLINGS, DERIVATIONS), min_size=1, max_size=6)


def take(store: Store, step: Step) -> object:
    """One step; what the store said to it."""
    match step:
        case ("write", list(facts)):
            return store.write(Batch(facts, paper(rows=len(facts))))
        case ("settle", dict(owned)):
            return store.settle(owned)
        case ("derive", (close, add, drop)):
            store.write_derived(close, add, drop, str(len(add)))
    return None


def test_a_store_answers_as_plain_lists_do(store: Store, examples: int) -> None:
    @settings(settings.get_profile("contract"), max_examples=examples)
    @given(STEPS)
    def compare(steps: list[Step]) -> None:
        store.reset()
        oracle = MemoryStore()
        middle = 0
        for number, step in enumerate(steps):
            assert take(store, step) == take(oracle, step)
            assert store.version() == oracle.version()
            if number == len(steps) // 2:
                middle = oracle.version()
        assert everything(store) == everything(oracle)
        assert list(store.changes_since(middle)) == list(oracle.changes_since(middle))

    compare()


def test_batches_in_any_order_leave_the_same_known_at_every_instant(store: Store, examples: int) -> None:
    @settings(settings.get_profile("contract"), max_examples=examples)
    @given(st.lists(st.lists(STATED, min_size=1, max_size=4), min_size=1, max_size=4))
    def compare(batches: list[list[Fact]]) -> None:
        seen = []
        for order in (batches, batches[::-1], sorted(batches, key=lambda batch: batch[0].entity)):
            store.reset()
            for batch in order:
                store.write(Batch(batch))
            seen.append(
                {
                    instant: {fact.entity: fact.digest for fact in store.scan() if fact.known_at(instant)}
                    for instant in (0, 1, 2, 3, 4, 5, 6, None)
                }
            )
        assert seen[0] == seen[1] == seen[2]

    compare()
