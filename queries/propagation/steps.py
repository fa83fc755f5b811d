"""The life of a measure step by step: each step its day, its words, and the row that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.identifiers import document_number
from graph.interval import FOREVER
from graph.model import Fact
from queries.documents.life import Event, Life, undoing
from queries.documents.source import source
from queries.propagation.case import Case, Reached
from queries.propagation.course import Course
from queries.propagation.determination import Determination
from queries.propagation.objections import Objection
from queries.propagation.phases import reason_text
from queries.rulebook import Rule

Step = dict[str, Any]

_ORDER = (
    "imposed",
    "proposed",
    "notified",
    "objection_raised",
    "objection_accepted",
    "objection_upheld",
    "objection_dismissed",
    "confirmed",
    "rejected",
    "no_effect",
    "in_force",
    "suspended",
    "resumed",
    "feedback",
    "repaired",
    "unlawful",
    "annulled",
    "withdrawn",
    "reinstated",
    "ended",
)


def steps(rule: Rule, case: Case, reached: Reached, course: Course) -> list[Step]:
    """Every step that is known, by day; none for a measure that a document imposes and nothing has happened to."""
    record = case.record
    if not course.proposal and not _eventful(case, course):
        return []
    number = record.name or record.number
    name = case.name_of(reached.subject)
    decided = case.decided
    if course.proposal:
        text = f"依据{number}提议对{name}{course.effect.name}，待有权机关认定"
        found = [_step("proposed", decided, text, f"proposed: {course.effect.name_en}", record)]
    else:
        found = [_step("imposed", decided, f"{number}：{course.effect.name}", course.effect.name_en, record)]
    for read in course.determinations:
        found += _of_determination(case, read)
    for one in course.objections:
        found += _of_objection(one, one in course.heeded)
    for became, document in _lives(case, course):
        found += _of_life(case, became, document, course, became is case.life)
    found += [_feedback(case, fact) for fact in feedback(case, course)]
    found += _force(case, course)
    return sorted(found, key=lambda step: (step["day"] or "", _ORDER.index(step["stage"]), step["fact"]))


def facts_of(case: Case, course: Course) -> list[Fact]:
    """The facts the steps rest on beside those of the record itself."""
    found = [*(read.fact for read in course.determinations), *(one.fact for one in course.objections)]
    for became, _ in _lives(case, course):
        for event in became.undone:
            undone = undoing(case.view, event)
            found += [event.fact, *([undone.fact] if undone is not None else [])]
    for read in course.determinations:
        events = [read.life.annulled, read.life.unlawful, *(event for _, event in read.life.suspended)]
        found += [happened.fact for happened in events if happened is not None]
    return [*found, *feedback(case, course)]


def feedback(case: Case, course: Course) -> list[Fact]:
    """What agencies reported about the measure (措施反馈), by day."""
    return case.view.numbered(document_number.key(course.identifier), "MeasureFeedback")


def _eventful(case: Case, course: Course) -> bool:
    own = case.life
    events = (*own.suspended, *own.repairs, *own.undone, *course.objections, *feedback(case, course))
    return bool(events) or own.annulled is not None or own.unlawful is not None


def _lives(case: Case, course: Course) -> list[tuple[Life, str]]:
    own = [(case.life, case.record.name or case.record.number)]
    return [*own, *((read.life, read.fact.text("document")) for read in course.determinations)]


def _of_determination(case: Case, read: Determination) -> list[Step]:
    organ, document = case.name_of(read.organ) if read.organ is not None else "", read.fact.text("document")
    detail = {"organ": organ, "number": document, "actor": read.fact.text("actor") or None}
    found = []
    if read.notified is not None:
        until = f"，陈述申辩至{read.last_day.isoformat()}" if read.last_day is not None else ""
        found.append(_step("notified", read.notified, f"已告知当事人{until}", "the subject was told", read.fact))
    outcome = read.fact.text("outcome")
    if read.obstacle is not None and read.obstacle.code:
        return [*found, _step("no_effect", read.day, read.obstacle.text, read.obstacle.text_en, read.fact, **detail)]
    stage, english = ("confirmed", "confirmed") if read.confirms else ("rejected", "rejected")
    text = f"{organ}（{read.words}）以{document}{outcome}"
    if read.early:
        text += f"；早于陈述申辩期满，{read.takes_effect.isoformat()}前不产生效力"
    return [*found, _step(stage, read.day, text, english, read.fact, **detail)]


def _of_objection(one: Objection, heeded: bool) -> list[Step]:
    number, by = one.fact.name, one.fact.text("raised_by")
    found = []
    if one.raised is not None:
        found.append(_step("objection_raised", one.raised, f"{by}提出异议（{number}）", "objection raised", one.fact))
    if one.accepted is not None:
        text = f"异议{number}受理" + ("，处理前中止" if heeded else "；法院措施以法院文书为准，不因此中止")
        found.append(_step("objection_accepted", one.accepted, text, "objection accepted", one.fact))
    if one.decided is not None and one.outcome:
        stage = "objection_upheld" if one.outcome == "成立" else "objection_dismissed"
        text = f"异议{number}{one.outcome}（{one.fact.text('document') or '无文号'}）"
        if one.undone:
            text += "；该处理决定已被撤销，异议恢复未决"
        found.append(_step(stage, one.decided, text, stage.replace("_", " "), one.fact))
    return found


def _of_life(case: Case, became: Life, document: str, course: Course, own: bool) -> list[Step]:
    found = []
    for interval, event in became.suspended:
        found.append(_event("suspended", event, f"{document}停止执行", "suspended"))
        if interval.end is not None and interval.end != FOREVER:
            found.append(_step("resumed", interval.end, f"{document}恢复执行", "resumed", event.fact))
    for repair in became.repairs:
        ended = course.end is not None and course.end.reason == "repaired" and course.end.fact == repair.fact
        text = f"{document}信用修复（{repair.fact.name}）" + ("，措施终止" if ended else "；本措施不因此终止")
        found.append(_event("repaired", repair, text, "repaired"))
    if became.unlawful is not None:
        found.append(_event("unlawful", became.unlawful, f"{document}被确认违法", "held unlawful"))
    if became.annulled is not None:
        stage = "annulled" if own else "withdrawn"
        text = f"{document}被{became.annulled.fact.name or became.annulled.number}{became.annulled.what}"
        found.append(_event(stage, became.annulled, text, stage))
    for event in became.undone:
        found.append(_event("annulled", event, f"{document}：{event.what}（{event.fact.name}）", event.what))
        undone = undoing(case.view, event)
        text = f"{event.fact.name or event.number}未生效或已被撤销，恢复原状，期限不延长"
        if undone is not None:
            found.append(_event("reinstated", undone, text, "as if never annulled"))
    return found


def _feedback(case: Case, fact: Fact) -> Step:
    organ = case.view.target(fact.entity, "DECIDED_BY")
    name = case.name_of(organ) if organ is not None else ""
    text = f"{name}反馈：{fact.text('feedback')}" + (f"（{fact.text('case')}）" if fact.text("case") else "")
    return _step("feedback", fact.date("date"), text, "feedback", fact, organ=name)


def _force(case: Case, course: Course) -> list[Step]:
    """When it began to bind, and when it ended by itself."""
    found = []
    fact = course.confirmed.fact if course.confirmed is not None else case.record
    begun = next((phase for phase in course.phases if phase["state"] in {"active", "suspended"}), None)
    if begun is not None and begun["from"] is not None:
        day = date.fromisoformat(begun["from"])
        found.append(_step("in_force", day, f"{course.effect.name}开始实施", "in force", fact))
    end = course.end
    told = {"repaired", "unlawful", "rejected", "objection_upheld", "annulled"}
    if end is not None and end.reason not in told and case.life.annulled is None:
        text = f"终止（{reason_text(end.reason)}）"
        found.append(_step("ended", end.day, text, f"ended: {end.reason}", end.fact or fact))
    return found


def _event(stage: str, event: Event, text: str, text_en: str) -> Step:
    return _step(stage, event.day, text, text_en, event.fact)


def _step(stage: str, day: date | None, text: str, text_en: str, fact: Fact, **detail: str | None) -> Step:
    return {
        "stage": stage,
        "day": day.isoformat() if day is not None else None,
        "text": text,
        "text_en": text_en,
        **detail,
        "fact": fact.id,
        **source(fact),
    }
