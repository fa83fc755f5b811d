"""Entries of the two lists that market regulators keep: how a row becomes one."""

from __future__ import annotations

from loaders.formats.register_rows import company_of
from loaders.layout import Column, Row
from loaders.source import Source

ENTRY_COLUMNS = (
    Column("organ", ("作出决定机关(列入)", "列入机关", "decorg_cn", "decorg_org"), needed=True),
    Column("removed", ("移出日期", "remove_dt", "rem_dt")),
    Column("removal_organ", ("作出决定机关(移出)", "移出机关", "redecorg_cn", "recorg_ogr")),
)


def entry(row: Row, source: Source, kind: str) -> None:
    """A list entry, its company and the organ that decided it."""
    row.ordered("date", "removed")
    company, on, organ = company_of(row, source), row.day("date"), row.text("organ")
    if on is None:
        raise row.fault("date", "date", "列入日期不能没有 / the entry must be dated")
    record = source.record(
        kind,
        (company, on, organ),
        on,
        {
            "date": on,
            "reason": row.text("reason"),
            "removed": row.day("removed"),
            "removal_reason": row.text("removal_reason"),
            "removal_organ": row.text("removal_organ"),
            "register_id": row.text("register_id"),
        },
    )
    source.tie("LISTS", record, company)
    if organ:
        source.tie("DECIDED_BY", record, source.organisation(organ))
