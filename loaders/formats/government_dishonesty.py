"""政务失信: which public body was found in breach, of which promise, and whether it put things right."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("name", ("单位名称",), needed=True),
    Column("code", ("单位代码",), needed=True, filled=True),
    Column("dishonesty", ("失信类型",), needed=True),
    Column("promise_number", ("承诺编号",), needed=True),
    Column("organ", ("认定部门",), needed=True),
    Column("organ_code", ("认定部门代码",), needed=True),
    Column("number", ("认定文书号",), needed=True, filled=True),
    Column("date", ("认定日期",), needed=True, filled=True, past=True),
    Column("rectify_by", ("整改期限",), needed=True),
    Column("rectification", ("整改状态",), needed=True),
    Column("repaired", ("修复日期",), needed=True, past=True),
)


def facts(row: Row, source: Source) -> None:
    """A finding of breach by the department in charge (发改财金〔2023〕1103号), until the body is repaired."""
    row.ordered("date", "rectify_by")
    row.ordered("date", "repaired")
    number = row.text("number")
    try:
        body = source.organisation(row.text("name"), row.text("code"))
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    record = source.record(
        "GovernmentDishonesty",
        (document_number.key(number), body),
        row.day("date"),
        {
            "dishonesty": row.text("dishonesty"),
            "promise_number": row.text("promise_number"),
            "date": row.day("date"),
            "rectify_by": row.day("rectify_by"),
            "rectification": row.text("rectification"),
            "repaired": row.day("repaired"),
        },
        number=number,
    )
    source.tie("CONCERNS", record, body, properties={"capacity": "失信单位"})
    if row.text("organ") or row.text("organ_code"):
        try:
            source.tie("DECIDED_BY", record, source.organisation(row.text("organ"), row.text("organ_code")))
        except RowError as error:
            raise row.fault("organ_code", error.code, str(error)) from None


FORMAT = Format(
    "government_dishonesty",
    "政务失信",
    COLUMNS,
    facts,
    {
        "单位名称": "样例县商务局",
        "单位代码": "11640000MB00000512",
        "失信类型": "违约失信",
        "承诺编号": "样诺〔2017〕1号",
        "认定部门": "样例市发展和改革委员会",
        "认定部门代码": "11640000MB00000512",
        "认定文书号": "样信认〔2021〕4号",
        "认定日期": "2021-06-30",
        "整改期限": "2021-09-30",
        "整改状态": "整改中",
        "修复日期": "",
    },
)
