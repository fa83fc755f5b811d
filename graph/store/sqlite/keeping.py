"""What keeps a store well: looking for contradictions, and moving everything to and from a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import orjson

from graph.correction import Statement, decode_content
from graph.derived import Derived, Family
from graph.model import Document
from graph.schema import schema
from graph.store import findings
from graph.store.audit import AuditEntry
from graph.store.backup import Entry, Kept, Looked, Stored
from graph.store.sqlite import rows
from graph.store.sqlite.catalogue import sql

_TEXTS: dict[str, Callable[..., str]] = {
    "check_ends": findings.dangling_end,
    "check_open": findings.two_open,
    "check_intervals": findings.reversed_interval,
    "check_sequences": findings.beyond_version,
    "check_statements": findings.lost_statement,
}

_EVERYTHING = {"families": "[]", "history": True}
_KNOWN = {"known": orjson.dumps(list(Family)).decode()}


def check(connection: sqlite3.Connection) -> list[str]:
    """What contradicts itself, a line each; where the engine itself cannot read on, what it says is the last line."""
    found: list[str] = []
    try:
        found += [findings.engine(text) for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
        found += _contradictions(connection)
    except sqlite3.DatabaseError as error:
        found.append(findings.engine(str(error)))
    return found


def _contradictions(connection: sqlite3.Connection) -> Iterator[str]:
    kinds = {"from_unknown": schema().may_hang("from"), "to_unknown": schema().may_hang("to")}
    unknown = {name: orjson.dumps(value).decode() for name, value in kinds.items()}
    for operation, line in _TEXTS.items():
        yield from (line(*row) for row in connection.execute(sql(operation), unknown))
    for row in connection.execute(sql("stored_facts")):
        try:
            fact = rows.fact_of(row)
        except ValueError:
            yield findings.unreadable(row[2], row[16])
            continue
        if fact.digest != row[18]:
            yield findings.wrong_digest(fact.entity, fact.sequence)
    for row in connection.execute(sql("stored_statements")):
        statement = rows.statement_of(row)
        if statement.content is not None and not _reads(statement):
            yield findings.lost_statement(statement.entity, statement.digest)
    for row in connection.execute(sql("derived"), _EVERYTHING):
        try:
            rows.derived_of(row)
        except ValueError:
            yield findings.unreadable_result(row[0])
    for operation in ("hidden_derived", "hidden_facts"):
        (hidden,) = connection.execute(sql(operation), _KNOWN).fetchone()
        if hidden:
            yield findings.hidden(hidden)


def _reads(statement: Statement) -> bool:
    try:
        return decode_content(statement.content or b"").digest == statement.digest
    except (ValueError, TypeError):
        return False


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Everything the store's own file holds, in the order of a backup; the audit log comes after it."""
    for row in connection.execute(sql("stored_facts")):
        yield Stored(rows.fact_of(row), row[19])
    yield from map(rows.statement_of, connection.execute(sql("stored_statements")))
    yield from map(rows.document_of, connection.execute(sql("documents")))
    yield from map(rows.derived_of, connection.execute(sql("derived"), _EVERYTHING))
    yield from (Looked(record, orjson.loads(keys)) for record, keys in connection.execute(sql("all_looked")))
    yield from map(Kept._make, connection.execute(sql("all_kept")))


def fill(
    connection: sqlite3.Connection,
    content: Iterable[Entry],
    add: Callable[[sqlite3.Connection, Iterable[rows.Row]], None],
) -> int:
    """Write what a backup holds inside the caller's transaction; returns the number of facts."""
    facts = 0

    def stored() -> Iterator[rows.Row]:
        nonlocal facts
        for entry in content:
            if isinstance(entry, Stored):
                facts += 1
                yield rows.fact_row(entry.fact, entry.closed_sequence)
            else:
                _put(connection, entry)

    add(connection, stored())
    return facts


def _put(connection: sqlite3.Connection, entry: Statement | Document | Derived | Looked | Kept | AuditEntry) -> None:
    if isinstance(entry, Statement):
        connection.execute(sql("add_statement"), rows.statement_row(entry))
    elif isinstance(entry, Document):
        connection.execute(sql("put_document"), entry._asdict())
    elif isinstance(entry, Derived):
        connection.execute(sql("add_derived"), rows.derived_row(entry))
    elif isinstance(entry, Looked):
        connection.executemany(sql("add_looked"), ((key, entry.record) for key in entry.keys))
    elif isinstance(entry, Kept):
        connection.execute(sql("keep"), entry._asdict())
    else:
        connection.execute(sql("add_audit"), entry)
        connection.execute(sql("set_audit_head"), {"sequence": entry.sequence, "digest": entry.digest})
