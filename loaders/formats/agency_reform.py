"""机构改革: which body's functions passed to which successor, how, from when, on what document."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.names import compact_name
from loaders.source import Source

MANNERS = ("合并", "分立", "撤销", "更名", "职能划转")
COLUMNS = (
    Column("original", ("原机构名称",), needed=True),
    Column("original_code", ("原机构代码",), needed=True, filled=True),
    Column("successor", ("承继机构名称",), needed=True),
    Column("successor_code", ("承继机构代码",), needed=True),
    Column("function", ("职能",), needed=True),
    Column("manner", ("方式",), needed=True, filled=True),
    Column("date", ("生效日期",), needed=True, filled=True),
    Column("number", ("文号",), needed=True, filled=True),
    Column("organ", ("决定机关名称",)),
    Column("organ_code", ("决定机关代码",)),
)


def facts(row: Row, source: Source) -> None:
    """One line of a reform; only an abolition (撤销) may leave nobody to answer. A cell may hold several functions."""
    manner, on = row.choice("manner", MANNERS), row.day("date")
    if on is None:
        raise row.fault("date", "date", "生效日期不能没有 / a reform must be dated")
    successor, code = row.text("successor"), row.text("successor_code")
    if not successor and not code and manner != "撤销":
        raise row.fault("successor_code", "blank", f"{manner}必须写明承继机构 / names no successor")
    if manner == "职能划转" and not row.text("function"):
        raise row.fault("function", "blank", "职能划转必须写明职能 / a transfer of functions names none")
    number = row.text("number")
    original = _body(row, source, "original")
    passed_to = _body(row, source, "successor") if successor or code else ""
    functions = row.items("function")
    record = source.record(
        "AgencyReform",
        (document_number.key(number), original, passed_to, "、".join(sorted(map(compact_name, functions)))),
        on,
        {"functions": functions, "manner": manner, "date": on},
        number=number,
    )
    source.tie("REFORMS", record, original)
    if passed_to:
        source.tie("SUCCEEDS", record, passed_to)
    if row.text("organ") or row.text("organ_code"):
        source.tie("DECIDED_BY", record, _body(row, source, "organ"))


def _body(row: Row, source: Source, key: str) -> str:
    try:
        return source.organisation(row.text(key), row.text(f"{key}_code"))
    except RowError as error:
        raise row.fault(f"{key}_code", error.code, str(error)) from None


FORMAT = Format(
    "agency_reform",
    "机构改革",
    COLUMNS,
    facts,
    {
        "原机构名称": "样例县招商局",
        "原机构代码": "12640100MB000006XU",
        "承继机构名称": "样例县商务局",
        "承继机构代码": "11640000MB00000512",
        "职能": "",
        "方式": "合并",
        "生效日期": "2019-03-01",
        "文号": "样党办发〔2019〕6号",
        "决定机关名称": "",
        "决定机关代码": "",
    },
)
