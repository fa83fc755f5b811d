"""Measures (措施): what may attach to somebody, with article, dates, evidence and the way out."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.derived import Family
from graph.interval import FOREVER
from queries.documents.source import premise
from queries.propagation.case import Case, Reached
from queries.propagation.course import Course
from queries.propagation.phases import End, Span, reason_text
from queries.propagation.repair_period import repair
from queries.propagation.steps import facts_of, steps
from queries.propagation.terms import grounds, remarks
from queries.rulebook import Effect, Rule

Product = tuple[str, str, str, str, dict[str, Any]]
"""``(id, family, rule, subject, body)`` of something derived."""


def measure(rule: Rule, case: Case, reached: Reached, course: Course) -> Product:
    """The measure or proposal a rule gives on somebody certainly reached."""
    effect, span, end = course.effect, course.span, course.end
    annulled = case.life.annulled is not None
    decided = case.record.valid.start
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
        **_decision(case, course, decided),
        "removal_route": effect.removal,
        "repair": repair(case, rule.gives.effect) if course.told_since is not None and not annulled else None,
        **_dates(span, end, annulled),
        "phases": course.phases,
        "life": steps(rule, case, reached, course),
        "path": reached.path,
        "premises": _premises(case, reached, course),
        "explanation": _explanation(rule, case, reached, course),
        "explanation_en": _explanation_en(rule, effect, case, span),
    }
    return course.identifier, Family.MEASURE, rule.rule, reached.subject, body


def trigger(case: Case) -> dict[str, Any]:
    """The record an answer rests on: id, kind, and its number as written."""
    return {"id": case.record.entity, "kind": case.record.kind, "number": case.record.name or case.record.number}


def _decision(case: Case, course: Course, decided: date | None) -> dict[str, Any]:
    """Who decided, by which document, after which notice: the record's organ, or the one that confirmed a proposal.

    Without a date of notice a proposal cannot be confirmed; elsewhere the document itself is the notice.
    """
    read = course.confirmed
    if read is None:
        return {
            "deciding_authority": case.organ_names(),
            "decision_document": None if course.proposal else case.record.name or case.record.number,
            "notice_date": None if course.proposal or decided is None else decided.isoformat(),
            "objection_deadline": None,
            "next_step": _next_step(course) if course.proposal and course.governing is None else None,
        }
    return {
        "deciding_authority": [case.name_of(read.organ)] if read.organ is not None else [],
        "decision_document": read.fact.text("document"),
        "confirmed": read.day.isoformat(),
        "notice_date": read.notified.isoformat() if read.notified else None,
        "objection_deadline": read.last_day.isoformat() if read.last_day else None,
        "next_step": None,
    }


def _next_step(course: Course) -> str:
    """What a proposal waits for (国办发〔2020〕49号: told of reasons, basis and rights, heard, then decided)."""
    if any(one.is_open for one in course.objections):
        return "处理异议后由有权机关认定"
    if any(one.notified is not None for one in course.determinations):
        return "由有权机关认定（此前的认定未产生效力，见工作清单）"
    return "告知当事人事由、依据和权利，听取陈述申辩，再由有权机关认定"


def _dates(span: Span, end: End | None, annulled: bool) -> dict[str, Any]:
    start = span.start.isoformat() if span.start else None
    if annulled:
        return {"start": start, "end": start, "last_day": None, "permanent": False, "end_reason": "annulled"}
    stop = end.day if end is not None else span.end
    if stop is not None and span.start is not None:
        stop = max(stop, span.start)
    last = None
    if stop is not None and stop != FOREVER and stop != span.start:
        last = stop.fromordinal(stop.toordinal() - 1).isoformat()
    return {
        "start": start,
        "end": stop.isoformat() if stop is not None else None,
        "last_day": last,
        "permanent": span.permanent and stop is None,
        "end_reason": end.reason if end is not None else None,
    }


def _premises(case: Case, reached: Reached, course: Course) -> list[dict[str, Any]]:
    facts = {fact.id: fact for fact in [*reached.premises, *facts_of(case, course)]}
    end = course.end
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


def _explanation(rule: Rule, case: Case, reached: Reached, course: Course) -> str:
    record, effect, span, end = case.record, course.effect, course.span, course.end
    organs = "、".join(case.organ_names())
    decided = record.valid.start.isoformat() if record.valid.start else "日期不明"
    sentences = [f"{organs or '决定机关未载明'}{decided}作出{record.name or '（无文号）'}"]
    if reached.reference is None and case.window is not None and case.window.note:
        sentences.append(case.window.note)
    elif reached.reference is not None and rule.reach.reference == "act":
        sentences.append(f"违法行为发生于{reached.reference.isoformat()}")
    sentences.append(f"{case.name_of(reached.subject)}：{reached.words}")
    sentences.append(f"依据{rule.basis}，{effect.name}")
    read = course.governing
    if read is not None:
        organ = case.name_of(read.organ) if read.organ is not None else ""
        sentences.append(f"{organ}{read.day.isoformat()}以{read.fact.text('document')}{read.fact.text('outcome')}")
    elif course.proposal:
        sentences.append("仅为提议，须由作出决定的机关或其上级机关认定后方可实施")
    if case.life.annulled is not None:
        event = case.life.annulled
        sentences.append(
            f"{event.day.isoformat()}被{event.fact.name or event.number}{event.what}，自该日起视为自始不产生效力"
        )
    elif span.permanent and end is None:
        sentences.append("终身有效，不因信用修复终止")
    elif end is not None and span.start is not None:
        last = end.day.fromordinal(max(end.day, span.start).toordinal() - 1).isoformat()
        sentences.append(f"自{span.start.isoformat()}至{last}（{reason_text(end.reason)}）")
    elif span.start is not None:
        sentences.append(f"自{span.start.isoformat()}起，止日未载明")
    sentences += [text for text in (grounds(rule, case),) if text]
    sentences += [remark.text for remark in remarks(rule, case, reached)]
    for event in case.life.undone:
        sentences.append(
            f"{event.day.isoformat()}的{event.what}（{event.fact.name or event.number}）未生效或已被撤销，不影响"
        )
    return "；".join(sentences) + "。"


def _explanation_en(rule: Rule, effect: Effect, case: Case, span: Span) -> str:
    start = span.start.isoformat() if span.start else "an unknown day"
    return f"{effect.name_en} from {start}: {rule.title_en} ({rule.law.title}, {rule.law.article})."
