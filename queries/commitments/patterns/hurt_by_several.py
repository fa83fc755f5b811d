"""One enterprise to which several bodies are late (同一企业被几家单位拖欠或违约), by promise, compensation or debt."""

from __future__ import annotations

from queries.commitments.known import Known, Row, Shown
from queries.commitments.patterns.found import Found, by_body, named
from queries.integrity import Patterns


def find(known: Known, row: Patterns) -> list[Found]:
    """Counterparties and creditors to whom at least so many different bodies are late."""
    late: dict[str, tuple[Shown, list[tuple[Shown, Shown]]]] = {}
    for body, one in known.broken():
        hurt = one.get("counterparty") or one.get("creditor")
        if hurt is not None:
            late.setdefault(hurt["id"], (hurt, []))[1].append((body, one))
    found = []
    for hurt, pairs in late.values():
        bodies = by_body(pairs)
        if len(bodies) < row.bodies:
            continue
        names = "、".join(sorted(named(body) for body, _ in bodies.values()))
        text = f"{named(hurt)}同时被{len(bodies)}家单位拖欠或违约：{names}"
        rows = tuple(Row.of(one) for _, one in pairs)
        subjects = (hurt, *(bodies[key][0] for key in sorted(bodies)))
        found.append(Found("hurt_by_several", subjects, text, "several bodies are late to one enterprise", rows))
    return found
