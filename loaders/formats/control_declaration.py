"""控制关系申报: controllers that a filing or disclosure declares."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

ORIGINS = ("受益所有人备案", "上市公司披露", "章程", "一致行动协议")
COLUMNS = (
    Column("company", ("企业名称",), needed=True),
    Column("code", ("企业代码",), needed=True, filled=True),
    Column("controller", ("控制人名称",), needed=True, filled=True),
    Column("id_type", ("控制人证件类型",)),
    Column("id", ("控制人证件号码",)),
    Column("manner", ("控制方式",)),
    Column("from", ("形成日期",)),
    Column("to", ("终止日期",)),
    Column("origin", ("来源",), needed=True, filled=True),
)


def facts(row: Row, source: Source) -> None:
    """A declaration: the enterprise, who controls it, how and since when; 终止日期 names the last day."""
    row.ordered("from", "to")
    origin = row.choice("origin", ORIGINS)
    try:
        company = source.organisation(row.text("company"), row.text("code"))
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    try:
        controller = source.party(row.text("controller"), row.text("id"), row.text("id_type"), within=company)
    except RowError as error:
        raise row.fault("id", error.code, str(error)) from None
    since = row.day("from")
    record = source.record(
        "ControlDeclaration",
        (company, controller, row.text("manner"), since or ""),
        since,
        {"manner": row.text("manner"), "from": since, "to": row.day("to"), "origin": origin},
    )
    source.tie("CONCERNS", record, company, properties={"capacity": "所涉企业"})
    source.tie("DECLARES", record, controller)


FORMAT = Format(
    "control_declaration",
    "控制关系申报",
    COLUMNS,
    facts,
    {
        "企业名称": "样例商贸有限公司",
        "企业代码": "91640104MA0000015Y",
        "控制人名称": "样例乙",
        "控制人证件类型": "居民身份证",
        "控制人证件号码": "640104199001010026",
        "控制方式": "直接持股",
        "形成日期": "2024-01-01",
        "终止日期": "",
        "来源": "受益所有人备案",
    },
)
