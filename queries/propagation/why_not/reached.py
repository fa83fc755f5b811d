"""Why a way of reach does not lead to somebody: one function for each way, by name of the way."""

from __future__ import annotations

from collections.abc import Callable

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.why_not.control import not_controller, only_computed
from queries.propagation.why_not.premise import Premise, called, failing
from queries.propagation.why_not.relation import Relation, beside, relations
from queries.propagation.why_not.tenures import (
    not_buyer,
    not_departed,
    not_holder,
    not_officeholder,
    not_successor,
    office_nowhere_here,
)
from queries.rulebook import Rule

_STRANGERS = {"not_party", "not_named", "never_held", "row_of_its_own", "named_in_another_unit", "holds_nothing"}
"""Premises that only say that the record is not about the subject."""


def nearness(premise: Premise) -> int:
    """How near a subject comes to a record: a premise about a role or a share tells more than one about a stranger."""
    return 2 if premise.code not in _STRANGERS else int(bool(premise.details.get("relations")))


def not_reached(rule: Rule, case: Case, subject: str) -> Premise:
    """The premise for which the rule's way of reach does not lead to the subject."""
    if subject == case.unit and rule.reach.who in _BESIDE_THE_UNIT:
        return failing(
            "unit_itself",
            f"规则及于与单位有关的人或机构，不及于单位{case.name_of(subject)}本身",
            "the rule reaches somebody beside the unit, not the unit itself",
            [case.record, *case.party_ties],
        )
    return WAYS[rule.reach.who](rule, case, subject)


_BESIDE_THE_UNIT = {
    "named",
    "holder",
    "successor",
    "controller",
    "siblings",
    "parent",
    "executing_partner",
    "departed",
    "buyer",
    "reborn",
}


def _parties(case: Case) -> str:
    return "、".join(case.name_of(party) for party in case.parties) or "未载明"


def _sideways(case: Case, subject: str, found: list[Relation]) -> Premise | None:
    """Between organisations nothing passes on: not to parents, subsidiaries, sisters or branches."""
    across = [relation for relation in found if relation.sideways]
    if not across:
        return None
    return failing(
        "nothing_passes_on",
        f"后果只及于{_parties(case)}本身，不因单位之间的关系传递；{case.name_of(subject)}"
        f"{'，'.join(dict.fromkeys(relation.text for relation in across))}，至多产生关联提示",
        "consequences do not pass from one organisation to another: no parent, subsidiary, sister or branch inherits",
        [case.record, *(tie for relation in across for tie in relation.ties)],
        relations=sorted({relation.kind for relation in across}),
    )


def _not_party(rule: Rule, case: Case, subject: str) -> Premise:
    """Rules on whom the document itself is about."""
    found = relations(case, subject)
    sideways = _sideways(case, subject, found)
    if sideways is not None:
        return sideways
    name, number = case.name_of(subject), called(case.record)
    if subject in case.parties:
        return failing(
            "not_a_unit",
            f"规则只及于单位，{name}是自然人",
            "the rule reaches the unit alone, this party is a natural person",
            [case.record, *case.party_ties],
        )
    return failing(
        "not_party",
        f"规则只及于{number}所载明的{_parties(case)}；{name}不是当事人{beside(found)}，不因此被及",
        "the rule reaches whom the document itself names, and it does not name this subject",
        [case.record, *case.party_ties, *(tie for relation in found for tie in relation.ties)],
        parties=[case.describe(party) for party in case.parties],
        relations=sorted({relation.kind for relation in found}),
    )


def _not_named(rule: Rule, case: Case, subject: str) -> Premise:
    name, number = case.name_of(subject), called(case.record)
    own = [named for named in case.named if named.person == subject]
    if own:
        return _named_otherwise(rule, case, subject)
    if subject in case.parties:
        return failing(
            "row_of_its_own",
            f"{number}的这一行以{name}本人为当事人；规则及于单位的决定所载明的责任人员",
            "this row is about the person; the rule asks whom the decision on a unit names",
            [case.record, *case.party_ties],
        )
    found = relations(case, subject)
    elsewhere = [
        finding
        for finding in case.view.numbered(case.record.number, "ResponsibilityFinding")
        for tie in case.view.ties_from(finding.entity, "FINDS_RESPONSIBLE")
        if case.view.canonical(tie.target) == subject
    ]
    if elsewhere:
        return failing(
            "named_in_another_unit",
            f"{name}的责任认定针对同一文号下的另一单位，不是{_parties(case)}",
            "the finding that names this person is about another unit under the number",
            [case.record, *elsewhere],
        )
    by_stake_alone = all(relation.kind == "SHAREHOLDER_OF" for relation in found)
    telling = only_computed(rule, case, subject) if by_stake_alone and not case.is_organisation(subject) else None
    telling = telling or (_sideways(case, subject, found) if case.is_organisation(subject) else None)
    if telling is not None:
        return telling
    identifying = [
        tie
        for tie in case.view.ties_from(case.record.entity, "IDENTIFIES")
        if case.view.canonical(tie.target) == subject
    ]
    aside = "；法定代表人栏只用于识别身份，不等于载明其责任" if identifying else ""
    others = list(dict.fromkeys(case.name_of(named.person) for named in case.named))
    listed = f"（载明的是{'、'.join(others)}）" if others else ""
    return failing(
        "not_named",
        f"{number}没有载明{name}为责任人员：没有对其的责任认定，同一文号下也没有其本人的行{listed}{beside(found)}{aside}",
        "the decision does not name this person: no finding of responsibility and no row of his own",
        [case.record, *identifying, *(tie for relation in found for tie in relation.ties)],
        named=[case.describe(named.person) for named in case.named],
        relations=sorted({relation.kind for relation in found}),
    )


