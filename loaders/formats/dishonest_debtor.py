"""失信被执行人: debtors listed by courts, units and persons, in the court's and the provinces' headings."""

from __future__ import annotations

from graph.identifiers import case_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source, looks_like_organisation

COLUMNS = (
    Column(
        "name", ("被执行人姓名/名称", "被执行人名称", "被执行人姓名", "iname", "executed_nm"), needed=True, filled=True
    ),
    Column("sex", ("性别", "sexy", "gen")),
    Column("age", ("年龄", "age")),
    Column("id", ("身份证号码/组织机构代码", "身份证号码", "cardnum", "identi_id")),
    Column("code", ("统一社会信用代码", "uni_social_crd_cd")),
    Column("organisation_code", ("组织机构代码",)),
    Column("representative", ("法定代表人或者负责人姓名", "businessentity", "legal_repre")),
    Column("court", ("执行法院", "courtname", "executed_court"), needed=True),
    Column("province", ("省份", "areaname")),
    Column("basis", ("执行依据文号", "gistid", "enforce_basis")),
    Column("filed", ("立案时间", "立案日期", "regdate", "fil_dt"), past=True),
    Column("number", ("案号", "casecode", "case_no"), needed=True, filled=True),
    Column("basis_unit", ("做出执行依据单位", "作出执行依据单位", "gistunit", "deci_executed_unit")),
    Column("duty", ("生效法律文书确定的义务", "duty", "effect_doc_obli")),
    Column("performance", ("被执行人的履行情况", "performance", "executed_perfor")),
    Column("performed", ("已履行部分", "performedpart", "performed_part")),
    Column("unperformed", ("未履行部分", "unperformpart", "un_performed_part")),
    Column(
        "conduct",
        ("失信被执行人行为具体情形", "失信被执行人行为情况", "disrupttypename", "dishonest_behav"),
        needed=True,
    ),
    Column("published", ("发布时间", "publishdate", "publish_dt"), needed=True, past=True),
    Column("party_class", ("被执行人性质", "partytypename", "executed_nature")),
    Column("removed", ("退出日期", "删除日期", "屏蔽日期")),
    Column("co_debtors", ("共同被执行人", "comm_executed")),
)


def facts(row: Row, source: Source) -> None:
    """A listed debtor, unit or person, and the court."""
    row.ordered("filed", "published")
    number, name = row.text("number"), row.text("name")
    key = case_number.key(number)
    codes, numbers = ("code", "organisation_code", "id"), ("id", "code", "organisation_code")
    given = next((column for column in (codes if _is_unit(row) else numbers) if row.text(column)), "id")
    try:
        if _is_unit(row):
            debtor = source.organisation(name, row.text(given))
        else:
            debtor = source.party(name, row.text(given), within=f"DishonestDebtorEntry {key}")
    except RowError as error:
        raise row.fault(given, error.code, str(error)) from None
    published = row.day("published") or row.day("filed")
    record = source.record(
        "DishonestDebtorEntry",
        (key, debtor),
        published,
        {
            "filed": row.day("filed"),
            "published": row.day("published"),
            "basis_number": row.text("basis"),
            "basis_unit": row.text("basis_unit"),
            "duty": row.text("duty"),
            "performance": row.text("performance"),
            "performed": row.text("performed"),
            "unperformed": row.text("unperformed"),
            "conduct": row.text("conduct"),
            "court": row.text("court"),
            "province": row.text("province"),
            "party_class": row.text("party_class"),
            "sex": row.text("sex"),
            "age": row.integer("age") or None,
            "legal_representative_name": row.text("representative"),
            "co_debtors": row.text("co_debtors"),
            "withdrawn": row.day("removed"),
        },
        number=number,
    )
    source.tie("LISTS", record, debtor)
    if row.text("court"):
        source.tie("DECIDED_BY", record, source.organisation(row.text("court"), kind="Court"))


def _is_unit(row: Row) -> bool:
    """Whether the debtor is a unit: its class says so (1), or it has a representative or an organisation's name."""
    party_class = row.text("party_class")
    if party_class in {"0", "自然人"}:
        return False
    if party_class in {"1", "法人", "法人或其他组织", "单位"}:
        return True
    return bool(row.text("representative")) or (not row.text("sex") and looks_like_organisation(row.text("name")))


FORMAT = Format("dishonest_debtor", "失信被执行人", COLUMNS, facts)
