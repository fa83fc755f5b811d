"""An authority's determination on a proposal (惩戒认定): who may decide, after which notice, and whether it stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.calendar import term
from graph.identifiers import document_number
from graph.interval import Truth, day_after
from graph.model import Fact
from queries.documents.life import Life, life
from queries.propagation.case import Case
from queries.propagation.phases import End, Span
from queries.rulebook import Rule

SUPERIOR = "SUPERVISED_BY"


class Obstacle(NamedTuple):
    """Why a determination has no effect; ``code`` names the finding, blank where nobody has to do anything."""

    code: str
    text: str
    text_en: str


class Determination(NamedTuple):
    """One determination as loaded, and what the data say about it."""

    fact: Fact
    day: date
    confirms: bool
    organ: str | None
    words: str
    notified: date | None
    last_day: date | None
    """The last day for the subject to state his case (陈述申辩), where the period is known."""
    life: Life
    obstacle: Obstacle | None = None

    @property
    def number(self) -> str:
        """The match key of its document number."""
        return document_number.key(self.fact.text("document"))

    @property
    def early(self) -> bool:
        """Whether it was made before the time to state one's case had passed."""
        return self.confirms and self.last_day is not None and self.day <= self.last_day

    @property
    def takes_effect(self) -> date:
        """From which day it can have effect: one made too early waits until the time to object has passed."""
        return day_after(self.last_day) if self.early and self.last_day is not None else self.day


def determinations(case: Case, identifier: str) -> list[Determination]:
    """Every determination on a proposal, by day; of one day the refusal last, so that it prevails."""
    facts = case.view.numbered(document_number.key(identifier), "MeasureDetermination")
    found = [one for fact in facts if (one := _read(case, fact)) is not None]
    return sorted(found, key=lambda one: (one.day, not one.confirms, one.fact.entity))


def _read(case: Case, fact: Fact) -> Determination | None:
    day = fact.date("date")
    if day is None:
        return None
    organ = case.view.target(fact.entity, "DECIDED_BY")
    competent, words = competence(case, organ, day)
    notified = fact.date("notified")
    row = case.book.policies.deadline("objection", notified) if notified is not None else None
    read = Determination(
        fact,
        day,
        fact.text("outcome") == "认定",
        organ,
        words,
        notified,
        row.due(notified) if row is not None and notified is not None else None,
        life(case.view, fact._replace(number=document_number.key(fact.text("document")))),
    )
    return read._replace(obstacle=_obstacle(case, read, competent))


def competence(case: Case, organ: str | None, day: date) -> tuple[bool, str]:
    """Whether an organ may decide about the case on a day, and in which capacity or why not.

    Competent is the organ that decided on the record, or one the roster names as its superior (上级主管单位) on that
    day: the immediate one, not its superior in turn. A roster row without dates holds for any day it does not exclude,
    as it does for notices.
    """
    if organ is None:
        return False, "未载明认定机关"
    deciding = [case.view.canonical(tie.target) for tie in case.organs()]
    if organ in deciding:
        return True, "原决定机关"
    for body in deciding:
        for tie in case.view.ties_from(body, SUPERIOR):
            if case.view.canonical(tie.target) == organ and tie.valid.contains(day) is not Truth.NO:
                return True, f"原决定机关{case.name_of(body)}的上级机关"
    if not deciding:
        return False, "原文书的决定机关未载明，无从判断谁有权认定"
    names = "、".join(case.name_of(body) for body in deciding)
    return False, f"既不是原决定机关（{names}），{day.isoformat()}在名册中也不是其上级机关"


def _obstacle(case: Case, read: Determination, competent: bool) -> Obstacle | None:
    document = read.fact.text("document")
    if read.life.annulled is not None:
        event = read.life.annulled
        text = f"{document}已于{event.day.isoformat()}被{event.fact.name or event.number}{event.what}，认定撤回"
        return Obstacle("", text, "the determination was withdrawn")
    if not competent:
        organ = case.name_of(read.organ) if read.organ is not None else ""
        return Obstacle(
            "determination_not_competent",
            f"{organ}{document}不产生效力：{read.words}",
            "decided by an organ that may not decide",
        )
    if read.confirms and read.notified is None:
        return Obstacle(
            "determination_without_notice",
            f"{document}未载明告知日期，暂不产生效力；请补录事先告知的日期",
            "no notice to the subject is on record",
        )
    if read.confirms and read.notified is not None and read.notified > read.day:
        return Obstacle(
            "determination_before_notice",
            f"{document}作出于{read.day.isoformat()}，早于告知日期{read.notified.isoformat()}，不产生效力",
            "decided before the subject was told",
        )
    return None


def lapsed(read: Determination, end: End, reason: str) -> Determination:
    """A determination on a proposal that had ended by then: it has no effect."""
    document = read.fact.text("document")
    text = f"{document}作出时提议已于{end.day.isoformat()}终止（{reason}），不产生效力"
    return read._replace(
        obstacle=Obstacle("determination_after_end", text, "decided on a proposal that had ended by then")
    )


def span_of(rule: Rule, read: Determination) -> Span:
    """The term: as the determination states it (期限止 is its last day), else the rule's from the day it was made.

    It never reaches back before the determination could have effect.
    """
    stated = read.fact.date("from")
    start = max(stated or read.day, read.takes_effect)
    last = read.fact.date("to")
    if last is not None:
        return Span(start, max(day_after(last), start), False)
    if rule.gives.permanent:
        return Span(start, None, True)
    if rule.gives.years is not None:
        return Span(start, term(stated or read.day, years=rule.gives.years).end, False)
    return Span(start, None, False)
