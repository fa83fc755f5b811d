"""经营异常名录: enterprises listed for abnormal operation."""

from __future__ import annotations

from loaders.formats.lists import ENTRY_COLUMNS, entry
from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *FILE_COLUMNS,
    *ENTRY_COLUMNS,
    Column("entry_id", ("经营异常名录id", "busexclist")),
    Column("date", ("列入日期", "inclu_dt"), needed=True, filled=True, past=True),
    Column("reason", ("列入经营异常名录原因", "列入原因", "inclu_reason"), needed=True),
    Column("removal_reason", ("移出经营异常名录原因", "移出原因", "remexcpres_cn")),
)


def facts(row: Row, source: Source) -> None:
    """One entry."""
    entry(row, source, "AbnormalOperationEntry")


FORMAT = Format("abnormal_operation", "经营异常名录", COLUMNS, facts, either=COMPANY_KEYS)
