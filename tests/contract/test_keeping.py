"""What a store says about itself: documents, named values, counts, contradictions."""

from __future__ import annotations

from graph.model import Shape
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
    paper,
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
