"""行政处罚信息（旧标准）: administrative penalties by the standard in use until early 2019."""

from __future__ import annotations

from loaders.formats.parties import party_columns
from loaders.formats.penalty_2018 import tell_penalty
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *party_columns("cf"),
    Column("number", ("行政处罚决定书文号", "cf_wsh"), needed=True, filled=True),
    Column("title", ("处罚名称", "cf_cfmc"), needed=True),
    Column("category", ("处罚类别1", "处罚类别", "cf_cflb1"), needed=True),
    Column("category_2", ("处罚类别2", "cf_cflb2")),
    Column("facts", ("处罚事由", "cf_sy")),
    Column("basis", ("处罚依据", "cf_yj")),
    Column("content", ("处罚结果", "cf_jg"), needed=True),
    Column("date", ("处罚决定日期", "处罚生效期", "cf_jdrq"), needed=True, filled=True, past=True),
    Column("valid_until", ("处罚截止期",)),
    Column("years", ("公示期限",)),
    Column("organ", ("处罚机关", "cf_xzjg"), needed=True),
    Column("organ_code", ("处罚机关统一社会信用代码",)),
    Column("status", ("当前状态", "cf_zt")),
    Column("place", ("地方编码", "dfbm")),
    Column("stamp", ("数据更新时间戳", "sjc")),
    Column("act_from", ("违法行为发生日期",)),
    Column("act_to", ("违法行为终了日期",)),
    Column("filed", ("立案日期",), past=True),
    Column("published", ("公示日期",), past=True),
)


def facts(row: Row, source: Source) -> None:
    """A penalty; its 代码_2 is the organisation code."""
    decided = row.day("date")
    if decided is None:
        raise row.fault("date", "date", "处罚决定日期不能没有 / the decision must be dated")
    row.ordered("act_from", "act_to")
    tell_penalty(
        row,
        source,
        row.text("number"),
        decided,
        {
            "title": row.text("title"),
            "categories": [*row.items("category"), *row.items("category_2")],
            "facts": row.text("facts"),
            "basis": row.text("basis"),
            "content": row.text("content"),
            "valid_until": row.day("valid_until"),
            "publicity_years": row.integer("years"),
            "status": row.text("status"),
            "act_from": row.day("act_from"),
            "act_to": row.day("act_to"),
            "filed": row.day("filed"),
            "published": row.day("published"),
            "standard": "old",
        },
    )


FORMAT = Format("penalty_old", "行政处罚（旧标准）", COLUMNS, facts)
