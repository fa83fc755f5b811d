"""A body's integrity file (政务诚信档案): promises, debts, breaches, chain of reforms, persons in post, patterns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph.derived import Family
from graph.interval import Truth
from graph.live import Live
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries import integrity_records, standing
from queries.commitments.arrears_listing import arrears
from queries.commitments.known import Shown
from queries.commitments.lineage import lineage
from queries.commitments.listing import commitments, described
from queries.commitments.patterns import patterns
from queries.commitments.principals import of_promise
from queries.commitments.promise import promise_of
from queries.documents.source import source
from queries.integrity_known import bodies_of, each, gathered, of_the_hurt, records, tasks
from queries.policies import Policies

ABOVE = {
    "SUPERVISED_BY": ("superior", "上级主管单位"),
    "AUDITED_BY": ("audit_office", "审计机关"),
    "DISCIPLINED_BY": ("discipline", "纪检监察机关"),
    "PERSONNEL_UNDER": ("personnel", "组织人事部门"),
    "BELONGS_TO": ("government", "所属人民政府"),
}
"""Whom the roster puts above a body, and what each is called."""


def integrity_file(
    store: Store, policies: Policies, entity: str, as_of: date, known_at: int | None = None
) -> dict[str, Any]:
    """One body's file; of an enterprise what bodies promised and owe it, and what it owes itself.

    Promises it made and those it answers for, debts, breaches, judgments, enforcement, penalties, who was in post, the
    chain of reforms, patterns, and what the roster or the documents leave open. Facts for audit: nobody is restricted.
    """
    view = Live(store).at(known_at)
    fact, root = view.subject(entity), view.canonical(entity)
    public = fact is not None and fact.kind in schema().public_bodies()
    own: dict[str, Any] = {"body": root} if public else {"counterparty": root}
    promises = commitments(store, policies, as_of, known_at, **own)
    debts = arrears(store, policies, as_of, known_at, body=root)
    if not public:
        debts = each([*debts, *arrears(store, policies, as_of, known_at, creditor=root)])
    others = of_the_hurt(store, policies, as_of, known_at, [*promises, *debts]) if public else ([], [])
    known = gathered(
        store,
        view,
        as_of,
        known_at,
        each([*promises, *others[0]]),
        each([*debts, *others[1]]),
        {root} if public else {body["id"] for one in (*promises, *debts) for body in bodies_of(one)},
    )
    breaches = [one for one in known.breaches if not public or root in (one["body"]["id"], one["found_of"]["id"])]
    entries = known.enforcement if public else []
    listed = [one for one in entries if root in (one["body"]["id"], one["listed"]["id"])]
    found = patterns(known, policies.integrity.patterns) if policies.integrity is not None else []
    for one in promises:
        one["relation"] = _relation(one, root, public=public)
        record = view.fact(one["id"])
        promise = promise_of(view, record, policies) if record is not None else None
        one["principals"] = of_promise(view, promise, as_of) if promise is not None else []
    for one in debts:
        one["relation"] = _relation(one, root, public=public)
    work = tasks([*promises, *debts], known.breaches, policies, as_of)
    return {
        "kind": "audit",
        "subject": described(view, root),
        "public": public,
        "region": known.places.get(root) or (fact.text("region") if fact is not None else "") or None,
        "above": _above(view, root, as_of) if public else {},
        "summary": _summary(promises, debts, breaches, [one for one in listed if one["listed"]["id"] == root]),
        "promises": promises,
        "arrears": debts,
        "breaches": breaches,
        "enforcement": listed,
        "judgments": list(integrity_records.judgments(view, records(store, view, ["Judgment"]), fact, as_of))
        if public and fact is not None
        else [],
        "penalties": list(integrity_records.penalties(view, root, as_of)) if public else [],
        "late_publications": [one for one in known.late_publications if one["body"]["id"] == root],
        "staff": [one for one in known.staff if one["body"]["id"] == root],
        "succession": lineage(store, view, root, as_of) if public else {"bodies": [], "passages": []},
        "principals_in_post": _posts(view, root, as_of) if public else [],
        "patterns": [one.shown(as_of.isoformat()) for one in found if _concerns(one.subjects, root)],
        "notices": standing.answers(store, Family.NOTICE, as_of, known_at, subjects=[root]),
        "worklist": work,
        "findings": [
            one
            for one in standing.open_findings(standing.answers(store, Family.FINDING, as_of, known_at, subjects=[root]))
            if not one.get("authority_only")
        ],
        "as_of": as_of.isoformat(),
        "data_version": store.version(),
    }


_ITS_OWN = {"answers", "both", "owed"}
"""Relations in which what is late counts for the subject of a file."""


def _relation(one: Shown, root: str, *, public: bool) -> str:
    """What the subject is to a promise or debt: ``made``, ``answers``, ``both``, ``candidate`` or ``owed``."""
    if not public and (one["kind"] == "commitment" or one["debtor"]["id"] != root):
        return "owed"
    made = (one["original_body"] if one["kind"] == "commitment" else one["debtor"])["id"] == root
    answers = one["responsible_body"] is not None and one["responsible_body"]["id"] == root
    if made and answers:
        return "both"
    return "made" if made else "answers" if answers else "candidate"


def _above(view: View, root: str, as_of: date) -> dict[str, Any]:
    """Whom the roster has above the body on the day; who is not there is said."""
    found: dict[str, Any] = {}
    for kind, (key, label) in ABOVE.items():
        ties = [tie for tie in view.ties_from(root, kind) if tie.valid.contains(as_of) is not Truth.NO]
        bodies = [described(view, one) for one in dict.fromkeys(view.canonical(tie.target) for tie in ties)]
        missing = None if bodies else f"{label}在名册中查不到，须补录"
        found[key] = {"label": label, "bodies": bodies, "finding": missing}
    return found


def _posts(view: View, root: str, as_of: date) -> list[Shown]:
    """Every principal official of the body so far, oldest first: facts for audit."""
    found = []
    for tie in view.ties_to(root, "HOLDS_POST_IN"):
        person = view.subject(tie.source)
        start, last = tie.valid.start, tie.valid.last_day
        if tie.properties.get("principal") is not True or person is None or (start is not None and start > as_of):
            continue
        found.append(
            {
                "id": person.entity,
                "name": person.name,
                "position": tie.text("position"),
                "from": start.isoformat() if start is not None else None,
                "last_day": last.isoformat() if last is not None else None,
                "in_post": tie.valid.contains(as_of).value,
                "document": tie.text("number"),
                "source": source(tie),
            }
        )
    return sorted(found, key=lambda one: (one["from"] or "", one["name"], one["id"]))


def _concerns(subjects: Iterable[Shown], root: str) -> bool:
    return any(subject["id"] == root for subject in subjects)


def _summary(promises: list[Shown], debts: list[Shown], breaches: list[Shown], listed: list[Shown]) -> Shown:
    """Counts and amounts, each from the rows that stand in the file; amounts in fen.

    What another body answers for, or nobody yet, is not late here; and whoever succeeds a listed debtor is not listed.
    """
    late = [one for one in promises if one["overdue_since"] and one["relation"] in _ITS_OWN]
    owed = [one for one in debts if one["overdue_since"] and one["relation"] in _ITS_OWN]
    return {
        "promises": len(promises),
        "overdue": len(late),
        "overdue_fen": sum(one["amount_fen"] or 0 for one in late),
        "disowned": sum(one["reason_flag"] is not None for one in promises),
        "compensation_overdue": sum(bool((one["compensation"] or {}).get("overdue")) for one in promises),
        "unallocated": sum(one["responsible_body"] is None for one in (*promises, *debts)),
        "arrears": len(debts),
        "arrears_overdue": len(owed),
        "arrears_outstanding_fen": sum(one["outstanding_fen"] for one in owed),
        "interest_fen": sum(one["interest_fen"] or 0 for one in debts),
        "breaches_open": sum(one["open"] for one in breaches),
        "enforcement": sum(one["open"] for one in listed),
    }
