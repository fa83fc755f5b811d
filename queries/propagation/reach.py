"""Whom a rule reaches: one function for each way of being reached, by name of the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from graph.interval import FOREVER, Truth, day_after, joined
from graph.model import Fact
from graph.schema import schema
from queries.controllers import Controller, controllers
from queries.propagation.case import Case, Named, Reached
from queries.propagation.control_end import controls_until
from queries.propagation.offices import officeholder, offices
from queries.propagation.reference_date import control_day, window_of
from queries.propagation.same_act import fined_again
from queries.propagation.tenure import Holder, holders, in_words, tenures
from queries.rulebook import Rule


def reached(rule: Rule, case: Case) -> list[Reached]:
    """Everybody ``rule`` reaches in ``case``, each once, by subject id."""
    found: dict[str, Reached] = {}
    excluded = set().union(*(case.produced.get(other, set()) for other in rule.reach.unless))
    for candidate in candidates(rule, case):
        if candidate.subject not in excluded and candidate.subject not in found:
            found[candidate.subject] = candidate
    return [found[subject] for subject in sorted(found)]


def candidates(rule: Rule, case: Case) -> list[Reached]:
    """Everybody the rule's way of reach leads to, those included for whom it yields to another rule."""
    return _WAYS[rule.reach.who](rule, case)


def _unit(rule: Rule, case: Case) -> list[Reached]:
    """The organisation itself, or the individual business that was punished."""
    return [
        Reached(party, True, [case.step(tie)], [case.record, tie], "本单位", reference=case.record.valid.start)
        for party, tie in case.parties_with_ties
        if case.is_organisation(party)
    ]


def _record_party(rule: Rule, case: Case) -> list[Reached]:
    """Whoever the record itself names: the listed, the restricted."""
    label = schema().label(case.record.kind)
    return [
        Reached(party, True, [case.step(tie)], [case.record, tie], f"{label}所载明", reference=case.record.valid.start)
        for party, tie in case.parties_with_ties
    ]


def _found(rule: Rule, case: Case) -> list[Reached]:
    """The person a finding or judgment is about; only once it has effect."""
    if case.life.effective is not Truth.YES:
        return []
    last = case.record.date("to")
    until = day_after(last) if last is not None else None
    return [replace(one, until=until) for one in _record_party(rule, case)]


def _named(rule: Rule, case: Case) -> list[Reached]:
    """Whom the decision names as responsible. Being named settles it: the register never vetoes it."""
    result = []
    for named in case.named:
        if rule.reach.findings_only and not named.by_finding:
            continue
        allowed = rule.reach.responsibilities
        if named.responsibility and allowed and named.responsibility not in allowed:
            continue
        result.append(_named_person(case, named))
    return result


def _named_person(case: Case, named: Named) -> Reached:
    words = f"责任认定载明其为{named.responsibility}" if named.by_finding else "同一决定书文号载明其为被处罚的自然人"
    day = case.window.day if case.window is not None and case.window.stated else None
    role: dict[str, Any] | None = None
    premises = [case.record, named.fact, named.tie]
    path = [case.step(tie) for tie in case.party_ties[:1]] + [case.step(named.tie)]
    if case.unit is not None and case.window is not None:
        roles = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")
        for holder in holders(case.view, case.unit, roles, case.window.days):
            if holder.subject == named.person and role is None:
                role = _role(holder)
                premises += holder.ties
    return Reached(named.person, True, path, premises, words, role=role, reference=day, named=named)


def _role(holder: Holder) -> dict[str, Any]:
    end = holder.days.end
    return {
        "kind": holder.kind,
        "from": holder.days.start.isoformat() if holder.days.start else None,
        "to": None if end is None or end == FOREVER else end.isoformat(),
    }


def _holder(rule: Rule, case: Case) -> list[Reached]:
    """Who held the role on the reference date; possibly, where the data leaves it open."""
    window = window_of(rule, case)
    if case.unit is None or window is None:
        return []
    label = "、".join(schema().label(role) for role in rule.reach.roles)
    result = []
    for holder in holders(case.view, case.unit, rule.reach.roles, window.days):
        words = f"{in_words(holder.days)} 任{label}，基准期间 {in_words(window.days)}"
        path = [case.step(tie) for tie in case.party_ties[:1]] + [
            case.step(tie, upward=True) for tie in holder.ties[:1]
        ]
        result.append(
            Reached(
                holder.subject,
                holder.certain,
                path,
                [case.record, *holder.ties],
                words,
                role=_role(holder),
                reference=window.day,
            )
        )
    return result


def _successor(rule: Rule, case: Case) -> list[Reached]:
    """Who took the role only after the reference date: reached by an alert for as long as he holds it."""
    window = window_of(rule, case)
    if case.unit is None or window is None or window.days.end is None:
        return []
    result = []
    for subject, ties in tenures(case.view, case.unit, rule.reach.roles).items():
        spans = joined([tie.valid for tie in ties])
        starts = [span.start for span in spans if span.start is not None]
        if len(spans) == 0 or not starts or min(starts) < window.days.end:
            continue
        for span in spans:
            words = f"{in_words(span)} 任职，晚于基准日"
            path = [case.step(tie) for tie in _unit_ties(case)] + [case.step(ties[0], upward=True)]
            result.append(Reached(subject, True, path, [case.record, *ties], words, since=span.start, until=span.end))
    return result


