"""`search`, `show` and `controllers`: finding a subject, its file, and who decides in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from api.cli.session import Session, out, print_json
from api.cli.staleness import warn_if_stale
from api.cli.subjects import IdNumberOption, SubjectArgument, described, refuse_identity_number, subject_of
from api.cli.tables import Column, plain
from api.wording import certainty_text, direction_text, kind_text, period, record_state_text, truth_text
from queries import lookup, standing
from queries.propagation.phases import reason_text


def register(app: typer.Typer) -> None:
    """Add the three verbs."""
    app.command(
        "search",
        help="按名称、代码或文书号查找 / find by name, code or document number.\n\n例：creditgraph search 食品",
    )(search)
    app.command(
        "show",
        help="主体档案 / a subject's file.\n\n例：creditgraph show 91640104MA0000015Y\n\n"
        "自然人：creditgraph show --id-number -，再键入证件号码 / then type the number",
    )(show)
    app.command(
        "controllers",
        help="谁决定、谁受益、谁申报、裁判认定了谁 / who decides and who benefits, with evidence.\n\n"
        "例：creditgraph controllers 某某公司 --as-of 2020-03-10",
    )(controllers)


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
        "period": period(one["from"], _last_day(one["to"])),
        "holds": truth_text(one["holds"]),
        "certainty": certainty_text(one.get("certainty")),
    }


def _last_day(end: str | None) -> str:
    """The last day before an end; a dash where the tie is not over."""
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end else "—"


def _measure(one: dict[str, Any]) -> dict[str, Any]:
    reason = reason_text(one["end_reason"])
    return {
        **one,
        "state": standing.state_text(one["state"]) + (f"：{reason}" if reason else ""),
        "period": period(one["start"], one["last_day"], permanent=one["permanent"]),
    }


def controllers(
    session: Session,
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
) -> None:
    """Say who decides in a company and who benefits from it."""
    from graph.live import Live
    from queries.controllers import controller_answers

    with session.store() as opened:
        fact = subject_of(session, opened, subject, id_number)
        view = Live(opened).at(session.known_at)
        found = controller_answers(view, fact.entity, session.day)
        files = {document.hash: document.name for document in opened.documents()}
    for one in found:
        for item in one["evidence"]:
            item["file"] = files.get(item["document"], "")
    session.emit(
        found if session.json else map(_row, found),
        {
            "subject": "控制人或受益人",
            "verdict": "认定方式",
            "certainty": "确定性",
            "ultimate": "最终",
            "share": "份额",
            "words": "说明",
            "formula": Column("算式", wide=True),
            "sources": Column("依据", wide=True),
        },
    )


_VERDICTS = {"adjudicated": "裁判认定", "declared": "申报", "control": "表决权", "economic": "收益"}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """A verdict as a row of a table; the share and the formula as they stand, never rounded."""
    from queries.control.wording import fraction

    share = one["share"]
    bounds = [fraction(share[end], share["total"]) for end in ("low", "high")] if share else []
    places = [f"{item['file']} 第 {item['line']} 行" for item in one["evidence"] if item["file"] and item["line"]]
    return {
        "subject": one["parties"] or one["subject"],
        "verdict": _VERDICTS[one["verdict"]],
        "certainty": certainty_text(one["certainty"]),
        "ultimate": "是" if one["ultimate"] else "否",
        "share": " 至 ".join(dict.fromkeys(bounds)),
        "words": one["words"],
        "formula": one["formula"],
        "sources": "；".join(dict.fromkeys(places)),
    }
