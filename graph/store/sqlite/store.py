"""The embedded store: one SQLite file, written in whole transactions, read by any process meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import orjson

from graph.correction import statements
from graph.derived import Derived, Family
from graph.model import Document, Fact
from graph.schema import schema
from graph.store.audit import Asked, AuditEntry, Head
from graph.store.backup import Backup, write_backup
from graph.store.errors import StoreError
from graph.store.naming import search_key
from graph.store.packing import ColumnChunk
from graph.store.planning import Plan, by_entity, by_owner, kept_by_entity, plan_settle, plan_write
from graph.store.port import DERIVATION, SCHEMA_VERSION, Batch, Stats, Written
from graph.store.sqlite import keeping, rows
from graph.store.sqlite.audit_file import AuditFile
from graph.store.sqlite.catalogue import sql
from graph.store.sqlite.connection import Connections, lay_out, own_files, run_all

T = TypeVar("T")

_CHUNK = 10_000
_DERIVED = {"ids": "derived_with_ids", "records": "derived_of_records", "subjects": "derived_of_subjects"}
_FEW_NAMES = 2_000
"""Up to so many hits the index of names is the faster way; beyond, names in their order soon fill the answer."""


class SqliteStore:
    """A store in the file at ``path``.

    Raises StoreMissing where there is none (unless ``create``), StoreError where the file is something else,
    SchemaMismatch where another schema version wrote it. Threads may share it.

    A damaged file raises StoreDamaged where the damage is met: a cut file and a foreign header on opening; a page that
    is none, a row that misses something or does not read on any reading; content that is not what its digest says on
    looking a fact up; derived facts of no family, of an impossible interval or missing from the table or its index on
    listing them. What is not found so cheaply, and only by ``check``: a changed key that hides one row from one index,
    a changed recorded instant, changed words inside what is derived, and content read in bulk (``scan``).
    """

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        self._path = Path(path).absolute()
        self._connections = Connections(self._path, create=create)
        with self._connections.alone() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            self._runs = bool(_one(connection, "has_name_index"))
        self._audit = AuditFile(self._path, self._connections)

    @property
    def url(self) -> str:
        """The address."""
        return f"sqlite:///{self._path}"

    writes_elsewhere = False

    def close(self) -> None:
        """Close the file."""
        self._audit.close()
        self._connections.close()

    # -- writing ------------------------------------------------------------------------------------------------
    def write(self, batch: Batch) -> Written:
        """See the port."""
        entities = {"entities": _list(dict.fromkeys(fact.entity for fact in batch.facts))}
        with self._connections.writing() as connection:
            known = by_entity(rows.facts_of(connection.execute(sql("stated_versions"), entities)))
            said = connection.execute(sql("kept_statements"), entities) if known else ()
            kept = kept_by_entity(map(rows.statement_of, said))
            plan = plan_write(batch.facts, known, kept, _one(connection, "version"))
            self._carry_out(connection, plan)
            if batch.document is not None:
                connection.execute(sql("put_document"), batch.document._asdict())
        return plan.written

    def settle(self, owned: Mapping[str, Sequence[Fact]]) -> Written:
        """See the port."""
        with self._connections.writing() as connection:
            present = connection.execute(sql("settled_versions"), {"owners": _list(owned)})
            plan = plan_settle(owned, by_owner(rows.facts_of(present)), _one(connection, "version"))
            self._carry_out(connection, plan)
        return plan.written

    def _carry_out(self, connection: sqlite3.Connection, plan: Plan) -> None:
        connection.executemany(sql("close_fact"), (closing._asdict() for closing in plan.close))
        self._add(connection, map(rows.fact_row, plan.add))
        connection.executemany(sql("add_statement"), map(rows.statement_row, plan.keep))
        connection.execute(sql("set_version"), {"version": plan.version})

    def _add(self, connection: sqlite3.Connection, new: Iterable[rows.Row]) -> None:
        for chunk in _chunks(new):
            connection.executemany(sql("add_fact"), chunk)
            if self._runs:
                connection.executemany(sql("add_name"), rows.name_rows(chunk))

    def write_derived(
        self,
        close: Mapping[str, int],
        add: Sequence[Derived],
        drop: Sequence[str],
        stamp: str,
        looked: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """See the port."""
        closing = [{"id": name, "instant": instant} for name, instant in close.items()]
        with self._connections.writing() as connection:
            connection.executemany(sql("remove_unshown_derived"), closing)
            connection.executemany(sql("close_derived"), closing)
            connection.executemany(sql("drop_derived"), ({"id": name} for name in drop))
            connection.executemany(sql("add_derived"), map(rows.derived_row, add))
            connection.executemany(sql("forget_looked"), ({"record": record} for record in looked or ()))
            pairs = ((key, record) for record, keys in (looked or {}).items() for key in keys)
            connection.executemany(sql("add_looked"), pairs)
            connection.execute(sql("keep"), {"name": DERIVATION, "value": stamp})

    def keep(self, key: str, value: str) -> None:
        """See the port."""
        with self._connections.writing() as connection:
            connection.execute(sql("keep"), {"name": key, "value": value})

    def append_audit(self, asked: Sequence[Asked]) -> list[AuditEntry]:
        """See the port. Waits for no other writing: the log is a file of its own (graph.store.sqlite.audit_file)."""
        return self._audit.append(asked) if asked else []

    # -- reading ------------------------------------------------------------------------------------------------
    def at_once(self) -> AbstractContextManager[None]:
        """See the port."""
        return self._connections.holding()

    def audit_head(self) -> Head:
        """See the port."""
        return self._audit.head()

    def audit_log(self, *, after: int = 0, subject: str | None = None, limit: int = 1000) -> list[AuditEntry]:
        """See the port."""
        return self._audit.log(after=after, subject=subject, limit=max(limit, 0))

    def kept(self, key: str) -> str | None:
        """See the port."""
        with self._connections.reading() as connection:
            row = connection.execute(sql("kept"), {"name": key}).fetchone()
        return None if row is None else str(row[0])

    def version(self) -> int:
        """See the port."""
        with self._connections.reading() as connection:
            return int(_one(connection, "version"))

    def facts(self, entities: Iterable[str], *, history: bool = False) -> list[Fact]:
        """See the port."""
        return self._facts("facts_history" if history else "facts", entities=_list(entities))

    def statements(self, entities: Iterable[str]) -> list[Fact]:
        """See the port."""
        asked = {"entities": _list(sorted(set(entities)))}
        with self._connections.reading() as connection:
            known = by_entity(rows.facts_of(connection.execute(sql("stated_versions"), asked)))
            kept = kept_by_entity(map(rows.statement_of, connection.execute(sql("kept_statements"), asked)))
        return [said for entity in sorted(known) for said in statements(known[entity], kept.get(entity, ()))]

    def by_code(self, code: str) -> list[Fact]:
        """See the port."""
        return self._facts("by_code", code=code)

    def by_number(self, number: str) -> list[Fact]:
        """See the port."""
        return self._facts("by_number", number=number)

    def numbered(self, numbers: Iterable[str]) -> list[Fact]:
        """See the port."""
        return self._facts("numbered", numbers=_list(numbers))

    def search(self, text: str, limit: int) -> list[Fact]:
        """See the port."""
        key = search_key(text)
        if not key or limit <= 0:
            return []
        if self._runs and len(key) >= rows.SHORTEST_RUN:
            phrase = '"' + key.replace('"', '""') + '"'
            with self._connections.reading() as connection:
                few = {"phrase": phrase, "most": _FEW_NAMES}
                (hits,) = connection.execute(sql("search_runs_count"), few).fetchone()
            if hits < _FEW_NAMES:
                return self._facts("search_runs", phrase=phrase, limit=limit)
        return self._facts("search_names", text=key, limit=limit)

    def ties(self, ends: Iterable[str], *, kinds: Sequence[str] = (), history: bool = False) -> list[Fact]:
        """See the port."""
        return self._facts("ties_history" if history else "ties", ends=_list(ends), kinds=_list(kinds))

    def changes_since(self, version: int, *, kinds: Sequence[str] = ()) -> Iterator[Fact]:
        """See the port."""
        return self._stream("changes_since", version=version, kinds=_list(kinds))

    def scan(self) -> Iterator[Fact]:
        """See the port."""
        return self._stream("scan")

    def _facts(self, operation: str, **parameters: str | int) -> list[Fact]:
        with self._connections.reading() as connection:
            return list(rows.sound_facts_of(connection.execute(sql(operation), parameters)))

    def _stream(self, operation: str, **parameters: str | int) -> Iterator[Fact]:
        with self._connections.reading() as connection:
            yield from rows.facts_of(connection.execute(sql(operation), parameters))

    def columns(self) -> Iterator[ColumnChunk]:
        """See the port."""
        with self._connections.reading() as connection:
            for after in range(0, int(_one(connection, "version")), _CHUNK):
                row = connection.execute(sql("columns"), {"after": after, "upto": after + _CHUNK}).fetchone()
                if row[0] is not None:
                    yield rows.chunk_of(row)

    def document(self, hash: str) -> Document | None:
        """See the port."""
        with self._connections.reading() as connection:
            row = connection.execute(sql("document"), {"hash": hash}).fetchone()
        return None if row is None else rows.document_of(row)

    def newest(self, formats: Sequence[str], known_at: int | None = None) -> dict[str, int]:
        """See the port."""
        asked = {"formats": _list(formats), "known_at": known_at}
        with self._connections.reading() as connection:
            return {name: at for name, at in connection.execute(sql("newest"), asked) if at is not None}

    def documents(self) -> list[Document]:
        """See the port."""
        with self._connections.reading() as connection:
            return [rows.document_of(row) for row in connection.execute(sql("documents"))]

    def derived(
        self,
        *,
        families: Sequence[str] = (),
        ids: Sequence[str] = (),
        subjects: Sequence[str] = (),
        records: Sequence[str] = (),
        history: bool = False,
    ) -> list[Derived]:
        """See the port."""
        filters = (("ids", ids), ("records", records), ("subjects", subjects))
        operation = next((_DERIVED[name] for name, values in filters if values), "derived")
        asked: dict[str, Any] = {name: _list(values) for name, values in (*filters, ("families", families))}
        asked["history"] = history
        with self._connections.reading() as connection:
            if operation == "derived":
                _demand_nothing_hidden(connection, "hidden_derived")
            return [rows.derived_of(row) for row in connection.execute(sql(operation), asked)]

    def derived_page(self, family: str, *, after: str = "", limit: int, known_at: int | None = None) -> list[Derived]:
        """See the port."""
        asked = {"family": family, "after": after, "limit": max(limit, 0), "known_at": known_at}
        with self._connections.reading() as connection:
            return [rows.derived_of(row) for row in connection.execute(sql("derived_page"), asked)]

    def lookers(self, keys: Iterable[int]) -> list[str]:
        """See the port."""
        with self._connections.reading() as connection:
            return [record for (record,) in connection.execute(sql("lookers"), {"keys": _list(keys)})]

    # -- keeping ------------------------------------------------------------------------------------------------
    def stats(self) -> Stats:
        """See the port."""
        with self._connections.reading() as connection:
            _demand_nothing_hidden(connection, "hidden_derived")
            _demand_nothing_hidden(connection, "hidden_facts")
            facts = dict(connection.execute(sql("count_facts")))
            if unknown := set(facts) - schema().kinds:
                raise rows.Unsound(f"{len(unknown)} kinds that are none")
            return Stats(
                url=self.url,
                engine=f"SQLite {sqlite3.sqlite_version}",
                schema_version=SCHEMA_VERSION,
                version=_one(connection, "version"),
                facts=facts,
                closed=_one(connection, "count_closed"),
                documents=_one(connection, "count_documents"),
                derived=dict(connection.execute(sql("count_derived"))),
            )

    def check(self) -> list[str]:
        """See the port."""
        with self._connections.reading() as connection:
            return [*keeping.check(connection), *self._audit.check()]

    def backup(self, path: Path) -> int:
        """See the port."""
        if path.resolve() in {own.resolve() for own in own_files(self._path)} or any(
            path.exists() and own.exists() and path.samefile(own) for own in own_files(self._path)
        ):
            raise StoreError(f"备份不能写到库自己的文件上：{path} (a backup never overwrites its own store)")
        with self._connections.reading() as connection:
            everything = chain(keeping.entries(connection), self._audit.entries())
            return write_backup(path, _one(connection, "version"), everything)

    def restore(self, path: Path) -> int:
        """See the port."""
        backup = Backup(path)
        with self._connections.writing() as connection:
            if _one(connection, "holds_anything"):
                raise StoreError(f"库不是空的，不能恢复：{self._path} (restore needs an empty store)")
            facts = keeping.fill(connection, backup.entries(), self._add)
            connection.execute(sql("set_version"), {"version": backup.version})
        return facts

    def reset(self) -> None:
        """See the port."""
        with self._audit.emptied(), self._connections.writing() as connection:
            run_all(connection, sql("drop_all"))
            lay_out(connection)
        with self._connections.alone() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")


def _one(connection: sqlite3.Connection, operation: str) -> Any:  # noqa: ANN401 - whatever the one value is
    row = connection.execute(sql(operation)).fetchone()
    if row is None or row[0] is None:
        raise rows.Unsound(f"nothing where one value must be: {operation}")
    return row[0]


def _demand_nothing_hidden(connection: sqlite3.Connection, operation: str) -> None:
    """Raise where damage keeps rows out of what is about to be read."""
    (hidden,) = connection.execute(sql(operation), {"known": _list(Family)}).fetchone()
    if hidden:
        raise rows.Unsound(f"{hidden} rows are hidden")


def _list(values: Iterable[str | int]) -> str:
    """Values as the JSON list that ``json_each`` reads."""
    return orjson.dumps(list(values)).decode()


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
