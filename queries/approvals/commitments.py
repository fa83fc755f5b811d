"""Credit commitments not kept (违背信用承诺), as an approval tells of them: alerts where dated, else unknowns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph.live import Live
from graph.model import identify
from graph.view import View
from queries.approvals import unknowns
from queries.approvals.parties import Party
from queries.commitments.credit import unfulfilled
from queries.integrity import Integrity
from queries.neighbourhood import described
from queries.propagation.alerts import OPENING

Answer = dict[str, Any]

OWN = ("applicant", "parent")
"""Whose commitments count: the applicant's, and those of the enterprise that a branch belongs to (民法典 74)."""


def of_commitments(
    live: Live, view: View, parties: Iterable[Party], day: date, policy: Integrity | None
) -> tuple[list[Answer], list[Answer]]:
    """Alerts and unknowns about commitments that stand as not kept, or kept in part, on a day; never a measure.

    A breach whose finding has no day proves nothing of this one: it is an unknown, to be looked into.
    """
    alerts: list[Answer] = []
    doubts: list[Answer] = []
    for party in parties:
        if not set(OWN) & set(party.capacities):
            continue
        live.read([tie.source for tie in view.ties_to(party.subject, "COMMITTED_BY")], [])
        for one in unfulfilled(view, party.subject, day):
            if one["dated"]:
                alerts.append(_alert(view, party, one, day, policy))
            else:
                doubts.append(_doubt(party, one))
    return alerts, doubts


def _alert(view: View, party: Party, one: Answer, day: date, policy: Integrity | None) -> Answer:
    subject = described(view, party.subject)
    finder = one["determiner"]["name"] if one["determiner"] is not None else "（认定单位未载明）"
    certain = party.is_in(OWN)
    return {
        "id": identify("A", "commitment", party.subject, one["id"]),
        "kind": "alert",
        "alert": "commitment_unfulfilled",
        "subject": subject,
        "strength": {"low": 1 if certain else 0, "high": 1},
        "as_of": day.isoformat(),
        "expires": None,
        "trigger": {"id": one["id"], "kind": "CreditCommitment", "number": one["number"]},
        "legal_basis": policy.key_supervision.label if policy is not None and policy.key_supervision.enabled else "",
        "path": [
            {
                "tie": tie.kind,
                "from": {"id": tie.source},
                "to": {"id": party.subject},
                "valid": "",
                "fact": tie.id,
                **one["source"],
            }
            for tie in view.ties_from(one["id"], "COMMITTED_BY")
        ],
        "text": f"{OPENING}{party.words}{subject['name']}的信用承诺{one['number']}于{one['determined']}经{finder}认定"
        f"{one['state_name']}{_left_undone(one)}。",
        "capacities": sorted(party.capacities),
        "commitment": one,
    }


def _doubt(party: Party, one: Answer) -> Answer:
    return unknowns.unknown(
        "commitment_undated",
        f"{party.words}的信用承诺{one['number']}记为{one['state_name']}{_left_undone(one)}；认定日期未载明，"
        "当日是否已经认定、是否仍未履行不明",
        "a credit commitment is on record as not kept, without the day of that finding: whether so on this day is open",
        subject=party.subject,
        commitment=one,
    )


def _left_undone(one: Answer) -> str:
    return f"（{one['unperformed']}）" if one["unperformed"] else ""
