"""`commitments`: government promises, who answers for each today, how late it is, what was changed and what is owed."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.session import Session, demand_folder, say
from api.cli.subjects import subject_of
from api.cli.tables import Column
from graph.spreadsheet import harmless
from queries.commitments.listing import commitments
from queries.rulecheck import read_rules

HELP = """政府承诺：谁作出、改革后由谁承担、逾期多久、变更和补偿 / government promises and who answers for them now.

例：creditgraph commitments --overdue --as-of 2021-06-01
"""

_HEADINGS = {
    "number": "承诺编号",
    "original_body": "承诺单位",
    "responsible_body": "现责任单位",
    "responsible_basis": "承继依据",
    "counterparty": "相对方",
    "title": "文件或合同",
    "amount": "金额（元）",
    "signed": "签订日期",
    "due": "履行期限",
    "status_name": "状态",
    "overdue_since": "逾期自",
    "overdue_days": "逾期天数",
    "reason_flag": "理由标记",
    "reason": "未履行理由",
    "compensation": "补偿（元）",
    "compensation_due": "补偿应付日",
    "compensation_paid": "已付补偿（元）",
    "compensation_overdue_since": "补偿逾期自",
    "findings": "待办",
}
_SHOWN: dict[str, str | Column] = {
    "number": "承诺编号",
    "responsible_body": "现责任单位",
    "status_name": "状态",
    "overdue_since": "逾期自",
    "original_body": Column("承诺单位", wide=True),
    "counterparty": Column("相对方", wide=True),
    "due": Column("履行期限", wide=True),
    "reason_flag": Column("理由标记", wide=True),
    "responsible_basis": Column("承继依据", wide=True),
    "findings": Column("待办", wide=True),
}


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("commitments", help=HELP)(commitments_verb)


def commitments_verb(
    session: Session,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的（含补偿逾期）/ overdue ones only")] = False,
    body: Annotated[
        str | None, typer.Option("--body", help="单位：原承诺单位或现责任单位 / who promised or answers now")
    ] = None,
    counterparty: Annotated[
        str | None, typer.Option("--counterparty", help="相对方：编号、代码或名称 / to whom it is owed")
    ] = None,
    csv_file: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="同时写入 CSV 文件 / also write a file for spreadsheets"),
    ] = None,
) -> None:
    """List promises as they stand on the day."""
    if csv_file is not None:
        demand_folder(csv_file)
    with session.store() as opened:
        of_body = subject_of(session, opened, body).entity if body is not None else None
        owed_to = subject_of(session, opened, counterparty).entity if counterparty is not None else None
        found = commitments(
            opened,
            read_rules().policies,
            session.day,
            session.known_at,
            body=of_body,
            counterparty=owed_to,
            overdue=overdue,
        )
    if csv_file is not None:
        _write(csv_file, found)
        say(f"已写入 {len(found)} 行 / rows written: {csv_file}")
    session.emit(found if session.json else map(_in_words, found), _SHOWN)


def _in_words(one: dict[str, Any]) -> dict[str, Any]:
    """The same for people: names, words, amounts in 元."""
    owed = one["compensation"] or {}
    candidates = "、".join(candidate["name"] or candidate["id"] for candidate in one["candidates"])
    responsible = one["responsible_body"]
    return {
        **one,
        "original_body": _named(one["original_body"]),
        "responsible_body": _named(responsible) if responsible else f"待确认：{candidates or '查不到'}",
        "responsible_basis": "；".join(one["responsible_basis"]),
        "counterparty": _named(one["counterparty"]) if one["counterparty"] else "",
        "amount": _yuan(one["amount_fen"]),
        "compensation": _yuan(owed.get("amount_fen")),
        "compensation_due": owed.get("due"),
        "compensation_paid": _yuan(owed.get("paid_fen")),
        "compensation_overdue_since": owed.get("overdue_since"),
        "findings": "；".join(finding["text"] for finding in one["findings"]),
    }


def _named(subject: dict[str, Any]) -> str:
    return str(subject["name"] or subject["code"] or subject["id"])


def _yuan(fen: int | None) -> str:
    """An amount in 元, exact to the fen."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def _write(path: Path, found: Iterable[dict[str, Any]]) -> None:
    """A row each, in UTF-8 with a mark so that spreadsheets read it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADINGS.values())
        for one in map(_in_words, found):
            rows.writerow(harmless("" if (cell := one.get(key)) is None else str(cell)) for key in _HEADINGS)
