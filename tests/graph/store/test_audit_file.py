"""The audit log's own file: nobody who asks waits for who loads, and a log that is gone is never an empty one."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.audit import Asked, broken
from graph.store.errors import StoreDamaged, StoreError
from graph.store.port import Batch
from graph.store.sqlite.store import SqliteStore
from tests.contract.county import COUNTY

ONE, TWO = Asked(1, "甲", "某局", "行政审批", "check", "P1"), Asked(2, "乙", "某局", "行政审批", "check", "P2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(path, create=True)
    opened.append_audit([ONE])
    yield opened
    opened.close()


def log_of(path: Path) -> Path:
    return path.with_name("store.db-audit")


def test_an_entry_waits_for_no_load(path: Path, store: SqliteStore) -> None:
    loading = sqlite3.connect(path, isolation_level=None)
    loading.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert store.append_audit([TWO])[0].sequence == 2
    assert time.monotonic() - began < 5
    assert (len(store.audit_log()), store.audit_head().sequence) == (2, 2)
    loading.execute("ROLLBACK")
    loading.close()


def test_a_load_waits_for_no_entry(path: Path, store: SqliteStore) -> None:
    asking = sqlite3.connect(log_of(path), isolation_level=None)
    asking.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert store.write(Batch(COUNTY)).opened
    assert time.monotonic() - began < 5
    asking.close()


def test_its_file_is_its_owner_s_alone_and_goes_with_a_closed_store(path: Path, store: SqliteStore) -> None:
    assert log_of(path).stat().st_mode & 0o777 == 0o600
    store.close()
    assert {file.name for file in path.parent.iterdir()} == {"store.db", "store.db-audit"}


def test_a_log_that_is_gone_is_told_and_never_begun_anew(path: Path, store: SqliteStore) -> None:
    store.close()
    log_of(path).unlink()
    again = SqliteStore(path)
    for work in (again.audit_head, again.audit_log, lambda: again.append_audit([TWO])):
        with pytest.raises(StoreDamaged, match="审计日志不在"):
            work()
    assert any("审计日志" in line for line in again.check())
    assert again.version() == 0, "what is loaded can still be asked for"
    assert not log_of(path).exists()
    again.close()


def test_another_store_s_log_is_told(path: Path, store: SqliteStore, tmp_path: Path) -> None:
    store.close()
    other = SqliteStore(tmp_path / "other.db", create=True)
    other.append_audit([TWO])
    other.close()
    shutil.copy2(tmp_path / "other.db-audit", log_of(path))
    again = SqliteStore(path)
    for work in (again.audit_head, again.audit_log, lambda: again.append_audit([TWO])):
        with pytest.raises(StoreDamaged, match="不是这个库的"):
            work()
    again.close()


def test_a_new_store_beside_the_log_of_one_that_was_deleted_leaves_it_alone(path: Path, store: SqliteStore) -> None:
    store.close()
    path.unlink()
    before = log_of(path).read_bytes()
    again = SqliteStore(path, create=True)
    assert again.audit_log() == []
    with pytest.raises(StoreError, match="另一个库的审计日志"):
        again.append_audit([TWO])
    again.close()
    assert log_of(path).read_bytes() == before


def test_a_log_whose_beginning_was_cut_off_is_begun(path: Path, store: SqliteStore) -> None:
    """Killed between the two files: the log is there, without an entry, and the store does not know of it."""
    store.reset()
    log = sqlite3.connect(log_of(path))
    log.executescript("INSERT INTO audit_head VALUES (7, 'x'); INSERT INTO audit_file VALUES ('y')")
    log.close()
    assert store.append_audit([TWO])[0].sequence == 1
    assert broken(store.audit_log(), store.audit_head()) is None
    assert store.check() == []


def test_a_store_filled_while_the_log_is_begun_is_gone_on_with(
    path: Path, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.backup(tmp_path / "b.gz")
    store.reset()
    begin = store._audit._begin
    filled: list[int] = []

    def begin_late(*given: object) -> None:
        if not filled:
            filled.append(SqliteStore(path).restore(tmp_path / "b.gz"))
        begin(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store._audit, "_begin", begin_late)
    assert store.append_audit([TWO])[0].sequence == 2
    assert broken(store.audit_log(), store.audit_head()) is None
    assert [entry.who for entry in store.audit_log()] == ["甲", "乙"]


def test_pages_and_subjects_go_over_from_what_a_backup_brought(path: Path, store: SqliteStore, tmp_path: Path) -> None:
    store.append_audit([TWO, ONE])
    store.backup(tmp_path / "b.gz")
    store.reset()
    store.restore(tmp_path / "b.gz")
    store.append_audit([TWO, ONE])
    assert [entry.sequence for entry in store.audit_log(after=1, limit=3)] == [2, 3, 4]
    assert [entry.sequence for entry in store.audit_log(limit=3)] == [1, 2, 3]
    assert [entry.sequence for entry in store.audit_log(subject="P1")] == [1, 3, 5]
    assert [entry.sequence for entry in store.audit_log(subject="P2", after=2)] == [4]
    with pytest.raises(StoreError, match="不是空的"):
        store.restore(tmp_path / "b.gz")
