"""股权变更公示: a holder's percentage before and after a day; the price where a province states it."""

from __future__ import annotations

import re

from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS, company_of
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    *FILE_COLUMNS,
    Column("record_key", ("业务主键", "lic_id")),
    Column("holder", ("股东", "股东名称", "inv"), needed=True, filled=True),
    Column("before", ("变更前股权比例", "transampr_bf"), needed=True),
    Column("after", ("变更后股权比例", "transampr_af"), needed=True),
    Column("date", ("股权变更日期", "alt_dt"), needed=True, filled=True, past=True),
    Column("published", ("公示日期", "public_dt")),
    Column("price", ("转让价格", "转让价款", "股权转让价格", "股权转让价款"), unit=""),
    Column("id", ("证件号码", "证照/证件号码")),
    Column("id_type", ("证件类型", "证照/证件类型")),
)
_PERCENT = re.compile(r"(\d{1,3})(\.\d+)?\s*[%％]?")


def _percent(row: Row, key: str) -> str:
    text = row.text(key)
    match = _PERCENT.fullmatch(text) if text else None
    if text and (
        match is None or int(match.group(1)) > 100 or (match.group(1) == "100" and (match.group(2) or "0").strip(".0"))
    ):
        raise row.fault(key, "percent", "不是 0 至 100 的比例 / not a percentage within 0..100")
    return text


def facts(row: Row, source: Source) -> None:
    """One holder's stake before and after a transfer."""
    company = company_of(row, source)
    name, on = row.text("holder"), row.day("date")
    before, after = _percent(row, "before"), _percent(row, "after")
    if on is None:
        raise row.fault("date", "date", "股权变更日期不能没有 / the transfer must be dated")
    holder = source.party(name, row.text("id"), row.text("id_type"), within=company, of_file=True)
    source.tie(
        "LISTED_TRANSFER_IN",
        holder,
        company,
        on,
        discriminator=f"{name} {on} {before} {after}",
        properties={
            "name": name,
            "before": before,
            "after": after,
            "date": on,
            "published": row.day("published"),
            "price": row.money("price"),
        },
    )


FORMAT = Format("transfers", "股权变更", COLUMNS, facts, either=COMPANY_KEYS)
