"""From a penalty file to a real Neo4j, against the bare driver writing the same prepared batches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import neo4j

from graph.model import Fact, Shape
from graph.store.neo4j import rows
from graph.store.neo4j.catalogue import cypher
from graph.store.neo4j.store import Neo4jStore
from graph.vault import Vault
from loaders.intake import ROWS_A_BATCH_ELSEWHERE
from loaders.loading import load
from loaders.sample import penalty_file
from tests.benchmarks.line import Line, seconds
from tests.neo4j_server import Neo4jServer

ROWS = {"small": 40_000, "province": 200_000}
_CHUNK = 5_000
_WARMING = 8_000

Prepared = list[tuple[str, list[rows.Row]]]
"""What one transaction runs: an operation and its rows."""


def run(size: str) -> Iterator[Line]:
    """One file, on a server of the run's own."""
    with TemporaryDirectory(prefix="creditgraph-bench-") as folder, Neo4jServer(heap="2g", page_cache="1g") as server:
        warm, file = Path(folder) / "先.csv", Path(folder) / "处罚.csv"
        penalty_file(warm, _WARMING, seed=2)
        penalty_file(file, ROWS[size], seed=1)
        user, password = server.auth
        store = Neo4jStore(server.uri, user, password, create=True)
        vault = Vault(bytes(32))
        load([warm], store, vault)
        store.reset()
        ours = seconds(lambda: load([file], store, vault))
        batches = [_prepared(list(facts)) for _, facts in groupby(store.scan(), key=_batch)]
        facts = store.stats().version
        store.reset()
        store.close()
        with neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver:
            bare = seconds(lambda: _replay(driver, batches))
        yield Line(
            "load_neo4j",
            f"{ROWS[size]} rows, {facts} facts",
            ours,
            "bare driver, the same batches prepared",
            bare,
            goal="ratio ≥ 0.8",
            more={"rows_a_second": round(ROWS[size] / ours), "facts_a_second": round(facts / ours)},
        )


def _batch(fact: Fact) -> int:
    """The batch that a row was written in."""
    return (fact.line - 2) // ROWS_A_BATCH_ELSEWHERE


def _prepared(facts: list[Fact]) -> Prepared:
    ties = [fact for fact in facts if fact.shape == Shape.TIE]
    others = [fact for fact in facts if fact.shape != Shape.TIE]
    jobs = (
        ("add_versions", [rows.version_row(fact) for fact in facts]),
        ("show_nodes", [rows.node_row(fact) for fact in others]),
        ("show_ties", [rows.tie_row(fact) for fact in ties]),
    )
    return [(name, part[at : at + _CHUNK]) for name, part in jobs for at in range(0, len(part), _CHUNK)]


def _replay(driver: neo4j.Driver, batches: list[Prepared]) -> None:
    with driver.session() as session:
        for batch in batches:
            session.execute_write(_run, batch)


def _run(transaction: neo4j.ManagedTransaction, batch: Prepared) -> None:
    for name, part in batch:
        transaction.run(cypher(name), rows=part).consume()
