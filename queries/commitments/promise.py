"""A government promise as known (政府承诺): its statements, its due dates over time, and when it was overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import FOREVER, Interval, day_after
from graph.model import Fact
from graph.view import View
from queries.commitments.changes import Change, changes_of, new_dues
from queries.commitments.responsibility import Responsibilities, Stretch
from queries.commitments.stated import Stated, stated_of
from queries.documents.life import Event as Fallen
from queries.documents.life import life, stands
from queries.policies import Policies

DONE, PARTLY, NOT_DONE, CHANGED, ENDED, RUNNING = "全部履行", "部分履行", "未履行", "依法变更", "终止", "履行中"
_KINDEST = (DONE, CHANGED, ENDED, PARTLY, RUNNING, NOT_DONE)
"""Of contradicting statements of one day, that which accuses least is taken, and a finding says so."""

STATUSES = {
    "performing": "履行中",
    "overdue": "逾期未履行",
    "fulfilled": "全部履行",
    "repaired": "失信已修复",
    "changed": "依法变更",
    "terminated": "终止",
    "annulled": "承诺文书已被撤销",
    "undecided": "承诺单位待核",
}


class Statement(NamedTuple):
    """How far a promise was performed on a day, as somebody stated it; ``rivals``: other statements of that day."""

    day: date
    word: str
    fact: Fact
    rivals: tuple[Fact, ...]


class Breach(NamedTuple):
    """A finding of breach (政务失信), and when it was repaired, by which fact."""

    fact: Fact
    repaired: date | None
    repair: Fact


class Closed(NamedTuple):
    """Days on which nothing is owed any more, and why (a status)."""

    interval: Interval
    status: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise and all that is known of it; days are asked of it afterwards."""

    fact: Fact
    """The promise with what governs of all that is stated of it (queries.commitments.stated)."""
    stated: Stated
    body: str
    counterparty: str
    signed: date
    due: date | None
    responsible: tuple[Stretch, ...]
    statements: tuple[Statement, ...]
    undated: tuple[Fact, ...]
    changes: tuple[Change, ...]
    breaches: tuple[Breach, ...]
    annulled: Fallen | None
    """What annulled the promise itself, as if it had never been."""
    closed: tuple[Closed, ...]
    dues: tuple[tuple[date, date | None, Change | None], ...]
    """Due dates over time: from which day which one held, by which change; None: none is set any more."""
    overdue: tuple[Interval, ...]
    """Days on which it was overdue as a promise."""

    @property
    def said(self) -> Fact:
        """The fact that says when it was signed and due, as it stands in the store."""
        return self.stated.rows[0] if len(self.stated.rows) > 1 else self.fact

    @property
    def disputed(self) -> bool:
        """Whether its rows name several bodies: nobody is held to it, or told of it, until that is checked."""
        return len(self.stated.bodies) > 1

    @property
    def function(self) -> str:
        """The function (职能) it was made in, as written; it may name several."""
        return self.fact.text("function")

    def answer_on(self, day: date) -> Stretch:
        """Who answers on a day (the first stretch before it was signed)."""
        return next((one for one in reversed(self.responsible) if one.since <= day), self.responsible[0])

    def due_on(self, day: date) -> date | None:
        """The due date that holds on a day."""
        return next((due for since, due, _ in reversed(self.dues) if since <= day), self.due)

    def status_on(self, day: date) -> str:
        """The status on a day, by its English name (:data:`STATUSES`)."""
        if self.annulled is not None:
            return "annulled"
        ended = next((one.status for one in self.closed if _within(one.interval, day)), None)
        if ended is not None:
            return ended
        if any(_within(one, day) for one in self.overdue):
            return "overdue"
        if self.disputed:
            return "undecided"
        _, due, change = next((one for one in reversed(self.dues) if one[0] <= day), self.dues[0])
        return "changed" if change is not None and due is None else "performing"

    def overdue_since(self, day: date) -> date | None:
        """The first day of the lateness that runs on a day; None where none does."""
        return next((one.start for one in self.overdue if _within(one, day)), None)

    def statement_on(self, day: date) -> Statement | None:
        """The latest statement of performance by a day."""
        return next((one for one in reversed(self.statements) if one.day <= day), None)


