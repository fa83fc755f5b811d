"""The lineage of a body (承继关系): what came to it from which bodies, what went to whom, by which documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.interval import FOREVER
from graph.model import Fact
from graph.store.port import Store
from graph.view import View
from queries.commitments.listing import described, predecessors
from queries.documents.source import source

Shown = dict[str, Any]


def lineage(store: Store, view: View, root: str, as_of: date) -> dict[str, Any]:
    """The bodies from which something came to this one, and where what it had went, with the reforms between them."""
    asked = {root, *predecessors(store, view, root)}
    passages: dict[tuple[str, str], Shown] = {}
    waiting = sorted(asked)
    while waiting:
        one = waiting.pop()
        for tie in view.ties_to(one, "REFORMS"):
            record = view.fact(tie.source)
            day = record.date("date") if record is not None else None
            if record is None or day is None or day > as_of:
                continue
            heirs = view.ties_from(record.entity, "SUCCEEDS")
            for heir in heirs:
                target = view.canonical(heir.target)
                passages[record.entity, target] = _passage(view, record, one, target, day)
                if target not in asked:
                    asked.add(target)
                    waiting.append(target)
    ordered = sorted(
        passages.values(), key=lambda one: (one["date"], one["document"], one["from"]["id"], one["to"]["id"])
    )
    linked = {root} | {end["id"] for one in ordered for end in (one["from"], one["to"])}
    return {"bodies": [_existence(view, one, as_of) for one in sorted(asked & linked)], "passages": ordered}


def _passage(view: View, record: Fact, original: str, target: str, day: date) -> Shown:
    return {
        "id": record.entity,
        "date": day.isoformat(),
        "manner": record.text("manner"),
        "functions": record.list("functions"),
        "from": described(view, original),
        "to": described(view, target),
        "document": record.name,
        "source": source(record),
    }


def _existence(view: View, body: str, as_of: date) -> Shown:
    """A body and the days on which the roster has it."""
    fact = view.subject(body)
    since, until = (fact.date("since"), fact.date("until")) if fact is not None else (None, None)
    ended = until is not None and until != FOREVER and until <= as_of
    return {
        **described(view, body),
        "since": since.isoformat() if since is not None else None,
        "until": until.isoformat() if ended and until is not None else None,
    }


def _order(one: Shown) -> tuple[str, ...]:
    return one["date"], one["document"], one["from"]["id"], one["to"]["id"]
