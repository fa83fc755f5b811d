"""Columns from an SQLite store: built anew against a bare cursor over the same columns, and refreshed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np

from graph.columns.build import build
from graph.columns.refresh import refreshed
from graph.model import OPEN_DAY, Fact, Shape, digest_of, tie_id
from graph.store.port import Batch
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.rows import Row
from graph.store.sqlite.store import SqliteStore
from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import NODE_KINDS, SHARE, TIE_KINDS, Province, ids_of, province

CHANGES, _ROUNDS, _CHUNK = 1_000, 5, 50_000
_INSTANT = 1_700_000_000_000_000


def run(size: str) -> Iterator[Line]:
    """One store."""
    drawn = province(SHARE[size])
    with TemporaryDirectory(prefix="creditgraph-bench-") as folder:
        path = Path(folder) / "store.db"
        store = SqliteStore(path, create=True)
        ids = fill(path, drawn)
        small = SqliteStore(Path(folder) / "warm.db", create=True)
        refreshed(build(small), small)
        runs = [(*timed(lambda: read(path)), *timed(lambda: build(store))) for _ in range(3)]
        bare, bare_cpu, cold, cold_cpu = (min(column) for column in zip(*runs, strict=True))
        columns = build(store)
        assert columns.ties == len(drawn.ties.source)
        what = f"{size}: {columns.nodes} subjects, {columns.ties} ties"
        yield Line(
            "snapshot_cold",
            what,
            cold,
            "bare cursor over the same columns",
            bare,
            goal="ratio ≥ 0.77",
            more={
                "ours_cpu_s": round(cold_cpu, 2),
                "peer_cpu_s": round(bare_cpu, 2),
                "ratio_cpu": round(bare_cpu / cold_cpu, 2),
            },
        )
        spent, writing, spent_cpu = [], [], []
        for turn in range(_ROUNDS):
            batch = changes(ids, turn)
            writing.append(seconds(lambda batch=batch: store.write(batch)))  # type: ignore[misc]  # mypy cannot see the default of a lambda
            before = columns
            wall, processor = timed(lambda before=before: refreshed(before, store))  # type: ignore[misc]  # same
            spent.append(wall)
            spent_cpu.append(processor)
            columns = refreshed(before, store)
        assert columns.version == store.version()
        yield Line(
            "snapshot_refresh",
            f"{what}, {CHANGES} changes",
            median(spent),
            "writing the same changes",
            median(writing),
            goal="ours_s ≤ 0.05",
            more={"runs_s": [round(one, 4) for one in spent], "cpu_s": round(median(spent_cpu), 4)},
        )
        store.close()


_BARE = """
SELECT sequence, kind, source, target, coalesce(valid_from, -2147483648), coalesce(valid_to, 2147483647),
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.capital'), 0) ELSE 0 END,
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.total'), 0) ELSE 0 END,
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.band'), 0) ELSE 0 END,
       instr(properties, '"certainty":"possible"') > 0
  FROM fact WHERE recorded_to IS NULL
"""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of all processors: a busy machine stretches the first alone."""
    gc.collect()
    wall, processors = perf_counter(), process_time()
    work()
    return perf_counter() - wall, process_time() - processors


def read(path: Path) -> None:
    """The same columns by a bare cursor, row by row, looked at by nobody."""
    with Connections(path, create=False).reading() as connection:
        cursor = connection.execute(_BARE)
        while cursor.fetchmany(10_000):
            pass


def fill(path: Path, drawn: Province) -> list[str]:
    """Put a province into the file as a store would have it, with the indexes that the benchmark asks."""
    ids = [bytes(row).decode() for row in ids_of(np.arange(len(drawn.kinds)))]
    wanted = ("fact_entity", "fact_owner", "fact_closed")
    indexes = [line for line in sql("schema").splitlines() if line.startswith("CREATE INDEX fact_")]
    with Connections(path, create=False).alone() as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for name in (line.split()[2] for line in sql("schema").splitlines() if line.startswith("CREATE INDEX fact_")):
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        connection.executemany(sql("add_fact"), _rows(drawn, ids))
        connection.execute(sql("set_version"), {"version": len(ids) + len(drawn.ties.source)})
        connection.execute("COMMIT")
        for line in indexes:
            if line.split()[2] in wanted:
                connection.execute(line.split(";")[0])
    return ids


def _rows(drawn: Province, ids: list[str]) -> Iterator[Row]:
    """A province's facts in the order of ``add_fact.sql``."""
    sequence = 0
    for entity, kind in zip(ids, drawn.kinds.tolist(), strict=True):
        sequence += 1
        yield _row("subject", NODE_KINDS[kind], entity, "", "", None, None, '{"standing":1}', entity, sequence)
    for start in range(0, len(drawn.ties.source), _CHUNK):
        part = (column[start : start + _CHUNK].tolist() for column in drawn.ties[:7])
        for source, target, label, since, until, votes, total in zip(*part, strict=True):
            sequence += 1
            properties = '{"basis":"登记","certainty":"certain","evidence":["T%024x.%012x"],"position":"董事"}'
            properties %= (sequence, sequence)
            if label == 0:
                properties = (
                    f'{{"band":0,"basis":"登记","capital":{votes},"certainty":"certain","disclosed":true,'
                    f'"evidence":["T{sequence:024x}.{sequence:012x}"],"total":{total},"unit":"fen"}}'
                )
            named = TIE_KINDS[label], f"T{sequence:024x}", ids[source], ids[target]
            yield _row("tie", *named, since, until, properties, ids[target], sequence)


def _row(
    shape: str,
    kind: str,
    entity: str,
    source: str,
    target: str,
    since: int | None,
    until: int | None,
    properties: str,
    owner: str,
    sequence: int,
) -> Row:
    said = (shape, kind, entity, _INSTANT, source, target, "", "", "", since, until, properties)
    digest = digest_of((*said[:2], *said[4:9]), since, until, properties.encode())
    return (*said, "d" * 64, sequence, None, owner, sequence, 0, digest, None, None)


def changes(ids: list[str], turn: int) -> Batch:
    """New subjects, new stakes and roles of theirs, and stakes that are corrected in the next turn."""
    random = np.random.default_rng(turn)
    facts = []
    for number in range(CHANGES):
        source, target = (ids[place] for place in random.integers(0, len(ids), 2))
        kind = "SHAREHOLDER_OF" if number % 3 else "OFFICER_OF"
        instant = _INSTANT + 86_400_000_000 * (turn + 1)
        if number % 10 == 0:
            source = f"O{turn:08x}{number:016x}"
            facts.append(Fact(Shape.SUBJECT, "Enterprise", source, instant, name=f"新设{turn}{number}有限公司"))
        properties = {"capital": int(random.integers(1, 100)), "total": 100}
        if number % 4 == 0:
            source, target = ids[number], ids[number + 1]
        facts.append(
            Fact(
                Shape.TIE,
                kind,
                tie_id(kind, source, target),
                instant,
                source=source,
                target=target,
                valid_from=19_000,
                valid_to=OPEN_DAY,
                properties=properties,
                document="d" * 64,
            )
        )
    return Batch(facts[:CHANGES])
