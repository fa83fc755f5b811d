"""信用修复: repair decisions and what each of them ends."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

ENDS = ("停止公示", "移出名单", "终止限制", "全部")
COLUMNS = (
    Column("repair_number", ("修复编号",), needed=True, filled=True),
    Column("name", ("主体名称",), needed=True),
    Column("code", ("主体代码",), needed=True),
    Column("number", ("原文书号",), needed=True, filled=True),
    Column("applied", ("申请日期",)),
    Column("accepted", ("受理日期",)),
    Column("complete", ("材料齐全日期",)),
    Column("city_reviewed", ("市级审核日期",), past=True),
    Column("city_result", ("市级审核结果",)),
    Column("region_accepted", ("自治区受理日期",)),
    Column("region_reviewed", ("自治区审核日期",), past=True),
    Column("region_result", ("自治区审核结果",)),
    Column("date", ("修复决定日期",), needed=True, past=True),
    Column("ends", ("终止效果",)),
)


def facts(row: Row, source: Source) -> None:
    """A repair case; without a decision date it is an application still running."""
    row.ordered("applied", "date")
    ends = row.items("ends")
    for end in ends:
        if end not in ENDS:
            raise row.fault("ends", "choice", f"只能是 {'、'.join(ENDS)} / not one of the values allowed")
    try:
        subject = source.party(row.text("name"), row.text("code"), within=f"RepairDecision {row.text('repair_number')}")
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    days = ("applied", "accepted", "complete", "city_reviewed", "region_accepted", "region_reviewed", "date")
    record = source.record(
        "RepairDecision",
        (document_number.key(row.text("repair_number")),),
        row.day("date"),
        {
            "repair_number": row.text("repair_number"),
            **{key: row.day(key) for key in days},
            "city_result": row.text("city_result"),
            "region_result": row.text("region_result"),
            "ends": ends,
        },
        number=row.text("number"),
        name=row.text("repair_number"),
    )
    source.tie("CONCERNS", record, subject, properties={"capacity": "修复主体"})


FORMAT = Format(
    "credit_repair",
    "信用修复",
    COLUMNS,
    facts,
    {
        "修复编号": "样修〔2024〕1号",
        "主体名称": "样例商贸有限公司",
        "主体代码": "91640104MA0000015Y",
        "原文书号": "样监罚〔2024〕1号",
        "申请日期": "2024-09-02",
        "受理日期": "2024-09-03",
        "材料齐全日期": "2024-09-03",
        "市级审核日期": "2024-09-05",
        "市级审核结果": "同意",
        "自治区受理日期": "2024-09-05",
        "自治区审核日期": "2024-09-09",
        "自治区审核结果": "同意",
        "修复决定日期": "2024-09-09",
        "终止效果": "停止公示",
    },
)
