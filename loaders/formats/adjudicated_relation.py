"""裁判认定: relations that an effective judgment finds: controller, nominee, added party, piercing."""

from __future__ import annotations

from graph.identifiers import case_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

FINDINGS = ("实际控制人", "代持", "追加被执行人", "人格混同")
COLUMNS = (
    Column("number", ("案号",), needed=True, filled=True),
    Column("finding", ("认定类型",), needed=True, filled=True),
    Column("company", ("企业名称",), needed=True),
    Column("code", ("企业代码",), needed=True),
    Column("person", ("相关人名称",), needed=True, filled=True),
    Column("person_id", ("相关人证件号码",)),
    Column("nominee", ("名义持有人名称",)),
    Column("nominee_id", ("名义持有人证件号码",)),
    Column("from", ("起始日期",)),
    Column("to", ("终止日期",)),
    Column("effective", ("生效日期",)),
)


def facts(row: Row, source: Source) -> None:
    """What a judgment finds of an enterprise and a person; 终止日期 names the last day."""
    row.ordered("from", "to")
    number = row.text("number")
    key = case_number.key(number)
    within = f"AdjudicatedRelation {key}"
    finding = row.choice("finding", FINDINGS)
    try:
        company = source.organisation(row.text("company"), row.text("code"))
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    try:
        person = source.party(row.text("person"), row.text("person_id"), within=within)
    except RowError as error:
        raise row.fault("person_id", error.code, str(error)) from None
    on = row.day("effective") or row.day("from")
    record = source.record(
        "AdjudicatedRelation",
        (key, finding, company, person),
        on,
        {
            "finding": finding,
            "from": row.day("from"),
            "to": row.day("to"),
            "effective": row.day("effective"),
        },
        number=number,
    )
    source.tie("CONCERNS", record, company, properties={"capacity": "所涉企业"})
    source.tie("FINDS", record, person)
    if row.text("nominee"):
        try:
            nominee = source.party(row.text("nominee"), row.text("nominee_id"), within=within)
        except RowError as error:
            raise row.fault("nominee_id", error.code, str(error)) from None
        source.tie("FINDS_NOMINEE", record, nominee)


FORMAT = Format(
    "adjudicated_relation",
    "裁判认定",
    COLUMNS,
    facts,
    {
        "案号": "（2024）宁0104民初1号",
        "认定类型": "代持",
        "企业名称": "样例商贸有限公司",
        "企业代码": "91640104MA0000015Y",
        "相关人名称": "样例乙",
        "相关人证件号码": "640104199001010026",
        "名义持有人名称": "样例甲",
        "名义持有人证件号码": "640104199001010018",
        "起始日期": "2019-01-01",
        "终止日期": "",
        "生效日期": "2024-05-06",
    },
)
