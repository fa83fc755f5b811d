"""Notices (通报): who must be told, read from the roster as of the day; a missing recipient is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.calendar import default
from graph.derived import Family
from graph.interval import FOREVER, Interval, Truth, day_after, joined
from graph.model import Fact, day_of, identify
from graph.schema import schema
from queries.documents.life import Event
from queries.documents.source import premise
from queries.propagation.answering import ANSWERED, Answering, answering
from queries.propagation.case import Case
from queries.propagation.findings import WITHDRAWAL_DAYS, finding
from queries.propagation.measures import Product, trigger
from queries.propagation.objections import objections
from queries.propagation.phases import End, Span, on_days, timeline, until_annulled
from queries.rulebook import NoticeRule, Recipient

_COURTS = ("DishonestDebtorEntry", "ConsumptionRestriction")
"""What a court listed or ordered, only its own document takes back."""


def notices(case: Case) -> Iterator[Product]:
    """Every notice the case's record calls for, and a finding for each recipient the roster does not know."""
    start = case.decided
    if start is None or case.life.effective is not Truth.YES:
        return
    for rule in case.book.notices:
        if not rule.enabled or case.record.kind not in rule.records:
            continue
        if rule.capacity == "private_unit":
            yield from _private(rule, case)
            continue
        for one in _answering(rule, case, start):
            for recipient in rule.recipients:
                since = one.days[0].start if one.days else None
                yield from _notice(rule, case, one.subject, recipient, since or start, one.days, one.facts)


def _answering(rule: NoticeRule, case: Case, start: date) -> Iterator[Answering]:
    """Of whom superiors are told.

    What a public body undertook or failed to do goes, when the body is reformed, to whoever answers for it; where that
    is not decided nobody is accused, and a finding says so.
    """
    if rule.capacity != "public_unit" or case.record.kind not in ANSWERED:
        yield from map(Answering, _misbehaving(rule, case, start))
        return
    for one in answering(case, _misbehaving(rule, case, start), start):
        if _is_public_unit(case, one.subject):
            yield one


def _private(rule: NoticeRule, case: Case) -> Iterator[Product]:
    """A private enterprise and each person a measure reached because of it are told; nobody above them is."""
    units = [party for party in case.parties if case.is_organisation(party) and not _is_public_unit(case, party)]
    if not units or not case.concerned:
        return
    for recipient in rule.recipients:
        for subject in sorted(case.concerned) if recipient.concerned else units:
            start = case.concerned.get(subject, min(case.concerned.values()))
            yield from _notice(rule, case, subject, recipient, start)


def _taken_back(rule: NoticeRule, case: Case, subject: str) -> Event | None:
    """What takes back the reason for a notice: the document fell, an objection was found valid, a confirmation fell."""
    if case.life.annulled is not None:
        return case.life.annulled
    for one in objections(case.view, [case.record.number]):
        if one.upheld and one.decided is not None and case.record.kind not in _COURTS:
            return Event(one.decided, "异议成立", one.fact.text("document"), one.fact)
    if subject in case.lifted or rule.capacity != "private_unit":
        return case.lifted.get(subject)
    return min(case.lifted.values(), key=lambda event: (event.day, event.number), default=None)


def _misbehaving(rule: NoticeRule, case: Case, day: date) -> list[str]:
    """The parties that have the rule's capacity on the day."""
    if rule.capacity == "public_unit":
        return [party for party in case.parties if _is_public_unit(case, party)]
    return [
        party
        for party in case.parties
        if case.kind_of(party) == "Person" and case.identified(party) and _posts(case, party, day)
    ]


def _is_public_unit(case: Case, party: str) -> bool:
    fact = case.view.subject(party)
    return fact is not None and (fact.kind in schema().public_bodies() or fact.properties.get("state_owned") is True)


def _posts(case: Case, person: str, day: date) -> list[Fact]:
    """Posts held on a day; where there are none, those left on that very day (免职日期): it is nobody else's yet."""
    ties = case.view.ties_from(person, "HOLDS_POST_IN")
    held = [tie for tie in ties if tie.valid.contains(day) is Truth.YES]
    return held or [tie for tie in ties if tie.valid.end == day and tie.valid.start != day]


