"""The life of a promise step by step (承诺经过): signed, due, changed, reformed, overdue, found, judged, performed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import FOREVER
from graph.model import Fact
from graph.names import same_name
from graph.view import View
from queries.commitments.changes import compensation_lateness
from queries.commitments.findings import name_of
from queries.commitments.promise import Promise

_SHORTEST_TITLE = 6
"""A title with fewer characters than this names no contract for certain."""


class Event(NamedTuple):
    """One step: its day, what it is, in words, on which document; ``certain`` unless the link is only possible."""

    day: date
    what: str
    text: str
    document: str
    fact: Fact
    certain: bool = True


def events_of(view: View, promise: Promise) -> list[Event]:
    """All steps of a promise over all days, in order."""
    found = [*_own(promise), *_changes(promise), *_lateness(promise), *_reforms(view, promise), *_breaches(promise)]
    found += _enforcement(view, promise)
    order = {event.what: place for place, event in enumerate(found)}
    return sorted(found, key=lambda event: (event.day, order[event.what], event.fact.entity, event.text))


def _own(promise: Promise) -> Iterator[Event]:
    fact = promise.fact
    document = fact.text("document") or fact.name
    yield Event(promise.signed, "signed", f"签订{fact.text('title')}（{fact.text('matter')}）", document, promise.said)
    if promise.due is not None:
        yield Event(promise.due, "due", "履行期限届满", document, promise.said)
    for one in promise.statements:
        excuse = f"，理由：{one.fact.text('excuse')}" if one.fact.text("excuse") else ""
        yield Event(one.day, "stated", f"履行状态：{one.word}{excuse}", fact.name, one.fact)
    for closed in promise.closed:
        if closed.interval.start is not None and closed.status == "fulfilled":
            yield Event(closed.interval.start, "fulfilled", "全部履行", fact.name, closed.fact)
    if promise.annulled is not None:
        fallen = promise.annulled
        yield Event(fallen.day, "annulled", f"承诺文书被{fallen.what}", fallen.number, fallen.fact)


def _changes(promise: Promise) -> Iterator[Event]:
    for change in promise.changes:
        what = "changed" if change.lawful else "change_not_lawful"
        until = f"，新期限{change.new_due}" if change.new_due is not None else ""
        words = "依法变更" if change.lawful else "变更（不是依法变更）"
        yield Event(change.day, what, f"{words}{until}：{change.fact.text('reason')}", change.document, change.fact)
        due, paid = change.fact.date("compensation_due"), change.fact.date("compensation_paid")
        late = compensation_lateness(change)
        if due is not None:
            yield Event(due, "compensation_due", "补偿应付日", change.document, change.fact)
        if late is not None:
            yield Event(late[0], "compensation_overdue", "补偿逾期", change.document, change.fact)
        if paid is not None:
            yield Event(paid, "compensation_paid", "支付补偿", change.document, change.fact)


def _lateness(promise: Promise) -> Iterator[Event]:
    if promise.annulled is not None:
        return
    changed = {change.day: change for change in promise.changes if change.lawful}
    for one in promise.overdue:
        if one.start is not None:
            yield Event(one.start, "overdue", "逾期未履行", promise.fact.name, promise.said)
        if one.end is not None and one.end != FOREVER and one.end in changed:
            change = changed[one.end]
            yield Event(one.end, "regularised", "逾期后依法变更，此前逾期记录保留", change.document, change.fact)


def _reforms(view: View, promise: Promise) -> Iterator[Event]:
    for step in promise.responsible[-1].answer.steps:
        source, target = name_of(view, step.source), name_of(view, step.target)
        function = f"（{step.function}）" if step.function else ""
        record = step.facts[0]
        yield Event(step.day, "reform", f"{step.manner}：{source}→{target}{function}", record.name, record)


def _breaches(promise: Promise) -> Iterator[Event]:
    for breach, repaired, repair in promise.breaches:
        day, by = breach.date("date"), breach.date("rectify_by")
        if day is not None:
            yield Event(day, "breach_found", f"认定{breach.text('dishonesty') or '失信'}", breach.name, breach)
        if by is not None:
            state = breach.text("rectification")
            words = f"整改期限届满{f'（{state}）' if state else ''}"
            yield Event(by, "rectification_due", words, breach.name, breach)
        if repaired is not None:
            yield Event(repaired, "repaired", "失信修复", repair.name, repair)


def _enforcement(view: View, promise: Promise) -> Iterator[Event]:
    """Enforcement against whoever answers, and the judgment it rests on, where the data ties it to this promise.

    For certain where the words name the promise, its document or contract; possibly where the judgment names the
    counterparty as a party; otherwise it is no step of this promise.
    """
    bodies = {promise.body, *(body for one in promise.responsible for body in one.answer.bodies)}
    seen: set[str] = set()
    for body in sorted(bodies):
        for tie in view.ties_to(body, "LISTS"):
            entry = view.fact(tie.source)
            if entry is None or entry.kind != "DishonestDebtorEntry" or entry.entity in seen:
                continue
            seen.add(entry.entity)
            day = entry.date("published") or entry.date("filed")
            number = entry.text("basis_number")
            judgments = view.numbered(document_number.key(number), "Judgment") if number else []
            certain = _names(promise, entry.text("duty")) or any(
                _names(promise, one.text("title")) for one in judgments
            )
            if day is None or day < promise.signed:
                continue
            if not certain and not any(_is_party(view, promise, one) for one in judgments):
                continue
            hedge = "" if certain else "（可能涉及本承诺，文书未载明）"
            for judgment in judgments:
                decided = judgment.date("effective") or judgment.date("date")
                if decided is not None:
                    yield Event(decided, "judgment", f"裁判{hedge}", judgment.name, judgment, certain)
            words = f"列为失信被执行人{hedge}"
            yield Event(day, "enforcement", words, entry.name, entry, certain)
            if (withdrawn := entry.date("withdrawn")) is not None:
                yield Event(withdrawn, "enforcement_ended", f"移出失信被执行人{hedge}", entry.name, entry, certain)


def _names(promise: Promise, text: str) -> bool:
    """Whether a text names the promise: its number, its document, or the title of its contract."""
    if not text:
        return False
    written, fact = document_number.key(text), promise.fact
    numbers = [document_number.key(one) for one in (fact.name, fact.text("document")) if one]
    title = fact.text("title")
    return any(number in written for number in numbers) or (len(title) >= _SHORTEST_TITLE and title in text)


def _is_party(view: View, promise: Promise, judgment: Fact) -> bool:
    """Whether a judgment's parties plainly include the counterparty; a name that hides characters is nobody's."""
    counterparty = view.subject(promise.counterparty)
    if counterparty is None or not counterparty.name:
        return False
    return any(
        same_name(party, counterparty.name) and not set("某*×").intersection(party)
        for party in judgment.list("parties")
    )
