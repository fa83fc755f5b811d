"""What questions have read is kept for the next one, and after anything is told of it as good as read anew."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import live, lives, worked_out
from graph.live import Live
from graph.lives import Lives
from graph.model import OPEN_DAY, Fact, Shape, tie_id
from graph.snapshot import Snapshot
from graph.store.port import Batch, Store
from graph.view import View
from queries import lookup
from tests.contract.county import paper
from tests.contract.test_random_histories import ENTITIES, RECORDS, STEPS, Step, take
from tests.oracles.memory_store import MemoryStore

KINDS = ("PENALISES", "CONCERNS", "SAME_AS")
ALL = ["O1", "O2", "O3", "R1", "R2"]


@st.composite
def same(draw: st.DrawFn) -> Fact:
    """Two ids found to be one subject's."""
    source, target = draw(st.sampled_from([("O2", "O1"), ("O3", "O1"), ("O3", "O2")]))
    since, lasting = draw(st.integers(1, 6)), draw(st.sampled_from([None, None, 2]))
    return Fact(
        Shape.TIE, "SAME_AS", tie_id("SAME_AS", source, target), since, source=source, target=target,
        valid_from=0, valid_to=OPEN_DAY, document="d1", recorded_to=None if lasting is None else since + lasting,
    )  # fmt: skip


FOUND = st.dictionaries(
    st.sampled_from(["O1", "O2"]),
    st.lists(same(), max_size=3).map(lambda ties: list({tie.entity: tie for tie in ties}.values())),
    min_size=1,
).map(lambda owned: ("settle", owned))

LOOKS = st.lists(
    st.tuples(st.sampled_from(["of", "leaving", "arriving", "numbered", "group"]), st.one_of(ENTITIES, RECORDS)),
    max_size=6,
)


def place(fact: Fact) -> int:
    return fact.sequence


def read(versions: Live | Snapshot, looks: Iterable[tuple[str, str]]) -> list[Any]:
    """What was found, in an order that does not depend on when it was read."""
    found: list[Any] = []
    for how, at in looks:
        if how in ("leaving", "arriving"):
            found.append([sorted(getattr(versions, how)(at, kind), key=place) for kind in KINDS])
        elif how == "numbered":
            found.append(sorted(versions.numbered("7"), key=place))
        elif how == "group":
            found.append([View(versions, instant).aliases(at) for instant in (None, 1, 3)])
        else:
            found.append(sorted(versions.of(at), key=place))
    return found


EVERYTHING = [(how, at) for how in ("of", "leaving", "arriving", "numbered", "group") for at in ALL]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.one_of(STEPS.map(lambda steps: steps[0]), FOUND), LOOKS), min_size=2, max_size=8))
def test_kept_facts_are_those_of_the_store_whatever_is_written_between_questions(
    told: list[tuple[Step, list[tuple[str, str]]]],
) -> None:
    store = MemoryStore()
    kept = Lives(store)
    for step, looks in told:
        take(store, step)
        anew = Snapshot(store.scan(), store.version())
        with kept.lent() as one:
            assert one.version == store.version()
            assert read(one, looks) == read(anew, looks)
    with kept.lent() as one:
        assert read(one, EVERYTHING) == read(anew, EVERYTHING)


def told_of(view: View, entity: str) -> list[Any]:
    """Something that is worked out from several facts."""
    fact = view.subject(entity)
    ties = view.ties_to(entity, "PENALISES", "CONCERNS")
    return [fact, ties, [view.subject(tie.source) for tie in ties], [one.id for one in view.numbered("7", "Penalty")]]


def found_by(store: Store, text: str, view: View | None) -> object:
    try:
        return lookup.find(store, text, view)
    except (lookup.SubjectNotFound, lookup.SubjectNotUnique) as error:
        return type(error)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(STEPS.map(lambda steps: steps[0]), FOUND), min_size=2, max_size=8))
def test_what_was_worked_out_is_worked_out_again_where_anything_it_looked_at_was_told_of(steps: list[Step]) -> None:
    store = MemoryStore()
    kept = Lives(store)
    for step in steps:
        take(store, step)
        anew = Snapshot(store.scan(), store.version()).at(None)
        with kept.lent() as one:
            for entity in ("O1", "O2", "O3"):
                found = one.once((told_of, entity), partial(told_of, entity=entity))
                assert found == told_of(anew, entity)
            for text in ("9", "O1"):
                meant = one.once((found_by, text), partial(found_by, store, text))
                assert meant == found_by(store, text, None)


def company(name: str, recorded_from: int = 1) -> Fact:
    return Fact(Shape.SUBJECT, "Enterprise", "O1", recorded_from, name=name, code="9", document="d1", line=1)


def test_only_what_was_told_of_is_worked_out_again() -> None:
    store = MemoryStore()
    store.write(Batch([company("乙公司")._replace(entity="O2", code="8"), company("甲公司")], paper()))
    kept = Lives(store)
    asked: list[str] = []

    def name(view: View, entity: str) -> str:
        asked.append(entity)
        fact = view.subject(entity)
        return fact.name if fact is not None else ""

    def names() -> list[str]:
        with kept.lent() as one:
            return [one.once(entity, partial(name, entity=entity)) for entity in ("O1", "O2")]

    assert names() == names() == ["甲公司", "乙公司"]
    store.write(Batch([company("丙公司", 2)], paper()))
    assert names() == names() == ["丙公司", "乙公司"]
    assert asked == ["O1", "O2", "O1"]


def test_a_store_emptied_and_filled_anew_is_another() -> None:
    store = MemoryStore()
    store.write(Batch([company("甲公司"), company("乙公司")._replace(entity="O2")], paper()))
    kept = Lives(store)
    with kept.lent() as one:
        assert (one.of("O2")[0].name, one.once("n", lambda view: view.subject("O2"))) == ("乙公司", one.of("O2")[0])
    store.reset()
    others = [company("丁公司", 5)._replace(entity=f"O{number}") for number in (7, 8, 9)]
    store.write(Batch(others, paper()))
    with kept.lent() as one:
        assert (one.of("O2"), one.once("n", lambda view: view.subject("O2"))) == ([], None)


@pytest.mark.parametrize(
    ("most", "module"),
    [("MOST_KEPT", lives), ("_WORKED_OUT", live), ("MOST_TOUCHED", worked_out), ("MOST_CHANGES", lives)],
)
def test_no_more_is_kept_than_so_much(monkeypatch: pytest.MonkeyPatch, most: str, module: ModuleType) -> None:
    monkeypatch.setattr(module, most, 1)
    store = MemoryStore()
    kept = Lives(store)
    for instant in range(1, 30):
        store.write(Batch([company(f"公司{instant}", instant)._replace(entity=f"O{instant % 3}")], paper()))
        with kept.lent() as one:
            for number in range(3):
                expected = store.facts([f"O{number}"])
                found = one.once(number, partial(View.subject, entity=f"O{number}"))
                assert ([found] if found is not None else []) == expected
            assert len(one._worked_out._made) <= (1 if most == "_WORKED_OUT" else 3)
            assert len(one._worked_out._touched) <= (1 if most == "MOST_TOUCHED" else 200)


def test_a_question_that_is_refused_leaves_what_was_read() -> None:
    store = MemoryStore()
    store.write(Batch([company("甲公司")], paper()))
    kept = Lives(store)
    asked: list[View] = []

    def refused() -> None:
        with kept.lent() as one:
            one.once("n", asked.append)
            raise PermissionError

    for _ in range(2):
        with pytest.raises(PermissionError):
            refused()
    assert len(asked) == 1
