"""`commitments`: government promises, who answers for each today, how late it is, what was changed and what is owed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.audit_tables import answering, named, yuan
from api.cli.session import Session
from api.cli.sheets import CsvOption, XlsxOption, demand_folders, save
from api.cli.subjects import subject_of
from api.cli.tables import Column
from api.spreadsheets import Sheet
from queries.commitments.listing import commitments
from queries.rulecheck import read_rules

HELP = """政府承诺：谁作出、改革后由谁承担、逾期多久、变更和补偿 / government promises and who answers for them now.

例：creditgraph commitments --overdue --as-of 2021-06-01 --xlsx 承诺.xlsx
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
    csv_file: CsvOption = None,
    xlsx_file: XlsxOption = None,
) -> None:
    """List promises as they stand on the day."""
    demand_folders(csv_file, xlsx_file)
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
    sheet = Sheet("政府承诺", _HEADINGS, [_in_words(one) for one in found])
    save(csv_file, xlsx_file, sheet, [sheet], session.day)
    session.emit(found if session.json else sheet.rows, _SHOWN)


def _in_words(one: dict[str, Any]) -> dict[str, Any]:
    """The same for people: names, words, amounts in 元."""
    owed = one["compensation"] or {}
    return {
        **one,
        "original_body": named(one["original_body"]),
        "responsible_body": answering(one),
        "responsible_basis": "；".join(one["responsible_basis"]),
        "counterparty": named(one["counterparty"]),
        "amount": yuan(one["amount_fen"]),
        "compensation": yuan(owed.get("amount_fen")),
        "compensation_due": owed.get("due"),
        "compensation_paid": yuan(owed.get("paid_fen")),
        "compensation_overdue_since": owed.get("overdue_since"),
        "findings": "；".join(finding["text"] for finding in one["findings"]),
    }
