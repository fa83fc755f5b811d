"""`check`: the approval question on the command line, on record like every other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from api.access.permissions import permissions
from api.cli.session import Session, no_identity_number, parse_day, print_json, say
from api.cli.subjects import IdNumberOption, SubjectArgument, subject_of
from api.cli.tables import Column
from api.four_eyes import actor_name
from api.wording import period
from graph.model import instant_number
from graph.store.audit import Asked
from graph.store.port import Store

HELP = """审批查询：申请人及其法定代表人、主要负责人、控制人在这一范围、这一天的情况 / the approval question.

措施、提示、未知分列；提议不在其中；结果签名留痕，“未发现”同样可以证明 / measures, alerts and unknowns apart, signed.

例：creditgraph check 91640104MA0000015Y --purpose 行政审批 --scope 食品经营许可 --date 2026-03-01
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("check", help=HELP)(check_verb)


def _purpose(text: str) -> str:
    purpose = permissions().purpose(text)
    if purpose is None:
        listed = "、".join(permissions().purposes)
        raise typer.BadParameter(f"没有这个查询目的 / no such purpose；可用 / known: {listed}")
    return purpose


def check_verb(
    session: Session,
    purpose: Annotated[str, typer.Option("--purpose", parser=_purpose, help="查询目的 / why: 行政审批、监管 …")],
    scope: Annotated[
        str,
        typer.Option(
            "--scope", callback=no_identity_number, help="范围：许可类别、行业或岗位 / licence, industry, post"
        ),
    ],
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
    day: Annotated[
        date | None, typer.Option("--date", metavar="DATE", parser=parse_day, help="同 --as-of / the same as --as-of")
    ] = None,
    case_number: Annotated[
        str, typer.Option("--case", callback=no_identity_number, help="本机关案件编号 / the office's own case number")
    ] = "",
    associated: Annotated[
        bool, typer.Option("--associated", help="并检索几跳之内的关联风险 / associated risk some hops far, too")
    ] = False,
) -> None:
    """Ask what is in force on an applicant."""
    from api.answering.approving import Check, Reference, check

    with session.store() as opened:
        fact = subject_of(session, opened, subject, id_number)
        asked = Check(Reference(id=fact.entity), (), purpose, scope, day or session.day, session.known_at, associated)
        answer = check(opened, lambda: session.vault(opened), asked)
        _record(opened, answer, case_number)
    if session.json:
        print_json(answer)
        return
    _tell(session, answer)


def _record(store: Store, answer: dict[str, Any], case_number: str) -> None:
    """The entry in the audit log, on disk before anything is printed."""
    entry = Asked(
        instant=instant_number(datetime.now(UTC)),
        who=actor_name(None),
        office="",
        purpose=answer["purpose"],
        action="check",
        subject=answer["asked"]["applicant"],
        scope=answer["scope"],
        case_number=case_number,
        data_version=answer["data_version"],
        rules_version=answer["rules_version"],
        as_of=answer["as_of"],
        known_at=instant_number(datetime.fromisoformat(answer["known_at"])),
        result=answer["result"],
        query_id=answer["query_id"],
    )
    store.append_audit([entry])


def _tell(session: Session, answer: dict[str, Any]) -> None:
    head = answer["subject"]
    session.tell(f"{head['name']} {head['code'] or head['id']}  {answer['scope']}  {answer['as_of']}")
    rows = [
        {**one, "period": period(one["start"], one["last_day"], permanent=one["permanent"])}
        for one in answer["measures_in_force"]
    ]
    session.emit(
        rows,
        {
            "subject": "主体",
            "effect_name": "措施",
            "period": "起止",
            "trigger": Column("文书", wide=True),
            "legal_basis": Column("依据", wide=True),
            "removal_route": Column("移除途径", wide=True),
        },
        "在册措施",
    )
    for one in answer["alerts"]:
        session.tell(one["text"])
    for one in answer["unknowns"]:
        session.tell(f"未知：{one['text']}")
    say(f"查询编号 / query id: {answer['query_id']}")
