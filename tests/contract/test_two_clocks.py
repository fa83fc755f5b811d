"""What is true on a day and what was known at an instant, through corrections and late arrivals."""

from __future__ import annotations

from graph.model import Shape
from graph.store.port import Batch, Store, Written
from tests.contract.answers import known, plain
from tests.contract.county import MILL, MONDAY, OFFICE, THURSDAY, TUESDAY, WEDNESDAY, organisation, penalty, tie


def test_a_correction_closes_one_version_and_opens_another(store: Store) -> None:
    store.write(Batch([penalty("1", fine=100)]))
    assert store.write(Batch([penalty("1", at=WEDNESDAY, document="d2", fine=90)])) == Written(1, 0, 1)
    old, new = store.facts([penalty("1").entity], history=True)
    assert (old.properties["fine"], old.recorded_from, old.recorded_to) == (100, MONDAY, WEDNESDAY)
    assert (new.properties["fine"], new.recorded_from, new.recorded_to) == (90, WEDNESDAY, None)
    assert store.facts([old.entity]) == [new]
    assert known(store, TUESDAY) == {(old.entity, ""): old.digest}
    assert known(store, WEDNESDAY) == known(store, None) == {(old.entity, ""): new.digest}
    assert known(store, MONDAY - 1) == {}
    assert store.version() == 3, "closing and opening are numbered"


def test_what_arrives_late_was_known_early(store: Store) -> None:
    entity = penalty("1").entity
    store.write(Batch([penalty("1", at=MONDAY, a="old")]))
    store.write(Batch([penalty("1", at=WEDNESDAY, document="d3", b="said on Wednesday")]))
    store.write(Batch([penalty("1", at=TUESDAY, document="d2", a="new")]))
    shown = {
        instant: fact.properties
        for instant in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
        for fact in store.facts([entity], history=True)
        if fact.known_at(instant)
    }
    assert shown == {
        MONDAY: {"a": "old"},
        TUESDAY: {"a": "new"},
        WEDNESDAY: {"a": "new", "b": "said on Wednesday"},
        THURSDAY: {"a": "new", "b": "said on Wednesday"},
    }
    changed = list(store.changes_since(3))
    assert [fact.recorded_from == fact.recorded_to for fact in changed] == [False, True, False, False]
    assert all(fact.recorded_from != fact.recorded_to for fact in store.scan()), "what was withdrawn no clock shows"


def test_a_statement_before_all_others_comes_first(store: Store) -> None:
    store.write(Batch([penalty("1", at=WEDNESDAY, a="x")]))
    store.write(Batch([penalty("1", at=MONDAY, document="d0", a="x", b="y")]))
    (only,) = store.facts([penalty("1").entity], history=True)
    assert (only.recorded_from, only.recorded_to, only.properties) == (MONDAY, None, {"a": "x", "b": "y"})


def test_at_one_instant_two_documents_add_up(store: Store) -> None:
    store.write(Batch([penalty("1", document="d1", a="x")]))
    store.write(Batch([penalty("1", document="d2", b="y")]))
    (fact,) = store.facts([penalty("1").entity], history=True)
    assert fact.properties == {"a": "x", "b": "y"}


def test_a_row_that_says_the_same_again_is_remembered_and_changes_nothing(store: Store) -> None:
    store.write(Batch([penalty("1", a="x")]))
    version = store.version()
    assert store.write(Batch([penalty("1", at=TUESDAY, document="d2", line=9, a="x")])) == Written(0, 1, 0)
    assert store.version() == version
    assert list(store.changes_since(version)) == []
    said = store.statements([penalty("1").entity, "unknown"])
    assert [(fact.document, fact.line, fact.recorded_from) for fact in said] == [("d1", 1, MONDAY), ("d2", 9, TUESDAY)]
    assert [fact.properties for fact in said] == [{"a": "x"}, {"a": "x"}]


def test_a_mention_counts_once_for_all_documents(store: Store) -> None:
    for day, at in enumerate((TUESDAY, MONDAY, WEDNESDAY)):
        store.write(Batch([organisation("某厂", at=at, document=f"d{day}")]))
    (fact,) = store.facts([organisation("某厂").entity])
    assert fact.recorded_from == MONDAY
    assert [said.document for said in store.statements([fact.entity])] == ["d1", "d0"]


def test_a_mention_takes_nothing_from_a_roster(store: Store) -> None:
    store.write(Batch([OFFICE]))
    mention = OFFICE._replace(kind="Organisation", properties={}, recorded_from=TUESDAY, document="d2")
    assert store.write(Batch([mention])).opened == 0
    assert plain(store.facts([OFFICE.entity])) == [OFFICE]


def test_a_tie_is_corrected_as_a_whole(store: Store) -> None:
    act = penalty("1")
    first = tie("CONCERNS", act, MILL, properties={"capacity": "原告", "note": "x"})
    second = tie("CONCERNS", act, MILL, at=TUESDAY, properties={"capacity": "被告"})
    store.write(Batch([first]))
    store.write(Batch([second]))
    (now,) = store.ties([MILL.entity])
    assert (now.shape, now.properties) == (Shape.TIE, {"capacity": "被告"})
    assert [one.recorded_to for one in store.ties([MILL.entity], history=True)] == [TUESDAY, None]


def test_changes_of_chosen_kinds_are_those_among_all_changes(store: Store) -> None:
    act, firm = penalty("1"), organisation("样例商贸有限公司", code="91640104MA0000015Y")
    store.write(Batch([act, firm, tie("PENALISES", act, firm)]))
    store.write(Batch([penalty("1", at=TUESDAY, a="x")]))
    everything = list(store.changes_since(0))
    chosen = list(store.changes_since(0, kinds=("Enterprise", "PENALISES")))
    assert chosen == [fact for fact in everything if fact.kind in {"Enterprise", "PENALISES"}]
    assert 0 < len(chosen) < len(everything)
