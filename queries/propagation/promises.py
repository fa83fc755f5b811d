"""What follows from government promises and breaches (政务诚信): findings for the worklist, notices to those above.

Never a measure on anybody: a promise is a body's, and whoever is in post now made none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from graph.identifiers import document_number
from graph.interval import FOREVER, Interval, joined
from graph.schema import schema
from queries.commitments.findings import findings_of
from queries.commitments.promise import breach_of, promise_of
from queries.propagation.answering import stretches_of
from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.notices import notices
from queries.propagation.phases import on_days


def of_promise(case: Case) -> Iterator[Product]:
    """Everything a promise leaves open, and notices while it is overdue."""
    promise = promise_of(case.view, case.record, case.book.policies)
    if promise is None:
        return
    for one in findings_of(case.view, promise, case.book.policies):
        days = joined(one.days)
        yield finding(
            case,
            one.code,
            one.subject,
            one.text,
            one.text_en,
            premises=list(one.facts),
            since=days[0].start,
            due=one.due,
            key=one.key,
            detail={"phases": on_days(days, "active")},
        )
    yield from notices(case)


def of_change(case: Case) -> Iterator[Product]:
    """A change of a promise that is not loaded: nothing follows from it until it is."""
    if not case.view.numbered(case.record.number, "GovernmentPromise"):
        yield _not_loaded(case, case.record.entity, case.record.text("promise_number"))


def of_breach(case: Case) -> Iterator[Product]:
    """What a finding of breach leaves open: put right in time, of the right body, about a promise that is known."""
    record = case.record
    number = record.text("promise_number")
    promises = case.view.numbered(document_number.key(number), "GovernmentPromise") if number else []
    by, day = record.date("rectify_by"), record.valid.start
    if day is None or not case.life.stands:
        return
    for party in case.parties:
        if number and not promises:
            yield _not_loaded(case, party, number)
        repaired = breach_of(case.view, record).repaired or FOREVER
        stretches = stretches_of(case, party, day)
        for place, stretch in enumerate(stretches):
            until = min(stretches[place + 1].since if place + 1 < len(stretches) else FOREVER, repaired)
            subject = stretch.answer.body or party
            if by is not None and (late := max(by + timedelta(days=1), stretch.since)) < until:
                yield finding(
                    case,
                    "rectification_overdue",
                    subject,
                    f"{case.name_of(subject)}：{record.name}认定的失信应于{by}前整改，逾期未修复",
                    "not put right in time",
                    since=late,
                    due=by,
                    detail={"phases": on_days([Interval(late, until)], "active")},
                )
        if promises and party not in _bodies(case):
            text = f"{record.name}认定的{case.name_of(party)}不是承诺{number}的承诺单位，也不曾承继，请核对"
            yield finding(case, "breach_of_another_body", party, text, "a breach found of a body that never answered")
    yield from of_succession(case)


def of_succession(case: Case) -> Iterator[Product]:
    """What reforms leave open about who answers for a breach or a debt of a public body."""
    day = case.decided
    for party in case.parties if day is not None else []:
        if day is None or case.kind_of(party) not in schema().public_bodies():
            continue
        stretches = stretches_of(case, party, day)
        found: dict[tuple[str, str], list[Interval]] = {}
        told = {}
        for place, stretch in enumerate(stretches):
            until = stretches[place + 1].since if place + 1 < len(stretches) else FOREVER
            for one in stretch.answer.findings:
                found.setdefault((one.code, one.text), []).append(Interval(stretch.since, until))
                told[one.code, one.text] = one
        for key, days in found.items():
            one = told[key]
            phases = on_days(joined(days), "active")
            text = f"{case.record.name or case.record.number}：{one.text}"
            yield finding(
                case,
                one.code,
                one.subject,
                text,
                one.text_en,
                premises=list(one.facts),
                since=days[0].start,
                key=(one.text,),
                detail={"phases": phases},
            )


def _bodies(case: Case) -> set[str]:
    """Whoever made or ever answered for, or may answer for, the promise of a breach."""
    number = document_number.key(case.record.text("promise_number"))
    found: set[str] = set()
    for fact in case.view.numbered(number, "GovernmentPromise"):
        promise = promise_of(case.view, fact, case.book.policies)
        if promise is not None:
            found |= {promise.body, *(body for one in promise.responsible for body in one.answer.bodies)}
            steps = [step for one in promise.responsible for step in one.answer.steps]
            found |= {end for step in steps for end in (step.source, step.target)}
    return found


def _not_loaded(case: Case, subject: str, number: str) -> Product:
    label = schema().records[case.record.kind].label
    text = f"{label}{case.record.name}所指的承诺{number}尚未归集，请补录或核对承诺编号"
    return finding(case, "promise_not_loaded", subject, text, "about a promise that is not loaded")
