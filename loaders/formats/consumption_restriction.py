"""限制消费令: whom a court's order restricts, for which enterprise, until it is released."""

from __future__ import annotations

from graph.identifiers import case_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source, compact_name

COLUMNS = (
    Column("number", ("案号",), needed=True, filled=True),
    Column("name", ("被限制人姓名", "被限制人姓名/名称"), needed=True, filled=True),
    Column("id", ("证件号码", "身份证号码")),
    Column("id_type", ("证件类型",)),
    Column("company", ("企业名称",)),
    Column("code", ("企业代码", "统一社会信用代码")),
    Column("court", ("执行法院",), needed=True),
    Column("filed", ("立案日期", "立案时间"), past=True),
    Column("ordered", ("限制消费令日期", "限消令日期"), past=True),
    Column("released", ("解除日期",), past=True),
    Column("release_number", ("解除文书号",)),
)


def facts(row: Row, source: Source) -> None:
    """An order, whom it restricts, and the enterprise it is about."""
    row.ordered("filed", "ordered")
    row.ordered("ordered", "released")
    number, name = row.text("number"), row.text("name")
    key = case_number.key(number)
    company = ""
    if row.text("company") or row.text("code"):
        try:
            company = source.organisation(row.text("company"), row.text("code"))
        except RowError as error:
            raise row.fault("code", error.code, str(error)) from None
    itself = company and not row.text("id") and compact_name(name) == compact_name(row.text("company"))
    try:
        party = (
            company
            if itself
            else source.party(name, row.text("id"), row.text("id_type"), within=f"ConsumptionRestriction {key}")
        )
    except RowError as error:
        raise row.fault("id", error.code, str(error)) from None
    on = row.day("ordered") or row.day("filed")
    record = source.record(
        "ConsumptionRestriction",
        (key, party),
        on,
        {
            "filed": row.day("filed"),
            "ordered": row.day("ordered"),
            "released": row.day("released"),
            "release_number": row.text("release_number"),
            "court": row.text("court"),
            "enterprise_name": row.text("company"),
        },
        number=number,
    )
    source.tie("RESTRICTS", record, party)
    if company and not itself:
        source.tie("CONCERNS", record, company, properties={"capacity": "被执行单位"})
        if row.text("id") and "*" not in row.text("id"):
            source.tie(
                "IDENTIFIES", record, party, properties={"capacity": "被限制人", "enterprise": company, "name": name}
            )
    if row.text("court"):
        source.tie("DECIDED_BY", record, source.organisation(row.text("court"), kind="Court"))


FORMAT = Format(
    "consumption_restriction",
    "限制消费令",
    COLUMNS,
    facts,
    {
        "案号": "（2024）宁0104执1号",
        "被限制人姓名": "样例甲",
        "证件号码": "640104199001010018",
        "企业名称": "样例商贸有限公司",
        "企业代码": "91640104MA0000015Y",
        "执行法院": "银川市兴庆区人民法院",
        "立案日期": "2024-01-02",
        "限制消费令日期": "2024-01-10",
        "解除日期": "",
        "解除文书号": "",
    },
)
