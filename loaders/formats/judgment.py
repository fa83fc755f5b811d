"""裁判文书: judgments as published; parties stay text, since published names may be anonymised."""

from __future__ import annotations

from graph.identifiers import case_number
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("link", ("原始链接",)),
    Column("number", ("案号",), needed=True, filled=True),
    Column("title", ("案件名称",), needed=True),
    Column("court", ("法院", "审理法院"), needed=True),
    Column("region", ("所属地区",)),
    Column("case_class", ("案件类型",)),
    Column("case_class_code", ("案件类型编码",)),
    Column("source", ("来源",)),
    Column("procedure", ("审理程序",)),
    Column("date", ("裁判日期",), needed=True, past=True),
    Column("published", ("公开日期",), past=True),
    Column("parties", ("当事人",)),
    Column("cause", ("案由",)),
    Column("basis", ("法律依据",)),
    Column("text", ("全文",)),
    Column("effective", ("生效日期",)),
    Column("effectiveness", ("是否生效",)),
)


def facts(row: Row, source: Source) -> None:
    """A judgment and its court. The full text is left where it is published."""
    row.ordered("date", "effective")
    number, on = row.text("number"), row.day("date")
    record = source.record(
        "Judgment",
        (case_number.key(number),),
        on,
        {
            "title": row.text("title"),
            "court": row.text("court"),
            "region": row.text("region"),
            "case_class": row.text("case_class"),
            "procedure": row.text("procedure"),
            "date": on,
            "published": row.day("published"),
            "parties": row.items("parties"),
            "cause": row.text("cause"),
            "legal_basis": row.text("basis"),
            "effective": row.day("effective"),
            "effectiveness": row.text("effectiveness"),
            "link": row.text("link"),
        },
        number=number,
    )
    if row.text("court"):
        source.tie("DECIDED_BY", record, source.organisation(row.text("court"), kind="Court"))


FORMAT = Format("judgment", "裁判文书", COLUMNS, facts)
