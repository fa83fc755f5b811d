"""主要人员: who is registered in which post, with dates where the register gives them."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.formats.register_rows import COMPANY_KEYS, FILE_COLUMNS, company_of, number_fault
from loaders.layout import Column, Format, Row
from loaders.source import Source, looks_like_organisation, until

COLUMNS = (
    *FILE_COLUMNS,
    Column("officer_id", ("人员id", "人员序号")),
    Column("name", ("姓名", "人员姓名"), needed=True, filled=True),
    Column("position", ("职务", "职务名称"), needed=True),
    Column("representative", ("法定代表人标志", "是否法定代表人", "lerepsign")),
    Column("id_type", ("证件类型", "证件种类")),
    Column("id", ("证件号码", "证件号", "身份证号码")),
    Column("nationality", ("国籍", "国别")),
    Column("from", ("任职起始日期", "任职日期自", "offhfrom")),
    Column("to", ("任职截止日期", "任职日期至", "offhto")),
)


def facts(row: Row, source: Source) -> None:
    """A person's registered post in a company."""
    row.ordered("from", "to")
    company = company_of(row, source)
    name, number = row.text("name"), row.text("id")
    try:
        if not number and looks_like_organisation(name):
            person = source.organisation(name)
        else:
            person = source.party(name, number, row.text("id_type"), within=company, of_file=True)
    except RowError as error:
        raise number_fault(row, "id", error) from None
    start, last = row.day("from"), row.day("to")
    source.tie(
        "LISTED_AS_OFFICER",
        person,
        company,
        start,
        until(last, inclusive=True) if last else None,
        discriminator=f"{row.text('position')} {start or ''}",
        properties={
            "position": row.text("position"),
            "legal_representative": row.flag("representative") or False,
            "from": start,
            "to": last,
            "nationality": row.text("nationality"),
            "name": name,
        },
    )


FORMAT = Format("officers", "主要人员", COLUMNS, facts, either=COMPANY_KEYS)
