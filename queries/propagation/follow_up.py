"""What somebody has to do about a measure or proposal: tell, hear, decide again, report back, end in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from queries.propagation.case import Case, Reached
from queries.propagation.course import Course
from queries.propagation.determination import Determination
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.objections import Objection
from queries.propagation.phases import End, until_annulled
from queries.propagation.steps import feedback

PROPOSED = {"authority_only": True}
"""Marks what speaks of a proposal: it never leaves the authority's worklist."""


def follow_up(case: Case, reached: Reached, course: Course) -> Iterator[Product]:
    """Findings about one measure or proposal, until the document falls."""
    for identifier, family, code, subject, body in _open(case, reached, course):
        phases = until_annulled(body["phases"], case.life.annulled_on)
        yield identifier, family, code, subject, {**body, "phases": phases}


def _open(case: Case, reached: Reached, course: Course) -> Iterator[Product]:
    name = case.name_of(reached.subject)
    if course.proposal:
        for read in course.determinations:
            yield from _determination(case, reached.subject, name, course, read)
    for one in course.objections:
        yield from _objection(case, reached.subject, name, course, one)
    if course.told_since is not None:
        yield from _unreported(case, reached.subject, name, course)
        yield from _not_taken(case, reached.subject, name, course)
        yield from _unreleased(case, reached.subject, name, course)
        yield from _term_ends(case, reached.subject, name, course)


def _about(course: Course) -> dict[str, object]:
    return {"measure": course.identifier, **(PROPOSED if course.proposal and course.confirmed is None else {})}


def _determination(case: Case, subject: str, name: str, course: Course, read: Determination) -> Iterator[Product]:
    """Why a determination has no effect, or has it later than its day."""
    if read.obstacle is not None and read.obstacle.code:
        yield finding(
            case,
            read.obstacle.code,
            subject,
            f"{name}（{course.effect.name}）：{read.obstacle.text}",
            read.obstacle.text_en,
            premises=[read.fact],
            since=read.day,
            key=(read.fact.entity,),
            detail={**_about(course), **PROPOSED},
        )
    elif read.early and read.obstacle is None and read.last_day is not None and read.notified is not None:
        row = case.book.policies.deadline("objection", read.notified)
        basis = f"（{row.words}，{row.label}）" if row is not None else ""
        text = (
            f"{read.fact.text('document')}于{read.day.isoformat()}认定{name}，陈述申辩期至{read.last_day.isoformat()}"
        )
        yield finding(
            case,
            "determination_early",
            subject,
            f"{text}{basis}，期满前不产生效力，请核对程序",
            "decided before the time to object had passed: no effect until then",
            premises=[read.fact],
            since=read.day,
            key=(read.fact.entity,),
            detail=_about(course),
        )


def _objection(case: Case, subject: str, name: str, course: Course, one: Objection) -> Iterator[Product]:
    """An objection that waits for an answer; one to a court's measure is passed on to the court."""
    start = one.accepted or one.raised
    if start is None:
        return
    court = one not in course.heeded
    row = case.book.policies.deadline("objection_answer", start)
    number, effect = one.fact.name, course.effect.name
    if court:
        text = f"{name}对{effect}提出异议（{number}）：法院措施只以法院文书为准，请移送执行法院"
    elif one.accepted is None:
        text = f"{name}对{effect}提出异议（{number}），尚未受理；未受理不中止"
    else:
        text = f"{name}对{effect}的异议（{number}）已受理待处理，处理前中止"
    code = "objection_for_court" if court else "objection_pending" if one.accepted else "objection_not_accepted"
    yield finding(
        case,
        code,
        subject,
        text,
        "an objection waits for an answer",
        premises=[one.fact],
        since=start,
        due=row.due(start) if row is not None else None,
        until=End(one.decided, "done", one.fact) if one.decided is not None and not one.undone else None,
        key=(course.identifier, one.fact.entity),
        detail=_about(course),
    )


def _since(course: Course) -> date | None:
    """The first day in force."""
    days = [phase["from"] for phase in course.phases if phase["state"] in {"active", "suspended"} and phase["from"]]
    return date.fromisoformat(min(days)) if days else None


