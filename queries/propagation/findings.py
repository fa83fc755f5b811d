"""Findings (工作清单): what the data leaves open, each with what somebody has to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.calendar import default
from graph.derived import Family
from graph.interval import FOREVER, Truth
from graph.model import Fact, identify
from queries.propagation.case import Case, Reached, premise
from queries.propagation.measures import Product, trigger
from queries.propagation.phases import End, Span, timeline
from queries.propagation.same_number import Decision
from queries.propagation.terms import passed, remarks
from queries.rulebook import Rule

WITHDRAWAL_DAYS = 3
"""Working days to withdraw what a document that fell had published (行政处罚法 48)."""

_NAMING = ("Penalty", "DishonestDebtorEntry", "ConsumptionRestriction", "ResponsibilityFinding")


def finding(
    case: Case,
    code: str,
    subject: str,
    text: str,
    text_en: str,
    *,
    premises: list[Fact] | None = None,
    since: date | None = None,
    due: date | None = None,
    until: End | None = None,
    key: tuple[str, ...] = (),
    detail: dict[str, Any] | None = None,
) -> Product:
    """One thing on the worklist, about a record and a subject; ``key`` tells several of a code about the two apart."""
    start = since or case.record.valid.start
    body = {
        "subject": case.describe(subject),
        "finding": code,
        "about": trigger(case),
        "trigger": trigger(case),
        "text": text,
        "text_en": text_en,
        "due": due.isoformat() if due else None,
        "phases": timeline(Span(start, None, False), start, "active", until, [], None),
        "premises": [premise(fact) for fact in [case.record, *(premises or [])]],
        **(detail or {}),
    }
    return identify("W", code, *key, subject, case.record.entity), Family.FINDING, code, subject, body


def unidentified(case: Case, rule: Rule | None, reached: Reached) -> Product:
    """Somebody is named whom the data does not identify: reached by nothing until somebody says who it is."""
    name = case.name_of(reached.subject)
    candidates = [case.view.canonical(tie.target) for tie in case.view.ties_from(reached.subject, "MAY_BE")]
    listed = "、".join(f"{case.name_of(candidate)}（{candidate}）" for candidate in candidates)
    about = f"（{rule.title}）" if rule is not None else ""
    why = "没有可核对的证件号码，未识别到人" if not case.is_organisation(reached.subject) else "一码多赋，未识别到主体"
    text = f"文书或登记载明的{name}{why}，不产生任何措施{about}"
    if candidates:
        text += f"；疑似：{listed}，须人工确认"
    code = "probable_match" if candidates else "unresolved_person"
    return finding(
        case,
        code,
        reached.subject,
        text,
        "named without an identity that can be checked: nothing follows",
        premises=reached.premises,
        detail={"candidates": [case.describe(one) for one in candidates]},
    )


def possible(case: Case, rule: Rule, reached: Reached) -> Product:
    """Somebody held the role for part of the time in question: listed for the authority, proposed to nobody."""
    note = case.window.note if case.window is not None else ""
    reason = note or "只在部分期间任职"
    text = f"{case.name_of(reached.subject)}：{reached.words}；{reason}，由有权机关查明，不作提议（{rule.title}）"
    product = finding(
        case,
        "possible_reach",
        reached.subject,
        text,
        "held the role for part of the time only",
        premises=reached.premises,
        detail={"rule": rule.rule, "role": reached.role, "path": reached.path},
    )
    return (identify("W", "possible_reach", rule.rule, reached.subject, case.record.entity), *product[1:])


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
    for remark in found:
        yield finding(
            case,
            remark.code,
            reached.subject,
            f"{name}（{effect}）：{remark.text}",
            remark.text_en,
            since=remark.since,
            until=fallen,
            key=(rule.rule,),
            detail={"rule": rule.rule},
        )


def minor(case: Case, rule: Rule, reached: Reached) -> Product:
    """A minor is named where the law reaches adults only."""
    return finding(
        case, "minor_named", reached.subject, f"未成年人不适用：{rule.title}；请核对文书", "a minor is named"
    )


def of_record(case: Case) -> Iterator[Product]:
    """What the record itself leaves open, whatever the rules say."""
    record = case.record
    if record.kind in _NAMING:
        for tie in case.party_ties:
            party = case.view.canonical(tie.target)
            if not case.identified(party):
                yield unidentified(case, None, Reached(party, False, [], [tie], ""))
    if record.kind == "ConsumptionRestriction" and record.date("ordered") is None:
        yield finding(
            case,
            "missing_date",
            case.parties[0] if case.parties else record.entity,
            "限制消费令日期未载明，告知日期须补录",
            "the order is not dated",
        )
    if case.life.effective is Truth.UNKNOWN:
        yield finding(
            case,
            "effect_unknown",
            case.unit or record.entity,
            "裁判文书是否生效未载明，不据以产生任何结果；请补生效证明",
            "nothing says whether the judgment has taken effect",
        )
    if record.kind == "PersonStatus" and record.text("status") == "死亡":
        yield from _offices_of_the_dead(case)
    if record.kind == "QuarantinedEntry":
        subject = case.view.target(record.entity, "QUARANTINES") or record.entity
        yield finding(
            case,
            "quarantined",
            subject,
            f"{record.text('reason_text') or record.text('reason')}：{record.text('detail')}",
            "register rows that contradict each other",
            detail={"reason": record.text("reason")},
        )
    if record.kind == "ResponsibilityFinding" and not case.view.numbered(record.number, "Penalty", "Judgment"):
        yield finding(
            case,
            "decision_not_loaded",
            case.parties[0] if case.parties else record.entity,
            f"责任认定所依据的文书{record.name}尚未归集",
            "the decision a finding rests on is not loaded",
        )
    yield from _unclear_changes(case)
    yield from _withdrawal(case)


def _offices_of_the_dead(case: Case) -> Iterator[Product]:
    for person in case.parties:
        if case.death_of(person) is None:
            continue
        for tie in case.view.ties_from(person, "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF"):
            if tie.valid.end == FOREVER:
                company = case.view.canonical(tie.target)
                text = (
                    f"{case.name_of(company)}登记的法定代表人或主要负责人{case.name_of(person)}已死亡，登记信息须更新"
                )
                yield finding(case, "dead_officer", company, text, "a registered officer has died", premises=[tie])


def _unclear_changes(case: Case) -> Iterator[Product]:
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


def _withdrawal(case: Case) -> Iterator[Product]:
    """A document fell: what it had published is withdrawn within three working days, and recipients are told."""
    event = case.life.annulled or case.life.unlawful
    if event is None or case.record.kind not in {"Penalty", "SeriousViolationEntry", "ResponsibilityFinding"}:
        return
    due = default().add_working_days(event.day, WITHDRAWAL_DAYS)
    deadline = f"应在{due.isoformat()}前" if due else "期限超出已知工作日历，待定；应在三个工作日内"
    fallen = f"{case.record.name or case.record.number}已被{event.number}{event.what}（{event.day.isoformat()}）"
    text = f"{fallen}，{deadline}撤回公示、终止措施并告知已通报单位"
    yield finding(
        case,
        "withdraw",
        case.unit or case.record.entity,
        text,
        "withdraw within three working days and tell the recipients",
        premises=[event.fact],
        since=event.day,
        due=due,
        detail={"organs": [case.name_of(tie.target) for tie in case.organs()]},
    )
