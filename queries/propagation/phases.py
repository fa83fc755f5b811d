"""When a derived fact begins, pauses and ends: its states over the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from graph.calendar import term
from graph.interval import FOREVER, Interval, day_after, joined
from graph.model import Fact
from queries.documents.life import Life, is_for
from queries.policies import LegalTerm
from queries.propagation.case import Case, Reached
from queries.propagation.own_term import own_term
from queries.rulebook import Effect, Rule

REPAIR_SCOPES = {"停止公示": "publicity", "移出名单": "list", "终止限制": "restriction"}
_PERMANENT = ("终身", "永久")


_REASONS = {
    "expired": "期满",
    "repaired": "信用修复",
    "recipient_known": "已查到收件单位",
    "annulled": "决定被撤销",
    "unlawful": "决定被确认违法",
    "released": "解除",
    "removed": "移出名单",
    "death": "死亡",
    "rejected": "不予认定",
    "objection_upheld": "异议成立",
    "reported": "已反馈",
    "done": "已办结",
    "paid": "已付清",
}


def reason_text(reason: str | None) -> str:
    """An end reason in Chinese."""
    return _REASONS.get(reason or "", reason or "")


class End(NamedTuple):
    """A reason to end: the first day on which it holds no more, why, and the fact that says so."""

    day: date
    reason: str
    fact: Fact | None


class Span(NamedTuple):
    """A planned interval: its start, its end (None: none is known), and whether it is permanent."""

    start: date | None
    end: date | None
    permanent: bool


def planned(rule: Rule, case: Case, reached: Reached) -> Span:
    """The term a rule gives (民法典 201–202): the start day is in force, the last day is the corresponding day."""
    record, gives = case.record, rule.gives
    stated = reached.named.fact if reached.named is not None else record
    decided = case.decided
    if gives.start == "published":
        published = record.date("published")
        start = max((day for day in (published, decided) if day is not None), default=None)
    elif gives.start == "order":
        start = record.date("ordered") or record.date("filed") or decided
    elif gives.start == "stated":
        start = record.date("restricted_from") or decided
    else:
        start = decided
    start = stated.date("restricted_from") or start
    last = stated.date("restricted_to")
    if last is not None:
        return Span(start, day_after(last), False)
    if gives.permanent or any(word in stated.text("restriction") for word in _PERMANENT):
        return Span(start, None, True)
    own = own_term(rule, case, start)
    longest = term(start, years=own.years).end if own.years is not None and start is not None else None
    if gives.until is not None and not own.unstated and (last := record.date(gives.until)) is not None:
        return Span(start, min(day_after(last), longest or FOREVER), False)
    row = legal_term(case, gives.effect) if longest is None else None
    if row is not None and row.years is not None and row.at_end == "ends" and start is not None:
        longest = term(start, years=row.years).end
    return Span(start, longest, False)


def legal_term(case: Case, effect: str) -> LegalTerm | None:
    """The row of law that says how long an effect lasts where its document does not; None where none is known."""
    for row in case.book.policies.terms:
        day = case.record.valid.start
        if row.effect != effect or row.of_decision or day is None or not row.holds_on(day):
            continue
        if row.fits(case.record.text(row.column)):
            return row
    return None


def from_effect(span: Span, case: Case) -> Span:
    """The part of a span in which the document has effect: a court's stated term may begin before it does."""
    if span.start is None or case.decided is None or not case.is_judicial:
        return span
    return span._replace(start=max(span.start, case.decided))


