"""What a store says about itself: documents, named values, counts, contradictions."""

from __future__ import annotations

import pytest

from graph.model import Fact, Shape
from graph.store import findings
from graph.store.port import SCHEMA_VERSION, Batch, Store
from tests.contract.county import (
    BANK,
    COUNTY,
    DECIDED_BY,
    DECISION,
    MILL,
    MONDAY,
    OFFICE,
    PENALISES,
    TUESDAY,
    WEDNESDAY,
    derived,
    organisation,
    paper,
    tie,
)


def test_an_empty_store_says_so(store: Store) -> None:
    stats = store.stats()
    assert (stats.version, stats.closed, stats.documents) == (0, 0, 0)
    assert (dict(stats.facts), dict(stats.derived)) == ({}, {})
    assert stats.schema_version == SCHEMA_VERSION
    assert stats.url == store.url
    assert stats.engine
    assert (store.version(), list(store.scan()), store.documents(), store.check()) == (0, [], [], [])
    assert (store.document("d1"), store.kept("x"), store.derived(), store.search("塞上", 9)) == (None, None, [], [])


def test_counts(store: Store) -> None:
    store.write(Batch(COUNTY, paper()))
    store.write(Batch([DECISION._replace(recorded_from=TUESDAY, properties={"fine": 1})], paper("d2")))
    store.write_derived({}, [derived("D1"), derived("D2"), derived("D3", to=TUESDAY)], [], "")
    stats = store.stats()
    assert stats.facts == {"DECIDED_BY": 1, "Enterprise": 2, "GovernmentBody": 1, "PENALISES": 1, "Penalty": 1}
    assert (stats.version, stats.closed, stats.documents, stats.derived) == (8, 1, 2, {"measure": 2})


def test_documents_are_ordered_by_when_they_came(store: Store) -> None:
    papers = [
        paper("h3", name="a", at=TUESDAY),
        paper("h1", name="b", at=MONDAY),
        paper("h9", name="a", at=MONDAY),
        paper("h2", name="a", at=MONDAY),
    ]
    for one in papers:
        store.write(Batch([], one))
    assert [one.hash for one in store.documents()] == ["h2", "h9", "h1", "h3"]


def test_a_document_moves_on(store: Store) -> None:
    store.write(Batch([MILL], paper(rows=1, complete=False)))
    store.write(Batch([BANK], paper(rows=2, complete=True)))
    assert store.documents() == [paper(rows=2, complete=True)]


def test_named_values_are_kept_and_replaced(store: Store) -> None:
    store.keep("watermark", "1")
    store.keep("watermark", "二；' --")
    store.keep("", "blank")
    assert (store.kept("watermark"), store.kept(""), store.kept("Watermark")) == ("二；' --", "blank", None)
    assert store.version() == 0


def test_reset_removes_everything(store: Store) -> None:
    store.write(Batch(COUNTY, paper()))
    store.write(Batch([DECISION._replace(recorded_from=TUESDAY, document="d2")]))
    store.settle({MILL.entity: [MILL]})
    store.write_derived({}, [derived("D1")], [], "x")
    store.keep("watermark", "1")
    store.reset()
    test_an_empty_store_says_so(store)
    assert store.kept("watermark") is None
    assert store.statements([DECISION.entity]) == []
    store.write(Batch([BANK]))
    assert [fact.sequence for fact in store.scan()] == [1]


def test_a_sound_store_has_nothing_to_report(store: Store) -> None:
    store.write(Batch(COUNTY, paper()))
    store.write(Batch([DECISION._replace(recorded_from=WEDNESDAY, properties={"fine": 1})]))
    store.write(Batch([DECISION._replace(recorded_from=TUESDAY, properties={"fine": 2})]))
    store.settle({MILL.entity: [MILL._replace(properties={"standing": 2}), PENALISES]})
    store.settle({MILL.entity: [MILL._replace(properties={"standing": 2}, recorded_from=TUESDAY)]})
    assert store.check() == []


def test_a_tie_to_nothing_is_found(store: Store) -> None:
    facts = [fact for fact in COUNTY if fact not in (OFFICE, DECISION)]
    store.write(Batch(facts))
    assert sorted(store.check()) == sorted(
        [
            findings.dangling_end(PENALISES.entity, "PENALISES", DECISION.entity),
            findings.dangling_end(DECIDED_BY.entity, "DECIDED_BY", DECISION.entity),
            findings.dangling_end(DECIDED_BY.entity, "DECIDED_BY", OFFICE.entity),
        ]
    )
    store.write(Batch([OFFICE, DECISION]))
    assert store.check() == []
    assert all(fact.shape in tuple(Shape) for fact in store.scan())


def same_as(alias: str, known: Fact) -> Fact:
    return tie("SAME_AS", MILL, known)._replace(entity=f"T{alias}", source=alias, owner=alias)


def test_an_id_that_is_only_another_name_of_a_subject_is_no_contradiction(store: Store) -> None:
    branch = organisation("塞上面粉有限公司第一门市部", kind="Branch")
    belongs = tie("BRANCH_OF", branch, MILL)._replace(target="Oalias", owner=branch.entity)
    store.write(Batch([MILL, branch]))
    store.settle({branch.entity: [belongs]})
    assert store.check() == [], "a parent that no table loaded so far describes"
    store.settle({"Oalias": [same_as("Oalias", MILL)]})
    assert store.check() == []


def test_another_name_of_nobody_is_found(store: Store) -> None:
    alias = same_as("Oalias", BANK)
    store.write(Batch([MILL]))
    store.settle({"Oalias": [alias]})
    assert store.check() == [findings.dangling_end(alias.entity, "SAME_AS", BANK.entity)]


@pytest.mark.parametrize(("disclosed", "found"), [(False, False), (True, True)])
def test_an_undisclosed_holder_is_nobody_and_that_is_no_contradiction(
    store: Store, disclosed: bool, found: bool
) -> None:
    listed = tie("LISTED_AS_CONTRIBUTOR", BANK, MILL, properties={"disclosed": disclosed, "subscribed": 5})
    store.write(Batch([MILL, listed._replace(source="Oremainder")]))
    expected = [findings.dangling_end(listed.entity, "LISTED_AS_CONTRIBUTOR", "Oremainder")]
    assert store.check() == (expected if found else [])
    store.write(Batch([listed._replace(target="Onowhere", source="Oremainder", entity="Tother")]))
    assert findings.dangling_end("Tother", "LISTED_AS_CONTRIBUTOR", "Onowhere") in store.check()


def test_the_newest_complete_document_of_a_format(store: Store) -> None:
    papers = [paper("h1", at=MONDAY), paper("h2", at=WEDNESDAY), paper("h3", at=WEDNESDAY + 1, complete=False)]
    for one in [*papers, paper("h4", at=TUESDAY)._replace(format="other")]:
        store.write(Batch([], one))
    assert store.newest(["penalty", "other", "none"]) == {"penalty": WEDNESDAY, "other": TUESDAY}
    assert store.newest(["penalty"], WEDNESDAY) == {"penalty": WEDNESDAY}
    assert store.newest(["penalty", "other"], WEDNESDAY - 1) == {"penalty": MONDAY, "other": TUESDAY}
    assert store.newest(["other"], MONDAY) == store.newest([]) == {}
