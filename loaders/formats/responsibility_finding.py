"""责任认定: whom an authority finds responsible under a decision, and any restriction it states."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

RESPONSIBILITIES = ("法定代表人", "主要负责人", "实际控制人", "直接负责的主管人员", "其他直接责任人员")
COLUMNS = (
    Column("number", ("决定文书号",), needed=True, filled=True),
    Column("name", ("责任人姓名",), needed=True, filled=True),
    Column("id_type", ("证件类型",)),
    Column("id", ("证件号码",)),
    Column("company", ("所在单位名称",)),
    Column("code", ("所在单位代码",)),
    Column("responsibility", ("责任类型",), needed=True, filled=True),
    Column("organ", ("认定机关",), needed=True),
    Column("organ_code", ("认定机关代码",)),
    Column("date", ("认定日期",), needed=True, past=True),
    Column("basis", ("认定依据",)),
    Column("restriction", ("限制内容",)),
    Column("from", ("限制期限起",)),
    Column("to", ("限制期限止",)),
)


def facts(row: Row, source: Source) -> None:
    """A finding: the person, his unit, his responsibility."""
    row.ordered("from", "to")
    number, name = row.text("number"), row.text("name")
    key = document_number.key(number)
    responsibility = row.choice("responsibility", RESPONSIBILITIES)
    unit = ""
    if row.text("company") or row.text("code"):
        try:
            unit = source.organisation(row.text("company"), row.text("code"))
        except RowError as error:
            raise row.fault("code", error.code, str(error)) from None
    try:
        person = source.person(name, row.text("id"), row.text("id_type"), within=f"ResponsibilityFinding {key}")
    except RowError as error:
        raise row.fault("id", error.code, str(error)) from None
    record = source.record(
        "ResponsibilityFinding",
        (key, person, responsibility),
        row.day("date"),
        {
            "responsibility": responsibility,
            "organ_name": row.text("organ"),
            "date": row.day("date"),
            "basis": row.text("basis"),
            "restriction": row.text("restriction"),
            "restricted_from": row.day("from"),
            "restricted_to": row.day("to"),
        },
        number=number,
    )
    source.tie("FINDS_RESPONSIBLE", record, person)
    if unit:
        source.tie("CONCERNS", record, unit, properties={"capacity": "所在单位"})
        if row.text("id") and "*" not in row.text("id"):
            source.tie(
                "IDENTIFIES", record, person, properties={"capacity": responsibility, "enterprise": unit, "name": name}
            )
    if row.text("organ"):
        try:
            source.tie("DECIDED_BY", record, source.organisation(row.text("organ"), row.text("organ_code")))
        except RowError as error:
            raise row.fault("organ_code", error.code, str(error)) from None


FORMAT = Format(
    "responsibility_finding",
    "责任认定",
    COLUMNS,
    facts,
    {
        "决定文书号": "样监罚〔2024〕1号",
        "责任人姓名": "样例甲",
        "证件类型": "居民身份证",
        "证件号码": "640104199001010018",
        "所在单位名称": "样例商贸有限公司",
        "所在单位代码": "91640104MA0000015Y",
        "责任类型": "直接负责的主管人员",
        "认定机关": "样例市市场监督管理局",
        "认定机关代码": "11640000MB00000512",
        "认定日期": "2024-03-01",
        "认定依据": "《中华人民共和国食品安全法》第一百三十五条",
        "限制内容": "",
        "限制期限起": "",
        "限制期限止": "",
    },
)
