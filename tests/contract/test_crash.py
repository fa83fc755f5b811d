"""A writer that is killed loses nothing it was told is written, and leaves no batch half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from graph.model import Shape
from graph.store.opening import open_store
from graph.store.port import Batch, Store
from tests.contract.county import organisation, paper, penalty, tie

SIZE = 150
"""Facts of each kind in a batch; three kinds."""

WRITER = """
import sys
from graph.store.opening import open_store
from tests.contract.test_crash import batch
store = open_store(sys.argv[1], create=True)
number = int(sys.argv[2])
while True:
    store.write(batch(number))
    print(number, flush=True)
    number += 1
"""


def batch(number: int) -> Batch:
    """The batch of that number; every second one corrects the one before, so that versions are closed as well."""
    of, at, document = number // 2, 1_000 + number, f"d{number}"
    firms = [organisation(f"企业{of}-{n}", at=at, document=document, standing=1, batch=number) for n in range(SIZE)]
    acts = [penalty(f"罚{of}-{n}号", at=at, document=document, batch=number) for n in range(SIZE)]
    ties = [
        tie("PENALISES", act, firm, at=at, document=document, properties={"batch": number})
        for act, firm in zip(acts, firms, strict=True)
    ]
    return Batch(firms + acts + ties, paper(document, at=at, rows=number))


def write_until_killed(url: str, start: int, delay: float) -> int:
    """Let another process write batches from ``start`` on, kill it; returns the last batch it said is written."""
    command = [sys.executable, "-c", WRITER, url, str(start)]
    folder = Path(__file__).parents[2]
    writer = subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() != b"", "the writer ended by itself"
        time.sleep(delay)
    finally:
        writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    return int(rest[-1]) if rest else start


def demand_whole(store: Store, acknowledged: int) -> int:
    """Every batch up to the acknowledged one is there, each in full; returns the last one there (at most one more)."""
    opened = Counter(fact.properties["batch"] for fact in store.scan())
    last = max(int(str(number)) for number in opened)
    assert last in (acknowledged, acknowledged + 1)
    assert opened == dict.fromkeys(range(last + 1), 3 * SIZE)
    shown = Counter(fact.properties["batch"] for fact in store.scan() if fact.recorded_to is None)
    assert set(shown.values()) == {3 * SIZE}
    assert set(shown) == {number for number in range(last + 1) if number % 2 or number == last}
    assert [document.rows_done for document in store.documents()] == list(range(last + 1))
    assert store.version() == max(fact.sequence for fact in store.changes_since(0))
    assert sum(store.stats().facts.values()) == 3 * SIZE * len(shown)
    assert store.check() == []
    assert {fact.shape for fact in store.scan()} == set(Shape)
    return last


@pytest.fixture
def killed_at() -> Callable[[], float]:
    """Moments at which to kill, of one stream."""
    random = Random(20_240_701)
    return lambda: random.uniform(0, 0.2)


@pytest.mark.slow
def test_killed_writers_of_a_file(tmp_path: Path, killed_at: Callable[[], float]) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    start = 0
    for _ in range(12):
        acknowledged = write_until_killed(url, start, killed_at())
        store = open_store(url)
        start = demand_whole(store, acknowledged) + 1
        store.close()


@pytest.mark.slow
@pytest.mark.neo4j
def test_killed_writers_of_a_server(
    request: pytest.FixtureRequest, killed_at: Callable[[], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("graph.store.neo4j.store")
    server = request.getfixturevalue("neo4j_lts")
    monkeypatch.setenv("NEO4J_USER", server.auth[0])
    monkeypatch.setenv("NEO4J_PASSWORD", server.auth[1])
    start = 0
    for _ in range(3):
        acknowledged = write_until_killed(server.uri, start, killed_at())
        store = open_store(server.uri)
        # the server may still be ending the transaction of a client that is gone
        time.sleep(1)
        start = demand_whole(store, acknowledged) + 1
        store.close()
