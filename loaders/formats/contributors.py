"""股东及出资: who has subscribed how much; a placeholder is an undisclosed remainder, never a subject."""

from __future__ import annotations

from functools import lru_cache

from graph.data_files import shipped
from graph.model import mentioned_organisation_id
from loaders.errors import RowError
from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS, company_of, number_fault
from loaders.layout import Column, Format, Row
from loaders.source import Source, compact_name

COLUMNS = (
    *FILE_COLUMNS,
    Column(
        "holder",
        (
            "股东(发起人)",
            "股东",
            "股东名称",
            "发起人",
            "投资人",
            "合伙人",
            "股东/发起人名称",
            "股东/发起人",
            "stocker_nm",
        ),
        needed=True,
        filled=True,
    ),
    Column("holder_class", ("股东类型", "投资人类型", "合伙人类型")),
    Column("id_type", ("证照/证件类型", "证件类型", "证照类型")),
    Column("id", ("证照/证件号码", "证件号码", "证照号码")),
    Column("subscribed", ("认缴额", "认缴出资额", "累计认缴额", "subscrip_amt", "cumula_sub_amt"), needed=True),
    Column("form", ("认缴出资方式", "认缴出资方式ca22", "subscrip_amt_way", "subscrip_way")),
    Column("form_name", ("认缴出资方式中文名称", "subscrip_amt_way_cn", "subscrip_way_cn")),
    Column("subscribed_on", ("认缴出资日期", "subscrip_amt_dt", "subscrip_dt")),
    Column("paid", ("实缴额", "实缴出资额", "累计实缴额", "cumula_paid_amt")),
    Column("paid_form", ("实缴出资方式", "paid_amt_way")),
    Column("paid_form_name", ("实缴出资方式中文名称", "paid_amt_way_cn")),
    Column("paid_on", ("实缴出资日期", "paid_amt_dt")),
    Column("percent", ("持股比例", "出资比例", "股权比例")),
    Column("published", ("公示日期", "public_dt")),
    Column("year", ("年报年度", "annual_year")),
)


@lru_cache(maxsize=1)
def _placeholders() -> tuple[frozenset[str], tuple[str, ...]]:
    table = shipped("loaders", "formats", "contributors.yaml")
    return frozenset(map(compact_name, table["exact"])), tuple(table["prefixes"])


def is_placeholder(name: str) -> bool:
    """Whether a holder's name stands for holders nobody names."""
    exact, prefixes = _placeholders()
    plain = compact_name(name)
    return plain in exact or plain.startswith(prefixes)


def facts(row: Row, source: Source) -> None:
    """A holder's subscribed and paid contributions to a company, as registered or as an annual report (年报) has it."""
    company = company_of(row, source)
    form, year = row.text("form_name") or row.text("form"), row.integer("year")
    name, number = row.text("holder"), row.text("id")
    disclosed = bool(number) or not is_placeholder(name)
    try:
        if disclosed:
            holder = source.party(name, number, row.text("id_type"), within=company, of_file=True)
        else:
            holder = mentioned_organisation_id("undisclosed", company)
    except RowError as error:
        raise number_fault(row, "id", error) from None
    source.tie(
        "LISTED_AS_CONTRIBUTOR",
        holder,
        company,
        discriminator=f"{name} {form} {row.day('subscribed_on') or ''}" + (f" {year}" if year else ""),
        properties={
            "name": name,
            "holder_class": row.text("holder_class"),
            "subscribed": row.money("subscribed"),
            "paid": row.money("paid"),
            "form": form,
            "subscribed_on": row.day("subscribed_on"),
            "paid_on": row.day("paid_on"),
            "disclosed": disclosed,
            "percent": row.text("percent"),
            "year": year,
        },
    )


FORMAT = Format("contributors", "股东及出资", COLUMNS, facts, either=COMPANY_KEYS)
