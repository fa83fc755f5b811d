"""行政许可信息（2018 标准）: administrative licences by the standard of 发改办财金〔2018〕790号."""

from __future__ import annotations

from graph.identifiers import document_number
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

COLUMNS = (
    *party_columns("xk"),
    Column("title", ("行政许可决定文书名称", "xk_xkws")),
    Column("number", ("行政许可决定文书号", "xk_wsh"), needed=True),
    Column("category", ("许可类别", "xk_xklb"), needed=True),
    Column("certificate", ("许可证书名称", "xk_xkzs")),
    Column("certificate_number", ("许可编号", "xk_xkbh")),
    Column("content", ("许可内容", "xk_nr")),
    Column("date", ("许可决定日期", "xk_jdrq"), needed=True, filled=True, past=True),
    Column("valid_from", ("有效期自", "xk_yxqz")),
    Column("valid_until", ("有效期至", "xk_yxqzi")),
    Column("organ", ("许可机关", "xk_xkjg"), needed=True),
    Column("organ_code", ("许可机关统一社会信用代码", "xk_xkjgdm")),
    Column("status", ("当前状态", "xk_zt")),
)


def facts(row: Row, source: Source) -> None:
    """A licence, to whom, by whom."""
    number = row.text("number") or row.text("certificate_number")
    if not number:
        raise row.fault("number", "blank", "没有决定文书号，也没有许可编号 / neither number is given")
    row.ordered("valid_from", "valid_until")
    tell_licence(
        row,
        source,
        number,
        {
            "title": row.text("title"),
            "category": row.text("category"),
            "certificate": row.text("certificate"),
            "certificate_number": row.text("certificate_number"),
            "content": row.text("content"),
            "valid_from": row.day("valid_from"),
            "valid_until": row.day("valid_until"),
            "status": row.text("status"),
        },
    )


def tell_licence(row: Row, source: Source, number: str, properties: dict[str, str | int | list[str] | None]) -> None:
    """The record and its parties, the same in every standard."""
    granted = row.day("date")
    if granted is None:
        raise row.fault("date", "date", "许可决定日期不能没有 / the decision must be dated")
    shared = {
        "date": granted,
        "legal_representative_name": row.text("representative"),
        "reporting_unit": row.text("reporting_unit"),
        "reporting_unit_code": row.text("reporting_unit_code"),
        "remark": row.text("remark"),
    }
    key = document_number.key(number)
    person = is_person(row)
    party = person_party(row, source, f"Licence {key} {granted}") if person else organisation_party(row, source)
    record = source.record("Licence", (key, granted, party), granted, {**shared, **properties}, number=number)
    source.tie("LICENSES", record, party)
    if not person:
        identify_representative(row, source, record, party)
    decided_by(row, source, record)


FORMAT = Format("licence_2018", "行政许可（2018 标准）", COLUMNS, facts)
