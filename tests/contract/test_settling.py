"""What is settled about an owner is exactly what was settled last, and never mixes with what rows state."""

from __future__ import annotations

import pytest

from graph.model import Fact
from graph.store.port import Batch, Store, Written
from tests.contract.answers import everything, known, plain
from tests.contract.county import BANK, MILL, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, organisation, tie


def stake(at: int = MONDAY, to: int | None = None, capital: int = 60) -> Fact:
    """The bank's stake in the mill."""
    properties = {"capital": capital, "total": 100}
    return tie("SHAREHOLDER_OF", BANK, MILL, at=at, start=18_000, properties=properties)._replace(recorded_to=to)


def registered(at: int = MONDAY) -> Fact:
    """The mill by its register."""
    return MILL._replace(recorded_from=at, properties={"standing": 2, "state": "存续"})


OWNER = MILL.entity


def owned(*facts: Fact) -> list[Fact]:
    """Facts as they are read back."""
    return [fact._replace(owner=OWNER) for fact in facts]


def test_what_is_settled_is_read_back_with_its_owner(store: Store) -> None:
    first, second = stake(MONDAY, TUESDAY, 60), stake(TUESDAY, None, 40)
    assert store.settle({OWNER: [first, second]}) == Written(2, 0, 0)
    assert plain(store.scan()) == owned(first, second)
    assert plain(store.ties([MILL.entity])) == owned(second)
    assert plain(store.ties([MILL.entity], history=True)) == owned(first, second)


def test_settling_the_same_again_changes_nothing(store: Store) -> None:
    store.settle({OWNER: [stake(MONDAY, TUESDAY), registered()]})
    before = everything(store)
    assert store.settle({OWNER: [registered(), stake(MONDAY, TUESDAY)]}) == Written(0, 2, 0)
    assert everything(store) == before


def test_versions_there_stay_others_are_withdrawn(store: Store) -> None:
    store.settle({OWNER: [stake(MONDAY), registered()]})
    version = store.version()
    assert store.settle({OWNER: [registered(), stake(WEDNESDAY, None, 70)]}) == Written(1, 1, 1)
    assert plain(store.scan()) == owned(registered(), stake(WEDNESDAY, None, 70))
    withdrawn, added = store.changes_since(version)
    assert (withdrawn.recorded_from, withdrawn.recorded_to) == (MONDAY, MONDAY)
    assert added.recorded_from == WEDNESDAY
    assert store.stats().closed == 1


def test_a_version_may_end_and_last_again(store: Store) -> None:
    store.settle({OWNER: [stake(MONDAY)]})
    store.settle({OWNER: [stake(MONDAY, WEDNESDAY)]})
    assert [(set(known(store, at)) != set()) for at in (TUESDAY, WEDNESDAY, None)] == [True, False, False]
    version = store.version()
    store.settle({OWNER: [stake(MONDAY, THURSDAY)]})
    assert [(set(known(store, at)) != set()) for at in (TUESDAY, WEDNESDAY, THURSDAY)] == [True, True, False]
    assert store.version() > version
    assert list(store.changes_since(version)) != []
    store.settle({OWNER: [stake(MONDAY)]})
    assert len(known(store, None)) == 1


def test_nothing_settled_withdraws_all(store: Store) -> None:
    store.settle({OWNER: [stake()], BANK.entity: [registered(TUESDAY)]})
    store.settle({OWNER: []})
    assert [fact.owner for fact in store.scan()] == [BANK.entity]


def test_two_owners_may_settle_the_same(store: Store) -> None:
    store.settle({OWNER: [stake()], BANK.entity: [stake()]})
    assert [fact.owner for fact in store.ties([MILL.entity])] == [OWNER, BANK.entity]
    store.settle({BANK.entity: []})
    assert [fact.owner for fact in store.ties([MILL.entity])] == [OWNER]


def test_a_registered_subject_hides_its_mentions_and_leaves_them_alone(store: Store) -> None:
    other = organisation("另一企业", code=MILL.code)
    store.write(Batch([MILL, other]))
    store.settle({OWNER: [registered(TUESDAY)]})
    settled = owned(registered(TUESDAY))
    assert plain(store.facts([MILL.entity])) == settled
    assert plain(store.by_code(MILL.code)) == [other, *settled]
    assert plain(store.by_number(MILL.number)) == settled
    assert plain(store.search("塞上面粉", 10)) == settled
    assert store.stats().facts == {"Enterprise": 2}
    assert plain(store.facts([MILL.entity], history=True)) == [MILL, *settled]
    assert plain(store.scan()) == [MILL, other, *settled]
    store.write(Batch([MILL._replace(recorded_from=WEDNESDAY, code="", name="塞上面粉")]))
    assert plain(store.facts([MILL.entity])) == settled
    store.settle({OWNER: []})
    (mention,) = store.facts([MILL.entity])
    assert (mention.owner, mention.code, mention.name) == ("", MILL.code, "塞上面粉")


def test_order_of_writing_and_settling_does_not_matter(store: Store) -> None:
    mention = MILL._replace(recorded_from=WEDNESDAY)
    store.settle({OWNER: [registered(TUESDAY)]})
    store.write(Batch([mention]))
    one = {at: known(store, at) for at in (MONDAY, TUESDAY, WEDNESDAY, None)}
    store.reset()
    store.write(Batch([mention]))
    store.settle({OWNER: [registered(TUESDAY)]})
    assert {at: known(store, at) for at in one} == one


def test_an_empty_recorded_interval_is_not_written(store: Store) -> None:
    assert store.settle({OWNER: [stake(MONDAY, MONDAY)]}).opened == 0
    assert list(store.changes_since(0)) == []


@pytest.mark.parametrize("owner", ["", OWNER])
def test_what_cannot_be_settled_is_refused_whole(store: Store, owner: str) -> None:
    spoiled = stake(TUESDAY, MONDAY) if owner else stake()
    with pytest.raises(ValueError, match=r"\S"):
        store.settle({BANK.entity: [stake()], owner: [spoiled]})
    assert list(store.scan()) == []
