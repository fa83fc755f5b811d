"""承诺变更: how a government promise was changed, by what procedure, and what compensation is due for it."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("promise_number", ("承诺编号",), needed=True, filled=True),
    Column("document", ("变更文号",), needed=True),
    Column("date", ("变更日期",), needed=True, filled=True),
    Column("reason", ("变更理由",), needed=True),
    Column("statutory", ("是否经法定程序",), needed=True),
    Column("procedure_document", ("程序文号",), needed=True),
    Column("new_due", ("新履行期限",), needed=True),
    Column("compensation", ("补偿金额",), needed=True),
    Column("compensation_due", ("补偿应付日",), needed=True),
    Column("compensation_paid", ("补偿支付日",), needed=True, past=True),
)


def facts(row: Row, source: Source) -> None:
    """One change, numbered by the promise; whether it was lawful is worked out, not read."""
    on = row.day("date")
    if on is None:
        raise row.fault("date", "date", "变更日期不能没有 / a change must be dated")
    row.ordered("date", "new_due")
    number, document = row.text("promise_number"), row.text("document")
    source.record(
        "PromiseChange",
        (document_number.key(number), document_number.key(document) if document else "", on),
        on,
        {
            "promise_number": number,
            "document": document,
            "date": on,
            "reason": row.text("reason"),
            "statutory_procedure": row.flag("statutory"),
            "procedure_document": row.text("procedure_document"),
            "new_due": row.day("new_due"),
            "compensation": row.money("compensation"),
            "compensation_due": row.day("compensation_due"),
            "compensation_paid": row.day("compensation_paid"),
        },
        number=number,
        name=document,
    )


FORMAT = Format(
    "promise_change",
    "承诺变更",
    COLUMNS,
    facts,
    {
        "承诺编号": "样诺〔2017〕1号",
        "变更文号": "样招补〔2020〕2号",
        "变更日期": "2020-12-20",
        "变更理由": "公共利益需要，调整建设时序",
        "是否经法定程序": "是",
        "程序文号": "样政常纪〔2020〕30号",
        "新履行期限": "2021-12-31",
        "补偿金额（万元）": "20",
        "补偿应付日": "2021-03-31",
        "补偿支付日": "",
    },
)
