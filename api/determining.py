"""Decisions entered by hand: confirm, reject, object. Each is a document of one row, a fact like a loaded one."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from api.determined import case_of, determined, says
from api.entering import RefusedError, UnknownError, enter, is_entered
from api.four_eyes import objection_to, same_person
from graph.derived import Derived, Family
from graph.identifiers import document_number
from graph.interval import iso
from graph.model import Fact, record_id
from graph.store.port import Store
from graph.vault import Vault
from loaders.formats import measure_determination, objection
from loaders.source import Source
from queries import standing
from queries.propagation.determination import competence
from queries.rulecheck import read_rules

OUTCOMES = {"成立": "成立", "不成立": "不成立", "upheld": "成立", "dismissed": "不成立"}


class Decision(NamedTuple):
    """What `confirm` and `reject` enter."""

    proposal: str
    organ: str
    document: str
    notified: date | None
    day: date
    until: date | None
    actor: str
    confirms: bool


class Objecting(NamedTuple):
    """What `object` enters: an objection raised, accepted, or decided."""

    concerning: str
    number: str
    by: str
    raised: date | None
    accepted: date | None
    outcome: str
    decided: date | None
    document: str
    actor: str


def decide(store: Store, vault: Vault, decision: Decision) -> dict[str, Any]:
    """Enter a determination on a proposal. Raises RefusedError; entering the same again changes nothing."""
    outcome = "认定" if decision.confirms else "不予认定"
    content = {**decision._asdict(), "outcome": outcome}
    said = _answer("determination", decision.proposal, outcome, decision.document)
    key = (document_number.key(decision.proposal), document_number.key(decision.document))
    if is_entered(store, content):
        return {**said, "record": record_id("MeasureDetermination", *key), "unchanged": True, "warnings": []}
    if decision.day > date.today():
        raise RefusedError(f"认定日期{decision.day}在今天之后 / the decision is dated after today")
    proposal = _proposal(store, decision.proposal)
    before = determined(store, proposal.record, decision.proposal, decision.document)
    if before is not None and says(before, decision.document, outcome, decision.day, decision.notified, decision.until):
        return {**said, "record": before.entity, "unchanged": True, "warnings": []}
    _must_be_proposed(proposal, decision.day)
    _must_be_another(store, proposal, decision.actor)
    organ = _must_be_competent(store, proposal, decision.organ, decision.day)
    if before is not None:
        told = f"{before.text('outcome')}（{before.text('document')}，{before.text('date')}）"
        raise RefusedError(f"这一提议已登记{told}，不能再次认定 / the proposal has been decided on already")
    if decision.notified is not None and decision.notified > decision.day:
        raise RefusedError("告知日期晚于认定日期 / the notice is dated after the decision")
    if decision.until is not None and decision.until < decision.day:
        raise RefusedError("期限止早于认定日期 / the term ends before the decision")
    values = {
        "notified": iso(decision.notified),
        "date": iso(decision.day),
        "outcome": outcome,
        "from": None,
        "to": iso(decision.until),
        "actor": decision.actor,
    }

    def tell(source: Source) -> str:
        return measure_determination.tell(source, decision.proposal, organ, decision.organ, decision.document, values)

    title = f"{outcome}登记 {decision.document}（{decision.actor}）"
    record = enter(store, vault, content, title, "measure_determination", decision.actor, tell)
    return {**said, "record": record, "unchanged": False, "warnings": _warnings(proposal, decision)}


def oppose(store: Store, vault: Vault, entered: Objecting) -> dict[str, Any]:
    """Enter an objection, or what became of it. Raises RefusedError; entering the same again changes nothing."""
    number = entered.number or _number_for(entered)
    entered = entered._replace(number=number)
    said = _answer("objection", entered.concerning, entered.outcome or "提出", number)
    content = entered._asdict()
    entity = record_id("Objection", document_number.key(number))
    if is_entered(store, content):
        return {**said, "record": entity, "unchanged": True, "warnings": []}
    before = store.facts([entity])
    if not before and not (entered.by and entered.raised):
        raise RefusedError("新的异议须写明提出人 --by 和提出日期 --date / a new objection needs --by and --date")
    if before and before[0].number != document_number.key(entered.concerning):
        raise RefusedError(f"异议{number}针对的是另一对象 / this number objects to something else")
    if bool(entered.outcome) != bool(entered.decided):
        raise RefusedError("处理结果与处理日期须同时写明 / --outcome and --decided belong together")
    if before and before[0].text("outcome") and entered.outcome not in {"", before[0].text("outcome")}:
        raise RefusedError(f"异议{number}已处理 / has been decided already")
    _must_be_in_order(entered, before[0] if before else None)
    _must_be_open(store, entered)
    values = {
        "raised_by": entered.by,
        "raised": iso(entered.raised) or (before[0].text("raised") or None if before else None),
        "accepted": iso(entered.accepted),
        "outcome": entered.outcome,
        "decided": iso(entered.decided),
        "document": entered.document,
        "actor": entered.actor,
    }

    def tell(source: Source) -> str:
        return objection.tell(source, number, entered.concerning, values)

    title = f"异议登记 {number}（{entered.actor}）"
    record = enter(store, vault, content, title, "objection", entered.actor, tell)
    return {**said, "record": record, "unchanged": False, "warnings": []}


def _answer(kind: str, concerning: str, outcome: str, number: str) -> dict[str, Any]:
    return {"entered": kind, "id": concerning, "outcome": outcome, "number": number, "next": "creditgraph derive"}


def _proposal(store: Store, identifier: str) -> Derived:
    found = [one for one in store.derived(ids=[identifier], families=[Family.MEASURE]) if one.recorded_to is None]
    if not found:
        raise UnknownError(f"没有这个提议 / no such proposal: {identifier}")
    return found[-1]


def _must_be_proposed(proposal: Derived, day: date) -> None:
    shown = standing.answer(proposal, day)
    state = shown["state"] if shown is not None else "not_begun"
    decided = {phase["state"] for phase in proposal.body["phases"]} & {"confirmed", "active", "suspended"}
    if proposal.body["origin"] != "confirmed":
        raise RefusedError("这是文书或法律直接产生的措施，无须认定 / a measure by document or law: nothing to confirm")
    if state != "proposed" or decided:
        raise RefusedError(
            f"{day}的状态是{_state_words(state, decided)}，不是待认定的提议"
            f" / on {day} it is {(decided and 'decided') or state}, not proposed"
        )


def _state_words(state: str, decided: set[str]) -> str:
    """A state in Chinese; of a proposal that was decided on later, what it became."""
    if state == "not_begun":
        return "尚未提出"
    return standing.state_text(min(decided) if decided and state == "proposed" else state)


def _must_be_another(store: Store, proposal: Derived, actor: str) -> None:
    if not actor.strip():
        raise RefusedError("须写明经办人 / an actor is needed")
    reason = objection_to(store, proposal, actor)
    if reason is not None:
        raise RefusedError(f"须由另一人办理：{reason} (four eyes)")


def _must_be_competent(store: Store, proposal: Derived, code: str, day: date) -> str:
    """The organ's name. Raises RefusedError where it may not decide."""
    organs = [fact for fact in store.by_code(code.strip().upper()) if fact.shape == "subject"]
    if not organs:
        raise RefusedError(f"名册中没有代码为{code}的机关 / no organ of this code is known: {code}")
    case = case_of(store, proposal.record)
    competent, words = competence(case, case.view.canonical(organs[0].entity), day)
    if not competent:
        raise RefusedError(f"{organs[0].name}（{code}）无权认定：{words} / not the deciding organ nor its superior")
    return organs[0].name