def ends(
    case: Case,
    effect: Effect | None,
    subject: str,
    span: Span,
    *,
    more: Iterable[End] = (),
    lives: Iterable[Life] = (),
) -> list[End]:
    """Every reason to end that is known, earliest first; of the record, and of the documents of ``lives`` beside it."""
    record = case.record
    found: list[End] = list(more)
    if span.end is not None:
        found.append(End(span.end, "expired", None))
    for name, reason in (("removed", "removed"), ("released", "released"), ("withdrawn", "removed")):
        if (day := record.date(name)) is not None:
            found.append(End(day, reason, record))
    if effect is not None:
        for became in (case.life, *lives):
            for repair in became.repairs:
                if not is_for(case.view, repair.fact, {subject, *case.parties, case.unit or subject}):
                    continue
                scopes = {REPAIR_SCOPES[word] for word in repair.fact.list("ends") if word in REPAIR_SCOPES}
                every = not scopes or "全部" in repair.fact.list("ends")
                if effect.repair != "none" and (every or effect.repair in scopes):
                    found.append(End(repair.day, "repaired", repair.fact))
            if became.unlawful is not None and effect.unlawful == "end":
                found.append(End(became.unlawful.day, "unlawful", became.unlawful.fact))
    death = case.death_of(subject)
    if death is not None:
        found.append(End(day_after(death[0]), "death", death[1]))
    return sorted(found, key=lambda end: (end.day, end.reason))


def pauses(case: Case, effect: Effect, *, more: Iterable[Interval] = (), lives: Iterable[Life] = ()) -> list[Interval]:
    """When a measure is suspended: 停止执行, 确认违法 until the authority decides, objections; each day once."""
    found = list(more)
    for became in (case.life, *lives):
        found += [interval for interval, _ in became.suspended]
        if became.unlawful is not None and effect.unlawful == "suspend":
            found.append(Interval(became.unlawful.day, FOREVER))
    return joined(found)


def timeline(
    span: Span, decided: date | None, state: str, end: End | None, paused: list[Interval], annulled: date | None
) -> list[dict[str, Any]]:
    """The states over time, each from a day on: ``{from, state, reason}``; ``from`` null where it always held."""
    start = span.start
    phases: list[dict[str, Any]] = []
    if state == "active" and decided is not None and start is not None and decided < start:
        phases.append(_phase(decided, "confirmed"))
    phases.append(_phase(decided if state == "proposed" and decided else start, state))
    if state == "active":
        for pause in paused:
            if start is not None and pause.end is not None and pause.end <= start:
                continue
            if pause.start is not None and (end is None or pause.start < end.day):
                phases.append(_phase(max(pause.start, start or pause.start), "suspended"))
                if pause.end is not None and pause.end != FOREVER and (end is None or pause.end < end.day):
                    phases.append(_phase(pause.end, "active"))
    if end is not None:
        phases.append(_phase(max(end.day, start) if start is not None else end.day, "ended", end.reason))
    return until_annulled(phases, annulled)


def on_days(days: Iterable[Interval], state: str, end: End | None = None) -> list[dict[str, Any]]:
    """The states of what holds on some days only (their bounds known, in order, apart), until it is ended for good."""
    phases: list[dict[str, Any]] = []
    for one in days:
        phases.append(_phase(one.start, state))
        if one.end is not None and one.end != FOREVER:
            phases.append(_phase(one.end, "ended", "done"))
    if end is not None and phases:
        first = phases[0]["from"]
        day = max(end.day.isoformat(), first)
        phases = [phase for phase in phases if phase["from"] < day]
        phases.append({"from": day, "state": "ended", "reason": end.reason})
    return phases


def until_annulled(phases: list[dict[str, Any]], annulled: date | None) -> list[dict[str, Any]]:
    """The states, or, of a document that fell, none but ended: it is as if it had never been, on every day.

    What was shown meanwhile is a question of when it was known (known_at), not of the day asked about.
    """
    if annulled is None or not phases:
        return phases
    return [{"from": phases[0]["from"], "state": "ended", "reason": "annulled"}]


def _phase(day: date | None, state: str, reason: str | None = None) -> dict[str, Any]:
    return {"from": day.isoformat() if day is not None else None, "state": state, "reason": reason}


def phase_on(phases: list[dict[str, Any]], day: date) -> dict[str, Any] | None:
    """The phase a derived fact is in on ``day``; None before the first."""
    current = None
    for phase in phases:
        if phase["from"] is None or phase["from"] <= day.isoformat():
            current = phase
    return current
