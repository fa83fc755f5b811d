"""惩戒认定: what a competent authority decided on a proposal, after which notice, and for which term."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

OUTCOMES = ("认定", "不予认定")
COLUMNS = (
    Column("proposal", ("提议编号",), needed=True, filled=True),
    Column("organ", ("认定机关",), needed=True, filled=True),
    Column("organ_code", ("认定机关代码",), needed=True),
    Column("document", ("认定文书号",), needed=True, filled=True),
    Column("notified", ("告知日期",), needed=True),
    Column("date", ("认定日期",), needed=True, filled=True, past=True),
    Column("outcome", ("认定结果",), needed=True, filled=True),
    Column("from", ("期限起",)),
    Column("to", ("期限止",)),
    Column("actor", ("经办人",)),
)


def facts(row: Row, source: Source) -> None:
    """A determination; whether it has effect is worked out, not taken from the row."""
    row.ordered("from", "to")
    if row.day("date") is None:
        raise row.fault("date", "date", "认定日期不能没有 / the determination must be dated")
    values = {
        "notified": row.day("notified"),
        "date": row.day("date"),
        "outcome": row.choice("outcome", OUTCOMES),
        "from": row.day("from"),
        "to": row.day("to"),
        "actor": row.text("actor"),
    }
    try:
        tell(source, row.text("proposal"), row.text("organ"), row.text("organ_code"), row.text("document"), values)
    except RowError as error:
        raise row.fault("organ_code", error.code, str(error)) from None


def tell(
    source: Source, proposal: str, organ: str, organ_code: str, document: str, values: dict[str, str | None]
) -> str:
    """The facts of one determination: numbered by its proposal, named by its document. Raises RowError for the code."""
    record = source.record(
        "MeasureDetermination",
        (document_number.key(proposal), document_number.key(document)),
        values["date"],
        {"proposal": proposal, "document": document, **values},
        number=proposal,
        name=document,
    )
    source.tie("DECIDED_BY", record, source.organisation(organ, organ_code))
    return record


FORMAT = Format(
    "measure_determination",
    "惩戒认定",
    COLUMNS,
    facts,
    {
        "提议编号": "M000000000000000000000001",
        "认定机关": "样例市市场监督管理局",
        "认定机关代码": "11640000MB00000512",
        "认定文书号": "样监认〔2024〕1号",
        "告知日期": "2024-03-01",
        "认定日期": "2024-03-20",
        "认定结果": "认定",
        "期限起": "2024-03-20",
        "期限止": "",
    },
)