def _unit_ties(case: Case) -> list[Fact]:
    """The tie that leads from the record to its unit."""
    found = [tie for tie in case.party_ties if case.is_organisation(case.view.canonical(tie.target))]
    return found[:1] or case.view.ties_from(case.record.entity, "CONCERNS")[:1]


def _departed(rule: Rule, case: Case) -> list[Reached]:
    """Who was named by an order and gave up office or shares in the unit after it."""
    window = window_of(rule, case)
    if case.unit is None or window is None or window.days.start is None:
        return []
    ordered = window.days.start
    result = []
    for party, party_tie in case.parties_with_ties:
        left = [
            tie
            for tie in case.view.ties_from(party, *rule.reach.roles, "SHAREHOLDER_OF")
            if case.view.canonical(tie.target) == case.unit and _ended_after(tie, ordered)
        ]
        offices = [tie for tie in left if tie.kind in rule.reach.roles]
        if offices or any(tie.kind == "SHAREHOLDER_OF" for tie in left):
            days = "、".join(sorted({str(tie.valid.end) for tie in left}))
            since = min(tie.valid.end for tie in left if tie.valid.end is not None)
            result.append(
                Reached(
                    party,
                    True,
                    [case.step(party_tie), *(case.step(tie) for tie in left)],
                    [case.record, party_tie, *left],
                    f"{ordered} 后于 {days} 离任或转让",
                    since=since,
                )
            )
    return result


def _ended_after(tie: Fact, day: date) -> bool:
    return tie.valid.end is not None and tie.valid.end != FOREVER and tie.valid.end > day


def _controller(rule: Rule, case: Case) -> list[Reached]:
    """Who controls the unit on the reference date: adjudicated, declared, or by votes."""
    day = control_day(rule, case)
    if case.unit is None or day is None:
        return []
    result = []
    unit = case.view.subject(case.unit)
    past = rule.reach.reference == "act"  # who controlled it then did so for good
    state_owned = unit is not None and unit.properties.get("state_owned") is True
    for answer in controllers(case.view, case.unit, day):
        if not answer.ultimate or case.kind_of(answer.subject) in schema().public_bodies():
            continue
        if answer.certainty != "certain" and not _material(rule, answer):
            continue
        if state_owned and answer.verdict == "declared":
            continue  # its representative is deemed to be the beneficial owner (视同受益所有人) and controls nothing
        path = [case.step(tie) for tie in _unit_ties(case)] + [case.step(tie, upward=True) for tie in answer.ties]
        result.append(
            Reached(
                answer.subject,
                answer.certainty == "certain",
                path,
                [case.record, *answer.ties],
                f"{day} {answer.words}",
                reference=day,
                until=None if past else controls_until(case, case.unit, answer.subject, answer.ties, day),
            )
        )
    return result


def _material(rule: Rule, answer: Controller) -> bool:
    """Whether what is certain of somebody's votes is enough to speak of him where control is only possible."""
    least, share = rule.reach.possible_from, answer.share
    if least is None or share is None:
        return least is None
    return share.low_numerator * least.denominator >= least.numerator * share.total


def _parents(case: Case) -> list[tuple[str, Fact]]:
    if case.unit is None:
        return []
    return [(case.view.canonical(tie.target), tie) for tie in case.view.ties_from(case.unit, "BRANCH_OF")]


def _parent(rule: Rule, case: Case) -> list[Reached]:
    """The legal person a branch belongs to."""
    return [
        Reached(
            parent,
            True,
            [*(case.step(step) for step in _unit_ties(case)), case.step(tie)],
            [case.record, tie],
            "所属法人",
        )
        for parent, tie in _parents(case)
    ]


def _siblings(rule: Rule, case: Case) -> list[Reached]:
    """The other branches of the same legal person."""
    result = []
    for parent, tie in _parents(case):
        for sibling in case.view.ties_to(parent, "BRANCH_OF"):
            branch = case.view.canonical(sibling.source)
            if branch != case.unit:
                path = [
                    *(case.step(step) for step in _unit_ties(case)),
                    case.step(tie),
                    case.step(sibling, upward=True),
                ]
                result.append(Reached(branch, True, path, [case.record, tie, sibling], "同一法人的分支机构"))
    return result


def _executing_partner(rule: Rule, case: Case) -> list[Reached]:
    """The partner who ran the partnership at the time."""
    window = window_of(rule, case)
    if case.unit is None or window is None:
        return []
    return [
        Reached(
            holder.subject,
            holder.certain,
            [*(case.step(tie) for tie in _unit_ties(case)), case.step(holder.ties[0], upward=True)],
            [case.record, *holder.ties],
            f"{in_words(holder.days)} 为执行事务合伙人",
            reference=window.day,
        )
        for holder in holders(case.view, case.unit, ("EXECUTING_PARTNER_OF",), window.days)
    ]


_WAYS: dict[str, Callable[[Rule, Case], list[Reached]]] = {
    "unit": _unit,
    "party": _record_party,
    "named": _named,
    "found": _found,
    "holder": _holder,
    "successor": _successor,
    "departed": _departed,
    "officeholder": officeholder,
    "offices": offices,
    "controller": _controller,
    "siblings": _siblings,
    "parent": _parent,
    "executing_partner": _executing_partner,
    "fined_again": fined_again,
}
