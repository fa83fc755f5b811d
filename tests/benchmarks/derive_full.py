"""Deriving a whole sample province into the embedded store, against bare writes of the same rows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.store.sqlite.store import SqliteStore
from tests.benchmarks.derived_sample import ENTERPRISES, derived
from tests.benchmarks.line import Line, seconds


def run(size: str) -> Iterator[Line]:
    """`derive --full`, every derivation written with its path."""
    with derived(size) as province:
        rows = len(province.store.derived(history=True))
        bare = bare_writes(province.store, province.folder)
        yield Line(
            "derive_full",
            f"{ENTERPRISES[size]} enterprises, {province.records} records, {rows} derived",
            province.seconds,
            "bare writes of the same rows",
            bare,
            bare,
            "times_floor ≤ 4",
            {"records_a_second": round(province.records / province.seconds)},
        )


def bare_writes(store: SqliteStore, folder: Path) -> float:
    """Seconds that one write of everything derived, and of what it was derived from, takes in an empty store."""
    rows = store.derived(history=True)
    looked: dict[str, list[int]] = defaultdict(list)
    with sqlite3.connect(folder / "store.db") as connection:
        for record, key in connection.execute("SELECT record, key FROM looked ORDER BY record, key"):
            looked[record].append(key)
    bare = SqliteStore(folder / "bare.db", create=True)
    took = seconds(lambda: bare.write_derived({}, rows, [], "{}", looked))
    bare.close()
    return took
