"""文书状态: what became of a document: appealed, effective, annulled, suspended, resumed."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import AHEAD, Column, Format, Row
from loaders.source import Source

CHANGES = ("上诉", "生效", "撤销", "变更", "确认违法", "确认无效", "停止执行", "恢复执行", "撤诉", "再审撤销")
_PLANNED = ("生效", "停止执行", "恢复执行")
"""What a document may set for a day to come."""

COLUMNS = (
    Column("number", ("原文书号",), needed=True, filled=True),
    Column("change", ("变更类型",), needed=True, filled=True),
    Column("changing_number", ("变更文书号",), needed=True),
    Column("organ", ("变更机关",), needed=True),
    Column("organ_code", ("变更机关代码",)),
    Column("date", ("变更日期",), needed=True, filled=True),
    Column("reason", ("变更理由",)),
)


def facts(row: Row, source: Source) -> None:
    """One change in a document's standing; ``changing_number`` is kept as its match key."""
    number, on = row.text("number"), row.day("date")
    if on is None:
        raise row.fault("date", "date", "变更日期不能没有 / the change must be dated")
    change, changing = row.choice("change", CHANGES), row.text("changing_number")
    if change not in _PLANNED and source.received is not None and on > source.received.isoformat():
        raise row.fault("date", "future", AHEAD.format(source.received))
    changing_key = document_number.key(changing) if changing else ""
    record = source.record(
        "DocumentStatus",
        (document_number.key(number), change, on, changing_key),
        on,
        {
            "change": change,
            "changing_number": changing_key,
            "date": on,
            "reason": row.text("reason"),
            "organ_name": row.text("organ"),
        },
        number=number,
        name=changing,
    )
    if row.text("organ"):
        try:
            source.tie("DECIDED_BY", record, source.organisation(row.text("organ"), row.text("organ_code")))
        except RowError as error:
            raise row.fault("organ_code", error.code, str(error)) from None


FORMAT = Format(
    "document_status",
    "文书状态",
    COLUMNS,
    facts,
    {
        "原文书号": "样监罚〔2024〕1号",
        "变更类型": "撤销",
        "变更文书号": "样复决〔2024〕1号",
        "变更机关": "样例市人民政府",
        "变更机关代码": "11640000MB00000512",
        "变更日期": "2024-06-03",
        "变更理由": "主要事实不清",
    },
)
