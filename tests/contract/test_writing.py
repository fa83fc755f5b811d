"""A batch is written whole, in order, and says what it did."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from graph.model import OPEN_DAY, Fact, Shape
from graph.store.port import Batch, Store, Written
from tests.contract.answers import everything, plain
from tests.contract.county import COUNTY, DECISION, MILL, MONDAY, OFFICE, TUESDAY, organisation, paper, penalty, tie


def test_facts_are_read_as_they_were_written(store: Store) -> None:
    assert store.write(Batch(COUNTY)) == Written(opened=6, unchanged=0, superseded=0)
    assert plain(store.scan()) == COUNTY
    assert [fact.sequence for fact in store.scan()] == [1, 2, 3, 4, 5, 6]
    assert store.version() == 6


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"flag": True, "other": False, "integer": 0, "text": "", "list": []},
        {"largest": 2**63 - 1, "smallest": -(2**63 - 1)},
        {"list": ["一", "", "'; DROP TABLE fact; --", "]"]},
        {"quote": "\"'`\\", "lines": "a\r\nb\tc", "wide": "𠮷野家（株）", "brackets": "{[(%_*?)]}"},
        {"键 with space": "x", "`a`.b$": 1, "": "blank name"},
    ],
)
def test_any_property_comes_back_as_it_went_in(store: Store, properties: dict[str, Any]) -> None:
    fact = penalty("1", **properties)
    store.write(Batch([fact]))
    (read,) = store.facts([fact.entity])
    assert read.properties == properties
    assert [type(read.properties[name]) for name in sorted(properties)] == [
        type(properties[name]) for name in sorted(properties)
    ]
    assert read.digest == fact.digest


def test_days_may_be_unknown_open_or_before_1970(store: Store) -> None:
    facts = [
        penalty(str(n))._replace(valid_from=start, valid_to=end)
        for n, (start, end) in enumerate([(None, None), (-40_000, OPEN_DAY), (5, 5), (None, 7), (7, None)])
    ]
    store.write(Batch(facts))
    assert plain(store.scan()) == facts


def test_the_same_batch_again_changes_nothing(store: Store) -> None:
    store.write(Batch(COUNTY, paper()))
    before = everything(store)
    assert store.write(Batch(COUNTY, paper())) == Written(opened=0, unchanged=6, superseded=0)
    assert everything(store) == before


def test_one_batch_may_speak_of_one_thing_many_times(store: Store) -> None:
    facts = [
        penalty("1", line=2, fine=100),
        penalty("1", line=3, basis="第一条"),
        MILL,
        penalty("1", line=4, fine=100),
        *[MILL._replace(line=line) for line in range(2, 9)],
    ]
    written = store.write(Batch(facts))
    assert written == Written(opened=2, unchanged=9, superseded=0)
    (fact,) = store.facts([facts[0].entity])
    assert fact.properties == {"fine": 100, "basis": "第一条"}
    assert fact.composed
    assert plain(store.facts([MILL.entity])) == [MILL]


def test_an_empty_batch_moves_only_the_document(store: Store) -> None:
    store.write(Batch(COUNTY))
    assert store.write(Batch([], paper(rows=7, complete=False))) == Written(0, 0, 0)
    assert store.version() == 6
    assert store.document("d1") == paper(rows=7, complete=False)


def test_progress_and_facts_are_written_together_or_not_at_all(store: Store) -> None:
    store.write(Batch([MILL], paper(rows=1, complete=False)))
    before = everything(store)
    spoiled = [OFFICE, DECISION._replace(properties={"fine": 2**63})]
    with pytest.raises(ValueError, match="Penalty"):
        store.write(Batch(spoiled, paper(rows=2)))
    assert everything(store) == before


BROKEN = {
    "shape": MILL._replace(shape="vertex"),
    "no entity": MILL._replace(entity=""),
    "no kind": MILL._replace(kind=""),
    "tie without end": tie("PENALISES", DECISION, MILL)._replace(target=""),
    "subject with an end": MILL._replace(source=OFFICE.entity),
    "record with ends": DECISION._replace(source=OFFICE.entity, target=MILL.entity),
    "valid backwards": DECISION._replace(valid_from=9, valid_to=8),
    "closed": MILL._replace(recorded_to=TUESDAY),
    "owned": MILL._replace(owner=MILL.entity),
    "float": DECISION._replace(properties={"share": 0.5}),  # type: ignore[dict-item]  # what must be refused
    "none": DECISION._replace(properties={"share": None}),  # type: ignore[dict-item]  # same
    "nested": DECISION._replace(properties={"share": [["a"]]}),  # type: ignore[list-item]  # same
    "list of integers": DECISION._replace(properties={"share": [1]}),  # type: ignore[list-item]  # same
    "too large": DECISION._replace(properties={"fine": 2**63}),
    "half a character": DECISION._replace(properties={"text": "\ud800"}),
    "half a character in a list": DECISION._replace(properties={"text": ["\ud800"]}),
    "half a character in a name": MILL._replace(name="\ud800"),
    "NUL": MILL._replace(name="面粉\0厂"),
}


@pytest.mark.parametrize("fact", BROKEN.values(), ids=BROKEN)
def test_what_no_store_can_keep_is_refused_whole(store: Store, fact: Fact) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        store.write(Batch([OFFICE, fact], paper()))
    assert list(store.scan()) == []
    assert (store.version(), store.documents()) == (0, [])


def test_a_refusal_repeats_no_property(store: Store) -> None:
    with pytest.raises(ValueError, match="property") as refusal:
        store.write(Batch([DECISION._replace(properties={"sealed": "64010119800101001X", "bad": 2**63})]))
    assert "64010119800101001X" not in str(refusal.value)


@dataclass(frozen=True)
class Load:
    """A large batch."""

    firms: int = 4_000
    acts: int = 7_000

    def facts(self, at: int) -> list[Fact]:
        firms = [organisation(f"企业{n}", code=f"C{n}", at=at) for n in range(self.firms)]
        acts = [penalty(f"罚{n}号", at=at, fine=n) for n in range(self.acts)]
        ties = [tie("PENALISES", act, firms[n % self.firms], at=at) for n, act in enumerate(acts)]
        more = [tie("DECIDED_BY", act, firms[n % 7], at=at) for n, act in enumerate(acts)]
        return firms + acts + ties + more


@pytest.mark.slow
def test_a_batch_of_25_000_facts(store: Store) -> None:
    load = Load()
    facts = load.facts(MONDAY)
    assert len(facts) == 25_000
    assert store.write(Batch(facts, paper(rows=25_000))) == Written(25_000, 0, 0)
    again = [fact._replace(recorded_from=TUESDAY, document="d2") for fact in facts]
    half = [fact._replace(properties={"fine": -1}) if fact.shape == Shape.RECORD else fact for fact in again]
    assert store.write(Batch(half, paper("d2", at=TUESDAY))) == Written(7_000, 18_000, 7_000)
    assert store.version() == 25_000 + 14_000
    assert len(list(store.changes_since(25_000))) == 14_000
    scanned = list(store.scan())
    assert len(scanned) == 32_000
    assert all(one.sequence < other.sequence for one, other in pairwise(scanned))
    assert len(store.ties([organisation("企业0").entity], kinds=["DECIDED_BY"])) == 1_000
