"""Notebooks on the server store through py2neo: what its door promises holds on every release that is tried."""

from __future__ import annotations

import pandas as pd
import pytest
from py2neo import Graph
from py2neo.errors import ClientError
from py2neo.ogm import Model, Property, RelatedTo, Repository

from graph.exchange.notebook import open_notebook
from graph.store.errors import SchemaMismatch, StoreError, StoreMissing, StoreUnavailable
from graph.store.opening import open_store
from graph.store.port import Batch
from tests.graph.exchange.province import FACTS, SEALED
from tests.neo4j_run import Address


class Enterprise(Model):  # type: ignore[misc]  # py2neo ships no types
    """An enterprise as py2neo's object mapper has it."""

    __primarykey__ = "id"
    id = Property()
    name = Property()
    holdings = RelatedTo("Enterprise", "SHAREHOLDER_OF")


@pytest.fixture
def credentials(neo4j_database: Address, monkeypatch: pytest.MonkeyPatch) -> Address:
    monkeypatch.setenv("NEO4J_USER", neo4j_database.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password)
    return neo4j_database


@pytest.fixture
def graph(credentials: Address) -> Graph:
    store = open_store(credentials.uri, create=True)
    store.write(Batch(FACTS))
    store.close()
    return open_notebook(credentials.uri)


def test_what_the_door_says_works(graph: Graph) -> None:
    assert graph.query("MATCH (n:Enterprise) RETURN count(n)").evaluate() == 2
    assert graph.evaluate("MATCH (n:Person {id: $id}) RETURN n.mask", id="P1") == "640104********0197"
    frame = graph.query("MATCH ()-[r:SHAREHOLDER_OF]->() RETURN r.capital AS capital, r.total AS total").to_data_frame()
    assert isinstance(frame, pd.DataFrame)
    assert sorted(zip(frame["capital"], frame["total"], strict=True)) == [(1, 2), (1, 4), (1, 4), (3, 4)]
    part = graph.query("MATCH p = (:Penalty)-[:PENALISES]->(:Enterprise) RETURN p").to_subgraph()
    assert {node["id"] for node in part.nodes} == {"R1", "R3", "O1"}
    assert graph.nodes.match("Enterprise", id="O2").first()["state_owned"] is True
    assert len(graph.relationships.match(r_type="BRANCH_OF").all()) == 1
    (tie,) = graph.relationships.match(r_type="LEGAL_REPRESENTATIVE_OF").all()
    assert (str(tie["since"]), tie["until"]) == ("2024-06-01", None)


def test_the_object_mapper(graph: Graph) -> None:
    repository = Repository.wrap(graph)
    found = repository.match(Enterprise, "O1").first()
    assert {other.id for other in found.holdings} == {"O2"}


def test_no_number_is_in_the_readable_graph(graph: Graph) -> None:
    rows = graph.query(
        "MATCH (n:Entity) RETURN properties(n) AS said UNION ALL MATCH (:Entity)-[r]->() RETURN properties(r) AS said"
    )
    assert not any(SEALED in str(row) for row in rows)


def test_query_is_read_only_and_the_server_holds_to_it(graph: Graph) -> None:
    with pytest.raises(ClientError, match=r"(?i)read access mode|write"):
        graph.query("CREATE (:Enterprise {id: 'X'})").evaluate()
    assert graph.query("MATCH (n {id: 'X'}) RETURN count(n)").evaluate() == 0


def test_what_goes_round_the_store_changes_no_answer(graph: Graph, credentials: Address) -> None:
    store = open_store(credentials.uri)
    before = store.facts(["O1"])
    graph.run("MATCH (n:Enterprise {id: 'O1'}) SET n.name = '改'")
    assert store.facts(["O1"]) == before
    store.close()


def test_its_limits_are_as_stated(graph: Graph) -> None:
    with pytest.raises(ClientError):
        graph.schema.get_uniqueness_constraints("Entity")


def test_addresses_that_are_none(credentials: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(credentials.uri, create=True).reset()
    for wrong in ("http://127.0.0.1:7474", "sqlite:///x.db", "bolt://neo4j:secret@127.0.0.1:7687"):
        with pytest.raises(StoreError) as refused:
            open_notebook(wrong)
        assert "secret" not in str(refused.value)
    with pytest.raises(StoreUnavailable):
        open_notebook("bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError):
        open_notebook(credentials.uri)
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        open_notebook(credentials.uri)


def test_a_database_that_holds_no_store_or_another_one(credentials: Address) -> None:
    with pytest.raises(StoreMissing):
        open_notebook(credentials.uri)
    store = open_store(credentials.uri, create=True)
    store.close()
    graph = open_notebook(credentials.uri)
    graph.run("MATCH (c:Counter) SET c.schema_version = 0")
    with pytest.raises(SchemaMismatch):
        open_notebook(credentials.uri)
