"""Repair clocks (信用修复办理时限): each level's own, from its acceptance, stopped while materials are incomplete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.phases import End

LEVELS = (
    ("repair_city", "市级", "accepted", "city_reviewed"),
    ("repair_region", "自治区级", "region_accepted", "region_reviewed"),
)

_OTHERS = (
    "DishonestDebtorEntry",
    "ConsumptionRestriction",
    "SeriousViolationEntry",
    "Judgment",
    "MeasureDetermination",
)
"""What the two working days do not speak of: they are for penalties."""


def clocks(case: Case) -> Iterator[Product]:
    """The clocks of a repair case of a penalty that have begun; each stops with that level's review."""
    record = case.record
    if case.view.numbered(record.number, *_OTHERS) and not case.view.numbered(record.number, "Penalty"):
        return
    subject = case.view.target(record.entity, "CONCERNS") or record.entity
    closed = record.date("date")
    for code, level, accepted, reviewed in LEVELS:
        start = record.date(accepted)
        if start is None:
            continue
        start, note = _running(start, record.date("complete"))
        row = case.book.policies.deadline(code, start)
        if row is None:
            continue
        due = row.due(start)
        done = [day for day in (record.date(reviewed), closed) if day is not None]
        text = f"信用修复{record.name}：{level}审核，{start.isoformat()}起{row.words}"
        text += f"，应于{due.isoformat()}前办结" if due is not None else "，超出已知工作日历，期限待定"
        if done and due is not None and min(done) > due:
            text += f"；实际于{min(done).isoformat()}办结，已逾期"
        yield finding(
            case,
            code,
            subject,
            f"{text}{note}（{row.label}）",
            f"review by the {'city' if code == 'repair_city' else 'region'}",
            since=start,
            due=due,
            until=End(min(done), "done", record) if done else None,
            detail={"document": record.number, "late": bool(done and due is not None and min(done) > due)},
        )


def _running(accepted: date, complete: date | None) -> tuple[date, str]:
    """From when the clock runs: acceptance, or the later day on which the materials were complete."""
    if complete is None:
        return accepted, "；材料齐全日期未载明，按受理日起算"
    return max(accepted, complete), ""
