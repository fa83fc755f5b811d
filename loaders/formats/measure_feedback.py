"""措施反馈: what an agency did about a measure that was pushed to it."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

FEEDBACK = ("采取", "未采取", "解除")
COLUMNS = (
    Column("measure", ("措施编号",), needed=True, filled=True),
    Column("organ", ("反馈机关",), needed=True, filled=True),
    Column("organ_code", ("反馈机关代码",), needed=True),
    Column("feedback", ("反馈",), needed=True, filled=True),
    Column("date", ("反馈日期",), needed=True, filled=True, past=True),
    Column("case", ("案件编号",)),
)


def facts(row: Row, source: Source) -> None:
    """One feedback, numbered by its measure."""
    on, measure = row.day("date"), row.text("measure")
    if on is None:
        raise row.fault("date", "date", "反馈日期不能没有 / the feedback must be dated")
    feedback = row.choice("feedback", FEEDBACK)
    try:
        organ = source.organisation(row.text("organ"), row.text("organ_code"))
    except RowError as error:
        raise row.fault("organ_code", error.code, str(error)) from None
    record = source.record(
        "MeasureFeedback",
        (document_number.key(measure), organ, on),
        on,
        {"measure": measure, "feedback": feedback, "date": on, "case": row.text("case")},
        number=measure,
        name=row.text("case"),
    )
    source.tie("DECIDED_BY", record, organ)


FORMAT = Format(
    "measure_feedback",
    "措施反馈",
    COLUMNS,
    facts,
    {
        "措施编号": "M000000000000000000000001",
        "反馈机关": "样例市政务服务中心",
        "反馈机关代码": "12640100MB000006XU",
        "反馈": "采取",
        "反馈日期": "2024-04-02",
        "案件编号": "样政服〔2024〕7号",
    },
)