def _named_otherwise(rule: Rule, case: Case, subject: str) -> Premise:
    own = [named for named in case.named if named.person == subject]
    name, facts = case.name_of(subject), [case.record, *(named.fact for named in own)]
    if rule.reach.findings_only and not any(named.by_finding for named in own):
        return failing(
            "needs_a_finding",
            f"同一文号下有{name}本人的行，但没有责任认定；规则要求责任认定载明其个人责任",
            "named by a row of his own only, and the rule asks for a finding of responsibility",
            facts,
        )
    said = "、".join(dict.fromkeys(named.responsibility or "被处罚的自然人" for named in own))
    asked = "、".join(rule.reach.responsibilities)
    return failing(
        "named_otherwise",
        f"{name}被载明为{said}，规则只及于{asked}",
        f"named as {said}, which the rule does not ask for",
        facts,
        named_as=said,
        asked=list(rule.reach.responsibilities),
    )


def _nobody_found(rule: Rule, case: Case, subject: str) -> Premise:
    name, number = case.name_of(subject), called(case.record)
    label, found = schema().label(case.record.kind), relations(case, subject)
    return failing(
        "not_found_by_it",
        f"{number}（{label}）认定的是{_parties(case)}，不是{name}{beside(found)}",
        "the finding is about somebody else",
        [case.record, *case.party_ties],
        parties=[case.describe(party) for party in case.parties],
    )


def _not_parent(rule: Rule, case: Case, subject: str) -> Premise:
    return _not_above(case, subject, "not_parent", "所属的法人", "not the legal person the branch belongs to")


def _not_sibling(rule: Rule, case: Case, subject: str) -> Premise:
    return _not_above(
        case, subject, "not_sibling", "同一法人的其他分支机构", "no other branch of the same legal person"
    )


def _not_above(case: Case, subject: str, code: str, asked: str, english: str) -> Premise:
    found, name = relations(case, subject), case.name_of(subject)
    return failing(
        code,
        f"规则只提示{_parties(case)}{asked}，{name}不是{beside(found)}",
        english,
        [case.record, *case.party_ties, *(tie for relation in found for tie in relation.ties)],
        relations=sorted({relation.kind for relation in found}),
    )


def _not_fined_again(rule: Rule, case: Case, subject: str) -> Premise:
    if subject not in case.parties:
        return _not_party(rule, case, subject)
    number = called(case.record)
    if case.record.date("act_from") is None:
        return failing(
            "act_date_unknown",
            f"{number}没有载明违法行为发生日期，无法判断是否与另一决定针对同一行为",
            "the act is not dated, so it cannot be told whether another decision fines the same one",
            [case.record],
        )
    return failing(
        "no_second_fine",
        f"没有更早的、另一文号的决定就同一日期、同一违法行为对{case.name_of(subject)}罚款",
        "no earlier decision under another number fines the same act",
        [case.record],
    )


def _not_reborn(rule: Rule, case: Case, subject: str) -> Premise:
    limits = case.book.policies.rebirth
    if limits is None or not limits.enabled:
        return failing("rule_disabled", "疑似注销后另设的条件未启用", "the limits are not enabled", [case.record])
    place = "、住所相同" if limits.same_address else ""
    return failing(
        "not_reborn",
        f"{case.name_of(subject)}不符合疑似注销后另设的条件：至少 {limits.persons} 名原人员"
        f"在其成立后 {limits.joined_within} 日内任职或"
        f"持股{place}，成立在原企业注销前 {limits.before} 日至注销后 {limits.after} 日之间",
        "not set up by persons of the deregistered unit, at its address, about when it was deregistered",
        [case.record, *case.party_ties],
    )


def _not_owned(rule: Rule, case: Case, subject: str) -> Premise:
    found, name = relations(case, subject), case.name_of(subject)
    kinds = "、".join(schema().label(kind) for kind in rule.reach.kinds) or "单位"
    return failing(
        "not_owned",
        f"规则只提示{_parties(case)}任职、投资或持股达到规则所定份额的{kinds}，{name}不是{beside(found)}",
        "not led, owned or held in a material part by the person punished",
        [case.record, *case.party_ties],
    )


WAYS: dict[str, Callable[[Rule, Case, str], Premise]] = {
    "unit": _not_party,
    "party": _not_party,
    "named": _not_named,
    "found": _nobody_found,
    "holder": not_holder,
    "successor": not_successor,
    "departed": not_departed,
    "buyer": not_buyer,
    "reborn": _not_reborn,
    "owned": _not_owned,
    "officeholder": not_officeholder,
    "offices": office_nowhere_here,
    "controller": not_controller,
    "siblings": _not_sibling,
    "parent": _not_parent,
    "executing_partner": not_holder,
    "fined_again": _not_fined_again,
}
"""Words for each way of reach."""
