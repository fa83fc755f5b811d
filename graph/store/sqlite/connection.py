"""Connections to one file, lent out one reader or writer at a time, with what can go wrong put in our words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, local
from typing import NamedTuple

import orjson

from graph.store.errors import StoreDamaged, StoreError, StoreMissing, StoreUnavailable
from graph.store.migration import other_version, steps
from graph.store.port import SCHEMA_VERSION
from graph.store.sqlite import rows
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.first_bytes import File, first_bytes, let_go

APPLICATION_ID = 0x43524752
"""What marks a SQLite file as ours: the letters CRGR."""

AUDIT_FILE = "-audit"
"""What the name of a store's audit log (graph.store.sqlite.audit_file) has behind that of the store."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_PATIENCE = 30_000
_EAGERNESS = 0.001
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
)


class Layout(NamedTuple):
    """What a file of ours is: its mark and version in the file's header, and how its tables are made."""

    application_id: int
    version: int
    lay_out: Callable[[sqlite3.Connection], None]


class Connections:
    """Connections to the file at ``path``: any number of readers, one writer at a time."""

    def __init__(self, path: Path, *, create: bool, layout: Layout | None = None) -> None:
        """``layout`` is the store's own unless given."""
        self.path = path
        self._layout = layout or STORE
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._held = local()
        self._closed = False
        self._lent = 0
        with translated(path):
            if is_blank(path):
                if not create:
                    raise StoreMissing(f"没有这个库：{path}；请先运行 creditgraph store init (there is no store here)")
                _make(path, self._layout)
            header, file = first_bytes(path, _HEADER)
            self._file: File = file
            try:
                self._recognise(header)
                self._idle.append(self._connect())
            except BaseException:
                let_go(self._file)
                raise

    def _recognise(self, header: bytes) -> None:
        """By the file's first bytes, without opening it as a database: what is not ours stays untouched."""
        foreign = f"这不是 creditgraph 的库：{self.path} (not a creditgraph store; it was left as it is)"
        if len(header) < _HEADER or not header.startswith(_MAGIC):
            raise StoreError(foreign)
        if int.from_bytes(header[68:72]) != self._layout.application_id:
            raise StoreError(foreign)
        log = self.path.with_name(self.path.name + "-wal")
        if not (log.exists() and log.stat().st_size):
            _demand_version(self.path, int.from_bytes(header[60:64]), self._layout.version)
            _demand_length(self.path, header)

    def _connect(self) -> sqlite3.Connection:
        connection = _connect(self.path)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            _demand_version(self.path, version, self._layout.version)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the store until it is given back."""
        with translated(self.path):
            held: sqlite3.Connection | None = getattr(self._held, "connection", None)
            if held is not None:
                yield held
                return
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the store, over one connection."""
        if getattr(self._held, "connection", None) is not None:
            yield
            return
        with translated(self.path):
            connection = self._borrow()
        try:
            with translated(self.path):
                connection.execute("BEGIN")
            self._held.connection = connection
            yield
        finally:
            self._held.connection = None
            self._give_back(connection)

    @contextmanager
    def writing(self, *, eager: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is committed at the end, or rolled back where anything is raised.

        While another process writes, SQLite looks ever more seldom whether it is done, and between two long
        transactions of a load it would hardly ever be let in; ``eager`` looks every millisecond.
        """
        with translated(self.path):
            connection = self._borrow()
            try:
                if eager:
                    _begin_eagerly(connection)
                else:
                    connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                self._give_back(connection)

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for work on the file as a whole."""
        with translated(self.path):
            connection = self._borrow()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreError("库已关闭 (the store is closed)")
            self._lent += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except BaseException:
            self._returned()
            raise

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                self._lent -= 1
                return
        connection.close()
        self._returned()

    def _returned(self) -> None:
        """One is lent no more; after the last one of a closed store nobody here needs the file."""
        with self._lock:
            self._lent -= 1
            last = self._closed and not self._lent
        if last:
            let_go(self._file)

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            idle, self._idle = self._idle, []
            last = not self._lent
        for connection in idle:
            connection.close()
        if last:
            let_go(self._file)


def _begin_eagerly(connection: sqlite3.Connection) -> None:
    until = time.monotonic() + _PATIENCE / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(_EAGERNESS)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")


def is_blank(path: Path) -> bool:
    """Whether nothing, or an empty file, is at the path; StoreError where something that is no file is."""
    if path.is_dir():
        raise StoreError(f"这是一个文件夹，不是库文件：{path} (a folder, not a store)")
    return not path.exists() or path.stat().st_size == 0


def own_files(path: Path) -> list[Path]:
    """The files a store at ``path`` consists of while it is open: its facts, its audit log, their logs and indexes."""
    beside = ("-wal", "-shm", "-journal")
    endings = (*beside, AUDIT_FILE, *(AUDIT_FILE + ending for ending in beside))
    return [path, *(path.with_name(path.name + ending) for ending in endings)]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path.absolute().as_uri() + "?mode=rw",
        uri=True,
        timeout=_PATIENCE / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def _demand_version(path: Path, version: int, wanted: int) -> None:
    if version != wanted:
        raise other_version(f"库 {path}", version)


def _demand_length(path: Path, header: bytes) -> None:
    """Whether the file is as long as its header says, where the header says so (SQLite file format, 1.3.8)."""
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0
    if path.stat().st_size < (65_536 if page == 1 else page) * pages:
        raise StoreDamaged(
            f"库文件已损坏，文件被截断：{path} (the file was cut short); 请用备份恢复 (restore a backup)"
        )


def _damaged(path: Path, what: str) -> StoreDamaged:
    return StoreDamaged(
        f"库文件已损坏，结果不可信：{path} ({what})；请运行 creditgraph store check，并用备份恢复 "
        "(the store is damaged, nothing it says can be relied on: restore a backup)"
    )


def _make(path: Path, layout: Layout) -> None:
    """Lay out a new store, readable by its owner alone. Of two processes that try at once, one does it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = _connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark != layout.application_id:
            layout.lay_out(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def migrate(path: Path) -> int:
    """Bring the file to this release's schema version; returns how many steps that took. Raises SchemaMismatch."""
    with translated(path):
        connection = _connect(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            if mark != APPLICATION_ID:
                raise StoreError(f"这不是 creditgraph 的库：{path} (not a creditgraph store; it was left as it is)")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            taken = steps(f"库 {path}", version)
            for operation in taken:
                run_all(connection, sql(operation))
            connection.execute("COMMIT")
            return len(taken)
        finally:
            connection.close()


def lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables inside the caller's transaction, and the index of names where this SQLite has one."""
    run_all(connection, sql("schema"))
    with suppress(sqlite3.OperationalError):  # an SQLite without FTS5 or its trigrams: search goes without
        run_all(connection, sql("name_index"))


STORE = Layout(APPLICATION_ID, SCHEMA_VERSION, lay_out)


def run_all(connection: sqlite3.Connection, script: str) -> None:
    """Several statements inside the caller's transaction (``executescript`` would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise our own errors in the place of the engine's and the file system's, and of rows that cannot be read."""
    try:
        yield
    except (rows.Unsound, orjson.JSONDecodeError, UnicodeDecodeError) as error:
        raise _damaged(path, type(error).__name__) from error
    except sqlite3.OperationalError as error:
        text = str(error)
        if any(words in text for words in ("malformed", "no such", "not decode", "corrupt")):
            raise _damaged(path, text) from error
        if "full" in text:
            raise StoreError(f"磁盘已满，未写入任何内容：{path} (the disk is full, nothing was written)") from error
        raise StoreUnavailable(f"库暂时不能使用：{path} ({text})") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise StoreUnavailable(f"不能打开库文件：{path} ({error.strerror})") from error
