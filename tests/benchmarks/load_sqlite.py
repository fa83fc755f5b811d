"""From a penalty file to the embedded store, against reading it and three times the bare inserts of the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas

from graph.store.sqlite.connection import Connections
from graph.store.sqlite.store import SqliteStore
from graph.vault import Vault
from loaders.loading import load
from loaders.sample import penalty_file
from tests.benchmarks.line import Line, seconds

ROWS = 200_000
_CHUNK = 10_000


def run(size: str) -> Iterator[Line]:
    """The one file of 200,000 rows, whatever the size."""
    with TemporaryDirectory(prefix="creditgraph-bench-") as folder:
        file, path = Path(folder) / "处罚.csv", Path(folder) / "store.db"
        penalty_file(file, ROWS, seed=1)
        store = SqliteStore(path, create=True)
        ours = seconds(lambda: load([file], store, Vault(bytes(32))))
        facts = store.stats().version
        store.close()
        reading = seconds(lambda: pandas.read_csv(file, dtype=str))
        bare = bare_inserts(path, Path(folder) / "bare.db")
        yield Line(
            "load_sqlite",
            f"{ROWS} rows, {facts} facts",
            ours,
            "pandas.read_csv(dtype=str) + 3 × bare executemany",
            reading + 3 * bare,
            reading + bare,
            "ratio ≥ 1",
            {"read_csv_s": round(reading, 3), "executemany_s": round(bare, 3), "rows_a_second": round(ROWS / ours)},
        )


def bare_inserts(source: Path, target: Path) -> float:
    """Seconds that bare inserts of a store's rows into the same empty tables take, in one transaction."""
    connections = Connections(target, create=True)
    tables = ("fact", "statement", "document", "kept")
    with sqlite3.connect(source) as origin, connections.alone() as connection:
        connection.execute("BEGIN")
        spent = 0.0
        for table in tables:
            width = len(origin.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608 - our own tables
            insert = f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * width)})"  # noqa: S608 - our own tables
            spent += _insert(connection, insert, origin.execute(f"SELECT * FROM {table}"))  # noqa: S608 - our own tables
        names = origin.execute(
            "SELECT sequence, coalesce(name_key, name) FROM fact WHERE shape = 'subject' AND length(name) >= 3"
        )
        spent += _insert(connection, "INSERT INTO name_index (rowid, name_key) VALUES (?, ?)", names)
        spent += seconds(lambda: connection.execute("COMMIT"))
    connections.close()
    return spent


def _insert(connection: sqlite3.Connection, statement: str, rows: Iterator[Any]) -> float:
    """Seconds of the inserts alone: a chunk of rows is fetched before the clock starts."""
    spent = 0.0
    while chunk := list(islice(rows, _CHUNK)):
        spent += seconds(lambda chunk=chunk: connection.executemany(statement, chunk))  # type: ignore[misc]  # mypy cannot see the default of a lambda
    return spent
