"""拖欠账款: what a body or large enterprise owes a supplier, since when, and how a complaint about it fared."""

from __future__ import annotations

from graph.identifiers import document_number
from graph.model import Value
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

SIZES = ("大型", "中型", "小型", "微型")
COLUMNS = (
    Column("debtor", ("欠款单位名称",), needed=True),
    Column("debtor_code", ("欠款单位代码",), needed=True, filled=True),
    Column("creditor", ("债权单位名称",), needed=True, filled=True),
    Column("creditor_code", ("债权单位代码",), needed=True),
    Column("size", ("债权单位规模",), needed=True),
    Column("contract", ("合同编号",), needed=True, filled=True),
    Column("delivered", ("交付日期",), needed=True, past=True),
    Column("accepted", ("验收日期",), needed=True, past=True),
    Column("agreed_days", ("约定付款期限(天)", "约定付款期限"), needed=True),
    Column("acceptance_condition", ("是否以验收为付款条件",), needed=True),
    Column("payable", ("应付金额",), needed=True, filled=True),
    Column("paid", ("已付金额",), needed=True),
    Column("paid_on", ("支付日期",), needed=True, past=True),
    Column("agreed_rate", ("约定利率",), needed=True),
    Column("complaint", ("投诉编号",), needed=True),
    Column("complaint_accepted", ("投诉受理日期",), needed=True, past=True),
    Column("transferred", ("转交日期",), needed=True, past=True),
    Column("closed", ("办结日期",), needed=True, past=True),
)
_DAYS = ("delivered", "accepted", "complaint_accepted", "transferred", "closed")


def facts(row: Row, source: Source) -> None:
    """One debt under a contract; when it fell due and what interest runs is worked out.

    已付金额 is what had been paid in all by 支付日期: a record of its own, so that rows of later payments leave it.
    """
    row.ordered("delivered", "accepted")
    row.ordered("complaint_accepted", "transferred")
    row.ordered("transferred", "closed")
    payable, paid = row.money("payable"), row.money("paid")
    if payable is not None and paid is not None and paid > payable:
        raise row.fault("paid", "amount", "已付金额大于应付金额 / more paid than payable")
    ends = {}
    for key in ("debtor", "creditor"):
        try:
            ends[key] = source.organisation(row.text(key), row.text(f"{key}_code"))
        except RowError as error:
            raise row.fault(f"{key}_code", error.code, str(error)) from None
    contract = row.text("contract")
    record = source.record(
        "Arrears",
        (document_number.key(contract), ends["debtor"]),
        row.day("delivered"),
        {
            "contract": contract,
            "creditor_size": row.choice("size", SIZES),
            **{key: row.day(key) for key in _DAYS},
            "agreed_days": row.integer("agreed_days"),
            "acceptance_condition": row.flag("acceptance_condition"),
            "payable": payable,
            "agreed_rate": row.text("agreed_rate"),
            "complaint": row.text("complaint"),
        },
        number=contract,
    )
    source.tie("OWED_BY", record, ends["debtor"])
    source.tie("OWED_TO", record, ends["creditor"])
    paid_on = row.day("paid_on")
    if paid or (paid is None and paid_on is not None):
        told: dict[str, Value | None] = {"debt": record, "paid": paid, "date": paid_on}
        source.record("ArrearsPayment", (record, paid_on or ""), paid_on, told, number=contract)


FORMAT = Format(
    "arrears",
    "拖欠账款",
    COLUMNS,
    facts,
    {
        "欠款单位名称": "样例市第一中学",
        "欠款单位代码": "12640100MB000006XU",
        "债权单位名称": "样例商贸有限公司",
        "债权单位代码": "91640104MA0000015Y",
        "债权单位规模": "小型",
        "合同编号": "样采合〔2025〕7号",
        "交付日期": "2025-07-01",
        "验收日期": "2025-07-10",
        "约定付款期限（天）": "90",
        "是否以验收为付款条件": "是",
        "应付金额（万元）": "50",
        "已付金额（万元）": "0",
        "支付日期": "",
        "约定利率": "",
        "投诉编号": "样诉〔2025〕3号",
        "投诉受理日期": "2025-10-09",
        "转交日期": "2025-10-15",
        "办结日期": "",
    },
)
