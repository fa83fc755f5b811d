"""Why a rule does not govern a record: disabled, another kind, another edition, a condition, no effect, exempt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from graph.interval import Truth
from graph.model import Fact
from graph.schema import schema
from queries.propagation import exemptions
from queries.propagation.case import Case
from queries.propagation.conditions import left_open, state_of
from queries.propagation.why_not.premise import Premise, called, day_text, failing
from queries.rulebook import Alternative, NoticeRule, Rule

_SUBJECTS = {
    "organisation": ("组织", "an organisation"),
    "person": ("自然人", "a natural person"),
    "individual": ("以个人身份受罚的自然人", "a natural person in his own right"),
    "branch": ("分支机构", "a branch"),
    "partnership": ("合伙企业", "a partnership"),
}


def disabled(rule: Rule | NoticeRule) -> Premise | None:
    """A rule that nobody verified, or that was switched off, reaches nobody."""
    if rule.enabled:
        return None
    mark = f"{rule.mark}-{rule.confidence}"
    basis = f"《{rule.law.title}》{rule.law.article}"
    why = "已停用" if rule.verified else f"法条文本未核实（{mark}），停用"
    return failing(
        "rule_disabled",
        f"规则{rule.rule}（{rule.version}，{basis}）{why}，不产生任何结果",
        f"the rule is disabled: {'switched off' if rule.verified else f'its text is not verified ({mark})'}",
        mark=rule.mark,
        confidence=rule.confidence,
        version=rule.version,
    )


def other_kind(asked: Sequence[str], record: Fact) -> Premise:
    """The rule asks for another kind of record."""
    wanted, found = "、".join(schema().label(kind) for kind in asked), schema().label(record.kind)
    return failing(
        "other_kind",
        f"规则针对{wanted}，{called(record)}是{found}",
        f"the rule asks for {', '.join(asked)}, this is {record.kind}",
        [record],
        asked=list(asked),
        found=record.kind,
    )


def condition(rule: Rule, case: Case, name: str) -> Premise:
    """A condition of the rule that the record does not meet (conditions.unmet), in words."""
    return CONDITIONS[name](rule, case)


def _edition(rule: Rule, case: Case) -> Premise:
    decided = case.record.valid.start
    since, until = rule.decided_from, rule.decided_to
    bounds = "、".join(
        words
        for words in (
            f"自{since.isoformat()}起" if since else "",
            f"至{date.fromordinal(until.toordinal() - 1).isoformat()}止" if until else "",
        )
        if words
    )
    return failing(
        "edition_not_in_force",
        f"决定日{day_text(decided)}不在规则版本 {rule.version} 的适用期内（决定日须{bounds}）",
        f"edition {rule.version} does not govern a decision of {decided or 'an unknown day'}",
        [case.record],
        decided=decided.isoformat() if decided else None,
        decided_from=since.isoformat() if since else None,
        decided_to=until.isoformat() if until else None,
    )


def _subject_kind(rule: Rule, case: Case) -> Premise:
    word, english = _SUBJECTS[rule.when.subject]
    kinds = list(dict.fromkeys(case.kind_of(party) for party in case.parties))
    found = "、".join(schema().label(kind) for kind in kinds) or "未载明"
    return failing(
        "other_subject_kind",
        f"规则针对{word}，该文书的当事人是{found}",
        f"the rule asks for {english}, the party is {', '.join(kinds) or 'not stated'}",
        [case.record, *case.party_ties],
        asked=rule.when.subject,
        found=kinds,
    )


def _labels(case: Case, categories: Iterable[str]) -> str:
    return "、".join(case.book.categories[name].label for name in sorted(categories))


def _category(rule: Rule, case: Case) -> Premise:
    written = "、".join(case.record.list("categories")) or "未载明"
    found = _labels(case, case.categories) or "没有可识别的类别"
    return failing(
        "other_category",
        f"规则要求处罚类别为{_labels(case, rule.when.categories)}，该决定为{found}（处罚类别“{written}”）",
        f"the rule asks for {', '.join(rule.when.categories)}; found {', '.join(sorted(case.categories)) or 'none'}",
        [case.record],
        asked=list(rule.when.categories),
        found=sorted(case.categories),
    )


def _minor_category(rule: Rule, case: Case) -> Premise:
    return failing(
        "minor_category",
        f"该决定只有{_labels(case, case.categories)}，规则不适用于此类处罚",
        f"nothing but {', '.join(sorted(case.categories))}, to which the rule does not apply",
        [case.record],
        found=sorted(case.categories),
    )


def _licence_named(case: Case) -> str:
    return case.record.text("licence_withdrawn") or case.record.text("content") or "未载明"


def _licence_excluded(rule: Rule, case: Case) -> Premise:
    excluded = "、".join(rule.when.licence_excludes)
    return failing(
        "licence_excluded",
        f"该决定吊销的只是{excluded}（“{_licence_named(case)}”），规则不针对这种证照",
        "the only licence taken is of a kind the rule does not mean",
        [case.record],
        excluded=list(rule.when.licence_excludes),
        named=_licence_named(case),
    )


def _licence_kind(rule: Rule, case: Case) -> Premise:
    asked = "、".join(rule.when.licence_kinds)
    return failing(
        "other_licence",
        f"规则针对{asked}类证照，该决定吊销的是“{_licence_named(case)}”",
        "the licence taken is of another kind than the rule asks for",
        [case.record],
        asked=list(rule.when.licence_kinds),
        named=_licence_named(case),
    )


def _restricts(rule: Rule, case: Case) -> Premise:
    return failing(
        "no_restriction_stated",
        f"{called(case.record)}的{schema().label(case.record.kind)}没有载明限制内容",
        "the document states no restriction",
        [case.record],
    )


def _finding(rule: Rule, case: Case) -> Premise:
    asked, found = "、".join(rule.when.findings), case.record.text("finding") or "未载明"
    return failing(
        "other_finding",
        f"规则要求认定类型为{asked}，该裁判认定的是{found}",
        f"the rule asks for other findings than this one ({found})",
        [case.record],
        asked=list(rule.when.findings),
        found=found,
    )


def _state(rule: Rule, case: Case) -> Premise:
    asked = "、".join(rule.when.states)
    found = "、".join(f"{case.name_of(unit)}{state_of(case, unit) or '未载明'}" for unit in case.units) or "未载明单位"
    return failing(
        "other_state",
        f"规则要求单位的登记状态为{asked}，现为：{found}",
        f"the rule asks for a unit whose registration is {asked}",
        [case.record, *case.party_ties],
        asked=list(rule.when.states),
    )


def _said(rule: Rule, case: Case) -> Premise:
    said = case.record.text(rule.when.unless_said.column) if rule.when.unless_said is not None else ""
    return failing(
        "said_otherwise",
        f"{called(case.record)}载明“{said}”，规则不再适用",
        f"the record says {said}: the rule no longer applies",
        [case.record],
        said=said,
    )


def _alternative(alternative: Alternative) -> Iterable[str]:
    for statute in alternative.statutes:
        yield f"处罚依据引用《{statute.name}》{'、'.join(map(article_text, statute.articles))}"
    if alternative.licences:
        yield f"吊销的证照为{'、'.join(alternative.licences)}"
    if alternative.closure:
        yield "责令关闭"


def article_text(article: str) -> str:
    """An article as a clerk writes it: 94(3) is 第94条第3款, 37-1 is 第37条之1."""
    number, _, paragraph = article.rstrip(")").partition("(")
    head, _, inserted = number.partition("-")
    text = f"第{head}条" if head else ""
    return text + (f"之{inserted}" if inserted else "") + (f"第{paragraph}款" if paragraph else "")


def _not_cited(rule: Rule, case: Case) -> Premise:
    asked = [words for alternative in rule.when.any_of for words in _alternative(alternative)]
    if within := left_open(rule, case):
        return failing(
            "article_within_range",
            f"处罚依据只引用了包含{'、'.join(within)}的条文范围，是否适用该条须由有权机关查明",
            "the article is cited only within a range: nothing follows until somebody says whether it is meant",
            [case.record, *(named.fact for named in case.named)],
            articles=within,
        )
    cited = sorted(f"《{title}》{article_text(article)}" for title, article in case.cited)
    basis = "、".join(cited) or "没有可识别的法条"
    licences = any(alternative.licences for alternative in rule.when.any_of)
    taken = f"，证照为“{_licence_named(case)}”" if licences else ""
    return failing(
        "not_cited",
        f"规则要求{'，或者'.join(asked)}；该文书引用的是{basis}{taken}",
        "neither the statute nor the licence that the rule asks for is in the document",
        [case.record, *(named.fact for named in case.named)],
        asked=asked,
        cited=cited,
    )


CONDITIONS: dict[str, Callable[[Rule, Case], Premise]] = {
    "record": lambda rule, case: other_kind([rule.when.record], case.record),
    "edition": _edition,
    "subject": _subject_kind,
    "categories": _category,
    "not_only": _minor_category,
    "licence_excludes": _licence_excluded,
    "licence_kinds": _licence_kind,
    "restricts": _restricts,
    "findings": _finding,
    "states": _state,
    "unless_said": _said,
    "any_of": _not_cited,
}
"""Words for each condition, by its name in a rule."""


def without_effect(case: Case, day: date) -> Premise | None:
    """What takes the document its effect on a day: an appeal, nothing that says it has any, an annulment, exemption."""
    life, number = case.life, called(case.record)
    if life.effective is Truth.UNKNOWN:
        return failing(
            "effect_unknown",
            f"{number}是否生效未载明，不据以产生任何结果；请补生效证明",
            "nothing says whether the document has taken effect",
            [case.record],
        )
    if life.effective is Truth.NO:
        changes = case.view.numbered(case.record.number, "DocumentStatus")
        said = "、".join(f"{day_text(one.date('date'))}{one.text('change')}" for one in changes)
        why = said or (f"当前状态为{case.record.text('status')}" if case.record.text("status") else "尚在上诉期")
        return failing(
            "no_effect", f"{number}没有效力：{why}", "the document has no effect", [case.record, *changes], why=why
        )
    covering = [one for one in exemptions.readings_of(case) if one.covers]
    if covering:
        fact = covering[0].fact
        return failing(
            "exempted",
            f"{number}按{fact.text('event')}豁免（{fact.name}，{fact.text('document')}），不产生措施、提示或通报",
            f"exempted by {fact.text('document')}",
            [fact, case.record],
            exemption=fact.name,
            document=fact.text("document"),
        )
    event = life.annulled
    if event is not None:
        by = event.fact.name or event.number
        return failing(
            "annulled",
            f"{number}已于{event.day.isoformat()}被{by}{event.what}，视为自始不产生任何结果",
            f"annulled on {event.day.isoformat()} by {by}",
            [event.fact, case.record],
            day=event.day.isoformat(),
            document=by,
            what=event.what,
        )
    if case.decided is None:
        return None
    if case.is_judicial and day < case.decided:
        return failing(
            "not_yet_effective",
            f"{number}自{case.decided.isoformat()}起生效，{day.isoformat()}尚无效力",
            f"takes effect on {case.decided.isoformat()} only",
            [case.record],
            day=case.decided.isoformat(),
        )
    return None
