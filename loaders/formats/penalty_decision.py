"""处罚决定信息: decisions of provincial case systems of the Zhejiang kind, apart from their parties; fines in 元."""

from __future__ import annotations

from loaders.formats.cases import NAMES, PARTY_COLUMNS, tell_case
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *PARTY_COLUMNS,
    Column("name", NAMES),
    Column("title", ("案件名称", "case_name"), needed=True),
    Column("violation", ("违法行为类型", "extend_1")),
    Column("categories", ("处罚类别", "punish_type"), needed=True),
    Column("number", ("行政处罚决定书文号", "admin_punish_doc"), needed=True, filled=True),
    Column("content", ("对外公开的处罚决定书全文或摘要", "punish_content"), needed=True),
    Column("basis", ("处罚依据", "law_basis")),
    Column("fine", ("罚款", "罚款金额", "punish_money"), unit="元"),
    Column("confiscated", ("没收违法所得", "没收违法所得金额", "illegality_money"), unit=""),
    Column("licence", ("暂扣或吊销证照名称", "revoke_license")),
    Column("licence_number", ("暂扣或吊销证照编号", "revoke_code")),
    Column("date", ("处罚决定日期", "punish_decide_tm"), needed=True, filled=True, past=True),
    Column("valid_until", ("处罚有效期", "punish_valid_dt")),
    Column("publicity_until", ("公示截止期", "public_deadline")),
    Column("reporting_unit", ("数据来源单位", "cf_sjly")),
    Column("reporting_unit_code", ("数据来源单位统一社会信用代码", "cf_sjlydm")),
    Column("withdrawal_reason", ("案件撤销原因", "cancel_reason")),
)


def facts(row: Row, source: Source) -> None:
    """A decision. Whoever took part in the first step of the case is not thereby the organ that decided it."""
    tell_case(
        row,
        source,
        row.text("number"),
        row.day("date"),
        {
            "title": row.text("title"),
            "violation": row.text("violation"),
            "categories": row.items("categories"),
            "content": row.text("content"),
            "basis": row.text("basis"),
            "fine": row.money("fine"),
            "confiscated": row.money("confiscated"),
            "licence_withdrawn": " ".join(filter(None, (row.text("licence"), row.text("licence_number")))),
            "valid_until": row.day("valid_until"),
            "publicity_until": row.day("publicity_until"),
        },
    )


FORMAT = Format("penalty_decision", "处罚决定信息", COLUMNS, facts)