def _notice(
    rule: NoticeRule,
    case: Case,
    subject: str,
    recipient: Recipient,
    start: date,
    days: tuple[Interval, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> Iterator[Product]:
    stretches = _stretches(case, subject, recipient, rule, start)
    event = _taken_back(rule, case, subject)
    annulled = event is not None and event is case.life.annulled
    missing = any(not stretch["recipients"] for stretch in stretches)
    due = _correction_due(case, event, annulled) if event is not None else None
    ended = (
        End(event.day, "objection_upheld" if event.what == "异议成立" else "annulled", event.fact) if event else None
    )
    most = max(len(stretch["recipients"]) for stretch in stretches)
    for place in range(max(most, 1)):
        capacity = recipient.kind if place == 0 else f"{recipient.kind}#{place + 1}"
        over_time = [
            {
                "from": stretch["from"],
                "recipient": stretch["recipients"][place] if place < len(stretch["recipients"]) else None,
            }
            for stretch in stretches
        ]
        body: dict[str, Any] = {
            "subject": case.describe(subject),
            "about": trigger(case),
            "trigger": trigger(case),
            "rule": rule.rule,
            "rule_version": rule.version,
            "rule_title": rule.title,
            "legal_basis": f"《{rule.law.title}》{rule.law.article}（{rule.law.edition}）",
            "capacity": capacity,
            "capacity_name": recipient.label,
            "recipients": over_time,
            "due": None,
            "start": start.isoformat(),
            "phases": _phases(case, start, days, ended),
            "premises": [
                premise(case.record),
                *map(premise, facts),
                *(item for stretch in stretches for item in stretch["premises"]),
            ],
        }
        identifier = identify("N", rule.rule, subject, capacity, case.record.entity)
        yield identifier, Family.NOTICE, rule.rule, subject, body
        if event is not None:
            correction = {
                **body,
                "capacity": f"correction:{capacity}",
                "capacity_name": f"更正通报：{recipient.label}",
                "start": event.day.isoformat(),
                "due": due.isoformat() if due else None,
                "phases": timeline(Span(event.day, None, False), event.day, "due", None, [], None),
                "premises": [*body["premises"], premise(event.fact)],
            }
            corrected = identify("N", rule.rule, subject, f"correction:{capacity}", case.record.entity)
            yield corrected, Family.NOTICE, rule.rule, subject, correction
    if missing and (unknown := _while_unknown(stretches, ended, days)):
        about = case.record.name or case.record.number
        text = f"{case.name_of(subject)}的{recipient.label}在名册中查不到，{about}无法通报"
        product = finding(
            case,
            "missing_recipient",
            subject,
            text,
            f"no {recipient.kind} is known to tell",
            detail={"capacity": recipient.kind, "phases": unknown},
        )
        yield (identify("W", "missing_recipient", recipient.kind, subject, case.record.entity), *product[1:])


def _phases(case: Case, start: date, days: tuple[Interval, ...], ended: End | None) -> list[dict[str, Any]]:
    """The states of a notice: due from its start on, or on those days only, until it is taken back."""
    if not days:
        return timeline(Span(start, None, False), start, "due", ended, [], case.life.annulled_on)
    return until_annulled(on_days(days, "due", ended), case.life.annulled_on)


def _while_unknown(
    stretches: list[dict[str, Any]], ended: End | None, days: tuple[Interval, ...]
) -> list[dict[str, Any]]:
    """When a finding on a missing recipient is open: on the days on which nobody is known, until the notice ends."""
    if days:
        firsts = [date.fromisoformat(one["from"]) for one in stretches]
        ends = [*firsts[1:], FOREVER]
        unknown = [
            Interval(max(first, part.start or first), min(end, part.end or end))
            for first, end, one in zip(firsts, ends, stretches, strict=True)
            for part in days
            if not one["recipients"] and max(first, part.start or first) < min(end, part.end or end)
        ]
        return on_days(joined(unknown), "active", ended)
    phases = [
        {"from": one["from"], "state": "ended", "reason": "recipient_known"}
        if one["recipients"]
        else {"from": one["from"], "state": "active", "reason": None}
        for one in stretches
    ]
    while phases and phases[0]["state"] == "ended":
        phases.pop(0)
    if ended is not None:
        day = ended.day.isoformat()
        phases = [phase for phase in phases if phase["from"] < day]
        phases.append({"from": max(day, stretches[0]["from"]), "state": "ended", "reason": ended.reason})
    return phases


def _correction_due(case: Case, event: Event, annulled: bool) -> date | None:
    if annulled:
        return default().add_working_days(event.day, WITHDRAWAL_DAYS)
    row = case.book.policies.deadline("correction", event.day)
    return row.due(event.day) if row is not None else None


def _stretches(case: Case, subject: str, recipient: Recipient, rule: NoticeRule, start: date) -> list[dict[str, Any]]:
    """Recipients over time from ``start`` on: ``{from, recipients, premises}``, a new stretch where they change."""
    days = {start}
    ties = _all_ties(case, subject, recipient, rule)
    for tie in ties:
        for day in (day_of(tie.valid_from), day_of(tie.valid_to)):
            if day is not None and start <= day < FOREVER:
                days |= {day, day_after(day)}
    stretches: list[dict[str, Any]] = []
    for day in sorted(days):
        found = _recipients(case, subject, recipient, rule, day)
        described = [case.describe(target) for target, _ in found]
        if not stretches or stretches[-1]["recipients"] != described:
            stretches.append(
                {"from": day.isoformat(), "recipients": described, "premises": [premise(tie) for _, tie in found]}
            )
    return stretches


def _all_ties(case: Case, subject: str, recipient: Recipient, rule: NoticeRule) -> list[Fact]:
    first = case.view.ties_from(subject, "HOLDS_POST_IN") if rule.capacity == "public_staff" else []
    holdings = _contributors(case, subject, None) if recipient.contributor or recipient.of_contributor else []
    bodies = [
        subject,
        *(case.view.canonical(tie.target) for tie in first),
        *(case.view.canonical(tie.source) for tie in holdings),
    ]
    return [*first, *holdings, *(tie for body in bodies for tie in case.view.ties_from(body, *recipient.ties))]


def _contributors(case: Case, subject: str, day: date | None) -> list[Fact]:
    """Holdings of public bodies in an enterprise: its state contributors (出资人)."""
    return [
        tie
        for tie in case.view.ties_to(subject, "SHAREHOLDER_OF")
        if case.kind_of(case.view.canonical(tie.source)) in schema().public_bodies()
        and (day is None or tie.valid.contains(day) is Truth.YES)
    ]


def _recipients(case: Case, subject: str, recipient: Recipient, rule: NoticeRule, day: date) -> list[tuple[str, Fact]]:
    """Who is to be told on a day, each with the tie that says so, by id."""
    view = case.view
    found: dict[str, Fact] = {}
    if rule.capacity == "private_unit":
        return [(subject, case.record)]
    if rule.capacity == "public_staff":
        for post in _posts(case, subject, day):
            body = view.canonical(post.target)
            if not recipient.ties:
                found.setdefault(body, post)
            for tie in _on(view.ties_from(body, *recipient.ties), day):
                found.setdefault(view.canonical(tie.target), tie)
    else:
        for tie in _on(view.ties_from(subject, *recipient.ties), day):
            found.setdefault(view.canonical(tie.target), tie)
        for holding in _contributors(case, subject, day):
            body = view.canonical(holding.source)
            if recipient.contributor:
                found.setdefault(body, holding)
            if recipient.of_contributor:
                for tie in _on(view.ties_from(body, *recipient.ties), day):
                    found.setdefault(view.canonical(tie.target), tie)
    return sorted(found.items())


def _on(ties: list[Fact], day: date) -> list[Fact]:
    return [tie for tie in ties if tie.valid.contains(day) is not Truth.NO]
