"""Measures, proposals, alerts, notices and the worklist, as they stand on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import typer

from api.cli.session import (
    RecordOption,
    RuleOption,
    Session,
    StateOption,
    SubjectOption,
    say,
)
from api.cli.staleness import knew_anything, warn_if_stale
from api.cli.subjects import subject_of
from api.cli.tables import Column
from api.wording import period
from graph.derived import Family
from graph.identifiers.document_number import key as match_key
from graph.store.port import Store
from queries import standing
from queries.association.near import RULE, associated_risk
from queries.finding_titles import FINDINGS
from queries.propagation.phases import reason_text
from queries.rulecheck import read_rules

Select = Callable[[list[standing.Answer]], list[standing.Answer]]

_COLUMNS: dict[str, dict[str, str | Column]] = {
    "measures": {
        "subject": "主体",
        "effect_name": "措施",
        "state": "状态",
        "period": "起止",
        "trigger": Column("文书", wide=True),
        "legal_basis": Column("依据", wide=True),
        "id": "编号",
    },
    "proposals": {
        "subject": "主体",
        "effect_name": "提议措施",
        "reference_date": "基准日",
        "trigger": Column("文书", wide=True),
        "legal_basis": Column("依据", wide=True),
        "explanation": Column("理由", wide=True),
        "id": "编号",
    },
    "alerts": {"subject": "对象", "text": "内容", "expires": "失效", "id": "编号"},
    "notices": {
        "subject": "失信主体",
        "recipient": "收件单位",
        "due": "期限",
        "state": "状态",
        "capacity_name": Column("通报对象", wide=True),
        "about": Column("文书", wide=True),
        "id": "编号",
    },
    "worklist": {
        "subject": "主体",
        "text": "内容",
        "due": "期限",
        "finding": Column("事项", wide=True),
        "about": Column("文书", wide=True),
        "id": "编号",
    },
}


_ASKED_FOR = {(Family.FINDING, "ended"), (Family.ALERT, "suspended")}
"""What a list leaves out unless somebody asks for that state."""


def register(app: typer.Typer) -> None:
    """Add the five verbs."""
    _verb(
        app,
        "measures",
        Family.MEASURE,
        standing.measures,
        "在册措施（不含提议） / measures; never a proposed one.\n\n例：creditgraph measures --as-of 2025-08-15",
    )
    _verb(
        app,
        "proposals",
        Family.MEASURE,
        standing.proposals,
        "待有权机关认定的提议 / proposals that wait for an authority.\n\n例：creditgraph proposals --json",
    )
    _verb(
        app,
        "alerts",
        Family.ALERT,
        standing.alerts,
        "关联提示，不构成惩戒 / alerts: never a restriction.\n\n例：creditgraph alerts --subject 某人编号",
    )
    _verb(
        app,
        "notices",
        Family.NOTICE,
        list,
        "应发出的通报 / notices to send.\n\n例：creditgraph notices --record 银市监罚〔2020〕15号",
    )
    _verb(
        app,
        "worklist",
        Family.FINDING,
        standing.open_findings,
        "待人工处理的事项 / what somebody has to look at.\n\n例：creditgraph worklist --as-of 2026-01-01",
    )


def _verb(app: typer.Typer, name: str, family: Family, select: Select, text: str) -> None:
    def verb(
        session: Session,
        subject: SubjectOption = None,
        state: StateOption = None,
        rule: RuleOption = None,
        record: RecordOption = None,
    ) -> None:
        wanted_state = _state(state)
        with session.store() as opened:
            warn_if_stale(opened)
            subjects = [subject_of(session, opened, subject).entity] if subject is not None else []
            found = standing.answers(opened, family, session.day, session.known_at, subjects=subjects)
            if family is Family.ALERT and subjects:
                found += _associated(session, opened, subjects[0])
            _demand_rule(rule, family, {_rule_of(one) for one in found})
            if session.known_at is not None and not found and not knew_anything(opened, session.known_at):
                say("系统当时尚无任何数据 / nothing at all was known then")
        if (family, wanted_state) not in _ASKED_FOR:
            found = select(found)
        wanted = [one for one in found if _wanted(one, wanted_state, rule, record)]
        session.emit(wanted if session.json else map(_in_words, wanted), _COLUMNS[name])

    verb.__doc__ = text
    app.command(name, help=text)(verb)


def _associated(session: Session, opened: Store, subject: str) -> list[standing.Answer]:
    """The associated risk of one subject, worked out for this answer; a search that a limit cut is said to be cut."""
    found = associated_risk(opened, subject, session.day, session.known_at, read_rules())
    if found.truncated:
        say("关联检索未展开关系过多的主体，可能不完整 / the search of associations was cut at a limit")
    return [found.alert] if found.alert is not None else []


def _state(text: str | None) -> str | None:
    """A state by its name or its Chinese word; wrong usage where it is none."""
    if text is None:
        return None
    states = {state: state for state in standing.STATES} | {word: state for state, word in standing.STATES.items()}
    if text not in states:
        listed = "、".join(f"{state}（{word}）" for state, word in standing.STATES.items())
        raise typer.BadParameter(f"没有这个状态 / no such state: {text}；可用 / known: {listed}", param_hint="--state")
    return states[text]


def _demand_rule(text: str | None, family: Family, present: Iterable[str]) -> None:
    """Wrong usage where no rule, and no finding, is called that."""
    if text is None:
        return
    book = read_rules()
    known: set[str] = {*present, *(rule.rule for rule in book.rules), *(notice.rule for notice in book.notices)}
    if family is Family.FINDING:
        known |= set(FINDINGS)
    if family is Family.ALERT:
        known.add(RULE)
    if text not in known:
        listed = "、".join(sorted(known))
        raise typer.BadParameter(f"没有这条规则 / no such rule: {text}；可用 / known: {listed}", param_hint="--rule")


def _in_words(one: standing.Answer) -> standing.Answer:
    """The same for people: states and reasons in Chinese, both days in one cell."""
    reason = reason_text(one["end_reason"])
    return {
        **one,
        "state": standing.state_text(one["state"]) + (f"：{reason}" if reason else ""),
        "period": period(one.get("start"), one.get("last_day"), permanent=one.get("permanent", False)),
        "finding": FINDINGS.get(one.get("finding") or "", one.get("finding")),
    }


def _rule_of(one: dict[str, Any]) -> str:
    return str(one.get("rule", one.get("finding")))


def _wanted(one: dict[str, Any], state: str | None, rule: str | None, record: str | None) -> bool:
    if state and one["state"] != state:
        return False
    if rule and _rule_of(one) != rule and one.get("finding") != rule:
        return False
    triggers = [one["trigger"], *(event["trigger"] for event in one.get("events", ()))]
    return not record or any(
        match_key(str(trigger["number"])) == match_key(record) or trigger["id"] == record for trigger in triggers
    )
