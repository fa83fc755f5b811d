"""The course of a measure: proposed, decided by an authority or attached by law, suspended, resumed, ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.identifiers import document_number
from graph.model import identify
from queries.documents.life import Event
from queries.propagation.case import Case, Reached
from queries.propagation.determination import Determination, determinations, lapsed, span_of
from queries.propagation.objections import Objection, ends_of, objections, pauses_of
from queries.propagation.phases import (
    End,
    Span,
    ends,
    from_effect,
    pauses,
    planned,
    reason_text,
    timeline,
    until_annulled,
)
from queries.rulebook import Effect, Rule


@dataclass(slots=True)
class Course:
    """What became, or is to become, of one measure or proposal."""

    identifier: str
    effect: Effect
    proposal: bool
    """Whether only an authority can make it a measure (origin: confirmed)."""
    span: Span
    end: End | None
    phases: list[dict[str, Any]]
    objections: list[Objection]
    determinations: list[Determination] = field(default_factory=list)
    governing: Determination | None = None
    """The latest determination that has effect."""

    @property
    def confirmed(self) -> Determination | None:
        """The determination that makes it a measure; None for a proposal, also a rejected one."""
        return self.governing if self.governing is not None and self.governing.confirms else None

    @property
    def heeded(self) -> list[Objection]:
        """Objections that have a say: a court's measure is the court's alone."""
        return self.objections if self.effect.objection == "suspend" else []

    @property
    def told_since(self) -> date | None:
        """Since when others may have been told of it as a measure; None for what was never more than proposed."""
        if not self.proposal:
            return self.span.start
        days = [one.day for one in self.determinations if one.confirms and _had_effect(one)]
        return min(days, default=None)

    @property
    def lifted(self) -> Event | None:
        """What takes it back from those who were told: an objection found valid, or the confirmation withdrawn."""
        for one in self.heeded:
            if one.upheld and one.decided is not None:
                return Event(one.decided, "异议成立", one.fact.text("document"), one.fact)
        if self.proposal and self.governing is None:
            withdrawn = [one.life.annulled for one in self.determinations if one.life.annulled is not None]
            return min(withdrawn, key=lambda event: (event.day, event.number), default=None)
        return None


def _had_effect(one: Determination) -> bool:
    return one.obstacle is None or one.life.annulled is not None


def course_of(rule: Rule, case: Case, reached: Reached) -> Course:
    """The course of what a rule gives on somebody certainly reached."""
    effect = case.book.effects[rule.gives.effect]
    identifier = identify("M", rule.rule, reached.subject, rule.gives.effect, case.record.entity)
    numbers = [document_number.key(identifier), case.record.number]
    found = objections(case.view, numbers)
    proposal = rule.gives.origin == "confirmed"
    span = planned(rule, case, reached)
    course = Course(identifier, effect, proposal, span, None, [], found)
    course.end = _first(ends(case, effect, reached.subject, span, more=ends_of(course.heeded)))
    paused = [] if proposal else pauses(case, effect, more=pauses_of(course.heeded))
    state, shown = "proposed" if proposal else "active", from_effect(span, case)
    course.phases = timeline(shown, case.decided, state, course.end, paused, None)
    if proposal:
        _determined(rule, case, reached, course)
    course.phases = until_annulled(course.phases, case.life.annulled_on)
    return course


def _first(found: list[End]) -> End | None:
    return found[0] if found else None


def _determined(rule: Rule, case: Case, reached: Reached, course: Course) -> None:
    """Apply each determination in turn: what one says holds until the next."""
    lapse = course.end
    for read in determinations(case, course.identifier):
        late = lapse is not None and lapse.day <= read.day and read.obstacle is None and read.confirms
        course.determinations.append(lapsed(read, lapse, reason_text(lapse.reason)) if late and lapse else read)
    heeded = list(course.heeded)
    documents = [read.number for read in course.determinations]
    course.objections = _together(course.objections, objections(case.view, documents))
    for read in course.determinations:
        if read.obstacle is not None:
            continue
        course.governing = read
        if not read.confirms:
            course.end = End(read.day, "rejected", read.fact)
            stage = [{"from": read.day.isoformat(), "state": "ended", "reason": "rejected"}]
        else:
            stage = _stage(rule, case, reached, course, read, heeded)
        kept = [phase for phase in course.phases if phase["from"] is None or phase["from"] < read.day.isoformat()]
        course.phases = [*kept, *stage]


def _stage(
    rule: Rule, case: Case, reached: Reached, course: Course, read: Determination, heeded: list[Objection]
) -> list[dict[str, Any]]:
    """The states a confirmation leads through, from the day it was made."""
    own = objections(case.view, [read.number]) if course.effect.objection == "suspend" else []
    heeded = _together(heeded, own)
    course.span = span_of(rule, read)
    course.end = _first(
        ends(case, course.effect, reached.subject, course.span, more=ends_of(heeded), lives=[read.life])
    )
    end, start = course.end, course.span.start
    if end is not None and start is not None and end.day <= start:
        ended = {"from": max(end.day, read.day).isoformat(), "state": "ended", "reason": end.reason}
        begun = [{"from": read.day.isoformat(), "state": "confirmed", "reason": None}] if read.day < end.day else []
        return [*begun, ended]
    paused = pauses(case, course.effect, more=pauses_of(heeded), lives=[read.life])
    return timeline(course.span, read.day, "active", end, paused, None)


def _together(one: list[Objection], other: list[Objection]) -> list[Objection]:
    have = {objection.fact.entity for objection in one}
    return [*one, *(objection for objection in other if objection.fact.entity not in have)]
