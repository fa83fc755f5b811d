"""异议申诉: who objects to what, whether it was accepted, and how it was decided."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.layout import Column, Format, Row
from loaders.source import Source

OUTCOMES = ("成立", "不成立")
COLUMNS = (
    Column("objection_number", ("异议编号",), needed=True, filled=True),
    Column("object", ("对象编号",), needed=True, filled=True),
    Column("raised_by", ("提出人",), needed=True),
    Column("raised", ("提出日期",), needed=True, past=True),
    Column("accepted", ("受理日期",), needed=True),
    Column("outcome", ("处理结果",), needed=True),
    Column("decided", ("处理日期",), needed=True, past=True),
    Column("document", ("处理文书号",)),
)


def facts(row: Row, source: Source) -> None:
    """An objection; a result without its day, or a day without a result, decides nothing and is refused."""
    row.ordered("raised", "accepted")
    row.ordered("accepted", "decided")
    row.ordered("raised", "decided")
    outcome, decided = row.choice("outcome", OUTCOMES), row.day("decided")
    if bool(outcome) != bool(decided):
        column = "decided" if outcome else "outcome"
        raise row.fault(column, "blank", "处理结果与处理日期须同时填写 / a result and its day belong together")
    tell(
        source,
        row.text("objection_number"),
        row.text("object"),
        {
            "raised_by": row.text("raised_by"),
            "raised": row.day("raised"),
            "accepted": row.day("accepted"),
            "outcome": outcome,
            "decided": decided,
            "document": row.text("document"),
        },
    )


def tell(source: Source, number: str, concerning: str, values: dict[str, str | None]) -> str:
    """The fact of one objection, numbered by what it objects to: a measure's id or a document's number."""
    return source.record(
        "Objection",
        (document_number.key(number),),
        values["raised"] or values["accepted"] or values["decided"],
        {"objection_number": number, "object": concerning, **values},
        number=concerning,
        name=number,
    )


FORMAT = Format(
    "objection",
    "异议申诉",
    COLUMNS,
    facts,
    {
        "异议编号": "样异〔2024〕1号",
        "对象编号": "样监罚〔2024〕1号",
        "提出人": "样例商贸有限公司",
        "提出日期": "2024-03-04",
        "受理日期": "2024-03-05",
        "处理结果": "不成立",
        "处理日期": "2024-03-12",
        "处理文书号": "样异复〔2024〕1号",
    },
)
