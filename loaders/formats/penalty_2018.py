"""行政处罚信息（2018 标准）: administrative penalties by the standard of 发改办财金〔2018〕790号."""

from __future__ import annotations

from collections.abc import Mapping

from graph.identifiers import document_number
from graph.model import Value
from loaders.formats.parties import (
    decided_by,
    identify_representative,
    is_person,
    organisation_party,
    party_columns,
    person_party,
)
from loaders.layout import Column, Format, Row
from loaders.source import Source

Properties = Mapping[str, Value | None]

COLUMNS = (
    *party_columns("cf"),
    Column("number", ("行政处罚决定书文号", "处罚决定书文号", "cf_wsh"), needed=True, filled=True),
    Column("violation", ("违法行为类型", "cf_wfxw")),
    Column("facts", ("违法事实", "处罚事由", "cf_sy")),
    Column("basis", ("处罚依据", "cf_yj")),
    Column("categories", ("处罚类别", "处罚种类", "处罚决定种类", "cf_cflb"), needed=True),
    Column("content", ("处罚内容", "cf_nr"), needed=True),
    Column("fine", ("罚款金额", "处罚金额", "cf_nr_fk")),
    Column(
        "confiscated", ("没收违法所得、没收非法财物的金额", "没收违法所得没收非法财物的金额", "没收金额", "cf_nr_wfff")
    ),
    Column("licence_withdrawn", ("暂扣或吊销证照名称及编号", "暂扣或吊销证照名称", "cf_nr_zkdx")),
    Column("date", ("处罚决定日期", "决定日期", "cf_jdrq"), needed=True, filled=True, past=True),
    Column("valid_until", ("处罚有效期", "cf_yxq")),
    Column("publicity_until", ("公示截止期", "公示截止日期", "cf_gsjzq")),
    Column("organ", ("处罚机关", "cf_cfjg"), needed=True),
    Column("organ_code", ("处罚机关统一社会信用代码", "cf_cfjgdm")),
    Column("act_from", ("违法行为发生日期",)),
    Column("act_to", ("违法行为终了日期",)),
    Column("filed", ("立案日期",), past=True),
    Column("published", ("公示日期",), past=True),
)


def facts(row: Row, source: Source) -> None:
    """A penalty, whom it punishes, who decided, and whom its representative columns identify."""
    number, decided = row.text("number"), row.day("date")
    if decided is None:
        raise row.fault("date", "date", "处罚决定日期不能没有 / the decision must be dated")
    row.ordered("act_from", "act_to")
    if (act := row.day("act_from")) is not None and act > decided:
        raise row.fault("act_from", "order", "违法行为发生日期晚于处罚决定日期 / the act is after the decision")
    tell_penalty(
        row,
        source,
        number,
        decided,
        {
            "violation": row.text("violation"),
            "facts": row.text("facts"),
            "basis": row.text("basis"),
            "categories": row.items("categories"),
            "content": row.text("content"),
            "fine": row.money("fine"),
            "confiscated": row.money("confiscated"),
            "licence_withdrawn": row.text("licence_withdrawn"),
            "valid_until": row.day("valid_until"),
            "publicity_until": row.day("publicity_until"),
            "act_from": row.day("act_from"),
            "act_to": row.day("act_to"),
            "filed": row.day("filed"),
            "published": row.day("published"),
        },
    )


_NO_PENALTY = "不予"


def tell_penalty(row: Row, source: Source, number: str, decided: str, properties: Properties) -> None:
    """The record and its parties, the same in both national standards."""
    if is_person(row):
        person = person_party(row, source, f"Penalty {document_number.key(number)} {decided}")
        tell_decision(row, source, number, decided, person, properties, of_person=True)
    else:
        tell_decision(row, source, number, decided, organisation_party(row, source), properties)


def tell_decision(
    row: Row, source: Source, number: str, decided: str, party: str, properties: Properties, *, of_person: bool = False
) -> None:
    """The record of a penalty, whom it punishes, who decided, and whom its representative columns identify.

    不予行政处罚 (行政处罚法 33) is no penalty: such a row is refused.
    """
    categories = properties.get("categories")
    if isinstance(categories, list) and categories and all(_NO_PENALTY in one for one in categories):
        raise row.fault(
            "categories", "no_penalty", "不予行政处罚的决定不是行政处罚 / a decision not to punish is no penalty"
        )
    if (filed := properties.get("filed")) is not None and str(filed) > decided:
        raise row.fault("filed", "order", "立案日期晚于处罚决定日期 / filed after the decision")
    shared = {
        "date": decided,
        "subject_class": row.text("party_class"),
        "legal_representative_name": row.text("representative"),
        "reporting_unit": row.text("reporting_unit"),
        "reporting_unit_code": row.text("reporting_unit_code"),
        "remark": row.text("remark"),
    }
    key = (document_number.key(number), decided, party)
    record = source.record("Penalty", key, decided, {**shared, **properties}, number=number)
    source.tie("PENALISES", record, party)
    if not of_person:
        identify_representative(row, source, record, party)
    decided_by(row, source, record)


FORMAT = Format("penalty_2018", "行政处罚（2018 标准）", COLUMNS, facts)
