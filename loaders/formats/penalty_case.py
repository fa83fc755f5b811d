"""处罚基本信息: penalties by case, as provincial case systems of the Zhejiang kind write them; amounts are in 元."""

from __future__ import annotations

from loaders.formats.cases import NAMES, PARTY_COLUMNS, tell_case
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *PARTY_COLUMNS,
    Column("case_number", ("案件编号", "punish_case_code"), needed=True, filled=True),
    Column("title", ("处罚行为名称", "punish_action_name"), needed=True),
    Column("organ", ("执法主体名称", "implement_institution")),
    Column(
        "organ_code", ("执法主体统一社会信用码", "执法主体统一社会信用代码", "implement_institution_code"), needed=True
    ),
    Column("procedure", ("案件程序类别", "case_process_type")),
    Column("name", NAMES, needed=True, filled=True),
    Column("facts", ("案情介绍", "case_desc")),
    Column("number", ("行政处罚决定书文号", "处罚决定书文号", "admin_punish_doc")),
    Column("categories", ("处罚决定种类", "处罚种类", "处罚类别")),
    Column("content", ("处罚内容",)),
    Column("basis", ("处罚依据", "law_basis")),
    Column("fine", ("罚款金额", "罚款", "punish_money"), unit="元"),
    Column("confiscated", ("没收违法所得", "没收违法所得金额", "没收金额", "illegality_money"), unit=""),
    Column("date", ("决定日期", "处罚决定日期", "punish_decide_tm"), past=True),
    Column("published", ("公示日期",), past=True),
    Column("publicity_until", ("公示截止日期", "公示截止期", "public_deadline")),
    Column("status", ("公示状态",)),
    Column("filed", ("立案日期",), past=True),
    Column("withdrawal_reason", ("撤销处罚的原因说明", "案件撤销原因", "cancel_reason")),
    Column("case_withdrawn", ("撤销立案", "是否撤销立案", "1:撤销立案")),
    Column("act_from", ("违法行为发生日期",)),
    Column("act_to", ("违法行为终了日期",)),
)
_PROCEDURES = {"01": "简易程序", "1": "简易程序", "02": "一般程序", "2": "一般程序"}


def facts(row: Row, source: Source) -> None:
    """A penalty of a case, known by its decision's number or, where the table has none, by the case's."""
    row.ordered("act_from", "act_to")
    decided, case = row.day("date"), row.text("case_number")
    procedure = row.text("procedure")
    tell_case(
        row,
        source,
        row.text("number") or case,
        decided,
        {
            "title": row.text("title"),
            "case_number": case,
            "procedure": _PROCEDURES.get(procedure, procedure),
            "facts": row.text("facts"),
            "basis": row.text("basis"),
            "categories": row.items("categories"),
            "content": row.text("content"),
            "fine": row.money("fine"),
            "confiscated": row.money("confiscated"),
            "filed": row.day("filed"),
            "published": row.day("published"),
            "publicity_until": row.day("publicity_until"),
            "status": row.text("status"),
            "act_from": row.day("act_from"),
            "act_to": row.day("act_to"),
        },
    )


FORMAT = Format("penalty_case", "处罚基本信息", COLUMNS, facts)
