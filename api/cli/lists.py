"""Measures, proposals, alerts, notices and the worklist, as they stand on a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from api.cli.session import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    RecordOption,
    RuleOption,
    Session,
    StateOption,
    StoreOption,
    SubjectOption,
    merged,
    say,
)
from api.cli.subjects import subject_of
from graph.derived import Family
from graph.identifiers.document_number import key as match_key
from graph.store.port import Store
from queries import standing
from queries.propagation.bring_up import stamp_of
from queries.propagation.phases import reason_text

Select = Callable[[list[standing.Answer]], list[standing.Answer]]

_COLUMNS = {
    "measures": {
        "subject": "主体",
        "effect_name": "措施",
        "state": "状态",
        "start": "自",
        "last_day": "至",
        "end_reason": "终止原因",
        "legal_basis": "依据",
        "trigger": "文书",
        "id": "编号",
    },
    "proposals": {
        "subject": "主体",
        "effect_name": "提议措施",
        "state": "状态",
        "reference_date": "基准日",
        "legal_basis": "依据",
        "trigger": "文书",
        "explanation": "理由",
        "id": "编号",
    },
    "alerts": {"subject": "主体", "alert": "提示", "text": "内容", "expires": "失效", "id": "编号"},
    "notices": {
        "about": "文书",
        "subject": "失信主体",
        "capacity_name": "通报对象",
        "recipient": "收件单位",
        "due": "期限",
        "state": "状态",
        "id": "编号",
    },
    "worklist": {"finding": "事项", "subject": "主体", "text": "内容", "due": "期限", "about": "文书", "id": "编号"},
}


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
        _in_force,
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


def _in_force(found: list[standing.Answer]) -> list[standing.Answer]:
    """An alert expires with its inputs; an expired one is not shown."""
    return [one for one in found if one["state"] != "ended"]


def _verb(app: typer.Typer, name: str, family: Family, select: Select, text: str) -> None:
    def verb(
        context: typer.Context,
        subject: SubjectOption = None,
        state: StateOption = None,
        rule: RuleOption = None,
        record: RecordOption = None,
        store: StoreOption = None,
        as_of: AsOfOption = None,
        known_at: KnownAtOption = None,
        json: JsonOption = False,
    ) -> None:
        session = merged(context, store, as_of, known_at, json)
        with session.store() as opened:
            warn_if_stale(opened)
            subjects = [subject_of(session, opened, subject).entity] if subject else []
            found = standing.answers(opened, family, session.day, session.known_at, subjects=subjects)
            if not (family is Family.FINDING and state == "ended"):
                found = select(found)
        wanted = [one for one in found if _wanted(one, state, rule, record)]
        session.emit(wanted if session.json else map(_in_words, wanted), _COLUMNS[name])

    verb.__doc__ = text
    app.command(name, help=text)(verb)


def _in_words(one: standing.Answer) -> standing.Answer:
    """The same for people: states and reasons in Chinese."""
    return {**one, "state": standing.state_text(one["state"]), "end_reason": reason_text(one["end_reason"])}


def _wanted(one: dict[str, Any], state: str | None, rule: str | None, record: str | None) -> bool:
    if state and one["state"] != state:
        return False
    if rule and one.get("rule", one.get("finding")) != rule:
        return False
    return not record or match_key(str(one["trigger"]["number"])) == match_key(record) or one["trigger"]["id"] == record


def warn_if_stale(store: Store) -> None:
    """Say when facts were loaded after the last derivation."""
    stamp = stamp_of(store)
    if stamp is None:
        say("尚未推导，请先运行 creditgraph derive / nothing derived yet: run creditgraph derive")
    elif stamp.through is not None:
        say("推导中断，尚未完成，请再次运行 derive / a derivation was cut off: run derive again")
    elif stamp.data_version < store.version():
        say("推导之后又有新数据，请重新运行 derive / facts were loaded since the last derive")


def emit_all(session: Session, rows: list[dict[str, Any]], kind: str) -> int:
    """Rows of one of the lists, in its columns."""
    return session.emit(rows, _COLUMNS[kind])
