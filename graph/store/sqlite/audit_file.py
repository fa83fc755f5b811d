"""The audit log of the embedded store, in a file of its own: who asks never waits for who loads or derives.

SQLite lets one writer at a time into a file, and a load writes for seconds; every answer writes an entry first. So the
entries stand beside the store's file, each in one chain with those that the store's own file holds: what a backup
brought, or an earlier release wrote. Nothing is added there any more once the log has been begun.

Both files hold the same random id, so that a log that is gone, or another store's, is never taken for an empty one. The
log is locked before the store wherever both are written.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from graph.store import findings
from graph.store.audit import Asked, AuditEntry, Head, chained
from graph.store.errors import StoreDamaged, StoreError, StoreMissing
from graph.store.sqlite import rows
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.connection import AUDIT_FILE, Connections, Layout, run_all

BEGUN = "audit_file"
"""The name under which a store keeps the id of its log."""

_PAGE = 10_000


def _lay_out(connection: sqlite3.Connection) -> None:
    run_all(connection, sql("audit_schema"))


LAYOUT = Layout(0x4352414C, 1, _lay_out)
"""Marked with the letters CRAL."""


class AuditFile:
    """The audit log of the store at ``path``, made when the first entry is appended. Threads may share it."""

    def __init__(self, path: Path, store: Connections) -> None:
        self.path = path.with_name(path.name + AUDIT_FILE)
        self._store = store
        self._lock = Lock()
        self._connections: Connections | None = None

    def append(self, asked: Sequence[Asked]) -> list[AuditEntry]:
        """See the port. Raises StoreDamaged where the log is gone or another store's."""
        while True:
            begun = self._begun()
            with self._opened(create=begun is None).writing(eager=True) as log:
                begun = self._begun()
                if begun is not None:
                    _demand(self.path, log, begun)
                    return _add(log, asked)
                head, identifier = self._go_on(log)
            self._begin(head, identifier)

    def _go_on(self, log: sqlite3.Connection) -> tuple[Head, str]:
        """Make an empty log go on after what the store's own file holds."""
        if log.execute(sql("audit_log"), {"after": 0, "limit": 1}).fetchone() is not None:
            raise StoreError(
                f"这里留有另一个库的审计日志，未改动：{self.path}；请先移走 "
                "(the audit log of another store lies here; it was left as it is: move it away first)"
            )
        with self._store.reading() as store:
            head = _head(store)
        named = log.execute(sql("audit_file")).fetchone()
        if named is not None and _head(log) == head:  # by another process, which is about to let the store know
            return head, str(named[0])
        run_all(log, sql("audit_drop_all"))
        _lay_out(log)
        identifier = secrets.token_hex(16)
        log.execute(sql("audit_begin"), head._asdict())
        log.execute(sql("audit_name"), {"id": identifier})
        return head, identifier

    def _begin(self, head: Head, identifier: str) -> None:
        """Let the store know its log, unless another process did so, or filled the store from a backup meanwhile."""
        with self._store.writing() as store:
            if _kept(store) is None and _head(store) == head:
                store.execute(sql("keep"), {"name": BEGUN, "value": identifier})

    def head(self) -> Head:
        """See the port."""
        with self._reading() as log:
            if log is not None:
                return _head(log)
        with self._store.reading() as store:
            return _head(store)

    def log(self, *, after: int, subject: str | None, limit: int) -> list[AuditEntry]:
        """See the port."""
        operation = "audit_log" if subject is None else "audit_log_of_subject"
        asked = {"after": after, "subject": subject, "limit": limit}
        with self._store.reading() as store:
            found = list(map(AuditEntry._make, store.execute(sql(operation), asked)))
        if len(found) < limit:
            with self._reading() as log:
                if log is not None:
                    rest = {**asked, "limit": limit - len(found)}
                    found += map(AuditEntry._make, log.execute(sql(operation), rest))
        return found

    def entries(self) -> Iterator[AuditEntry]:
        """All entries, in order."""
        after = 0
        while page := self.log(after=after, subject=None, limit=_PAGE):
            yield from page
            after = page[-1].sequence

    def check(self) -> list[str]:
        """What is wrong with the file itself, a line each; whether the chain is whole is asked elsewhere."""
        try:
            with self._reading() as log:
                if log is None:
                    return []
                return [findings.engine(text) for (text,) in log.execute("PRAGMA integrity_check") if text != "ok"]
        except StoreError as error:
            return [findings.engine(str(error))]

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Remove every entry, together with what is done meanwhile."""
        try:
            connections = self._opened(create=False)
        except StoreMissing:
            yield
            return
        with connections.writing() as log:
            run_all(log, sql("audit_drop_all"))
            _lay_out(log)
            yield

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            connections, self._connections = self._connections, None
        if connections is not None:
            connections.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The log as it is now, or None where none was begun."""
        begun = self._begun()
        if begun is None:
            yield None
            return
        with self._opened(create=False).reading() as log:
            _demand(self.path, log, begun)
            yield log

    def _begun(self) -> str | None:
        with self._store.reading() as store:
            return _kept(store)

    def _opened(self, *, create: bool) -> Connections:
        with self._lock:
            if self._connections is None:
                try:
                    self._connections = Connections(self.path, create=create, layout=LAYOUT)
                except StoreMissing:
                    if self._begun() is None:
                        raise
                    raise _gone(self.path) from None
            return self._connections


def _add(log: sqlite3.Connection, asked: Sequence[Asked]) -> list[AuditEntry]:
    entries = chained(_head(log), asked)
    log.executemany(sql("add_audit"), entries)
    log.execute(sql("set_audit_head"), {"sequence": entries[-1].sequence, "digest": entries[-1].digest})
    return entries


def _head(connection: sqlite3.Connection) -> Head:
    found = connection.execute(sql("audit_head")).fetchall()
    if len(found) != 1:
        raise rows.Unsound("the audit log has no head of its own")
    return Head._make(found[0])


def _kept(store: sqlite3.Connection) -> str | None:
    row = store.execute(sql("kept"), {"name": BEGUN}).fetchone()
    return None if row is None else str(row[0])


def _demand(path: Path, log: sqlite3.Connection, begun: str) -> None:
    if log.execute(sql("audit_file")).fetchall() != [(begun,)]:
        raise _gone(path)


def _gone(path: Path) -> StoreDamaged:
    return StoreDamaged(
        f"库的审计日志不在或不是这个库的：{path}；请找回，或用备份恢复 "
        "(the audit log of the store is gone, or is another's: bring it back, or restore a backup)"
    )
