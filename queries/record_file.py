"""A record's file (文书): what it says, whom it speaks of, and what has become of it on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.live import Live
from graph.schema import schema
from graph.store.port import Store
from queries.documents.source import source
from queries.neighbourhood import described
from queries.subject_file import record_state
from queries.surroundings import shown_ties


def record_file(store: Store, entity: str, as_of: date, known_at: int | None) -> dict[str, Any] | None:
    """One record as known at an instant; None where nothing of that id was known, or it is dated after the day."""
    live = Live(store)
    view = live.at(known_at)
    record = view.fact(entity)
    if record is None or record.kind not in schema().records:
        return None
    if record.valid.start is not None and record.valid.start > as_of:
        return None
    live.read([entity], shown_ties())
    parties = [
        {
            "tie": tie.kind,
            "label": schema().ties[tie.kind].label,
            "direction": direction,
            "other": described(view, other),
        }
        for direction, ties in (
            ("out", view.ties_from(entity, *shown_ties())),
            ("in", view.ties_to(entity, *shown_ties())),
        )
        for tie in ties
        if (other := view.canonical(tie.target if direction == "out" else tie.source))
    ]
    return {
        "id": entity,
        "kind": record.kind,
        "number": record.name or record.number,
        "date": record.valid.start.isoformat() if record.valid.start else None,
        "state": record_state(view, record, as_of),
        "properties": dict(sorted(record.properties.items())),
        "parties": parties,
        "at": source(record),
        "as_of": as_of.isoformat(),
        "data_version": live.version,
    }
