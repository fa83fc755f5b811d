"""Compensation that is late though the promise was changed lawfully (依法变更后补偿未付)."""

from __future__ import annotations

from queries.commitments.known import Known, Row
from queries.commitments.patterns.found import Found, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Promises with a lawful change whose compensation is overdue, each with the body that answers."""
    found = []
    for one in known.promises:
        changed = any(event["event"] in ("changed", "regularised") for event in one["events"])
        owed = one["compensation"]
        if not changed or owed is None or not owed["overdue"] or one["responsible_body"] is None:
            continue
        body = one["responsible_body"]
        text = f"{named(body)}：承诺{one['number']}依法变更，补偿应于{owed['due']}前支付，仍未付清"
        subjects = (body, *([one["counterparty"]] if one["counterparty"] else []))
        found.append(Found("compensation_unpaid", subjects, text, "changed lawfully, not compensated", (Row.of(one),)))
    return found
