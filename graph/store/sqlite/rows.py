"""Facts, statements, documents and derived facts as rows of this store, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from graph.correction import Statement
from graph.derived import Derived
from graph.model import Document, Fact, Shape, digest_of, encode
from graph.store.naming import search_key
from graph.store.packing import ColumnChunk

Row = tuple[Any, ...]

SHORTEST_RUN = 3
"""The fewest characters of a name that the index of names can find."""


def fact_row(fact: Fact, closed_sequence: int | None = None) -> Row:
    """A fact in the order of ``add_fact.sql``."""
    key, encoded = None, encode(fact.properties)
    if fact.shape == Shape.SUBJECT:
        key = search_key(fact.name)
        key = None if key == fact.name else key
    return (
        str(fact.shape),
        *fact[1:11],
        encoded.decode(),
        *fact[12:18],
        fact.digest_with(encoded),
        key,
        closed_sequence,
    )


def name_rows(rows: Iterable[Row]) -> list[Row]:
    """What the index of names has to know of rows of :func:`fact_row`: sequence and name as search compares it."""
    names = []
    for row in rows:
        if row[0] == "subject":
            key = row[6] if row[19] is None else row[19]
            if len(key) >= SHORTEST_RUN:
                names.append((row[16], key))
    return names


class Unsound(ValueError):
    """A row that this store never wrote: something is missing, of another type, or not what its digest says."""


def fact_of(row: Row) -> Fact:
    """The fact of a row whose columns are in the order of :class:`Fact`; raises ValueError for an unreadable one."""
    if None in row[:9] or None in row[11:14] or type(row[3]) is not int or type(row[15]) is not str:
        raise Unsound("a column is empty or of another type")
    properties = orjson.loads(row[11])
    if type(properties) is not dict:
        raise Unsound("properties are no object")
    return tuple.__new__(Fact, (*row[:11], properties, *row[12:17], row[17] != 0))


def facts_of(rows: Iterable[Row]) -> Iterator[Fact]:
    """The facts of rows."""
    return map(fact_of, rows)


def sound_facts_of(rows: Iterable[Row]) -> Iterator[Fact]:
    """The facts of rows with their digest as a last column; raises ValueError where one is not what it says."""
    for row in rows:
        fact = fact_of(row)
        if digest_of(row[:2] + row[4:9], row[9], row[10], row[11].encode()) != row[18]:
            raise Unsound("the content does not match its digest")
        yield fact


def chunk_of(row: Row) -> ColumnChunk:
    """The chunk of a row of ``columns.sql``."""
    kinds, sources, targets, numbers = row
    return ColumnChunk(kinds, sources, targets, bytes.fromhex(numbers))


def statement_row(statement: Statement) -> dict[str, Any]:
    """A kept statement by column."""
    content = statement.content
    return {**statement._asdict(), "content": None if content is None else content.decode()}


def statement_of(row: Row) -> Statement:
    """The kept statement of a row."""
    return Statement._make((*row[:5], None if row[5] is None else row[5].encode()))


def document_of(row: Row) -> Document:
    """The document of a row; raises ValueError for an unreadable one."""
    if None in row:
        raise Unsound("a column is empty")
    return Document._make((*row[:5], bool(row[5])))


def derived_row(derived: Derived) -> Row:
    """A version of a derived fact in the order of ``add_derived.sql``."""
    body = orjson.dumps(derived.body, option=orjson.OPT_SORT_KEYS).decode()
    return (*derived[:5], body, derived.recorded_from, derived.recorded_to)


def derived_of(row: Row) -> Derived:
    """The version of a derived fact of a row; raises ValueError for an unreadable one."""
    if None in row[:7] or type(row[6]) is not int:
        raise Unsound("a column is empty or of another type")
    body = orjson.loads(row[5])
    if type(body) is not dict:
        raise Unsound("a body is no object")
    return Derived._make((*row[:5], body, *row[6:]))