def _within(interval: Interval, day: date) -> bool:
    assert interval.start is not None
    assert interval.end is not None
    return interval.start <= day < interval.end


def promise_of(
    view: View, fact: Fact, policies: Policies, responsibilities: Responsibilities | None = None
) -> Promise | None:
    """Read a promise (a GovernmentPromise record); None where it names no body or no day of signing.

    ``responsibilities`` of the same view spare work where many promises are read.
    """
    body, counterparty = view.target(fact.entity, "PROMISED_BY"), view.target(fact.entity, "OWED_TO")
    changes = changes_of(view, fact, policies)
    stated = stated_of(view, fact, new_dues(changes))
    fact, bodies = stated.fact, stated.bodies
    signed = fact.date("signed")
    if body is None or signed is None:
        return None
    rows = view.numbered(fact.number, "PromisePerformance")
    statements = statements_of([row for row in rows if row.date("date") is not None])
    undated = tuple(row for row in rows if row.date("date") is None)
    responsible = (responsibilities or Responsibilities(view)).of(body, fact.text("function"), signed)
    if len(bodies) > 1:
        responsible = [Stretch(one.since, replace(one.answer, bodies=bodies, decided=False)) for one in responsible]
    breaches = _breaches(view, fact, body, responsible)
    dues = _dues(fact.date("due"), signed, changes)
    closed = _closed(statements, undated, dues, signed, breaches)
    return Promise(
        fact,
        stated,
        body,
        counterparty or "",
        signed,
        fact.date("due"),
        tuple(responsible),
        tuple(statements),
        undated,
        tuple(changes),
        tuple(breaches),
        _annulled(view, fact),
        tuple(closed),
        tuple(dues),
        () if len(bodies) > 1 else tuple(_overdue(dues, closed)),
    )


def _annulled(view: View, fact: Fact) -> Fallen | None:
    """What annulled the promise: a change of its own number, or of the document it was made in."""
    own = life(view, fact).annulled
    number = document_number.key(fact.text("document")) if fact.text("document") else ""
    if own is not None or not number or stands(view, number):
        return own
    statuses = view.numbered(number, "DocumentStatus")
    dated = [(day, status) for status in statuses if (day := status.date("date")) is not None]
    day, status = max(dated, key=lambda pair: (pair[0], pair[1].entity), default=(fact.date("signed"), fact))
    assert day is not None
    return Fallen(day, status.text("change"), status.text("changing_number"), status)


def statements_of(rows: Sequence[Fact]) -> list[Statement]:
    """One statement a day; where several contradict each other, the one that accuses least."""
    found = []
    for day, facts in groupby(sorted(rows, key=_day), key=_day):
        same = sorted(facts, key=lambda row: (_rank(row.text("performance")), row.entity))
        found.append(Statement(day, same[0].text("performance"), same[0], tuple(same[1:])))
    return found


def _day(row: Fact) -> date:
    day = row.date("date")
    assert day is not None
    return day


def _rank(word: str) -> int:
    return _KINDEST.index(word) if word in _KINDEST else len(_KINDEST)


def _breaches(view: View, promise: Fact, body: str, responsible: Sequence[Stretch]) -> list[Breach]:
    """Findings of breach (政务失信) that name this promise, of whoever ever answered for it, and that stand."""
    bodies = {body}
    for stretch in responsible:
        bodies.update(stretch.answer.bodies)
        bodies.update(end for step in stretch.answer.steps for end in (step.source, step.target))
    found: dict[str, Breach] = {}
    for one in sorted(bodies):
        for tie in view.ties_to(one, "CONCERNS"):
            fact = view.fact(tie.source)
            if fact is None or fact.kind != "GovernmentDishonesty" or not fact.text("promise_number"):
                continue
            if document_number.key(fact.text("promise_number")) == promise.number and life(view, fact).stands:
                found[fact.entity] = breach_of(view, fact)
    return sorted(found.values(), key=lambda one: (one.fact.valid_from or 0, one.fact.entity))


