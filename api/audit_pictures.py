"""The pictures of an audit report: promises and debts along time, and how functions passed between bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from api.audit_tables import yuan
from visual.report.history import Bar, Lane, LaneTone, Lineage, Mark, MarkTone, Passage, Row, Timeline

ROWS = 8
"""Rows of one picture: so many fit on a page."""
MOST = 40
LANES = 24

_CLOSING = ("fulfilled", "repaired", "annulled")
_TONES: Mapping[str, MarkTone] = {
    "overdue": "warning",
    "change_not_lawful": "warning",
    "compensation_overdue": "warning",
    "breach_found": "warning",
    "rectification_due": "warning",
    "enforcement": "warning",
    "annulled": "warning",
    "fulfilled": "done",
    "repaired": "done",
    "regularised": "done",
    "compensation_paid": "done",
    "enforcement_ended": "done",
}


def timelines(file: Mapping[str, Any]) -> tuple[Timeline, ...]:
    """Promises and debts, late ones first, a few rows a picture; says how many there are beyond those drawn."""
    today = date.fromisoformat(file["as_of"])
    ordered = sorted(
        (*file["promises"], *file["arrears"]),
        key=lambda one: (one["overdue_since"] is None, one["overdue_since"] or "", one["number"], one["id"]),
    )
    rows = [_promise(one, today) if one["kind"] == "commitment" else _debt(one, today) for one in ordered[:MOST]]
    total = len(ordered) if len(ordered) > MOST else None
    return tuple(
        Timeline("承诺与账款时间线", tuple(rows[place : place + ROWS]), today, "Promises and debts along time", total)
        for place in range(0, len(rows), ROWS)
    )


def succession(file: Mapping[str, Any]) -> tuple[Lineage, ...]:
    """The bodies before and after this one as lanes; none where no reform touched it."""
    passages = file["succession"]["passages"]
    if not passages:
        return ()
    root, today = file["subject"]["id"], date.fromisoformat(file["as_of"])
    may = {one["id"] for work in (*file["promises"], *file["arrears"]) for one in work["candidates"]}
    bodies = _ordered(file["succession"]["bodies"], passages)[:LANES]
    shown = {one["id"] for one in bodies}
    lanes = tuple(_lane(one, root, may) for one in bodies)
    opened = _open(passages)
    drawn = tuple(
        Passage(
            date.fromisoformat(one["date"]),
            one["from"]["id"],
            one["to"]["id"],
            f"{one['manner']}{'：' + '、'.join(one['functions']) if one['functions'] else ''}",
            one["document"],
            open=(one["from"]["id"], one["date"]) in opened,
        )
        for one in passages
        if {one["from"]["id"], one["to"]["id"]} <= shown
    )
    return (Lineage("承继图", lanes, drawn, today, "Succession of bodies"),)


def _promise(one: Mapping[str, Any], today: date) -> Row:
    signed = date.fromisoformat(one["signed"])
    late = [
        Bar(start, end - timedelta(days=1) if end is not None else None, "late")
        for period in one["overdue_periods"]
        for start, end in [(date.fromisoformat(period["from"]), _day(period["to"]))]
    ]
    ends = [date.fromisoformat(event["date"]) for event in one["events"] if event["event"] in _CLOSING]
    closed = max(ends, default=today) if one["status"] in (*_CLOSING, "terminated") else None
    bars = _filled(signed, late, closed, today, known=one["due"] is not None or one["status"] == "changed")
    marks = tuple(
        Mark(
            date.fromisoformat(event["date"]),
            event["text"],
            event["document"],
            _TONES.get(event["event"], "plain"),
        )
        for event in one["events"]
        if event["event"] != "due"
    )
    money = f" {yuan(one['amount_fen'])}元" if one["amount_fen"] is not None else ""
    return Row(f"{one['number']} {one['status_name']}", f"{one['matter']}{money}", tuple(bars), marks)


def _debt(one: Mapping[str, Any], today: date) -> Row:
    marks = []
    for key, text, tone in (
        ("delivered", "交付", "plain"),
        ("accepted", "验收", "plain"),
        ("overdue_since", "逾期", "warning"),
    ):
        day = _day(one[key])
        if day is not None and day <= today:
            marks.append(Mark(day, text, one["number"], tone))  # type: ignore[arg-type]  # the literals above
    start = _day(one["delivered"]) or _day(one["accepted"]) or today
    due, late = _day(one["due"]), []
    if one["overdue_since"] is not None:
        late = [Bar(date.fromisoformat(one["overdue_since"]), None, "late")]
    elif one["interest_stretches"]:
        stretches = one["interest_stretches"]
        first, last = stretches[0]["from"], stretches[-1]["last_day"]
        late = [Bar(date.fromisoformat(first), date.fromisoformat(last), "late")]
    closed = (late[-1].last or today) + timedelta(days=1) if one["status"] == "paid" and late else None
    if one["status"] == "paid" and not late:
        closed = min(due or today, today)
    bars = _filled(start, late, closed, today, known=due is not None)
    complaint = one["complaint"] or {}
    for key, text in (("accepted", "投诉受理"), ("transferred", "投诉转交"), ("closed", "投诉办结")):
        day = _day(complaint.get(key))
        if day is not None and day <= today:
            marks.append(Mark(day, text, complaint["number"] or ""))
    detail = f"未付{yuan(one['outstanding_fen'])}元，逾期利息{yuan(one['interest_fen']) or '—'}元"
    return Row(f"{one['number']} 账款{one['status_name']}", detail, tuple(bars), tuple(marks))


def _filled(start: date, late: Sequence[Bar], closed: date | None, today: date, *, known: bool) -> list[Bar]:
    """Bars over all days from the start to today: late ones, closed ones, and between them days within the term."""
    end = closed if closed is not None else today + timedelta(days=1)
    bars, at = [], start
    for bar in (one for one in late if one.first < end):
        if at < bar.first:
            bars.append(Bar(at, bar.first - timedelta(days=1), "running" if known else "open"))
        last = end - timedelta(days=1) if bar.last is None else min(bar.last, end - timedelta(days=1))
        bars.append(Bar(bar.first, last, "late"))
        at = last + timedelta(days=1)
    if at < end:
        bars.append(Bar(at, end - timedelta(days=1), "running" if known else "open"))
    if closed is not None and closed <= today:
        bars.append(Bar(closed, today, "closed"))
    return bars


def _ordered(bodies: Sequence[Mapping[str, Any]], passages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Bodies from above to below as things passed between them, those that lost something first."""
    first: dict[str, tuple[str, int, int]] = {}
    for place, one in enumerate(passages):
        first.setdefault(one["from"]["id"], (one["date"], 0, place))
        first.setdefault(one["to"]["id"], (one["date"], 1, place))
    last = ("9999-12-31", 2, len(passages))
    return sorted(bodies, key=lambda body: (first.get(body["id"], last), body["id"]))


def _open(passages: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Bodies and days on which several successors took something that no document divides."""
    heirs: dict[tuple[str, str], set[str]] = defaultdict(set)
    undivided: set[tuple[str, str]] = set()
    for one in passages:
        key = one["from"]["id"], one["date"]
        heirs[key].add(one["to"]["id"])
        if not one["functions"]:
            undivided.add(key)
    return {key for key in undivided if len(heirs[key]) > 1}


def _lane(one: Mapping[str, Any], root: str, may: set[str]) -> Lane:
    tone: LaneTone = "focus" if one["id"] == root else "candidate" if one["id"] in may else "plain"
    until = _day(one["until"])
    words = {"focus": "本单位", "candidate": "候选，须确认", "plain": ""}[tone]
    ended = f"至{one['until']}" if until is not None else ""
    detail = "，".join(filter(None, (words, ended)))
    return Lane(one["id"], one["name"] or one["code"] or one["id"], _day(one["since"]), until, tone, detail)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
