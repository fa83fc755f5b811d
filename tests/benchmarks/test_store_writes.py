"""What a first load costs in the embedded store, against the bare inserts of the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

import pytest

from graph.model import Fact
from graph.store.port import Batch
from graph.store.sqlite import rows
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import organisation, paper, penalty, tie

ROWS = 15_000
BATCH = 25_000


def first_load() -> list[Fact]:
    """Penalty rows: a record, its subject and organ as each row mentions them, and two ties."""
    random = Random(7)
    organs = [organisation(f"第{n}市市场监督管理局", code=f"11{n:016}", kind="GovernmentBody") for n in range(100)]
    firms = [
        organisation(f"宁夏第{n}号商贸有限公司", code=f"91{n:016}", number=f"{n:09}") for n in range(ROWS * 7 // 10)
    ]
    facts: list[Fact] = []
    for line in range(2, ROWS + 2):
        firm, organ = random.choice(firms)._replace(line=line), random.choice(organs)._replace(line=line)
        act = penalty(
            f"宁罚(2023){line}号",
            line=line,
            facts="经查，当事人销售超过保质期的食品" * 6,
            basis="《中华人民共和国食品安全法》第一百二十四条",
            categories=["罚款", "没收违法所得"],
            fine=5_000_000,
            publicity_until="2026-05-06",
            reporting_unit=organ.name,
        )
        facts += [act, firm, organ, tie("PENALISES", act, firm, line=line), tie("DECIDED_BY", act, organ, line=line)]
    return facts


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which a busy machine does not stretch."""
    before = process_time()
    work()
    return process_time() - before


@pytest.mark.slow
def test_a_first_load_costs_at_most_three_times_the_bare_inserts(tmp_path: Path) -> None:
    facts = first_load()
    store, bare = (SqliteStore(tmp_path / name, create=True) for name in ("store.db", "bare.db"))

    def load() -> None:
        for start in range(0, len(facts), BATCH):
            store.write(Batch(facts[start : start + BATCH], paper(rows=start)))

    loading = seconds(load)
    prepared = [rows.fact_row(fact) for fact in store.scan()]

    def insert() -> None:
        for start in range(0, len(prepared), BATCH):
            part = prepared[start : start + BATCH]
            with bare._connections.writing() as connection:
                connection.executemany(sql("add_fact"), part)
                connection.executemany(sql("add_name"), rows.name_rows(part))

    inserting = seconds(insert)
    assert len(list(bare.scan())) == len(prepared)
    print(f"{len(facts)} facts: {loading:.2f} s, bare inserts {inserting:.2f} s, ratio {loading / inserting:.2f}")
    assert loading < 3 * inserting
    store.close()
    bare.close()
