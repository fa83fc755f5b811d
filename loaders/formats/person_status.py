"""自然人状态: deaths, and those taken back."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

STATUSES = ("死亡", "恢复")
COLUMNS = (
    Column("name", ("姓名",), needed=True, filled=True),
    Column("id", ("证件号码",), needed=True, filled=True),
    Column("id_type", ("证件类型",)),
    Column("status", ("状态",), needed=True, filled=True),
    Column("date", ("日期",), needed=True, filled=True, past=True),
    Column("origin", ("来源",)),
)


def facts(row: Row, source: Source) -> None:
    """A person's status from a day on."""
    status, on = row.choice("status", STATUSES), row.day("date")
    if on is None:
        raise row.fault("date", "date", "日期不能没有 / must be dated")
    try:
        person = source.person(
            row.text("name"), row.text("id"), row.text("id_type"), within=f"PersonStatus {status} {on}"
        )
    except RowError as error:
        raise row.fault("id", error.code, str(error)) from None
    record = source.record(
        "PersonStatus",
        (person, status, on),
        on,
        {"status": status, "date": on, "origin": row.text("origin")},
        name=status,
    )
    source.tie("HAS_STATUS", record, person)


FORMAT = Format(
    "person_status",
    "自然人状态",
    COLUMNS,
    facts,
    {"姓名": "样例甲", "证件号码": "640104199001010018", "状态": "死亡", "日期": "2024-04-02", "来源": "样例"},
)
