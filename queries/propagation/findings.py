"""Findings (工作清单): what the data leaves open, each with what somebody has to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.calendar import default
from graph.derived import Family
from graph.interval import FOREVER, Truth
from graph.model import Fact, identify
from graph.schema import schema
from queries.documents.life import is_for
from queries.documents.naming import Misnamed, misnamed_organ
from queries.documents.source import premise
from queries.finding_titles import FINDINGS
from queries.propagation.case import PARTY_TIES, Case, Reached
from queries.propagation.measures import Product, trigger
from queries.propagation.phases import End, Span, timeline
from queries.rulebook import Rule

WITHDRAWAL_DAYS = 3
"""Working days to withdraw what a document that fell had published (行政处罚法 48)."""

_REPAIRABLE = tuple(
    kind for kind in schema().records if kind not in {"RepairDecision", "DocumentStatus", "Exemption", "Objection"}
)
"""Kinds of document whose effects a repair can end."""

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
        "title": FINDINGS[code],
        "about": trigger(case),
        "trigger": trigger(case),
        "text": text,
        "text_en": text_en,
        "due": due.isoformat() if due else None,
        "phases": timeline(Span(start, None, False), start, "active", until, [], None),
        "premises": [premise(fact) for fact in {fact.id: fact for fact in [case.record, *(premises or [])]}.values()],
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


def misnamed_text(case: Case, wrong: Misnamed) -> str:
    """What a row wrote beside a code or number, and what that is known by; a person's number masked."""
    fact = case.view.subject(wrong.subject)
    person = fact is not None and fact.kind == "Person"
    number = fact.text("mask" if person else "code") or fact.code if fact is not None else ""
    of_number = f"{'证件号码' if person else '代码'}{number}"
    known = "、".join(f"“{name}”" for name in wrong.known or (one for one in wrong.others if one != wrong.written))
    if wrong.known:
        held = f"{of_number}登记或其他材料所载的{'姓名' if person else '名称'}是{known}"
    else:
        held = f"{of_number}在其他材料中又作{known}"
    document, label = case.record.name or case.record.number, schema().label(wrong.tie.kind)
    return f"错码：{document}（{label}）写作“{wrong.written}”，{held}；核实以前不产生任何措施"


def misnamed(case: Case, wrong: Misnamed) -> Product:
    """A row gives a code or number beside a name that is not its own (错码): nothing follows until somebody looks."""
    person = not case.is_organisation(wrong.subject)
    return finding(
        case,
        "quarantined",
        wrong.subject,
        misnamed_text(case, wrong),
        "a code or number beside a name that is not its own: nothing follows until it is settled",
        premises=[wrong.tie],
        detail={
            "reason": "wrong_number" if person else "wrong_code",
            "written": wrong.written,
            "known": list(wrong.known or wrong.others),
        },
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


def minor(case: Case, rule: Rule, reached: Reached) -> Product:
    """A minor is named where the law reaches adults only."""
    return finding(
        case,
        "minor_named",
        reached.subject,
        f"未成年人不适用：{rule.title}；请核对文书",
        "a minor is named",
        premises=reached.premises,
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
    if record.kind == "RepairDecision":
        yield from _repair_of_another(case)
    yield from _withdrawal(case)
    yield from _organs_named_otherwise(case)


def _organs_named_otherwise(case: Case) -> Iterator[Product]:
    """A decision gives its organ's code beside a name that is not the code's: it stands, and somebody looks."""
    for tie in case.organs():
        wrong = misnamed_organ(case.view, tie)
        if wrong is None:
            continue
        fact = case.view.subject(wrong.subject)
        names = "、".join(f"“{one}”" for one in wrong.known or [one for one in wrong.others if one != wrong.written])
        known = f"机关单位名录或登记所载的名称是{names}" if wrong.known else f"在其他材料中又作{names}"
        number = case.record.name or case.record.number
        yield finding(
            case,
            "organ_named_otherwise",
            wrong.subject,
            f"{number}的决定机关写作“{wrong.written}”，代码{fact.code if fact else ''}{known}；"
            "决定不受影响，请核对名称、代码或补录更名",
            "the organ's code stands beside another name than its own: the decision stands, somebody has to look",
            premises=[tie],
            detail={"written": wrong.written, "known": list(wrong.known or wrong.others)},
        )


def _repair_of_another(case: Case) -> Iterator[Product]:
    """A repair of somebody whom the document it names does not speak of: it ends nothing."""
    named = case.view.ties_from(case.record.entity, "CONCERNS")
    spoken_of = [
        {case.view.canonical(tie.target) for tie in case.view.ties_from(record.entity, *PARTY_TIES, "CONCERNS")}
        for record in case.view.numbered(case.record.number, *_REPAIRABLE)
    ]
    if not named or not spoken_of or any(is_for(case.view, case.record, subjects) for subjects in spoken_of):
        return
    names = "、".join(sorted({case.name_of(one) for subjects in spoken_of for one in subjects}))
    subject = case.view.canonical(named[0].target)
    text = f"信用修复{case.record.name}的主体是{case.name_of(subject)}，所指文书的主体是{names}：不终止任何效果，请核对"
    yield finding(case, "repair_of_another", subject, text, "a repair of somebody else's record: it ends nothing")


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
        detail={"organs": case.organ_names()},
    )
