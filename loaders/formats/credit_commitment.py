"""信用承诺: what a subject undertook towards an agency, and whether it kept its word."""

from __future__ import annotations

from graph.identifiers import document_number
from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

CLASSES = ("审批替代型", "容缺受理型", "证明事项型", "信用修复型", "行业自律型", "主动型", "其他")
PERFORMANCES = ("全部履行", "部分履行", "全部未履行")
PUBLICITY = ("可向社会公开", "特定范围内公开", "不可公开")
COLUMNS = (
    Column("commitment_number", ("承诺编码",), needed=True, filled=True),
    Column("name", ("承诺人名称",), needed=True, filled=True),
    Column("party_class", ("承诺人类别",)),
    Column("code", ("承诺人代码",), needed=True),
    Column("class", ("承诺类型",), needed=True),
    Column("cause", ("承诺事由",)),
    Column("content", ("承诺内容",)),
    Column("liability", ("违诺责任",)),
    Column("date", ("承诺作出日期",), needed=True, past=True),
    Column("valid_until", ("承诺有效期",)),
    Column("performance", ("承诺履行状态",), needed=True),
    Column("unperformed", ("未履行的承诺内容",)),
    Column("pursued", ("违诺责任追究内容",)),
    Column("determined", ("承诺履行状态认定日期",), past=True),
    Column("determiner", ("承诺履行状态认定单位",)),
    Column("determiner_code", ("承诺履行状态认定单位代码",)),
    Column("acceptor", ("承诺受理单位",)),
    Column("acceptor_code", ("承诺受理单位代码",)),
    Column("publicity", ("公开类型",)),
    Column("remark", ("备注",)),
)


def facts(row: Row, source: Source) -> None:
    """A commitment and how it was kept; what was not kept must be said unless everything was."""
    row.ordered("date", "determined")
    performance = row.choice("performance", PERFORMANCES)
    if performance in {"部分履行", "全部未履行"} and not row.text("unperformed"):
        raise row.fault("unperformed", "blank", "未全部履行的，须写明未履行的承诺内容 / what was not kept must be said")
    number = row.text("commitment_number")
    key = document_number.key(number)
    try:
        subject = source.party(row.text("name"), row.text("code"), within=f"CreditCommitment {key}")
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    record = source.record(
        "CreditCommitment",
        (key,),
        row.day("date"),
        {
            "commitment_number": number,
            "commitment_class": row.choice("class", CLASSES),
            "cause": row.text("cause"),
            "content": row.text("content"),
            "liability": row.text("liability"),
            "date": row.day("date"),
            "valid_until": row.day("valid_until"),
            "performance": performance,
            "unperformed": row.text("unperformed"),
            "pursued": row.text("pursued"),
            "determined": row.day("determined"),
            "publicity": row.choice("publicity", PUBLICITY),
            "remark": row.text("remark"),
        },
        number=number,
    )
    source.tie("COMMITTED_BY", record, subject)
    for key, tie in (("acceptor", "ACCEPTED_BY"), ("determiner", "DECIDED_BY")):
        if row.text(key) or row.text(f"{key}_code"):
            try:
                source.tie(tie, record, source.organisation(row.text(key), row.text(f"{key}_code")))
            except RowError as error:
                raise row.fault(f"{key}_code", error.code, str(error)) from None


FORMAT = Format("credit_commitment", "信用承诺", COLUMNS, facts)
