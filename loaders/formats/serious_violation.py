"""严重违法失信名单: enterprises listed for serious violations."""

from __future__ import annotations

from loaders.formats.lists import ENTRY_COLUMNS, entry
from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *FILE_COLUMNS,
    *ENTRY_COLUMNS,
    Column("entry_id", ("严重违法失信企业名单id", "ill_comp_id")),
    Column("date", ("列入日期", "abn_tm", "abntime"), needed=True, filled=True, past=True),
    Column(
        "reason",
        ("列入严重违法失信企业名单原因", "列入严重违法失信名单原因", "列入原因", "serill_rea", "serillrea"),
        needed=True,
    ),
    Column(
        "removal_reason", ("移出严重违法失信企业名单原因", "移出严重违法失信名单原因", "移出原因", "rem_excpres_rea")
    ),
    Column("city", ("所属地市", "dsc_city")),
    Column("county", ("所属区/县", "dsc_adm_region")),
)


def facts(row: Row, source: Source) -> None:
    """One entry."""
    entry(row, source, "SeriousViolationEntry")


FORMAT = Format("serious_violation", "严重违法失信名单", COLUMNS, facts, either=COMPANY_KEYS)
