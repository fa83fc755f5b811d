"""Propagation runs (推导任务): what was started, how far it has come, what came of it, in a file all workers share.

A run is done by a process of its own: it outlives the worker that started it, takes nothing from those who ask
meanwhile, and holds a lock for as long as it lives, so that everybody sees when it was cut off.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

Run = dict[str, Any]

UNDER_WAY = ("waiting", "running")
RESUMABLE = ("cancelled", "interrupted", "failed")
_STARTING = 30.0
"""Seconds within which a process that was started has taken its lock."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, store TEXT NOT NULL, state TEXT NOT NULL, "
    "started REAL NOT NULL, cancel INTEGER NOT NULL DEFAULT 0, content TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS event (run TEXT NOT NULL REFERENCES run (id), sequence INTEGER NOT NULL, "
    "name TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (run, sequence)) STRICT",
)


class RunUnderWay(Exception):
    """A run of the store has not ended yet; one at a time."""

    def __init__(self, run: str) -> None:
        super().__init__(run)
        self.run = run


class Runs:
    """The runs in one file, made on first use, readable by its owner alone. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._processes: list[subprocess.Popen[bytes]] = []

    @contextmanager
    def _opened(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            for table in _TABLES:
                connection.execute(table)
            connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()

    # -- for who asks -------------------------------------------------------------------------------------------
    def start(self, store: str, asked: Run) -> Run:
        """Keep a run and start its process. Raises RunUnderWay where the store's last one has not ended."""
        identifier = f"R{secrets.token_hex(12)}"
        content = {"id": identifier, "kind": "propagation_run", **asked, "started": now(), "ended": None}
        content |= {"progress": None, "result": None, "problem": None}
        with self._opened(writing=True) as connection:
            self._demand_idle(connection, store)
            connection.execute(
                "INSERT INTO run (id, store, state, started, content) VALUES (?, ?, 'waiting', ?, ?)",
                (identifier, store, time.time(), orjson.dumps(content).decode()),
            )
            _tell(connection, identifier, "waiting", {})
        self._spawn(identifier, store)
        return self.get(store, identifier) or content

    def resume(self, store: str, identifier: str) -> Run | None:
        """Go on with a run that was cancelled, cut off or failed; None where it is not one that can be gone on with.

        Raises RunUnderWay.
        """
        with self._opened(writing=True) as connection:
            self._demand_idle(connection, store)
            found = self._one(connection, store, identifier)
            if found is None or found["state"] not in RESUMABLE:
                return None
            connection.execute(
                "UPDATE run SET state = 'waiting', cancel = 0, started = ? WHERE id = ?", (time.time(), identifier)
            )
            _tell(connection, identifier, "waiting", {"resumed": True})
        self._spawn(identifier, store)
        return self.get(store, identifier)

    def cancel(self, store: str, identifier: str) -> Run | None:
        """Ask a run to stop at its next step; None where it is not under way."""
        with self._opened(writing=True) as connection:
            found = self._one(connection, store, identifier)
            if found is None or found["state"] not in UNDER_WAY:
                return None
            connection.execute("UPDATE run SET cancel = 1 WHERE id = ?", (identifier,))
        return self.get(store, identifier)

    def get(self, store: str, identifier: str) -> Run | None:
        """A run of the store as it stands."""
        with self._opened() as connection:
            run = self._one(connection, store, identifier)
        if run is not None and run["state"] == "interrupted":  # or it ended between two looks: it is looked at again
            with self._opened() as connection:
                run = self._one(connection, store, identifier)
        return run

    def events(self, identifier: str, after: int) -> list[tuple[int, str, Run]]:
        """What was told of a run after an event: number, name, content."""
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT sequence, name, content FROM event WHERE run = ? AND sequence > ? ORDER BY sequence",
                (identifier, after),
            ).fetchall()
        return [(sequence, name, orjson.loads(content)) for sequence, name, content in rows]

    def _one(self, connection: sqlite3.Connection, store: str, identifier: str) -> Run | None:
        row = connection.execute(
            "SELECT content, state, started, cancel FROM run WHERE id = ? AND store = ?", (identifier, store)
        ).fetchone()
        if row is None:
            return None
        content, state, started, cancel = row
        if state in UNDER_WAY and not self._lives(identifier, started):
            state = "interrupted"
        run: Run = orjson.loads(content)
        return {**run, "state": state, "cancelling": bool(cancel) and state in UNDER_WAY,
                "resumable": state in RESUMABLE}  # fmt: skip

    def _demand_idle(self, connection: sqlite3.Connection, store: str) -> None:
        self._processes = [process for process in self._processes if process.poll() is None]
        rows = connection.execute(
            "SELECT id, started FROM run WHERE store = ? AND state IN ('waiting', 'running')", (store,)
        ).fetchall()
        for identifier, started in rows:
            if self._lives(identifier, started):
                raise RunUnderWay(identifier)

    def _lives(self, identifier: str, started: float) -> bool:
        """Whether the run's process holds its lock, or has only just been started."""
        descriptor = os.open(self._lock(identifier), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        with self._opened() as connection:
            (state,) = connection.execute("SELECT state FROM run WHERE id = ?", (identifier,)).fetchone()
        return state == "waiting" and time.time() - started < _STARTING

    def _lock(self, identifier: str) -> Path:
        return self.path.with_name(f"{self.path.name}-{identifier}.lock")

    def _spawn(self, identifier: str, store: str) -> None:
        command = [sys.executable, "-m", "api.run_process", str(self.path), identifier]
        environment = {**os.environ, "CREDITGRAPH_STORE": store}
        self._processes.append(
            subprocess.Popen(  # noqa: S603 - our own module, a path and an id that we made
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # what ends the service does not end it
            )
        )

    # -- for the process of a run -------------------------------------------------------------------------------
    @contextmanager
    def doing(self, identifier: str) -> Iterator[Run]:
        """Hold the run's lock; gives what was asked. BlockingIOError where another process does the run."""
        descriptor = os.open(self._lock(identifier), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with self._opened() as connection:
                row = connection.execute("SELECT content FROM run WHERE id = ?", (identifier,)).fetchone()
            yield orjson.loads(row[0])
        finally:
            os.close(descriptor)

    def tell(self, identifier: str, state: str, event: str, told: Run, **more: Any) -> bool:  # noqa: ANN401 - JSON fields
        """Keep the run's state, fields and an event; whether it is to stop."""
        with self._opened(writing=True) as connection:
            content, cancel = connection.execute(
                "SELECT content, cancel FROM run WHERE id = ?", (identifier,)
            ).fetchone()
            run = {**orjson.loads(content), **more}
            connection.execute(
                "UPDATE run SET state = ?, content = ? WHERE id = ?", (state, orjson.dumps(run).decode(), identifier)
            )
            _tell(connection, identifier, event, told)
        return bool(cancel)


def _tell(connection: sqlite3.Connection, identifier: str, name: str, content: Run) -> None:
    connection.execute(
        "INSERT INTO event SELECT ?1, coalesce(max(sequence), 0) + 1, ?2, ?3 FROM event WHERE run = ?1",
        (identifier, name, orjson.dumps({"at": now(), **content}).decode()),
    )


def now() -> str:
    """This instant as ISO text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
