"""What is known of the integrity of public bodies, gathered from a store, and the worklist of 专项治理."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.live import Live
from graph.model import Fact
from graph.store.port import Store
from graph.view import View
from queries import integrity_records
from queries.commitments.arrears_listing import arrears
from queries.commitments.known import Known, Shown, is_late
from queries.commitments.listing import commitments, predecessors
from queries.commitments.next_step import next_step
from queries.policies import Policies


def known_of(store: Store, policies: Policies, as_of: date, known_at: int | None = None) -> Known:
    """Everything known of the integrity of all bodies on a day."""
    view = Live(store).at(known_at)
    promises = commitments(store, policies, as_of, known_at)
    debts = arrears(store, policies, as_of, known_at)
    return gathered(store, view, as_of, known_at, promises, debts, None)


def worklist(known: Known, policies: Policies) -> list[Shown]:
    """专项治理: every promise and debt that is not done, with its deadline, who answers, and the next lawful step."""
    return tasks([*known.promises, *known.arrears], known.breaches, policies, known.as_of)


def gathered(
    store: Store,
    view: View,
    as_of: date,
    known_at: int | None,
    promises: list[Shown],
    debts: list[Shown],
    bodies: set[str] | None,
) -> Known:
    """What is known, with the records of ``bodies`` and of those before them; None: of all."""
    if bodies is None:
        breaches = records(store, view, ["GovernmentDishonesty"])
        entries = records(store, view, ["DishonestDebtorEntry"])
    else:
        before = {one for body in bodies for one in predecessors(store, view, body)} | bodies
        breaches = _about(view, before, "CONCERNS")
        entries = _about(view, before, "LISTS")
    concerned = {body["id"]: body for one in (*promises, *debts) for body in bodies_of(one)}
    late = {one["responsible_body"]["id"] for one in (*promises, *debts) if one["responsible_body"] and is_late(one)}
    found = list(integrity_records.breaches(view, breaches, as_of))
    listed = list(integrity_records.enforcement(view, entries, as_of))
    asked = sorted(late | (bodies or set()))
    for one in (*found, *listed):
        concerned[one["body"]["id"]] = one["body"]
    places = {body: fact.text("region") for body in (*concerned, *asked) if (fact := view.subject(body)) is not None}
    return Known(
        as_of=as_of,
        promises=promises,
        arrears=debts,
        breaches=sorted(found, key=_order),
        enforcement=sorted((one for one in listed if one["open"] or bodies is not None), key=_order),
        late_publications=integrity_records.late_publications(store, as_of, known_at, bodies or ()),
        staff=[one for body in asked for one in integrity_records.staff(view, body, as_of)],
        places=places,
    )


def records(store: Store, view: View, kinds: list[str]) -> list[Fact]:
    """All records of these kinds that are known, by id."""
    entities = sorted({fact.entity for fact in store.changes_since(0, kinds=kinds)})
    return [fact for entity in entities if (fact := view.fact(entity)) is not None]


def _about(view: View, bodies: Iterable[str], tie: str) -> list[Fact]:
    entities = sorted({one.source for body in bodies for one in view.ties_to(body, tie)})
    return [fact for entity in entities if (fact := view.fact(entity)) is not None]


def of_the_hurt(
    store: Store, policies: Policies, as_of: date, known_at: int | None, ours: list[Shown]
) -> tuple[list[Shown], list[Shown]]:
    """What other bodies promised and owe to those to whom this one is late."""
    hurt = {
        party["id"]
        for one in ours
        if is_late(one) and (party := one.get("counterparty") or one.get("creditor")) is not None
    }
    promises = [
        one for party in sorted(hurt) for one in commitments(store, policies, as_of, known_at, counterparty=party)
    ]
    return promises, [
        one for party in sorted(hurt) for one in arrears(store, policies, as_of, known_at, creditor=party)
    ]


def each(found: list[Shown]) -> list[Shown]:
    """Each once, by number then id."""
    return sorted({one["id"]: one for one in reversed(found)}.values(), key=_order)


def _order(one: Shown) -> tuple[str, str]:
    return str(one["number"]), str(one["id"])


def bodies_of(one: Shown) -> list[Shown]:
    """Whoever answers for a promise or debt, or may."""
    return [*([one["responsible_body"]] if one["responsible_body"] is not None else []), *one["candidates"]]


def tasks(found: list[Shown], breaches: list[Shown], policies: Policies, as_of: date) -> list[Shown]:
    """What is to be done next about each, those with the earliest deadline first, those without one last."""
    if policies.integrity is None:
        return []
    rows = []
    for one in found:
        about = [breach for breach in breaches if breach["open"] and breach["promise_id"] == one["id"]]
        step = next_step(one, about, as_of, policies.integrity.steps)
        if step is None:
            continue
        rows.append(
            {
                "kind": "task",
                "about": {"id": one["id"], "kind": one["kind"], "number": one["number"]},
                "responsible_body": one["responsible_body"],
                "candidates": one["candidates"],
                "counterparty": one.get("counterparty") or one.get("creditor"),
                "status": one["status"],
                "status_name": one["status_name"],
                "deadline": step["deadline"],
                "overdue": step["deadline"] is not None and step["deadline"] < as_of.isoformat(),
                "overdue_days": one["overdue_days"],
                "amount_fen": one.get("amount_fen") if one["kind"] == "commitment" else one["outstanding_fen"],
                "next_step": step,
                "as_of": as_of.isoformat(),
            }
        )
    return sorted(
        rows,
        key=lambda row: (row["deadline"] is None, row["deadline"] or "", row["about"]["number"], row["about"]["id"]),
    )
