"""Measures (措施): what may attach to somebody, with article, dates, evidence and the way out."""

from __future__ import annotations

from typing import Any

from graph.derived import Family
from graph.interval import FOREVER
from graph.model import identify
from queries.propagation.case import Case, Reached, premise
from queries.propagation.phases import End, Span, ends, from_effect, pauses, planned, timeline
from queries.rulebook import Effect, Rule

Product = tuple[str, str, str, str, dict[str, Any]]
"""``(id, family, rule, subject, body)`` of something derived."""


def measure(rule: Rule, case: Case, reached: Reached) -> Product:
    """The measure or proposal a rule gives on somebody certainly reached."""
    effect = case.book.effects[rule.gives.effect]
    span = planned(rule, case, reached)
    possible_ends = ends(case, effect, reached.subject, span)
    end = possible_ends[0] if possible_ends else None
    annulled = case.life.annulled is not None
    decided = case.record.valid.start
    proposed = rule.gives.origin == "confirmed"
    state, shown = "proposed" if proposed else "active", from_effect(span, case)
    phases = timeline(shown, case.decided, state, end, pauses(case, effect), annulled)
    body = {
        "subject": case.describe(reached.subject),
        "effect": rule.gives.effect,
        "effect_name": effect.name,
        "effect_name_en": effect.name_en,
        "scope": list(effect.scope),
        "origin": rule.gives.origin,
        "rule": rule.rule,
        "rule_version": rule.version,
        "rule_title": rule.title,
        "legal_basis": rule.basis,
        "verification": f"{rule.mark}-{rule.confidence}",
        "certainty": "certain" if reached.certain else "possible",
        "reference_date": reached.reference.isoformat() if reached.reference else None,
        "role": reached.role,
        "trigger": trigger(case),
        "decided": decided.isoformat() if decided else None,
        "deciding_authority": [case.name_of(tie.target) for tie in case.organs()],
        "notice_date": None if proposed or decided is None else decided.isoformat(),
        "removal_route": effect.removal,
        **_dates(span, end, annulled),
        "phases": phases,
        "path": reached.path,
        "premises": _premises(case, reached, end),
        "explanation": _explanation(rule, effect, case, reached, span, end),
        "explanation_en": _explanation_en(rule, effect, case, span),
    }
    identifier = identify("M", rule.rule, reached.subject, rule.gives.effect, case.record.entity)
    return identifier, Family.MEASURE, rule.rule, reached.subject, body


def trigger(case: Case) -> dict[str, Any]:
    """The record an answer rests on: id, kind, and its number as written."""
    return {"id": case.record.entity, "kind": case.record.kind, "number": case.record.name or case.record.number}


def _dates(span: Span, end: End | None, annulled: bool) -> dict[str, Any]:
    if annulled:
        day = span.start.isoformat() if span.start else None
        return {"start": day, "end": day, "last_day": None, "permanent": False, "end_reason": "annulled"}
    stop = end.day if end is not None else span.end
    if stop is not None and span.start is not None:
        stop = max(stop, span.start)
    last = None
    if stop is not None and stop != FOREVER and stop != span.start:
        last = stop.fromordinal(stop.toordinal() - 1).isoformat()
    return {
        "start": span.start.isoformat() if span.start else None,
        "end": stop.isoformat() if stop is not None else None,
        "last_day": last,
        "permanent": span.permanent and end is None,
        "end_reason": end.reason if end is not None else None,
    }


def _premises(case: Case, reached: Reached, end: End | None) -> list[dict[str, Any]]:
    facts = {fact.id: fact for fact in reached.premises}
    if reached.named is not None:
        facts[reached.named.fact.id] = reached.named.fact
    for event in (
        case.life.annulled,
        case.life.unlawful,
        *case.life.repairs,
        *case.life.undone,
        *(event for _, event in case.life.suspended),
    ):
        if event is not None:
            facts[event.fact.id] = event.fact
    if end is not None and end.fact is not None:
        facts[end.fact.id] = end.fact
    return [premise(facts[key]) for key in sorted(facts)]


_REASONS = {
    "expired": "期满",
    "repaired": "信用修复",
    "annulled": "决定被撤销",
    "unlawful": "决定被确认违法",
    "released": "解除",
    "removed": "移出名单",
    "death": "死亡",
}


def reason_text(reason: str | None) -> str:
    """An end reason in Chinese."""
    return _REASONS.get(reason or "", reason or "")


def _explanation(rule: Rule, effect: Effect, case: Case, reached: Reached, span: Span, end: End | None) -> str:
    record = case.record
    organs = "、".join(case.name_of(tie.target) for tie in case.organs())
    decided = record.valid.start.isoformat() if record.valid.start else "日期不明"
    sentences = [f"{organs or '决定机关未载明'}{decided}作出{record.name or '（无文号）'}"]
    if reached.reference is None and case.window is not None and case.window.note:
        sentences.append(case.window.note)
    elif reached.reference is not None and rule.reach.reference == "act":
        sentences.append(f"违法行为发生于{reached.reference.isoformat()}")
    sentences.append(f"{case.name_of(reached.subject)}：{reached.words}")
    sentences.append(f"依据{rule.basis}，{effect.name}")
    if rule.gives.origin == "confirmed":
        sentences.append("仅为提议，须由作出决定的机关或其上级机关认定后方可实施")
    if case.life.annulled is not None:
        event = case.life.annulled
        sentences.append(f"{event.day.isoformat()}被{event.fact.name or event.number}{event.what}，自始不产生效力")
    elif span.permanent and end is None:
        sentences.append("终身有效，不因信用修复终止")
    elif end is not None and span.start is not None:
        last = end.day.fromordinal(max(end.day, span.start).toordinal() - 1).isoformat()
        sentences.append(f"自{span.start.isoformat()}至{last}（{_REASONS[end.reason]}）")
    elif span.start is not None:
        sentences.append(f"自{span.start.isoformat()}起，止日未载明")
    for event in case.life.undone:
        sentences.append(
            f"{event.day.isoformat()}的{event.what}（{event.fact.name or event.number}）未生效或已被撤销，不影响"
        )
    return "；".join(sentences) + "。"


def _explanation_en(rule: Rule, effect: Effect, case: Case, span: Span) -> str:
    start = span.start.isoformat() if span.start else "an unknown day"
    return f"{effect.name_en} from {start}: {rule.title_en} ({rule.law.title}, {rule.law.article})."
