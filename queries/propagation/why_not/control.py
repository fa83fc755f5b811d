"""Why somebody is no controller: the exact share of his group against the threshold, or nothing but a computation."""

from __future__ import annotations

from datetime import date

from graph.model import Fact
from graph.schema import schema
from queries.control.bounds import Share, share_of
from queries.control.controller import Controller
from queries.control.register import Register, register_of
from queries.control.thresholds import ThresholdRule, rule_on
from queries.controllers import controllers
from queries.propagation.case import Case
from queries.propagation.reference_date import control_day
from queries.propagation.why_not.premise import Premise, called, failing, percent, share_text
from queries.rulebook import Rule

_SOURCES = {"adjudicated": "裁判认定", "declared": "申报", "control": "按表决权计算"}


def not_controller(rule: Rule, case: Case, subject: str) -> Premise:
    """What keeps a rule on controllers from the subject."""
    day = control_day(rule, case)
    if case.unit is None or day is None:
        return failing(
            "reference_date_unknown",
            f"{called(case.record)}没有载明单位或日期，无从判断控制",
            "without a unit and a date nobody can say who controlled it",
            [case.record],
        )
    answers = [one for one in controllers(case.view, case.unit, day) if one.subject == subject]
    if answers:
        return _passed_over(case, answers[0], day)
    return _too_little(case, case.unit, subject, day)


def only_computed(rule: Rule, case: Case, subject: str) -> Premise | None:
    """That somebody controls the unit does not name him: an authority's document must; None where he does not."""
    day = control_day(rule, case)
    if case.unit is None or day is None:
        return None
    answers = [one for one in controllers(case.view, case.unit, day) if one.subject == subject]
    if not answers:
        return None
    answer, name = answers[0], case.name_of(subject)
    held = f"，{share_text(answer.share.low_numerator, answer.share.total)}" if answer.share is not None else ""
    return failing(
        "only_computed",
        f"{name}控制{case.name_of(case.unit)}（{_SOURCES.get(answer.verdict, answer.verdict)}{held}），"
        "但这不等于被载明为责任人员；须有权机关的文书载明其责任",
        "controls the unit, but that names nobody: an authority's document must name him",
        [case.record, *answer.ties],
        verdict=answer.verdict,
        certainty=answer.certainty,
        share=_figures(answer.share),
    )


def _passed_over(case: Case, answer: Controller, day: date) -> Premise:
    """He controls the unit, and the rule does not ask for such a controller."""
    name, unit = case.name_of(answer.subject), case.name_of(answer.company)
    facts = [case.record, *answer.ties]
    if not answer.ultimate:
        return failing(
            "controlled_in_turn",
            f"{name}控制{unit}，但其本身也受他人控制，规则只及于最终控制人",
            "controls the unit, and is controlled in turn: the rule reaches the ultimate controller",
            facts,
        )
    if case.kind_of(answer.subject) in schema().public_bodies():
        return failing(
            "public_body",
            f"{name}是{schema().label(case.kind_of(answer.subject))}，国有出资不作为实际控制人追究",
            "a public body: state ownership is nobody's actual control",
            facts,
        )
    if answer.verdict == "declared":
        return failing(
            "deemed_owner",
            f"{unit}是国有单位，{name}只是依职务视同受益所有人，不是实际控制人",
            "deemed the beneficial owner of a state company by office: no controller",
            facts,
        )
    held = share_text(answer.share.low_numerator, answer.share.total) if answer.share is not None else "份额不明"
    return failing(
        "control_uncertain",
        f"{name}在{day.isoformat()}只是可能控制{unit}，能确定的表决权为 {held}，不足以提示",
        f"control is only possible, and too little of the votes is certain ({held})",
        facts,
        certainty=answer.certainty,
        share=_figures(answer.share),
    )


