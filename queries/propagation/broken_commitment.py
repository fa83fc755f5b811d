"""A credit commitment that was not kept (违背信用承诺): a finding for whoever supervises; it restricts nobody."""

from __future__ import annotations

from collections.abc import Iterator

from queries.commitments.credit import BROKEN, STATES, repaired_on, state_on
from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.phases import End


def broken(case: Case) -> Iterator[Product]:
    """For closer supervision (重点监管) from the day the breach was found, until a repair; never a measure."""
    record, policy = case.record, case.book.policies.integrity
    since = record.date("determined") or record.valid.start
    subject = case.view.target(record.entity, "COMMITTED_BY")
    if policy is None or not policy.key_supervision.enabled or since is None or subject is None:
        return
    state = state_on(case.view, record, since)
    repaired = repaired_on(case.view, record)
    if state not in BROKEN or not case.identified(subject) or (repaired is not None and repaired <= since):
        return
    dated = record.date("determined") is not None
    found = f"{since.isoformat()}经{_finder(case)}认定" if dated else "认定日期未载明，"
    text = f"{case.name_of(subject)}的信用承诺{record.name}{found}{STATES[state]}"
    text += f"：{record.text('unperformed')}" if record.text("unperformed") else ""
    yield finding(
        case,
        "commitment_broken",
        subject,
        f"{text}；纳入重点监管范围，供监管部门安排检查，不构成惩戒（{policy.key_supervision.label}）",
        "a credit commitment was not kept: for closer supervision, no restriction",
        premises=case.view.ties_from(record.entity, "COMMITTED_BY", "DECIDED_BY"),
        since=since,
        until=End(repaired, "repaired", None) if repaired is not None else None,
        detail={"state_found": state, "publicity": record.text("publicity") or None, "dated": dated},
    )


def _finder(case: Case) -> str:
    return "、".join(case.name_of(tie.target) for tie in case.organs()) or "（认定单位未载明）"
