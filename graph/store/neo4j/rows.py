"""Facts, statements and derived facts as parameters of this store, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from graph.correction import Statement
from graph.derived import Derived
from graph.model import Fact, Shape, Value, decode, encode
from graph.schema import schema
from graph.store.naming import search_key

Row = dict[str, Any]

_SCALARS = ("source", "target", "name", "code", "number", "owner")


def version_row(fact: Fact, closed_sequence: int | None = None) -> Row:
    """A fact as the properties of its version node; what is empty or unknown is left out."""
    encoded = encode(fact.properties)
    row: Row = {
        **fact._asdict(),
        "shape": str(fact.shape),
        "properties": encoded.decode(),
        "digest": fact.digest_with(encoded),
        "closed_sequence": closed_sequence,
    }
    for name in _SCALARS:
        if not row[name]:
            row[name] = None
    if fact.shape == Shape.SUBJECT and fact.name:
        row |= {"search_key": search_key(fact.name), "name_length": len(fact.name)}
    return row


def node_row(fact: Fact) -> Row:
    """A subject or record as the readable graph shows it; sealed numbers stay out of it."""
    kinds = schema()
    subject = kinds.subjects.get(fact.kind)
    sealed = {name for name, kind in subject.properties.items() if kind == "sealed"} if subject is not None else set()
    natural: Row = {name: value for name, value in _nameable(fact) if name not in sealed}
    natural |= {"id": fact.entity, "name": fact.name or None, "code": fact.code or None, "number": fact.number or None}
    shape = "Subject" if fact.shape == Shape.SUBJECT else "Record"
    return {"entity": fact.entity, "labels": [shape, fact.kind], "natural": natural, "settled": bool(fact.owner)}


def tie_row(fact: Fact) -> Row:
    """A tie as the readable graph shows it, with its first and last days as dates."""
    valid = fact.valid
    natural = {
        **dict(_nameable(fact)),
        "sequence": fact.sequence,
        "since": valid.start,
        "until": valid.last_day,
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
    }
    return {"source": fact.source, "target": fact.target, "kind": fact.kind, "natural": natural}


def _nameable(fact: Fact) -> list[tuple[str, Value]]:
    """Properties whose names a property of the graph can have."""
    return [(name, value) for name, value in fact.properties.items() if name.isidentifier()]


def fact_of(row: Sequence[Any]) -> Fact:
    """The fact of a record whose columns are in the order of :class:`Fact`."""
    return Fact._make((*row[:11], decode(row[11]), *row[12:17], bool(row[17])))


def statement_row(statement: Statement) -> Row:
    """A kept statement."""
    content = statement.content
    return {**statement._asdict(), "content": None if content is None else content.decode()}


def statement_of(row: Sequence[Any]) -> Statement:
    """The kept statement of a record."""
    return Statement._make((*row[:5], None if row[5] is None else row[5].encode()))


def derived_row(derived: Derived) -> Row:
    """A version of a derived fact, with the label it is shown under."""
    body = orjson.dumps(derived.body, option=orjson.OPT_SORT_KEYS).decode()
    stored = {**derived._asdict(), "family": str(derived.family), "body": body}
    return {
        "id": derived.id,
        "recorded_from": derived.recorded_from,
        "subject": derived.subject,
        "record": derived.record,
        "stored": stored,
        "labels": [str(derived.family).capitalize()],
    }


def derived_of(row: Sequence[Any]) -> Derived:
    """The version of a derived fact of a record."""
    return Derived._make((*row[:5], orjson.loads(row[5]), *row[6:]))
