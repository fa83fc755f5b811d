"""What documents leave open: terms, articles within a range, changes that may be meant for several decisions."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Fact
from queries.documents.same_number import Decision
from queries.propagation.case import Case, Reached
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.phases import End
from queries.propagation.terms import passed, performed, remarks
from queries.rulebook import Rule


def within_range(case: Case, rule: Rule, articles: list[str]) -> Product:
    """The article a rule asks for stands only within a range cited: the text does not decide, nothing follows."""
    cited = "、".join(articles)
    text = f"处罚依据只引用了包含{cited}的条文范围，是否适用该条须由有权机关查明，不产生措施（{rule.title}）"
    subject = case.unit or (case.parties[0] if case.parties else case.record.entity)
    return finding(
        case,
        "article_within_range",
        subject,
        text,
        "the article is cited only within a range: nothing follows until somebody says whether it is meant",
        premises=[named.fact for named in case.named],
        key=(rule.rule,),
        detail={"rule": rule.rule},
    )


def of_term(case: Case, rule: Rule, reached: Reached, end: End | None) -> Iterator[Product]:
    """What a term leaves open; whether somebody has been removed is asked only where nothing says how it ended."""
    found = list(remarks(rule, case, reached))
    if end is None and (question := passed(rule, case, reached)) is not None:
        found.append(question)
    fallen = End(case.life.annulled.day, "annulled", case.life.annulled.fact) if case.life.annulled else None
    name, effect = case.name_of(reached.subject), case.book.effects[rule.gives.effect].name
    due = performed(rule, case)
    for remark in [*found, *([due] if due is not None else [])]:
        yield finding(
            case,
            remark.code,
            reached.subject,
            f"{name}（{effect}）：{remark.text}",
            remark.text_en,
            since=remark.since,
            until=fallen or (end if remark is due else None),
            key=(rule.rule,),
            detail={"rule": rule.rule},
        )


def of_changes(case: Case) -> Iterator[Product]:
    """Changes of a document that have no effect: meant for one of several decisions, or older than the decision."""
    subject = case.unit or (case.parties[0] if case.parties else case.record.entity)
    number = case.record.name or case.record.number
    for status, decisions in case.life.changes.ambiguous:
        listed = "；".join(_decision_in_words(case, decision) for decision in decisions)
        text = f"{number}{_change_in_words(status)}可能指同一文号的任一决定，须先区分，暂不产生效力：{listed}"
        yield finding(
            case,
            "change_of_several_decisions",
            subject,
            text,
            "several decisions bear the number: which one is meant must be told, nothing follows until then",
            premises=[
                status,
                *(row for decision in decisions for row in decision.rows if row != case.record),
            ],
            key=(status.entity,),
        )
    for status in case.life.changes.impossible:
        yield finding(
            case,
            "change_before_decision",
            subject,
            f"{number}{_change_in_words(status)}未载明日期或早于决定日期，不产生效力，请核对",
            "a change without a date, or dated before the decision: no effect",
            premises=[status],
            key=(status.entity,),
        )


def _change_in_words(status: Fact) -> str:
    day = status.date("date")
    return f"的{status.text('change')}（{status.name or '无文号'}，{day.isoformat() if day else '无日期'}）"


def _decision_in_words(case: Case, decision: Decision) -> str:
    organs = "、".join(case.name_of(organ) for organ in sorted(decision.organs)) or "机关不明"
    ties = [tie for row in decision.rows for tie in case.view.ties_from(row.entity, "PENALISES")]
    names = "、".join(dict.fromkeys(case.name_of(tie.target) for tie in ties if case.is_organisation(tie.target)))
    return f"{organs}{decision.day.isoformat() if decision.day else '日期不明'}对{names or '自然人'}"
