"""Statements to change one field of, written for these tests."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

Told = dict[str, Any]


def statement(
    record: str, kind: str, details: Told, date: str = "2024-01-01", status: str = "new", **more: object
) -> Told:
    """A valid statement about a record; its id follows from record and date."""
    return {
        "statementId": hashlib.blake2b(f"{record} {date}".encode(), digest_size=16).hexdigest(),
        "statementDate": date,
        "declarationSubject": "e1",
        "recordId": record,
        "recordType": kind,
        "recordStatus": status,
        "recordDetails": {"isComponent": False, **details},
        "publicationDetails": {
            "publicationDate": date[:10],
            "bodsVersion": "0.4",
            "publisher": {"name": "样例登记处"},
        },
        **more,
    }


def company(record: str = "e1", name: str = "Beispiel GmbH", date: str = "2024-01-01", **more: object) -> Told:
    return statement(record, "entity", {"entityType": {"type": "registeredEntity"}, "name": name, **more}, date)


def person(record: str = "p1", name: str = "Erika Muster", date: str = "2024-01-01", **more: object) -> Told:
    names = [{"type": "legal", "fullName": name}]
    return statement(record, "person", {"personType": "knownPerson", "names": names, **more}, date)


def holding(
    record: str = "r1",
    party: object = "p1",
    share: Told | None = None,
    date: str = "2024-01-01",
    status: str = "new",
    subject: object = "e1",
    **interest: object,
) -> Told:
    told: Told = {"type": "shareholding", "directOrIndirect": "direct", **interest}
    if share is not None:
        told["share"] = share
    return statement(
        record, "relationship", {"subject": subject, "interestedParty": party, "interests": [told]}, date, status
    )


def changed(told: Told, path: str, value: object = None, *, drop: bool = False) -> Told:
    """A copy with one field set, or dropped; ``path`` as ``recordDetails.names.0.fullName``."""
    whole = copy.deepcopy(told)
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    at: Any = whole
    for step in steps:
        at = at[step]
    if drop:
        del at[last]
    else:
        at[last] = value
    return whole
