"""Who answers for a public body's promise, breach or debt on which days (现责任单位), when it has been reformed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import FOREVER, Interval, joined
from graph.model import Fact
from graph.schema import schema
from queries.commitments.promise import breach_of, promise_of
from queries.commitments.responsibility import Stretch, responsibility
from queries.commitments.stated import stated_of
from queries.commitments.succession import WHOLE
from queries.propagation.case import Case

ANSWERED = ("GovernmentPromise", "GovernmentDishonesty", "DishonestDebtorEntry")
"""Records of what a public body owes: whoever takes over its function, or the body whole, answers for it."""


class Answering(NamedTuple):
    """Somebody who answers, the days on which he does so for certain (none: always), and the reforms that say so."""

    subject: str
    days: tuple[Interval, ...] = ()
    facts: tuple[Fact, ...] = ()


def answering(case: Case, parties: Sequence[str], start: date) -> Iterator[Answering]:
    """Who answers on which days.

    Of a promise the days on which it was overdue; of a breach those until it was repaired.
    """
    if case.record.kind == "GovernmentPromise":
        promise = promise_of(case.view, case.record, case.book.policies)
        if promise is not None and promise.annulled is None:
            yield from _of(promise.responsible, promise.overdue)
        return
    for party in parties:
        stretches = stretches_of(case, party, start)
        repaired = breach_of(case.view, case.record).repaired if case.record.kind == "GovernmentDishonesty" else None
        if len(stretches) == 1 and stretches[0].answer.body == party and repaired is None:
            yield Answering(party)
        elif repaired is None or start < repaired:
            yield from _of(stretches, [Interval(start, repaired or FOREVER)])


def stretches_of(case: Case, party: str, start: date) -> list[Stretch]:
    """Who answers for a party over time; a debtor that is no public body for itself."""
    if case.kind_of(party) not in schema().public_bodies():
        return responsibility(case.view, party, WHOLE, start)[:1]
    return responsibility(case.view, party, _function(case), start)


def _function(case: Case) -> str:
    """The function a breach was found in: that of its promise; a breach of none, and a debt, is the body's own."""
    number = case.record.text("promise_number") if case.record.kind == "GovernmentDishonesty" else ""
    promises = case.view.numbered(document_number.key(number), "GovernmentPromise") if number else []
    return stated_of(case.view, promises[0]).fact.text("function") if promises else WHOLE


def _of(stretches: Sequence[Stretch], days: Sequence[Interval]) -> Iterator[Answering]:
    found: dict[str, list[Interval]] = {}
    facts: dict[str, dict[str, Fact]] = {}
    for place, stretch in enumerate(stretches):
        until = stretches[place + 1].since if place + 1 < len(stretches) else FOREVER
        for one in days:
            start, end = max(one.start or stretch.since, stretch.since), min(one.end or FOREVER, until)
            if stretch.answer.body is not None and start < end:
                found.setdefault(stretch.answer.body, []).append(Interval(start, end))
                rests = facts.setdefault(stretch.answer.body, {})
                rests.update((fact.id, fact) for step in stretch.answer.steps for fact in step.facts)
    for body, parts in found.items():
        yield Answering(body, tuple(joined(parts)), tuple(facts[body].values()))