def _must_be_in_order(entered: Objecting, before: Fact | None) -> None:
    """Raised, then accepted, then decided, none of it after today; what was entered earlier counts."""
    raised = entered.raised or (before.date("raised") if before is not None else None)
    accepted = entered.accepted or (before.date("accepted") if before is not None else None)
    days = [("提出日期", raised), ("受理日期", accepted), ("处理日期", entered.decided)]
    stated = [(name, day) for name, day in days if day is not None]
    for (earlier, first), (later, second) in pairwise(stated):
        if second < first:
            raise RefusedError(f"{later}{second}早于{earlier}{first} / the dates are out of order")
    for name, day in stated:
        if day > date.today():
            raise RefusedError(f"{name}{day}在今天之后 / dated after today")


def _must_be_open(store: Store, entered: Objecting) -> None:
    """The object is known and not over; who decides the objection is neither loader, proposer nor confirmer."""
    found = [one for one in store.derived(ids=[entered.concerning]) if one.recorded_to is None]
    if not found:
        records = store.by_number(document_number.key(entered.concerning))
        if not any(fact.shape == "record" and fact.kind not in _ABOUT for fact in records):
            raise UnknownError(f"没有这个编号或文书号 / no such id or document number: {entered.concerning}")
        return
    if found[-1].family != Family.MEASURE:
        raise RefusedError("只能对措施、提议或文书提出异议 / only measures, proposals and documents")
    if not entered.outcome:
        return
    _must_be_another(store, found[-1], entered.actor)
    for fact in store.by_number(document_number.key(entered.concerning)):
        if fact.kind == "MeasureDetermination" and same_person(fact.text("actor"), entered.actor):
            raise RefusedError(f"须由另一人办理：{entered.actor}作出了认定 / {entered.actor} decided on it (four eyes)")


_ABOUT = ("MeasureDetermination", "MeasureFeedback", "Objection", "DocumentStatus", "RepairDecision", "Exemption")
"""Records that only speak of others: numbered by what they are about."""


def _warnings(proposal: Derived, decision: Decision) -> list[str]:
    if not decision.confirms or decision.notified is None:
        return []
    row = read_rules().policies.deadline("objection", decision.notified)
    last = row.due(decision.notified) if row is not None else None
    if row is None or last is None or decision.day > last:
        return []
    period = f"陈述申辩期至{last}（{row.words}，{row.label}）"
    return [f"{period}，认定在期满前不产生效力 / no effect before the time to object ends"]


def _number_for(entered: Objecting) -> str:
    text = f"{entered.concerning}\x1f{entered.by}\x1f{entered.raised}"
    return f"异议{entered.raised or ''}-{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}"
