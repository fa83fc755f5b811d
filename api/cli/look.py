"""`search` and `show`: finding a subject, and its file."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.session import Session, out, print_json
from api.cli.staleness import warn_if_stale
from api.cli.subjects import IdNumberOption, SubjectArgument, described, refuse_identity_number, subject_of
from api.cli.tables import Column, plain
from api.wording import certainty_text, direction_text, kind_text, last_day, period, record_state_text, truth_text
from queries import lookup, standing
from queries.propagation.phases import reason_text


def register(app: typer.Typer) -> None:
    """Add the two verbs."""
    app.command(
        "search",
        help="按名称、代码或文书号查找 / find by name, code or document number.\n\n例：creditgraph search 食品",
    )(search)
    app.command(
        "show",
        help="主体档案 / a subject's file.\n\n例：creditgraph show 91640104MA0000015Y\n\n"
        "自然人：creditgraph show --id-number -，再键入证件号码 / then type the number",
    )(show)


def search(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="名称的一部分、代码或文书号")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多几条")] = 50,
) -> None:
    """Find subjects."""
    refuse_identity_number(text)
    with session.store() as opened:
        found = [described(fact) for fact in lookup.search(opened, text, limit)]
    rows = found if session.json else [{**one, "kind": kind_text(str(one["kind"]))} for one in found]
    session.emit(rows, {"name": "名称", "kind": "类别", "code": "代码", "id": "编号"})


def show(
    session: Session,
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
) -> None:
    """Show a subject's file."""
    from queries.subject_file import subject_file

    with session.store() as opened:
        warn_if_stale(opened)
        fact = subject_of(session, opened, subject, id_number)
        answer = subject_file(opened, fact.entity, session.day, session.known_at)
    if session.json:
        print_json(answer)
        return
    head = answer["subject"]
    session.tell(f"{head['name']}（{kind_text(head['kind'])}） {head['code'] or ''}  {head['id']}")
    tie_columns: dict[str, str | Column] = {
        "label": "关系",
        "direction": "方向",
        "other": "对方",
        "period": "起止",
        "holds": "当日在册",
        "certainty": "确定性",
    }
    for key, title in (("roles", "任职"), ("holdings", "持股"), ("bodies", "机关关系")):
        if answer[key]:
            session.emit(map(_tie, answer[key]), tie_columns, title)
    records = [{**one, "state": record_state_text(one["state"])} for one in answer["records"]]
    session.emit(records, {"label": "文书", "number": "文号", "date": "日期", "state": "状态", "id": "编号"}, "文书")
    if answer["credit_commitments"]:
        session.emit(
            answer["credit_commitments"],
            {
                "number": "承诺编码",
                "class": "类型",
                "date": "日期",
                "state_name": "履行状态",
                "unperformed": "未履行内容",
                "acceptor": Column("受理单位", wide=True),
            },
            "信用承诺",
        )
    session.emit(
        map(_measure, answer["measures"]),
        {
            "effect_name": "措施",
            "state": "状态",
            "period": "起止",
            "legal_basis": Column("依据", wide=True),
            "id": "编号",
        },
        "措施",
    )
    for alert in answer["alerts"]:
        out().print(plain(alert["text"]), markup=False)


def _tie(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "direction": direction_text(one["direction"]),
        "period": period(one["from"], last_day(one["to"])),
        "holds": truth_text(one["holds"]),
        "certainty": certainty_text(one.get("certainty")),
    }


def _measure(one: dict[str, Any]) -> dict[str, Any]:
    reason = reason_text(one["end_reason"])
    return {
        **one,
        "state": standing.state_text(one["state"]) + (f"：{reason}" if reason else ""),
        "period": period(one["start"], one["last_day"], permanent=one["permanent"]),
    }
