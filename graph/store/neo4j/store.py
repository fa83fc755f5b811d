"""The server store: facts in Neo4j, every version beside a readable graph of what is known now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import local
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.correction import Statement, statements
from graph.derived import Derived
from graph.model import Document, Fact, Shape
from graph.store import findings
from graph.store.audit import Asked, AuditEntry, Head, chained
from graph.store.backup import Backup, Entry, Kept, Looked, Stored, write_backup
from graph.store.errors import StoreError, StoreMissing, StoreUnavailable
from graph.store.migration import other_version, steps
from graph.store.naming import search_key
from graph.store.neo4j import rows
from graph.store.neo4j.catalogue import cypher, schema_statements
from graph.store.packing import ColumnChunk, ColumnRow, packed
from graph.store.planning import Plan, by_entity, by_owner, kept_by_entity, plan_settle, plan_write
from graph.store.port import DERIVATION, SCHEMA_VERSION, Batch, Stats, Written

T = TypeVar("T")

_CHUNK = 5_000
_FETCH = 10_000


class Neo4jStore:
    """A store in a Neo4j database (5.26 LTS or newer).

    Raises StoreUnavailable where the server cannot be reached, StoreMissing where the database holds no store (unless
    ``create``), StoreError where it holds something else, SchemaMismatch where another schema version wrote it (unless
    ``migrate``, which brings it to this one).
    """

    def __init__(self, url: str, user: str, password: str, *, create: bool = False, migrate: bool = False) -> None:
        parts = urlsplit(url)
        self._url = url
        self._database = parts.path.strip("/") or None
        self._held = local()
        self._driver = neo4j.GraphDatabase.driver(
            f"{parts.scheme}://{parts.netloc}", auth=(user, password), notifications_min_severity="OFF"
        )
        try:
            self._open(create, migrate)
        except BaseException:
            self._driver.close()
            raise

    def _open(self, create: bool, migrate: bool) -> None:
        found = self._read("layout_version")
        if not found:
            if self._one("holds_other"):
                raise StoreError(f"数据库里有别的内容，不是信用图谱库：{self._url} (the database holds something else)")
            if not create:
                raise StoreMissing(f"没有这个库：{self._url}；请先运行 creditgraph store init (there is no store here)")
            self._lay_out()
        elif migrate:
            self._migrate(found[0][0])
        elif found[0][0] != SCHEMA_VERSION:
            raise other_version(f"库 {self._url}", found[0][0])

    def _migrate(self, version: int) -> None:
        taken = steps(f"库 {self._url}", version)
        self._index()

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for operation in taken:
                transaction.run(cypher(operation)).consume()

        self._write(work)

    def _index(self) -> None:
        for text in schema_statements():
            self._alone(text)

    def _lay_out(self) -> None:
        self._index()

        def work(transaction: neo4j.ManagedTransaction) -> None:
            transaction.run(cypher("make_audit_head")).consume()
            transaction.run(cypher("make_counter"), schema_version=SCHEMA_VERSION).consume()

        self._write(work)

    @property
    def url(self) -> str:
        """The address."""
        return self._url

    writes_elsewhere = True

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    # -- how a statement is run ---------------------------------------------------------------------------------
    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except AuthError:
            raise StoreError(
                "Neo4j 用户名或口令不对，请检查 NEO4J_USER 和 NEO4J_PASSWORD (wrong credentials)"
            ) from None
        except (ServiceUnavailable, SessionExpired, ConfigurationError) as error:
            raise StoreUnavailable(
                f"连不上 Neo4j：{self._url}；请确认服务已启动 (the server cannot be reached)"
            ) from error
        except (Neo4jError, DriverError) as error:
            raise StoreError(
                f"Neo4j 报告错误 (the server reports an error): {type(error).__name__}: {error}"
            ) from error

    def _session(self) -> neo4j.Session:
        return self._driver.session(database=self._database, fetch_size=_FETCH)

    def _read(self, operation: str, **parameters: Any) -> list[Sequence[Any]]:  # noqa: ANN401 - Cypher parameters
        def rows_in(transaction: neo4j.ManagedTransaction | neo4j.Transaction) -> list[Sequence[Any]]:
            return [record.values() for record in transaction.run(cypher(operation), parameters)]

        def work() -> list[Sequence[Any]]:
            held: neo4j.Transaction | None = getattr(self._held, "transaction", None)
            if held is not None:
                return rows_in(held)
            with self._session() as session:
                return session.execute_read(rows_in)

        return self._guarded(work)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """See the port. A server that goes away meanwhile is not asked again: StoreUnavailable."""
        if getattr(self._held, "transaction", None) is not None:
            yield
            return
        session = self._driver.session(
            database=self._database, fetch_size=_FETCH, default_access_mode=neo4j.READ_ACCESS
        )
        try:
            self._held.transaction = self._guarded(session.begin_transaction)
            yield
        finally:
            self._held.transaction = None
            with suppress(Neo4jError, DriverError):
                session.close()

    def _one(self, operation: str) -> Any:  # noqa: ANN401 - whatever the one value is
        return self._read(operation)[0][0]

    def _write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        def run() -> T:
            with self._session() as session:
                return session.execute_write(work)

        return self._guarded(run)

    def _alone(self, text: str) -> None:
        def work() -> None:
            with self._session() as session:
                session.run(neo4j.Query(text)).consume()

        self._guarded(work)

    # -- writing ------------------------------------------------------------------------------------------------
    def write(self, batch: Batch) -> Written:
        """See the port."""
        entities = list(dict.fromkeys(fact.entity for fact in batch.facts))

        def work(transaction: neo4j.ManagedTransaction) -> Written:
            version = _locked(transaction)
            known = by_entity(map(rows.fact_of, _in(transaction, "stated_versions", "entities", entities)))
            said = _in(transaction, "kept_statements", "entities", list(known))
            plan = plan_write(batch.facts, known, kept_by_entity(map(rows.statement_of, said)), version)
            _carry_out(transaction, plan)
            if batch.document is not None:
                _put_document(transaction, batch.document)
            return plan.written

        return self._write(work)

    def settle(self, owned: Mapping[str, Sequence[Fact]]) -> Written:
        """See the port."""

        def work(transaction: neo4j.ManagedTransaction) -> Written:
            version = _locked(transaction)
            present = by_owner(map(rows.fact_of, _in(transaction, "settled_versions", "owners", list(owned))))
            plan = plan_settle(owned, present, version)
            _carry_out(transaction, plan)
            return plan.written

        return self._write(work)

    def write_derived(
        self,
        close: Mapping[str, int],
        add: Sequence[Derived],
        drop: Sequence[str],
        stamp: str,
        looked: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """See the port."""
        seen = [{"record": record, "keys": list(keys)} for record, keys in (looked or {}).items()]
        closing = [{"id": name, "instant": instant} for name, instant in close.items()]

        def work(transaction: neo4j.ManagedTransaction) -> None:
            _locked(transaction)
            _each(transaction, "remove_unshown_derived", closing)
            _each(transaction, "close_derived", closing)
            for chunk in _chunks(list(drop)):
                transaction.run(cypher("drop_derived"), ids=chunk).consume()
            _each(transaction, "add_derived", map(rows.derived_row, add))
            _each(transaction, "forget_looked", seen)
            _each(transaction, "add_looked", seen)
            transaction.run(cypher("keep"), name=DERIVATION, value=stamp).consume()

        self._write(work)

    def keep(self, key: str, value: str) -> None:
        """See the port."""
        self._write(lambda transaction: transaction.run(cypher("keep"), name=key, value=value).consume())

    def append_audit(self, asked: Sequence[Asked]) -> list[AuditEntry]:
        """See the port."""
        if not asked:
            return []

        def work(transaction: neo4j.ManagedTransaction) -> list[AuditEntry]:
            head = Head._make(transaction.run(cypher("lock_audit")).single(strict=True).values())
            entries = chained(head, asked)
            _put_audit(transaction, entries)
            return entries

        return self._write(work)

    # -- reading ------------------------------------------------------------------------------------------------
    def audit_head(self) -> Head:
        """See the port."""
        return Head._make(self._read("audit_head")[0])

    def audit_log(self, *, after: int = 0, subject: str | None = None, limit: int = 1000) -> list[AuditEntry]:
        """See the port."""
        operation = "audit_log" if subject is None else "audit_log_of_subject"
        found = self._read(operation, after=after, subject=subject, limit=max(limit, 0)) if subject != "" else []
        return list(map(AuditEntry._make, found))

    def kept(self, key: str) -> str | None:
        """See the port."""
        found = self._read("kept", name=key)
        return str(found[0][0]) if found else None

    def version(self) -> int:
        """See the port."""
        return int(self._one("version"))

    def facts(self, entities: Iterable[str], *, history: bool = False) -> list[Fact]:
        """See the port."""
        return self._facts("facts_history" if history else "facts", entities=sorted(set(entities)))

    def statements(self, entities: Iterable[str]) -> list[Fact]:
        """See the port."""
        asked = sorted(set(entities))
        known = by_entity(self._facts("stated_versions", entities=asked))
        kept = kept_by_entity(map(rows.statement_of, self._read("kept_statements", entities=asked)))
        return [said for entity in sorted(known) for said in statements(known[entity], kept.get(entity, ()))]

    def by_code(self, code: str) -> list[Fact]:
        """See the port."""
        return self._facts("by_code", code=code) if code else []

    def by_number(self, number: str) -> list[Fact]:
        """See the port."""
        return self._facts("by_number", number=number) if number else []

    def numbered(self, numbers: Iterable[str]) -> list[Fact]:
        """See the port."""
        return self._facts("numbered", numbers=sorted(set(numbers) - {""}))

    def search(self, text: str, limit: int) -> list[Fact]:
        """See the port."""
        key = search_key(text)
        return self._facts("search", text=key, limit=limit) if key and limit > 0 else []

    def ties(self, ends: Iterable[str], *, kinds: Sequence[str] = (), history: bool = False) -> list[Fact]:
        """See the port."""
        return self._facts("ties_history" if history else "ties", ends=sorted(set(ends) - {""}), kinds=list(kinds))

    def changes_since(self, version: int, *, kinds: Sequence[str] = ()) -> Iterator[Fact]:
        """See the port."""
        return self._stream("changes_since", version=version, kinds=list(kinds))

    def scan(self) -> Iterator[Fact]:
        """See the port."""
        return self._stream("scan")

    def _facts(self, operation: str, **parameters: Any) -> list[Fact]:  # noqa: ANN401 - Cypher parameters
        return list(map(rows.fact_of, self._read(operation, **parameters)))

    def _stream(self, operation: str, **parameters: Any) -> Iterator[Fact]:  # noqa: ANN401 - Cypher parameters
        return map(rows.fact_of, self._read(operation, **parameters))

    def columns(self) -> Iterator[ColumnChunk]:
        """See the port."""
        with self._session() as session:
            found = self._guarded(lambda: session.run(cypher("columns")))
            while chunk := self._guarded(lambda: [ColumnRow(*record.values()) for record in islice(found, _FETCH)]):
                yield packed(chunk)

    def document(self, hash: str) -> Document | None:
        """See the port."""
        found = self._read("document", hash=hash)
        return Document._make(found[0]) if found else None

    def newest(self, formats: Sequence[str], known_at: int | None = None) -> dict[str, int]:
        """See the port."""
        return dict(map(tuple, self._read("newest", formats=list(formats), known_at=known_at)))

    def documents(self) -> list[Document]:
        """See the port."""
        return [Document._make(row) for row in self._read("documents")]

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
        filters = (("derived_with_ids", ids), ("derived_of_records", records), ("derived_of_subjects", subjects))
        operation = next((name for name, values in filters if values), "derived")
        found = self._read(
            operation,
            families=[str(family) for family in families],
            ids=list(ids),
            subjects=list(subjects),
            records=list(records),
            history=history,
        )
        return list(map(rows.derived_of, found))

    def derived_page(self, family: str, *, after: str = "", limit: int, known_at: int | None = None) -> list[Derived]:
        """See the port."""
        found = self._read("derived_page", family=family, after=after, limit=max(limit, 0), known_at=known_at)
        return list(map(rows.derived_of, found))

    def lookers(self, keys: Iterable[int]) -> list[str]:
        """See the port."""
        return sorted(record for (record,) in self._read("lookers", keys=list(keys)))

    # -- keeping ------------------------------------------------------------------------------------------------
    def stats(self) -> Stats:
        """See the port."""
        return Stats(
            url=self.url,
            engine=str(self._one("server")),
            schema_version=SCHEMA_VERSION,
            version=self.version(),
            facts={row[0]: row[1] for row in self._read("count_facts")},
            closed=self._one("count_closed"),
            documents=self._one("count_documents"),
            derived={row[0]: row[1] for row in self._read("count_derived")},
        )

    def check(self) -> list[str]:
        """See the port."""
        stored = [(rows.fact_of(row[:18]), row[18], row[19]) for row in self._read("stored_facts")]
        return findings_of(stored, self.version())

    def backup(self, path: Path) -> int:
        """See the port."""
        return write_backup(path, self.version(), self._entries())

    def _entries(self) -> Iterator[Entry]:
        for row in self._read("stored_facts"):
            yield Stored(rows.fact_of(row[:18]), row[19])
        yield from map(rows.statement_of, self._read("stored_statements"))
        yield from self.documents()
        yield from self.derived(history=True)
        yield from map(Looked._make, self._read("all_looked"))
        yield from (Kept(name, value) for name, value in self._read("all_kept"))
        after = 0
        while page := self.audit_log(after=after, limit=_FETCH):
            yield from page
            after = page[-1].sequence

    def restore(self, path: Path) -> int:
        """See the port."""
        backup = Backup(path)
        if self.version() or self.documents() or self.derived(history=True) or self.audit_head().sequence:
            raise StoreError(f"库不是空的，不能恢复：{self._url} (restore needs an empty store)")

        def work(transaction: neo4j.ManagedTransaction) -> int:
            _locked(transaction)
            stored = [entry for entry in backup.entries() if isinstance(entry, Stored)]
            _each(
                transaction, "add_versions", (rows.version_row(entry.fact, entry.closed_sequence) for entry in stored)
            )
            _show(transaction, [entry.fact for entry in stored if entry.fact.recorded_to is None])
            for entry in backup.entries():
                _put(transaction, entry)
            _put_audit(transaction, [entry for entry in backup.entries() if isinstance(entry, AuditEntry)])
            transaction.run(cypher("set_version"), version=backup.version).consume()
            return len(stored)

        return self._write(work)

    def reset(self) -> None:
        """See the port."""
        self._alone(cypher("drop_ties"))
        self._alone(cypher("drop_nodes"))
        self._lay_out()


def findings_of(stored: Sequence[tuple[Fact, str, int | None]], version: int) -> list[str]:
    """What contradicts itself in stored versions, in the words every store uses."""
    found: list[str] = []
    known = {fact.entity for fact, _, _ in stored if fact.shape != Shape.TIE and fact.recorded_to is None}
    open_versions: dict[tuple[str, str], int] = {}
    ends: list[tuple[str, str, str]] = []
    for fact, _, _ in stored:
        if fact.recorded_to is None:
            key = (fact.entity, fact.owner)
            open_versions[key] = open_versions.get(key, 0) + 1
            if fact.shape == Shape.TIE:
                ends += [(fact.entity, fact.kind, end) for end in findings.ends_to_know(fact) if end not in known]
    found += [findings.dangling_end(*end) for end in sorted(ends, key=lambda end: (end[0], end[2]))]
    found += [findings.two_open(entity) for (entity, _), count in sorted(open_versions.items()) if count > 1]
    for fact, _, closed in stored:
        backwards = fact.valid_from is not None and fact.valid_to is not None and fact.valid_to < fact.valid_from
        if backwards or (fact.recorded_to is not None and fact.recorded_to < fact.recorded_from):
            found.append(findings.reversed_interval(fact.entity, fact.sequence))
        if max(fact.sequence, closed or 0) > version:
            found.append(findings.beyond_version(fact.entity, fact.sequence))
    found += [findings.wrong_digest(fact.entity, fact.sequence) for fact, digest, _ in stored if fact.digest != digest]
    return found


def _locked(transaction: neo4j.ManagedTransaction) -> int:
    """The version, with the counter locked: writers take turns, so none deadlocks."""
    record = transaction.run(cypher("lock")).single(strict=True)
    return int(record[0])


def _in(transaction: neo4j.ManagedTransaction, operation: str, name: str, values: Sequence[str]) -> list[Sequence[Any]]:
    found: list[Sequence[Any]] = []
    for chunk in _chunks(values):
        found += [record.values() for record in transaction.run(cypher(operation), {name: chunk})]
    return found


def _carry_out(transaction: neo4j.ManagedTransaction, plan: Plan) -> None:
    closing = [closing._asdict() for closing in plan.close]
    _each(transaction, "hide_ties", closing)
    _each(transaction, "hide_nodes", closing)
    _each(transaction, "close_versions", closing)
    _each(transaction, "add_versions", map(rows.version_row, plan.add))
    _show(transaction, [fact for fact in plan.add if fact.recorded_to is None])
    _each(transaction, "add_statements", map(rows.statement_row, plan.keep))
    transaction.run(cypher("set_version"), version=plan.version).consume()


def _show(transaction: neo4j.ManagedTransaction, shown: Sequence[Fact]) -> None:
    _each(transaction, "show_nodes", (rows.node_row(fact) for fact in shown if fact.shape != Shape.TIE))
    _each(transaction, "show_ties", (rows.tie_row(fact) for fact in shown if fact.shape == Shape.TIE))


def _put(transaction: neo4j.ManagedTransaction, entry: Entry) -> None:
    if isinstance(entry, Statement):
        _each(transaction, "add_statements", [rows.statement_row(entry)])
    elif isinstance(entry, Document):
        _put_document(transaction, entry)
    elif isinstance(entry, Derived):
        _each(transaction, "add_derived", [rows.derived_row(entry)])
    elif isinstance(entry, Looked):
        _each(transaction, "add_looked", [entry._asdict()])
    elif isinstance(entry, Kept):
        transaction.run(cypher("keep"), name=entry.name, value=entry.value).consume()


def _put_audit(transaction: neo4j.ManagedTransaction, entries: Sequence[AuditEntry]) -> None:
    _each(transaction, "add_audit", (entry._asdict() for entry in entries))
    if entries:
        transaction.run(cypher("set_audit_head"), sequence=entries[-1].sequence, digest=entries[-1].digest).consume()


def _put_document(transaction: neo4j.ManagedTransaction, document: Document) -> None:
    transaction.run(cypher("put_document"), hash=document.hash, row=document._asdict()).consume()


def _each(transaction: neo4j.ManagedTransaction, operation: str, values: Iterable[rows.Row]) -> None:
    for chunk in _chunks(list(values)):
        transaction.run(cypher(operation), rows=chunk).consume()


def _chunks(values: Sequence[T]) -> Iterator[list[T]]:
    for start in range(0, len(values), _CHUNK):
        yield list(values[start : start + _CHUNK])
