"""Derived facts are kept apart, version by version, and can be replaced as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from graph.derived import Derived, Family
from graph.store.port import DERIVATION, Store
from tests.contract.county import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, derived

FIRST = derived("D2", subject="O1")
ALERT = derived("D1", family=Family.ALERT, subject="O2", at=TUESDAY)
NOTICE = derived("D3", family=Family.NOTICE, subject="O1")


@pytest.fixture
def filled(store: Store) -> Store:
    """A store after a first derivation."""
    store.write_derived({}, [FIRST, NOTICE, ALERT], [], '{"run": 1}')
    return store


def test_they_are_read_by_id(filled: Store) -> None:
    assert filled.derived() == [ALERT, FIRST, NOTICE]
    assert filled.kept(DERIVATION) == '{"run": 1}'
    assert filled.version() == 0, "nothing was loaded"


@pytest.mark.parametrize(
    ("families", "ids", "subjects", "expected"),
    [
        ([Family.MEASURE], [], [], [FIRST]),
        ([Family.MEASURE, "notice"], [], [], [FIRST, NOTICE]),
        ([], ["D1", "D3", "D9"], [], [ALERT, NOTICE]),
        ([], [], ["O1"], [FIRST, NOTICE]),
        ([], [], ["O1", "O2"], [ALERT, FIRST, NOTICE]),
        (["notice"], [], ["O1"], [NOTICE]),
        ([], ["D2", "D1"], ["O1"], [FIRST]),
        (["alert"], ["D2"], [], []),
        ([], ["' OR 1=1 --"], [], []),
    ],
)
def test_filters_combine(
    filled: Store, families: list[str], ids: list[str], subjects: list[str], expected: list[Derived]
) -> None:
    assert filled.derived(families=families, ids=ids, subjects=subjects) == expected


def test_a_version_is_closed_and_another_added(filled: Store) -> None:
    later = derived("D2", at=WEDNESDAY, text="更正")
    filled.write_derived({"D2": WEDNESDAY, "unknown": WEDNESDAY}, [later], [], "2")
    assert filled.derived(ids=["D2"]) == [later]
    assert filled.derived(ids=["D2"], history=True) == [FIRST._replace(recorded_to=WEDNESDAY), later]
    filled.write_derived({"D2": THURSDAY}, [], [], "3")
    assert filled.derived(ids=["D2"]) == []
    assert filled.kept(DERIVATION) == "3"


def test_a_version_closed_by_the_instant_it_was_opened_is_gone(filled: Store) -> None:
    filled.write_derived({"D1": TUESDAY, "D2": MONDAY - 1}, [], [], "2")
    assert filled.derived(history=True) == [NOTICE]


def test_a_version_closed_before_stays_as_it_was(filled: Store) -> None:
    filled.write_derived({"D2": TUESDAY}, [], [], "2")
    filled.write_derived({"D2": THURSDAY}, [], [], "3")
    assert filled.derived(ids=["D2"], history=True) == [FIRST._replace(recorded_to=TUESDAY)]


def test_a_version_with_the_same_id_and_instant_is_replaced(filled: Store) -> None:
    again = derived("D2", text="重写")
    filled.write_derived({"D2": MONDAY}, [again, NOTICE], [], "2")
    assert filled.derived() == [ALERT, again, NOTICE]
    filled.write_derived({}, [FIRST], [], "3")
    assert filled.derived() == [ALERT, FIRST, NOTICE]


def test_dropping_takes_all_versions_before_new_ones_come(filled: Store) -> None:
    filled.write_derived({"D2": TUESDAY}, [derived("D2", at=TUESDAY)], [], "2")
    rebuilt = [derived("D2", at=MONDAY, to=WEDNESDAY, text="重建"), derived("D2", at=WEDNESDAY)]
    filled.write_derived({}, rebuilt, ["D2", "D3", "unknown"], "3")
    assert filled.derived(history=True) == [ALERT, *rebuilt]


def test_a_body_comes_back_as_it_went_in(store: Store) -> None:
    body: dict[str, Any] = {
        "path": [{"tie": "T1", "share": [1, 3]}],
        "end": None,
        "text": '‘’"\\\n',
        "flag": True,
        "nested": {"": []},
    }
    store.write_derived({}, [FIRST._replace(body=body)], [], "{}")
    assert store.derived()[0].body == body


def test_what_follows_from_a_record_is_found(store: Store) -> None:
    one, other = derived("D5", subject="O1", record="R1"), derived("D6", subject="O2", record="R2")
    store.write_derived({}, [one, other], [], "{}")
    assert store.derived(records=["R1", "R9"]) == [one]
    assert store.derived(records=["R1", "R2"], subjects=["O2"]) == [other]
    assert store.derived(records=["R1"], ids=["D6"]) == []


def test_who_looked_at_a_key_is_found_until_it_looks_elsewhere(store: Store) -> None:
    smallest, largest = -(2**63), 2**63 - 1
    store.write_derived({}, [], [], "1", {"R2": [smallest, 7], "R1": [7, largest]})
    assert store.lookers([7]) == ["R1", "R2"]
    assert store.lookers([smallest, 8]) == ["R2"]
    assert store.lookers([largest]) == ["R1"]
    assert store.lookers([]) == []
    store.write_derived({}, [], [], "2", {"R2": [8], "R1": []})
    assert store.lookers([7, smallest, largest]) == []
    assert store.lookers([7, 8]) == ["R2"]
    store.reset()
    assert store.lookers([8]) == []


def test_many_at_once(store: Store) -> None:
    many = [derived(f"D{n:05}", subject=f"O{n % 10}") for n in range(5_000)]
    store.write_derived({}, many, [], "1")
    store.write_derived({one.id: TUESDAY for one in many[:4_000]}, [], [one.id for one in many[4_500:]], "2")
    assert store.derived() == many[4_000:4_500]
    assert store.derived(ids=[one.id for one in many]) == many[4_000:4_500]
    assert len(store.derived(history=True)) == 4_500


def test_pages_give_each_once_as_known_at_an_instant(store: Store) -> None:
    versions = [derived("D1", to=TUESDAY), derived("D1", at=TUESDAY, text="更正"), derived("D2", at=WEDNESDAY)]
    versions += [derived("D3", to=WEDNESDAY), derived("D4"), derived("D5", family=Family.ALERT)]
    store.write_derived({}, versions, [], "")

    def page(**asked: Any) -> list[tuple[str, int]]:  # noqa: ANN401 - the port's own arguments
        return [(one.id, one.recorded_from) for one in store.derived_page(Family.MEASURE, **asked)]

    assert page(limit=9) == [("D1", TUESDAY), ("D2", WEDNESDAY), ("D4", MONDAY)]
    assert page(limit=2) == page(limit=9)[:2]
    assert page(limit=9, after="D2") == [("D4", MONDAY)]
    assert page(limit=9, known_at=TUESDAY - 1) == [("D1", MONDAY), ("D3", MONDAY), ("D4", MONDAY)]
    assert page(limit=9, known_at=TUESDAY) == [("D1", TUESDAY), ("D3", MONDAY), ("D4", MONDAY)]
    assert page(limit=9, known_at=WEDNESDAY) == page(limit=9)
    assert page(limit=0) == page(limit=9, after="D4") == page(limit=9, known_at=MONDAY - 1) == []
