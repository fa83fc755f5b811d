"""行政许可信息（旧标准）: administrative licences by the standard in use until early 2019."""

from __future__ import annotations

from loaders.formats.licence_2018 import tell_licence
from loaders.formats.parties import party_columns
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *party_columns("xk"),
    Column("number", ("行政许可决定书文号", "xk_wsh"), needed=True, filled=True),
    Column("title", ("项目名称", "xk_xmmc"), needed=True),
    Column("category", ("审批类别", "xk_splb"), needed=True),
    Column("content", ("许可内容", "xk_nr")),
    Column("date", ("许可决定日期", "xk_jdrq"), needed=True, filled=True, past=True),
    Column("valid_until", ("许可截止期", "xk_jzq")),
    Column("organ", ("许可机关", "xk_xkjg"), needed=True),
    Column("status", ("当前状态", "xk_zt")),
    Column("place", ("地方编码", "dfbm")),
    Column("stamp", ("数据更新时间戳", "sjc")),
)


def facts(row: Row, source: Source) -> None:
    """A licence; its 代码_2 is the organisation code."""
    tell_licence(
        row,
        source,
        row.text("number"),
        {
            "title": row.text("title"),
            "category": row.text("category"),
            "content": row.text("content"),
            "valid_until": row.day("valid_until"),
            "status": row.text("status"),
            "standard": "old",
        },
    )


FORMAT = Format("licence_old", "行政许可（旧标准）", COLUMNS, facts)
