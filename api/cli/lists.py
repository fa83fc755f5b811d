"""Measures, proposals, alerts, notices and the worklist, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from api.answering.freshness import knew_anything
from api.answering.lists import LISTINGS, Filters, Listing, of_subject, rule_of, rules_of, selected, state_of
from api.cli.session import RecordOption, RuleOption, Session, StateOption, SubjectOption, say
from api.cli.staleness import warn_if_stale
from api.cli.subjects import subject_of
from api.cli.tables import Column
from api.wording import period
from graph.derived import Family
from graph.store.port import Store
from queries import standing
from queries.finding_titles import FINDINGS
from queries.propagation.phases import reason_text

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


def register(app: typer.Typer) -> None:
    """Add the five verbs."""
    for name, text in _HELPS.items():
        _verb(app, name, text)


_HELPS = {
    "measures": "在册措施（不含提议） / measures; never a proposed one.\n\n例：creditgraph measures --as-of 2025-08-15",
    "proposals": "待有权机关认定的提议 / proposals that wait for an authority.\n\n例：creditgraph proposals --json",
    "alerts": "关联提示，不构成惩戒 / alerts: never a restriction.\n\n例：creditgraph alerts --subject 某人编号",
    "notices": "应发出的通报 / notices to send.\n\n例：creditgraph notices --record 银市监罚〔2020〕15号",
    "worklist": "待人工处理的事项 / what somebody has to look at.\n\n例：creditgraph worklist --as-of 2026-01-01",
}


def _verb(app: typer.Typer, name: str, text: str) -> None:
    listing = LISTINGS[name]

    def verb(
        session: Session,
        subject: SubjectOption = None,
        state: StateOption = None,
        rule: RuleOption = None,
        record: RecordOption = None,
    ) -> None:
        filters = Filters(state=_state(state), rule=rule, record=record)
        with session.store() as opened:
            warn_if_stale(opened)
            found = _found(session, opened, listing, subject)
            _demand_rule(rule, listing.family, map(rule_of, found))
            if session.known_at is not None and not found and not knew_anything(opened, session.known_at):
                say("系统当时尚无任何数据 / nothing at all was known then")
        wanted = selected(found, listing, filters)
        session.emit(wanted if session.json else map(_in_words, wanted), _COLUMNS[name])

    verb.__doc__ = text
    app.command(name, help=text)(verb)


def _found(session: Session, opened: Store, listing: Listing, subject: str | None) -> list[standing.Answer]:
    """Everything of the family, or about one subject; a search of associations that a limit cut is said to be cut."""
    if subject is None:
        return standing.answers(opened, listing.family, session.day, session.known_at)
    entity = subject_of(session, opened, subject).entity
    found = of_subject(opened, listing, entity, session.day, session.known_at)
    if found.truncated:
        say("关联检索未展开关系过多的主体，可能不完整 / the search of associations was cut at a limit")
    return found.answers


def _state(text: str | None) -> str | None:
    """A state by its name or its Chinese word; wrong usage where it is none."""
    if text is None:
        return None
    found = state_of(text)
    if found is None:
        listed = "、".join(f"{state}（{word}）" for state, word in standing.STATES.items())
        raise typer.BadParameter(f"没有这个状态 / no such state: {text}；可用 / known: {listed}", param_hint="--state")
    return found


def _demand_rule(text: str | None, family: Family, present: Iterable[str]) -> None:
    """Wrong usage where no rule, and no finding, is called that."""
    if text is not None and text not in (known := rules_of(family, present)):
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
