"""Arrears as answers (拖欠账款清单): each debt on a day, who answers for it, what is owed, what interest it bears."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from graph.interval import iso
from graph.live import Live
from graph.model import Fact
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.commitments.arrears import Debt, debt_of
from queries.commitments.complaint import clocks
from queries.commitments.interest import Stretch, in_fen
from queries.commitments.listing import basis, described, predecessors
from queries.commitments.principals import at
from queries.commitments.responsibility import responsibility
from queries.commitments.succession import WHOLE, Answer
from queries.documents.naming import misnamed_in
from queries.documents.source import source
from queries.policies import Policies

Shown = dict[str, Any]

STATUSES = {"paid": "已付清", "overdue": "逾期", "not_due": "未到期", "undetermined": "应付日不能确定"}


def arrears(
    store: Store,
    policies: Policies,
    as_of: date,
    known_at: int | None = None,
    *,
    body: str | None = None,
    creditor: str | None = None,
) -> list[Shown]:
    """All debts that had arisen by a day, by contract then id; of one ``body``: those it owes or answers for.

    Of one ``creditor``: those owed to it. A row that writes a code beside another name is left out: it has a finding.
    """
    view = Live(store).at(known_at)
    if policies.payments is None:
        return []
    found = []
    for entity in _asked(store, view, body, creditor):
        record = view.fact(entity)
        if record is None or misnamed_in(view, record):
            continue
        debt = debt_of(view, record, policies.payments)
        if debt.arose is not None and debt.arose > as_of:
            continue
        answer = answer_on(view, debt, as_of)
        if body is None or view.canonical(body) in {debt.debtor, *answer.bodies}:
            found.append(shown(view, debt, answer, policies, as_of))
    return sorted(found, key=lambda one: (one["number"], one["id"]))


def answer_on(view: View, debt: Debt, day: date) -> Answer:
    """Who answers for a debt on a day: a public debtor is followed through its reforms, an enterprise is itself."""
    fact = view.subject(debt.debtor)
    if fact is None or fact.kind not in schema().public_bodies() or debt.arose is None:
        return Answer((debt.debtor,), True, (), ())
    stretches = responsibility(view, debt.debtor, WHOLE, debt.arose)
    return next((one.answer for one in reversed(stretches) if one.since <= day), stretches[0].answer)


def shown(view: View, debt: Debt, answer: Answer, policies: Policies, as_of: date) -> Shown:
    """One debt on a day. Amounts are fen; ``interest`` is exact, ``interest_fen`` the nearest fen, half upward."""
    record, status = debt.record, debt.status_on(as_of)
    stretches = debt.interest_on(as_of)
    total = sum((one.interest for one in stretches), Fraction(0)) if stretches is not None else None
    late = debt.overdue_since if debt.overdue_since is not None and debt.overdue_since <= as_of else None
    since = late if status == "overdue" else None
    return {
        "id": record.entity,
        "kind": "arrears",
        "number": record.name,
        "debtor": described(view, debt.debtor),
        "responsible_body": described(view, answer.body) if answer.body is not None else None,
        "candidates": [] if answer.decided else [described(view, one) for one in answer.bodies],
        "responsible_basis": basis(view, answer, policies, "欠款单位", "这笔债务"),
        "creditor": described(view, debt.creditor) if debt.creditor else None,
        "creditor_size": debt.size or None,
        "protected": debt.protected,
        "delivered": iso(record.date("delivered")),
        "accepted": iso(record.date("accepted")),
        "counted_from": iso(debt.counted_from),
        "counted_from_what": debt.counted_from_what,
        "agreed_days": record.integer("agreed_days"),
        "days": debt.days,
        "due": iso(debt.due),
        "legal_basis": debt.basis,
        "status": status,
        "status_name": STATUSES[status],
        "overdue_since": iso(since),
        "overdue_days": (as_of - since).days + 1 if since is not None else None,
        "payable_fen": debt.payable,
        "paid_fen": min(debt.paid_by(as_of), debt.payable),
        "outstanding_fen": max(debt.payable - debt.paid_by(as_of), 0),
        "rate": None if debt.rate is None else {"numerator": debt.rate.numerator, "denominator": debt.rate.denominator},
        "rate_basis": debt.rate_basis or None,
        "interest": None if total is None else {"numerator": total.numerator, "denominator": total.denominator},
        "interest_fen": None if total is None else in_fen(total),
        "interest_stretches": [_stretch(one) for one in stretches or []],
        "complaint": _complaint(record, policies, as_of),
        "notes": debt.notes,
        "open": debt.open,
        "principals": _principals(view, debt, late),
        "findings": [{"finding": one.code, "text": one.text, "text_en": one.text_en} for one in answer.findings],
        "as_of": as_of.isoformat(),
        "source": source(record),
    }


def _principals(view: View, debt: Debt, late: date | None) -> list[Shown]:
    """Who was in post on the first day of lateness: facts for audit, of public debtors only."""
    fact = view.subject(debt.debtor)
    if late is None or fact is None or fact.kind not in schema().public_bodies():
        return []
    return [at(view, body, "late", late, "逾期首日") for body in answer_on(view, debt, late).bodies]


def _stretch(one: Stretch) -> Shown:
    return {
        "from": one.first.isoformat(),
        "last_day": one.last.isoformat(),
        "days": one.days,
        "owed_fen": one.owed,
        "interest": {"numerator": one.interest.numerator, "denominator": one.interest.denominator},
    }


def _complaint(record: Fact, policies: Policies, as_of: date) -> Shown | None:
    """A complaint and its clocks on a day; a last day of None is ``undetermined``, beyond the known calendar."""
    accepted = record.date("complaint_accepted")
    if not record.text("complaint") and accepted is None:
        return None
    return {
        "number": record.text("complaint") or None,
        "accepted": iso(accepted),
        "transferred": iso(record.date("transferred")),
        "closed": iso(record.date("closed")),
        "clocks": [
            {
                "clock": one.code,
                "from": one.start.isoformat(),
                "due": iso(one.due),
                "undetermined": one.due is None,
                "done": iso(one.done),
                "passed": one.passed_on(as_of),
                "legal_basis": one.row.label,
            }
            for one in clocks(record, policies)
            if one.start <= as_of
        ],
    }


def _asked(store: Store, view: View, body: str | None, creditor: str | None) -> list[str]:
    if creditor is not None:
        owed = {tie.source for tie in view.ties_to(creditor, "OWED_TO")}
        return sorted(one for one in owed if (fact := view.fact(one)) is not None and fact.kind == "Arrears")
    if body is not None:
        before = {view.canonical(body), *predecessors(store, view, body)}
        return sorted({tie.source for one in before for tie in view.ties_to(one, "OWED_BY")})
    return sorted({fact.entity for fact in store.changes_since(0, kinds=["Arrears"])})
