"""Penalties as provincial case systems write them: who the party is, and which rows are no decision that stands."""

from __future__ import annotations

from graph.identifiers import document_number, resident_identity
from loaders.errors import RowError
from loaders.formats.penalty_2018 import Properties, tell_decision
from loaders.layout import Column, Row
from loaders.source import Source

PARTY_COLUMNS = (
    Column("party_class", ("当事人类型", "行政相对人类别", "administrative_cp_type")),
    Column("party_number_type", ("当事人证件类型", "当事人身份证件类型", "administrative_cp_cert_type")),
    Column("party_number", ("当事人证件号码", "administrative_cp_cert_code")),
    Column("representative", ("法定代表人姓名", "法定代表人", "legal_representative")),
    Column("representative_type", ("法定代表人证件类型", "legal_representative_type")),
    Column(
        "representative_number",
        ("法定代表人证件号码", "法定代表人身份证号码", "法定代表人证件", "legal_representative_idcard"),
    ),
)
NAMES = ("当事人名称", "行政相对人名称", "administrative_cp_name")
_PERSONS = ("自然人", "个人", "公民")
_UNITS = ("法人", "组织", "单位", "企业", "个体工商户")


def tell_case(row: Row, source: Source, number: str, decided: str | None, properties: Properties) -> None:
    """A penalty from such a row. One without a date or a party is no decision, one withdrawn stands no more."""
    if row.text("withdrawal_reason") or row.flag("case_withdrawn"):
        key = "withdrawal_reason" if row.text("withdrawal_reason") else "case_withdrawn"
        message = "已撤销：请在“文书状态”表中登记撤销的文书和日期 / withdrawn: tell it by a 文书状态 row"
        raise row.fault(key, "withdrawn", message)
    if decided is None:
        raise row.fault("date", "date", "没有处罚决定日期，还不是处罚决定 / no date of decision: not a decision yet")
    if not row.text("name"):
        message = "没有当事人：请先与处罚基本信息按案件合并 / no party: join it with the case table first"
        raise row.fault("name", "blank", message)
    party, of_person = _party(row, source, number, decided)
    tell_decision(row, source, number, decided, party, properties, of_person=of_person)


def _party(row: Row, source: Source, number: str, decided: str) -> tuple[str, bool]:
    """Whom a row punishes, and whether that is a person: by class or by number, refused where neither tells."""
    name, written, declared = row.text("name"), row.text("party_number"), row.text("party_class")
    person = any(word in declared for word in _PERSONS)
    unit = not person and any(word in declared for word in _UNITS)
    coded = source.is_code(written, row.text("party_number_type"))
    try:
        if unit or (coded and not person):
            kind = "IndividualBusiness" if "个体工商户" in declared else ""
            return source.organisation(name, written, kind=kind), False
        if person or "身份证" in row.text("party_number_type") or resident_identity.is_valid(written):
            within = f"Penalty {document_number.key(number)} {decided}"
            return source.person(name, written, row.text("party_number_type"), within=within), True
    except RowError as error:
        raise row.fault("party_number", error.code, str(error)) from None
    message = "看不出当事人是自然人还是组织 / neither class nor number tells whether the party is a person"
    raise row.fault("party_class", "party", message)