def _unreported(case: Case, subject: str, name: str, course: Course) -> Iterator[Product]:
    """A measure pushed (in force) and nobody has said what was done about it after so many days."""
    since = _since(course)
    if not course.effect.feedback or since is None:
        return
    row = case.book.policies.deadline("feedback", since)
    due = row.due(since) if row is not None else None
    answers = [(day, fact) for fact in feedback(case, course) if (day := fact.date("date")) is not None]
    first = min(answers, key=lambda pair: (pair[0], pair[1].entity), default=None)
    end = course.end
    if row is None or due is None or (first is not None and first[0] <= due) or (end is not None and end.day <= due):
        return
    stops = [End(first[0], "reported", first[1])] if first is not None else []
    stops += [end] if end is not None else []
    yield finding(
        case,
        "feedback_overdue",
        subject,
        f"{name}：{course.effect.name}自{since.isoformat()}实施，{row.words}内没有任何机关反馈（{row.label}）",
        f"pushed without feedback after {row.days} days",
        since=due + timedelta(days=1),
        due=due,
        until=min(stops, key=lambda stop: stop.day, default=None),
        key=(course.identifier,),
        detail=_about(course),
    )


def _not_taken(case: Case, subject: str, name: str, course: Course) -> Iterator[Product]:
    """An agency says that it did not apply the measure, until it says otherwise."""
    facts = feedback(case, course)
    for fact in facts:
        day = fact.date("date")
        if fact.text("feedback") != "未采取" or day is None:
            continue
        organ = case.view.target(fact.entity, "DECIDED_BY")
        later = [
            other
            for one in facts
            if (other := one.date("date")) is not None
            and other > day
            and case.view.target(one.entity, "DECIDED_BY") == organ
        ]
        stops = [*later, *([course.end.day] if course.end is not None else [])]
        yield finding(
            case,
            "measure_not_taken",
            subject,
            f"{case.name_of(organ) if organ else ''}反馈对{name}未采取{course.effect.name}，请核实",
            "an agency reports that it did not apply the measure",
            premises=[fact],
            since=day,
            until=End(min(stops), "reported", None) if stops else None,
            key=(fact.entity,),
            detail=_about(course),
        )


def _unreleased(case: Case, subject: str, name: str, course: Course) -> Iterator[Product]:
    """The measure ended, and an agency that had applied it has not said that it lifted it."""
    end = course.end
    if end is None:
        return
    by_organ: dict[str, list[tuple[date, str]]] = {}
    for fact in feedback(case, course):
        organ, day = case.view.target(fact.entity, "DECIDED_BY"), fact.date("date")
        if organ is not None and day is not None:
            by_organ.setdefault(organ, []).append((day, fact.text("feedback")))
    row = case.book.policies.deadline("feedback", end.day)
    for organ, answers in sorted(by_organ.items()):
        if not any(said == "采取" for _, said in answers):
            continue
        released = [day for day, said in answers if said == "解除"]
        if released and min(released) <= end.day:
            continue
        yield finding(
            case,
            "release_unreported",
            subject,
            f"{name}：{course.effect.name}已于{end.day.isoformat()}终止，{case.name_of(organ)}尚未反馈解除",
            "the measure ended; the agency that applied it has not reported its release",
            since=end.day,
            due=row.due(end.day) if row is not None else None,
            until=End(min(released), "reported", None) if released else None,
            key=(course.identifier, organ),
            detail=_about(course),
        )


def _term_ends(case: Case, subject: str, name: str, course: Course) -> Iterator[Product]:
    """A term is about to end: whoever applies the measure has to stop in time."""
    end, since = course.end, _since(course)
    if not course.effect.feedback or end is None or end.reason != "expired" or since is None:
        return
    row = case.book.policies.deadline("term_reminder", since)
    if row is None:
        return
    last = end.day - timedelta(days=1)
    yield finding(
        case,
        "term_ends",
        subject,
        f"{name}：{course.effect.name}将于{last.isoformat()}期满，次日起停止实施（{row.words}前提醒，{row.label}）",
        f"the term ends on {last.isoformat()}",
        since=max(last - timedelta(days=row.days), since),
        due=last,
        until=End(end.day, "expired", None),
        key=(course.identifier,),
        detail=_about(course),
    )
