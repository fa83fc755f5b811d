"""Exemptions (豁免认定): an exempted record stays stored, is not published, and nothing follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.identifiers import document_number
from graph.interval import Interval, Truth
from graph.model import Fact
from queries.documents.life import ANNULLING, stands
from queries.policies import ExemptionScope
from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product

_WORDS = ("violation", "facts", "title", "content", "basis", "conduct", "duty", "reason")


class Reading(NamedTuple):
    """An exemption as it bears on a record: whether it covers it, and why not."""

    fact: Fact
    covers: bool
    code: str
    words: str


def exempted(case: Case) -> tuple[bool, list[Product]]:
    """Whether the record is exempt, with what the worklist says about each exemption that speaks of it."""
    readings = readings_of(case)
    subject = case.parties[0] if case.parties else case.record.entity
    number = case.record.name or case.record.number
    products = [
        finding(
            case,
            one.code,
            subject,
            f"{number}：{one.fact.text('event')}豁免（{one.fact.name}，{one.fact.text('document')}）{one.words}",
            "exempted: stored, not published, nothing follows" if one.covers else "an exemption that does not apply",
            premises=[one.fact],
            key=(one.fact.entity,),
        )
        for one in readings
    ]
    return any(one.covers for one in readings), products


def readings_of(case: Case) -> list[Reading]:
    """Exemptions that name the record's document, or its party and a period it falls into, by id."""
    numbers = [case.record.number, *(alias for party in case.parties for alias in case.view.aliases(party))]
    facts = {fact.entity: fact for number in numbers if number for fact in case.view.numbered(number, "Exemption")}
    found = (_read(case, facts[entity]) for entity in sorted(facts))
    return [one for one in found if one is not None]


def _read(case: Case, fact: Fact) -> Reading | None:
    named = fact.number == case.record.number
    subject = case.view.target(fact.entity, "CONCERNS")
    if not _in_period(case, fact, named):
        return Reading(fact, False, "exemption_out_of_period", "不含该行为发生的期间，不适用") if named else None
    if named and subject is not None and case.parties and subject not in case.parties:
        return Reading(fact, False, "exemption_other_subject", "所载主体不是该文书的当事人，不适用，请核对")
    document = document_number.key(fact.text("document")) if fact.text("document") else ""
    if not document or not case.view.ties_from(fact.entity, "DECIDED_BY"):
        return Reading(fact, False, "exemption_undocumented", "未载明认定机关或文号，须经有关部门认定，暂不适用")
    if not stands(case.view, document) or _annulled(case, document):
        return Reading(fact, False, "exemption_annulled", "已被撤销，不适用")
    if not named:
        refused = next((row for row in _rows(case, exempt=False) if _says(case, row.words)), None)
        if refused is not None:
            text = f"按期间豁免不及于{refused.title}（{refused.label}），不适用"
            return Reading(fact, False, "exemption_refused", text)
        if not _in_scope(case, fact):
            return None
    return Reading(fact, True, "exempted", "：仅留存，不公示，不产生措施、提示或通报；已公示或通报的应撤回并更正")


def _annulled(case: Case, document: str) -> bool:
    changes = case.view.numbered(document, "DocumentStatus")
    return any(
        change.text("change") in ANNULLING and stands(case.view, change.text("changing_number")) for change in changes
    )


def _in_period(case: Case, fact: Fact, named: bool) -> bool:
    """Whether the act falls into the period: certainly; for a document that is named, possibly is enough."""
    first, last = fact.date("from"), fact.date("to")
    period = Interval.through(first, last)
    window = case.window
    if window is not None and (window.stated or named):
        return period.overlaps(window.days) is not Truth.NO if named else period.covers(window.days) is Truth.YES
    day = case.record.valid.start
    return day is not None and period.contains(day) is Truth.YES


def _in_scope(case: Case, fact: Fact) -> bool:
    """Whether the scope's own words, or what a row of data says it stands for, occur in the record."""
    scope = fact.text("scope")
    if not scope:
        return False
    rows = [row for row in _rows(case, exempt=True) if any(name in scope for name in row.names)]
    return _says(case, [scope, *(word for row in rows for word in row.words)])


def _rows(case: Case, *, exempt: bool) -> list[ExemptionScope]:
    day = case.record.valid.start
    return [row for row in case.book.policies.scopes if row.exempt is exempt and day is not None and row.holds_on(day)]


def _says(case: Case, words: Iterable[str]) -> bool:
    text = "\n".join(case.record.text(name) for name in _WORDS)
    return any(word in text for word in words)
