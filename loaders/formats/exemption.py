"""豁免认定: what an authority exempts because of an event, by document or by period and scope."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("exemption_number", ("豁免编号",), needed=True, filled=True),
    Column("event", ("事件",), needed=True),
    Column("name", ("主体名称",), needed=True),
    Column("code", ("主体代码",), needed=True),
    Column("number", ("原文书号",), needed=True),
    Column("organ", ("认定机关",), needed=True),
    Column("organ_code", ("认定机关代码",)),
    Column("document", ("文号",), needed=True),
    Column("from", ("起始日期",), needed=True),
    Column("to", ("终止日期",), needed=True),
    Column("scope", ("范围",)),
)


def facts(row: Row, source: Source) -> None:
    """An exemption of a document, or of a subject's conduct of a scope within a period.

    It is numbered by the document it names, or else by its subject.
    """
    row.ordered("from", "to")
    number = row.text("number")
    if not number and not (row.text("name") or row.text("code")):
        raise row.fault("number", "blank", "须填写原文书号或主体 / name a document or a subject")
    named = f"Exemption {document_number.key(row.text('exemption_number'))}"
    subject = ""
    if row.text("name") or row.text("code"):
        try:
            subject = source.party(row.text("name"), row.text("code"), within=named)
        except RowError as error:
            raise row.fault("code", error.code, str(error)) from None
    record = source.record(
        "Exemption",
        (document_number.key(row.text("exemption_number")),),
        row.day("from"),
        {
            "exemption_number": row.text("exemption_number"),
            "event": row.text("event"),
            "document": row.text("document"),
            "from": row.day("from"),
            "to": row.day("to"),
            "scope": row.text("scope"),
        },
        number=number or subject,
        name=row.text("exemption_number"),
    )
    if subject:
        source.tie("CONCERNS", record, subject, properties={"capacity": "豁免主体"})
    if row.text("organ") or row.text("organ_code"):
        try:
            source.tie("DECIDED_BY", record, source.organisation(row.text("organ"), row.text("organ_code")))
        except RowError as error:
            raise row.fault("organ_code", error.code, str(error)) from None


FORMAT = Format(
    "exemption",
    "豁免认定",
    COLUMNS,
    facts,
    {
        "豁免编号": "样豁〔2020〕1号",
        "事件": "样例疫情",
        "主体名称": "样例商贸有限公司",
        "主体代码": "91640104MA0000015Y",
        "原文书号": "样监罚〔2020〕9号",
        "认定机关": "样例市信用主管部门",
        "认定机关代码": "11640000MB00000512",
        "文号": "样信〔2020〕3号",
        "起始日期": "2020-01-23",
        "终止日期": "2020-06-30",
        "范围": "逾期履行",
    },
)
