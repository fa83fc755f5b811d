"""Commitments as answers (政府承诺清单): each promise on a day, in the shape that outside users rely on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from graph.interval import FOREVER
from graph.live import Live
from graph.store.port import Store
from graph.view import View
from queries.commitments.changes import compensation_on
from queries.commitments.events import events_of
from queries.commitments.findings import excuse_of, findings_of, name_of
from queries.commitments.promise import STATUSES, Promise, promise_of
from queries.commitments.responsibility import Responsibilities
from queries.commitments.succession import Answer
from queries.commitments.walk import MISSING, Step
from queries.documents.source import premise
from queries.policies import Policies

Shown = dict[str, Any]

UNALLOCATED = "unallocated: confirm"
"""The first reason where several bodies may answer and nothing says which."""

_PART = 2000


def commitments(
    store: Store,
    policies: Policies,
    as_of: date,
    known_at: int | None = None,
    *,
    body: str | None = None,
    counterparty: str | None = None,
    overdue: bool = False,
) -> list[Shown]:
    """All promises signed by a day, by number then id, as they stood on it and were known at an instant (None: now).

    Of one ``body`` (by id): those it made, answers for, or may answer for. Of one ``counterparty``: those owed to it.
    ``overdue``: only those that are overdue, or whose compensation is.
    """
    live = Live(store)
    view = live.at(known_at)
    responsibilities = Responsibilities(view)
    found = []
    for part in _parts(_asked(store, view, body, counterparty)):
        live.prepare(part)
        for entity in part:
            fact = view.fact(entity)
            promise = promise_of(view, fact, policies, responsibilities) if fact is not None else None
            if promise is None or promise.signed > as_of:
                continue
            if body is not None and view.canonical(body) not in _answering(promise, as_of):
                continue
            shown = commitment(view, promise, policies, as_of)
            if not overdue or shown["overdue_since"] or (shown["compensation"] or {}).get("overdue"):
                found.append(shown)
    return sorted(found, key=lambda one: (one["number"], one["id"]))


def commitment(view: View, promise: Promise, policies: Policies, as_of: date) -> Shown:
    """One promise on a day: who made it, who answers, how late it is, what is owed, and every step up to the day."""
    status, answer = promise.status_on(as_of), promise.answer_on(as_of).answer
    excuse = excuse_of(promise, as_of, policies)
    owed = compensation_on(promise.changes, as_of)
    since = promise.overdue_since(as_of) if status == "overdue" else None
    due, statement = promise.due_on(as_of), promise.statement_on(as_of)
    steps = [step for step in answer.steps if step.day <= as_of]
    late = owed is not None and owed.overdue_since is not None and status != "annulled"
    return {
        "id": promise.fact.entity,
        "kind": "commitment",
        "number": promise.fact.text("promise_number") or promise.fact.name,
        "field": promise.fact.text("field"),
        "function": promise.function,
        "title": promise.fact.text("title"),
        "document": promise.fact.text("document"),
        "matter": promise.fact.text("matter"),
        "amount_fen": promise.fact.integer("amount"),
        "signed": promise.signed.isoformat(),
        "signatory": promise.fact.text("signatory") or None,
        "original_body": described(view, promise.body),
        "responsible_body": described(view, answer.body) if answer.body is not None else None,
        "candidates": [] if answer.decided else [described(view, one) for one in answer.bodies],
        "responsible_basis": basis(view, answer, policies),
        "counterparty": described(view, promise.counterparty) if promise.counterparty else None,
        "due": due.isoformat() if due else None,
        "original_due": promise.due.isoformat() if promise.due else None,
        "status": status,
        "status_name": STATUSES[status] + ("，补偿逾期" if late else ""),
        "performance": statement.word if statement is not None else None,
        "overdue_since": since.isoformat() if since else None,
        "overdue_days": (as_of - since).days + 1 if since else None,
        "overdue_periods": _periods(promise, as_of) if status != "annulled" else [],
        "reason_flag": excuse[0].flag if excuse is not None else None,
        "reason": (excuse[1].text("excuse") or excuse[1].text("reason")) if excuse is not None else None,
        "compensation": None
        if owed is None
        else {
            "amount_fen": owed.amount,
            "due": owed.due.isoformat() if owed.due else None,
            "paid_fen": owed.paid,
            "overdue": late,
            "overdue_since": owed.overdue_since.isoformat() if owed.overdue_since else None,
        },
        "chain": [_step(view, step, policies) for step in steps],
        "events": [
            {
                "date": event.day.isoformat(),
                "event": event.what,
                "text": event.text,
                "document": event.document,
                "certain": event.certain,
                "premise": premise(event.fact),
            }
            for event in events_of(view, promise)
            if event.day <= as_of
        ],
        "findings": [
            {"finding": one.code, "subject": described(view, one.subject), "text": one.text, "text_en": one.text_en}
            for one in findings_of(view, promise, policies)
            if one.holds_on(as_of)
        ],
        "as_of": as_of.isoformat(),
    }


def basis(view: View, answer: Answer, policies: Policies, who: str = "承诺单位", what: str = "这项职能") -> list[str]:
    """What it rests on that somebody answers, a line each; where it is not decided, first why not.

    ``who`` undertook it and ``what`` it is, as a line calls them where no reform moved it.
    """
    lines = []
    if not answer.decided:
        missing = [one for one in answer.findings if one.code in MISSING]
        lines += [UNALLOCATED] if answer.bodies else []
        lines += ["missing successor: finding"] if missing else []
    for step in answer.steps:
        rests = policies.succession_basis(step.basis)
        article = f"，{rests.label}" if rests is not None else ""
        source, target = name_of(view, step.source), name_of(view, step.target)
        lines.append(f"{step.facts[0].name}（{step.manner}，{step.day}，{source}→{target}）{article}")
    if not lines and answer.silent:
        documents = "、".join(dict.fromkeys(fact.name or fact.number for fact in answer.silent))
        return [f"{who}经过改革，{documents}未载明{what}，仍由原单位承担 / reformed, and no line names it: it stays"]
    return lines or [f"{who}未经改革 / no reform"]


def described(view: View, subject: str) -> Shown:
    """A subject as an answer names it: id, kind, name, code."""
    fact, entity = view.subject(subject), view.canonical(subject)
    if fact is None:
        return {"id": entity, "kind": "Organisation", "name": "", "code": None}
    return {"id": entity, "kind": fact.kind, "name": fact.name, "code": fact.code or None}


def _step(view: View, step: Step, policies: Policies) -> Shown:
    rests = policies.succession_basis(step.basis)
    return {
        "date": step.day.isoformat(),
        "manner": step.manner,
        "function": step.function,
        "from": described(view, step.source),
        "to": described(view, step.target),
        "document": step.facts[0].name,
        "basis": step.basis,
        "legal_basis": rests.label if rests is not None else None,
        "premises": [premise(fact) for fact in step.facts],
    }


def _periods(promise: Promise, as_of: date) -> list[Shown]:
    """Every stretch of lateness begun by a day; its end is the first day after it, or None while it runs."""
    return [
        {
            "from": one.start.isoformat(),
            "to": one.end.isoformat() if one.end is not None and one.end <= as_of else None,
        }
        for one in promise.overdue
        if one.start is not None and one.start <= as_of
    ]


def _answering(promise: Promise, as_of: date) -> set[str]:
    """Whoever made a promise, answers for it, or may answer for it."""
    return {promise.body, *promise.answer_on(as_of).answer.bodies}


def _asked(store: Store, view: View, body: str | None, counterparty: str | None) -> list[str]:
    """The promises to look at, by id: all, or those of whoever may have handed something on to a body."""
    if counterparty is not None:
        owed = {tie.source for tie in view.ties_to(counterparty, "OWED_TO")}
        found = {entity for entity in owed if (fact := view.fact(entity)) and fact.kind == "GovernmentPromise"}
        if body is None:
            return sorted(found)
        return sorted(found & _promised_by(view, predecessors(store, view, body)))
    if body is not None:
        return sorted(_promised_by(view, predecessors(store, view, body)))
    return sorted({fact.entity for fact in store.changes_since(0, kinds=["GovernmentPromise"])})


def _promised_by(view: View, bodies: Iterable[str]) -> set[str]:
    return {tie.source for one in bodies for tie in view.ties_to(one, "PROMISED_BY")}


def predecessors(store: Store, view: View, body: str) -> list[str]:
    """Every body from which something may have come to this one, itself included: by reforms, or as who is above."""
    before: dict[str, set[str]] = defaultdict(set)
    abolished: set[str] = set()
    for entity in sorted({fact.entity for fact in store.changes_since(0, kinds=["AgencyReform"])}):
        original = view.target(entity, "REFORMS")
        if original is None:
            continue
        heirs = view.ties_from(entity, "SUCCEEDS")
        for tie in heirs or view.ties_from(entity, "DECIDED_BY"):
            before[view.canonical(tie.target)].add(original)
        if not heirs:
            abolished.add(original)
    found = {view.canonical(body)}
    waiting = list(found)
    while waiting:
        one = waiting.pop()
        below = view.ties_to(one, "BELONGS_TO", "SUPERVISED_BY")
        ended = {view.canonical(tie.source) for tie in below if tie.valid.end != FOREVER}
        gone = {view.canonical(tie.source) for tie in below} & abolished
        fresh = (before[one] | ended | gone) - found
        waiting += sorted(fresh)
        found |= fresh
    return sorted(found)


def _parts(entities: Sequence[str]) -> Iterable[Sequence[str]]:
    return (entities[start : start + _PART] for start in range(0, len(entities), _PART))
