"""重大税收违法失信主体: taxpayers that the tax authorities publish for major violations."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.formats.parties import identify_representative
from loaders.layout import Column, Format, Row
from loaders.source import Source, looks_like_organisation

COLUMNS = (
    Column("name", ("纳税人名称", "tax_nm", "taxer_nm"), needed=True, filled=True),
    Column("number", ("纳税人识别号", "tax_no"), needed=True),
    Column("organisation_code", ("组织机构代码", "org_no")),
    Column("representative", ("法定代表人姓名", "法定代表人", "legal_repre")),
    Column("representative_sex", ("法定代表人性别", "legal_repre_gender")),
    Column("representative_number", ("法定代表人身份证号", "法定代表人身份证号码", "legal_repre_id")),
    Column("representative_type", ("法定代表人证件类型",)),
    Column("address", ("注册地址", "reg_addr")),
    Column("basis", ("处罚依据", "punish_basis")),
    Column("facts", ("主要违法事实", "main_illg_fact"), needed=True),
    Column("nature", ("案件性质", "case_nature"), needed=True, filled=True),
    Column("handling", ("税务处理处罚情况", "处理处罚情况", "tax_punnish_state")),
    Column("date", ("录入时间", "entry_tm"), needed=True, filled=True, past=True),
    Column("removed", ("移出时间", "remove_tm")),
)


def facts(row: Row, source: Source) -> None:
    """An entry of the list, and the taxpayer it names."""
    row.ordered("date", "removed")
    on, nature = row.day("date"), row.text("nature")
    if on is None:
        raise row.fault("date", "date", "录入时间不能没有 / the entry must be dated")
    taxpayer, is_unit = _taxpayer(row, source, f"TaxViolationEntry {on} {nature}")
    record = source.record(
        "TaxViolationEntry",
        (taxpayer, on, nature),
        on,
        {
            "date": on,
            "nature": nature,
            "taxpayer_number": row.text("number") if is_unit else "",
            "facts": row.text("facts"),
            "basis": row.text("basis"),
            "handling": row.text("handling"),
            "address": row.text("address") if is_unit else "",
            "removed": row.day("removed"),
            "legal_representative_name": row.text("representative"),
        },
    )
    source.tie("LISTS", record, taxpayer)
    if is_unit:
        identify_representative(row, source, record, taxpayer)


def _taxpayer(row: Row, source: Source, within: str) -> tuple[str, bool]:
    """The taxpayer and whether it is an organisation. A tax number of old is none of the codes that identify one."""
    name, number, code = row.text("name"), row.text("number"), row.text("organisation_code")
    is_unit = bool(code or row.text("representative")) or looks_like_organisation(name)
    try:
        if len(number) == 18 and source.is_code(number):
            return source.organisation(name, number), True
        if code:
            return source.organisation(name, code), True
        if is_unit:
            return source.organisation(name, number if len(number) == 18 else ""), True
    except RowError as error:
        raise row.fault("organisation_code" if code else "number", error.code, str(error)) from None
    try:
        return source.person(name, number, within=within), False
    except RowError as error:
        raise row.fault("number", error.code, str(error)) from None


FORMAT = Format("tax_violation", "重大税收违法失信主体", COLUMNS, facts)
