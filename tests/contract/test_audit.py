"""The audit log: one chain whoever appends, in order, filtered by subject, carried by a backup."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store.audit import EMPTY, GENESIS, Asked, broken
from graph.store.errors import StoreError
from graph.store.port import Batch, Store
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import COUNTY, MONDAY, paper

WRITERS, ROUNDS, TOGETHER = 3, 12, 4

WRITER = """
import sys
from graph.store.audit import Asked
from graph.store.opening import open_store
store = open_store(sys.argv[1])
for round in range(int(sys.argv[3])):
    asked = [Asked(1, sys.argv[2], "o", "审计", f"{round}-{n}", "P1") for n in range(int(sys.argv[4]))]
    print(" ".join(f"{entry.sequence}:{entry.digest}" for entry in store.append_audit(asked)), flush=True)
"""


def asked(number: int, subject: str = "P1", **more: object) -> Asked:
    return Asked(MONDAY + number, f"办事员{number}", "某局", "行政审批", "check", subject)._replace(**more)  # type: ignore[arg-type]


def test_an_empty_log(store: Store) -> None:
    assert (store.audit_head(), store.audit_log(), store.append_audit([])) == (EMPTY, [], [])
    assert broken([], store.audit_head()) is None


def test_entries_are_chained_and_come_back_as_they_were(store: Store) -> None:
    full = asked(
        1, scope="药品“'\\\"", case_number="宁审〔2026〕1号", data_version=7, rules_version="ab", as_of="2026-01-02"
    )
    full = full._replace(known_at=MONDAY, result="cd", query_id="Qef", detail="核对本人")
    first = store.append_audit([full, asked(2, "")])
    second = store.append_audit([asked(3, "P2", known_at=None)])
    entries = store.audit_log()
    assert entries == [*first, *second]
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert entries[0].previous == GENESIS
    assert [entry.previous for entry in entries[1:]] == [entry.digest for entry in entries[:-1]]
    assert entries[0].asked == full
    assert store.audit_head() == (3, entries[-1].digest)
    assert broken(entries, store.audit_head()) is None


def test_the_log_is_read_in_pages_and_by_subject(store: Store) -> None:
    entries = store.append_audit([asked(number, f"P{number % 2}") for number in range(6)] + [asked(6, "")])
    assert store.audit_log(limit=2) == entries[:2]
    assert store.audit_log(after=2, limit=3) == entries[2:5]
    assert store.audit_log(after=7) == store.audit_log(limit=0) == []
    assert store.audit_log(subject="P1") == entries[1:6:2]
    assert store.audit_log(subject="P1", after=2, limit=1) == [entries[3]]
    assert store.audit_log(subject="P9") == store.audit_log(subject="") == []


def test_the_log_changes_no_answer(store: Store) -> None:
    store.write(Batch(COUNTY, paper()))
    version = store.version()
    store.append_audit([asked(1)])
    assert (store.version(), store.check()) == (version, [])


def test_a_backup_carries_the_log(store: Store, tmp_path: Path) -> None:
    entries = store.append_audit([asked(1), asked(2, known_at=5)])
    store.backup(tmp_path / "b.gz")
    other = SqliteStore(tmp_path / "other.db", create=True)
    other.restore(tmp_path / "b.gz")
    assert other.audit_log() == entries
    assert other.append_audit([asked(3)])[0].previous == entries[-1].digest
    other.close()
    with pytest.raises(StoreError):
        store.restore(tmp_path / "b.gz")
    store.reset()
    assert (store.audit_head(), store.audit_log()) == (EMPTY, [])
    store.restore(tmp_path / "b.gz")
    assert (store.audit_log(), store.audit_head()) == (entries, (2, entries[-1].digest))
    assert store.append_audit([asked(3)])[0].sequence == 3


def test_several_processes_give_one_chain(store: Store, engine: str, address: str) -> None:
    if engine == "memory":
        pytest.skip("lists are not shared")
    folder = Path(__file__).parents[2]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, address, f"w{number}", str(ROUNDS), str(TOGETHER)],
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder)},
        )
        for number in range(WRITERS)
    ]
    told = [text for writer in writers for text in writer.communicate()[0].decode().split()]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    entries = store.audit_log()
    assert len(entries) == WRITERS * ROUNDS * TOGETHER
    assert broken(entries, store.audit_head()) is None
    assert sorted(told) == sorted(f"{entry.sequence}:{entry.digest}" for entry in entries)
    for number in range(WRITERS):
        said = [entry.action for entry in entries if entry.who == f"w{number}"]
        assert said == [f"{round}-{n}" for round in range(ROUNDS) for n in range(TOGETHER)]
