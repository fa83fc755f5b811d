"""Look-ups by what a thing is called and by what it is tied to."""

from __future__ import annotations

import pytest

from graph.store.port import Batch, Store
from tests.contract.answers import plain
from tests.contract.county import (
    BANK,
    COUNTY,
    DECIDED_BY,
    DECISION,
    MILL,
    OFFICE,
    PENALISES,
    TUESDAY,
    organisation,
    paper,
    penalty,
    tie,
)


@pytest.fixture
def county(store: Store) -> Store:
    """A store with the county in it."""
    store.write(Batch(COUNTY, paper()))
    return store


def test_facts_about_entities_come_in_the_order_of_writing(county: Store) -> None:
    asked = [DECISION.entity, "nothing", MILL.entity, MILL.entity, PENALISES.entity]
    assert plain(county.facts(iter(asked))) == [MILL, DECISION, PENALISES]
    assert county.facts([]) == []


def test_thousands_of_entities_may_be_asked_for_at_once(county: Store) -> None:
    asked = [f"R{n:024x}" for n in range(50_000)] + [BANK.entity]
    assert plain(county.facts(asked)) == [BANK]
    assert plain(county.ties([*asked, OFFICE.entity])) == [DECIDED_BY]


def test_by_code_and_number_find_subjects_and_records_as_they_are_now(county: Store) -> None:
    assert plain(county.by_code(MILL.code)) == [MILL]
    assert plain(county.by_number(MILL.number)) == [MILL]
    assert plain(county.by_number(DECISION.number)) == [DECISION]
    assert county.by_code(MILL.code.lower()) == county.by_number("") == county.by_code("") == []
    county.write(Batch([MILL._replace(code="91640000MA00000099", recorded_from=TUESDAY, properties={"standing": 1})]))
    assert county.by_code(MILL.code) == []
    assert [fact.entity for fact in county.by_code("91640000MA00000099")] == [MILL.entity]


def test_several_records_may_have_one_number(county: Store) -> None:
    other = penalty("2")._replace(number=DECISION.number)
    county.write(Batch([other, tie("CONCERNS", other, MILL)._replace(number=DECISION.number)]))
    assert plain(county.by_number(DECISION.number)) == [DECISION, other]


def test_ties_are_found_from_both_ends_once(county: Store) -> None:
    loop = tie("SHAREHOLDER_OF", MILL, MILL, start=18_000)
    county.write(Batch([loop]))
    assert plain(county.ties([MILL.entity])) == [PENALISES, loop]
    assert plain(county.ties([DECISION.entity, MILL.entity])) == [PENALISES, DECIDED_BY, loop]
    assert plain(county.ties([DECISION.entity, MILL.entity], kinds=["DECIDED_BY", "SHAREHOLDER_OF"])) == [
        DECIDED_BY,
        loop,
    ]
    assert county.ties([MILL.entity], kinds=["CONCERNS"]) == county.ties([]) == county.ties(["", "nothing"]) == []


def test_two_ties_of_one_kind_between_the_same_ends(county: Store) -> None:
    early = tie("LEGAL_REPRESENTATIVE_OF", BANK, MILL, start=100, end=200)
    late = tie("LEGAL_REPRESENTATIVE_OF", BANK, MILL, start=300)
    county.write(Batch([late, early]))
    assert plain(county.ties([BANK.entity])) == [late, early]


@pytest.mark.parametrize("text", ["' OR '1'='1", '"}) DETACH DELETE n //', "%", "_", "[]", "\\", "$entities", "\x1f"])
def test_hostile_text_is_only_text(county: Store, text: str) -> None:
    fact = organisation("x", code=text, number=text)._replace(entity=text)
    county.write(Batch([fact]))
    assert plain(county.by_code(text)) == plain(county.by_number(text)) == plain(county.facts([text])) == [fact]
    assert county.ties([text], kinds=[text]) == []
    assert len(list(county.scan())) == 7


def test_a_scan_sees_one_state_whatever_is_written_meanwhile(county: Store) -> None:
    scan, changes = county.scan(), county.changes_since(2)
    assert plain([next(scan)]) == [MILL]
    assert plain([next(changes)]) == [OFFICE]
    county.write(Batch([organisation(f"新企业{n}") for n in range(300)]))
    county.write(Batch([BANK._replace(recorded_from=TUESDAY, properties={"standing": 1})]))
    assert plain(scan) == COUNTY[1:]
    assert plain(changes) == COUNTY[3:]


def test_an_iterator_may_be_left_unfinished(county: Store) -> None:
    for _ in range(100):
        next(county.scan())
    county.write(Batch([organisation("新企业")]))
    assert county.version() == 7