def breach_of(view: View, fact: Fact) -> Breach:
    """A finding of breach with its repair: its own 修复日期, or a repair decision (信用修复), whichever is first."""
    repairs = [(event.day, event.fact) for event in life(view, fact).repairs]
    stated = fact.date("repaired")
    repairs += [(stated, fact)] if stated is not None else []
    day, by = min(repairs, key=lambda one: (one[0], one[1].entity), default=(None, fact))
    return Breach(fact, day, by)


def _dues(due: date | None, signed: date, changes: Sequence[Change]) -> list[tuple[date, date | None, Change | None]]:
    """Due dates over time; of several lawful changes of one day the latest due date holds."""
    found: list[tuple[date, date | None, Change | None]] = [(signed, due, None)]
    lawful = [change for change in changes if change.lawful]
    for day, same in groupby(lawful, key=lambda change: change.day):
        latest = max(same, key=lambda change: (change.new_due or FOREVER, change.fact.entity))
        found.append((max(day, signed), latest.new_due, latest))
    return found


def _closed(
    statements: Sequence[Statement],
    undated: Sequence[Fact],
    dues: Sequence[tuple[date, date | None, Change | None]],
    signed: date,
    breaches: Sequence[Breach],
) -> list[Closed]:
    """When nothing was owed any more: performed, ended in time, or repaired; a later statement may open it again.

    An end (终止) that somebody states closes nothing by itself: only a lawful change that sets no new due date ends a
    promise (优化营商环境条例 31).
    """
    found = []
    for place, one in enumerate(statements):
        until = statements[place + 1].day if place + 1 < len(statements) else FOREVER
        due, change = next(((due, change) for since, due, change in reversed(dues) if since <= one.day), (None, None))
        if one.word == DONE:
            found.append(Closed(Interval(one.day, until), "fulfilled", one.fact))
        elif one.word == ENDED and due is None and change is not None:
            found.append(Closed(Interval(one.day, until), "terminated", one.fact))
    if not statements:
        found += [Closed(Interval(signed, FOREVER), "fulfilled", row) for row in undated if _is_done(row)][:1]
    for breach in breaches:
        repaired = breach.repaired
        if repaired is not None:
            again = (one.day for one in statements if one.day > repaired and one.word in (NOT_DONE, PARTLY))
            found.append(Closed(Interval(repaired, min(again, default=FOREVER)), "repaired", breach.repair))
    return sorted(found, key=lambda one: (one.status == "repaired", one.interval.start or signed))


def _is_done(row: Fact) -> bool:
    return row.text("performance") == DONE


def _overdue(dues: Sequence[tuple[date, date | None, Change | None]], closed: Sequence[Closed]) -> list[Interval]:
    """Days after the due date that held, less those on which nothing was owed; joined where they touch."""
    late: list[Interval] = []
    for place, (since, due, _) in enumerate(dues):
        until = dues[place + 1][0] if place + 1 < len(dues) else FOREVER
        start = max(since, day_after(due)) if due is not None else until
        if start < until:
            late.append(Interval(start, until))
    for one in closed:
        late = [part for interval in late for part in without(interval, one.interval)]
    found: list[Interval] = []
    for interval in sorted(late, key=lambda one: one.start or date.min):
        if found and found[-1].end == interval.start:
            found[-1] = Interval(found[-1].start, interval.end)
        else:
            found.append(interval)
    return found


def without(interval: Interval, other: Interval) -> list[Interval]:
    """The days of one interval that are not in another; all bounds known."""
    assert interval.start is not None
    assert interval.end is not None
    assert other.start is not None
    assert other.end is not None
    parts = [
        (interval.start, min(interval.end, other.start)),
        (max(interval.start, other.end), interval.end),
    ]
    return [Interval(start, end) for start, end in parts if start < end]
