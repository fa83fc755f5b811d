"""政府承诺: what a public body promised to whom, until when, and how far it was performed on a day."""

from __future__ import annotations

from graph.identifiers import document_number
from graph.model import Value
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

PERFORMANCES = ("履行中", "全部履行", "部分履行", "未履行", "依法变更", "终止")
COLUMNS = (
    Column("promise_number", ("承诺编号",), needed=True, filled=True),
    Column("body", ("承诺单位名称",), needed=True),
    Column("body_code", ("承诺单位代码",), needed=True, filled=True),
    Column("field", ("领域",), needed=True),
    Column("function", ("职能",), needed=True),
    Column("counterparty", ("相对方名称",), needed=True, filled=True),
    Column("counterparty_code", ("相对方代码",), needed=True),
    Column("title", ("文件或合同名称",), needed=True),
    Column("document", ("文号",), needed=True),
    Column("signed", ("签订日期",), needed=True, filled=True, past=True),
    Column("signatory", ("签订人",), needed=True),
    Column("matter", ("承诺事项",), needed=True),
    Column("amount", ("金额",), needed=True),
    Column("due", ("履行期限",), needed=True),
    Column("performance", ("履行状态",), needed=True),
    Column("performance_date", ("状态日期",), needed=True, past=True),
    Column("excuse", ("未履行理由",), needed=True),
)


def facts(row: Row, source: Source) -> None:
    """A promise, what this row says of it, and its performance on 状态日期: records no later row changes."""
    row.ordered("signed", "due")
    row.ordered("signed", "performance_date")
    performance, seen_on = row.choice("performance", PERFORMANCES), row.day("performance_date")
    number = row.text("promise_number")
    key = document_number.key(number)
    try:
        body = source.organisation(row.text("body"), row.text("body_code"))
    except RowError as error:
        raise row.fault("body_code", error.code, str(error)) from None
    try:
        counterparty = source.party(
            row.text("counterparty"), row.text("counterparty_code"), within=f"GovernmentPromise {key}"
        )
    except RowError as error:
        raise row.fault("counterparty_code", error.code, str(error)) from None
    said: dict[str, Value | None] = {
        "promise_number": number,
        "document": row.text("document"),
        "field": row.text("field"),
        "function": row.text("function"),
        "title": row.text("title"),
        "signed": row.day("signed"),
        "signatory": row.text("signatory"),
        "matter": row.text("matter"),
        "amount": row.money("amount"),
        "due": row.day("due"),
    }
    record = source.record("GovernmentPromise", (key,), row.day("signed"), said, number=number)
    parties = {"body": row.text("body"), "counterparty": row.text("counterparty")}
    content = ("" if value is None else str(value) for value in (*said.values(), *parties.values()))
    source.record(
        "PromiseStatement", (key, body, counterparty, *content), row.day("signed"), {**said, **parties}, number=number
    )
    source.tie("PROMISED_BY", record, body)
    source.tie("OWED_TO", record, counterparty)
    if performance:
        source.record(
            "PromisePerformance",
            (key, seen_on or "", performance),
            seen_on,
            {
                "promise_number": number,
                "performance": performance,
                "date": seen_on,
                "excuse": row.text("excuse"),
            },
            number=number,
        )


FORMAT = Format(
    "government_promise",
    "政府承诺",
    COLUMNS,
    facts,
    {
        "承诺编号": "样诺〔2017〕1号",
        "承诺单位名称": "样例县招商局",
        "承诺单位代码": "12640100MB000006XU",
        "领域": "招商引资",
        "职能": "招商引资",
        "相对方名称": "样例商贸有限公司",
        "相对方代码": "91640104MA0000015Y",
        "文件或合同名称": "样例产业园投资协议",
        "文号": "样招协〔2017〕1号",
        "签订日期": "2017-05-10",
        "签订人": "样例甲",
        "承诺事项": "兑现设备补贴",
        "金额（万元）": "300",
        "履行期限": "2020-12-31",
        "履行状态": "履行中",
        "状态日期": "2018-12-31",
        "未履行理由": "",
    },
)