def _too_little(case: Case, unit: str, subject: str, day: date) -> Premise:
    """The share that the subject's group has, against the threshold with its article."""
    register, rule = register_of(case.view, unit, day), rule_on("control", day)
    name, company = case.name_of(subject), case.name_of(unit)
    if rule is None or unit not in register.votes.ballots:
        return failing(
            "no_holdings",
            f"{day.isoformat()}没有{company}的股东及出资信息，算不出控制；也没有裁判或申报认定{name}控制",
            "no holdings are known on that day, and no judgment or filing names this subject",
            [case.record],
            day=day.isoformat(),
        )
    ballot, share = register.votes.ballots[unit], share_of([subject], unit, register.votes, rule.threshold)
    own = [tie for tie in _stakes(register, unit) if case.view.canonical(tie.source) == subject]
    if ballot.unread:
        return failing(
            "executing_partner_unknown",
            f"登记材料没有载明合伙企业{company}的执行事务合伙人，不按出资推定{name}控制",
            "no executing partner of the partnership is known, and capital decides nothing in it",
            [case.record, *own],
        )
    if ballot.executing_partners:
        partners = "、".join(case.name_of(one.partner) for one in ballot.executing_partners)
        return failing(
            "not_executing_partner",
            f"合伙企业由执行事务合伙人（{partners}）决定，{name}不是，也不控制它",
            "a partnership follows its executing partner, who is somebody else",
            [case.record, *own],
        )
    nominee = [fact for tie in register.ties.values() for fact in _entrusted(case, register, tie, unit, subject)]
    if nominee:
        return failing(
            "nominee",
            f"{name}登记的{company}股权经生效裁判认定为代持，表决权归实际出资人",
            "a nominee: an effective judgment gives the votes to the real holder",
            [case.record, *nominee],
        )
    if share.high_numerator == 0:
        return failing(
            "holds_nothing",
            f"{name}在{day.isoformat()}没有直接或通过所控制的企业持有{company}的表决权，也没有裁判或申报认定其控制",
            "holds no votes in the unit on that day, and no judgment or filing names this subject",
            [case.record],
            day=day.isoformat(),
        )
    return _short(case, rule, share, (name, company), day, own)


def _short(
    case: Case, rule: ThresholdRule, share: Share, names: tuple[str, str], day: date, ties: list[Fact]
) -> Premise:
    low, high = (share_text(votes, share.total) for votes in (share.low_numerator, share.high_numerator))
    held = low if share.exact else f"{low} 至 {high}"
    threshold = rule.threshold
    mark = percent(threshold.numerator, threshold.denominator).replace(".00%", "%")
    needed, english = ("达到", "at least") if threshold.inclusive else ("超过", "more than")
    group = percent(share.low_numerator, share.total)
    return failing(
        "share_too_small",
        f"{names[0]}及其所控制的企业在{day.isoformat()}合计持有{names[1]}表决权 {held}，"
        f"须{needed} {mark}（{rule.basis}）",
        f"group holds {group}, {english} {mark} needed",
        [case.record, *ties],
        share=_figures(share),
        threshold={
            "numerator": threshold.numerator,
            "denominator": threshold.denominator,
            "inclusive": threshold.inclusive,
        },
        legal_basis=rule.basis,
        day=day.isoformat(),
    )


def _entrusted(case: Case, register: Register, tie: Fact, unit: str, subject: str) -> list[Fact]:
    """A stake in the subject's name that is another's, with the judgment that says so."""
    judgment = register.entrusted.get(tie.id, ())
    mine = case.view.canonical(tie.source) == subject and case.view.canonical(tie.target) == unit
    return [tie, *judgment] if judgment and mine else []


def _stakes(register: Register, unit: str) -> list[Fact]:
    ballot = register.votes.ballots[unit]
    return [register.ties[stake.ref] for stake in ballot.stakes if stake.ref in register.ties]


def _figures(share: Share | None) -> dict[str, int] | None:
    if share is None:
        return None
    return {"low": share.low_numerator, "high": share.high_numerator, "total": share.total}
