"""Whom a 双公示 row is about (行政相对人), in the old standard and in that of 2018."""

from __future__ import annotations

from itertools import zip_longest

from loaders.errors import RowError
from loaders.layout import Column, Row
from loaders.source import Source

PERSON_CLASS = "自然人"
_CLASSES = ("法人及非法人组织", "个体工商户", "自然人", "法人", "非法人组织", "其他组织", "企业", "其他")


def party_columns(prefix: str) -> tuple[Column, ...]:
    """The party block of 2018; ``prefix`` is that of the field codes (cf or xk)."""
    return (
        Column("name", ("行政相对人名称", "当事人名称", f"{prefix}_xdr_mc", f"{prefix}_xdr"), needed=True, filled=True),
        Column("party_class", ("行政相对人类别", "当事人类型", f"{prefix}_xdr_lb")),
        Column("code", ("行政相对人代码(统一社会信用代码)", "统一社会信用代码", f"{prefix}_xdr_shxym")),
        Column(
            "register_number",
            ("行政相对人代码(工商注册号)", "行政相对人代码(工商登记码)", f"{prefix}_xdr_gszc", f"{prefix}_xdr_gsdj"),
        ),
        Column("organisation_code", ("行政相对人代码(组织机构代码)", f"{prefix}_xdr_zzjg", f"{prefix}_xdr_zdm")),
        Column("tax_number", ("行政相对人代码(税务登记号)", f"{prefix}_xdr_swdj")),
        Column("institution_number", ("行政相对人代码(事业单位证书号)", f"{prefix}_xdr_sydw")),
        Column("society_number", ("行政相对人代码(社会组织登记证号)", f"{prefix}_xdr_shzz")),
        Column("resident_number", ("行政相对人代码(居民身份证号)", f"{prefix}_xdr_sfz")),
        Column(
            "representative", ("法定代表人", "法定代表人姓名", "法定代表人(负责人)", f"{prefix}_frdb", f"{prefix}_fr")
        ),
        Column("representative_type", ("法定代表人证件类型", f"{prefix}_fr_zjlx")),
        Column(
            "representative_number",
            (
                "法定代表人证件号码",
                "法定代表人身份证号",
                "法定代表人身份证号码",
                f"{prefix}_fr_zjhm",
                f"{prefix}_fr_sfzh",
            ),
        ),
        Column("person_type", ("证件类型", "自然人证件类型", f"{prefix}_xdr_zjlx")),
        Column("person_number", ("证件号码", "自然人证件号码", f"{prefix}_xdr_zjhm")),
        Column("reporting_unit", ("数据来源单位", f"{prefix}_sjly", "xk_lydw")),
        Column("reporting_unit_code", ("数据来源单位统一社会信用代码", f"{prefix}_sjlydm", "xk_lydwdm")),
        Column("remark", ("备注", "bz")),
    )


def is_person(row: Row) -> bool:
    """Whether the row is about a natural person: its class says so, or it has a person's number and no code."""
    declared = row.choice("party_class", _CLASSES)
    if declared:
        return declared == PERSON_CLASS
    has_code = any(row.text(key) for key in ("code", "register_number", "organisation_code", "institution_number"))
    return not has_code and bool(row.text("person_number") or row.text("resident_number"))


def organisation_party(row: Row, source: Source) -> str:
    """The organisation a row is about, by the best code it gives."""
    try:
        return source.organisation(
            row.text("name"),
            row.text("code"),
            organisation=row.text("organisation_code"),
            register_id=row.text("register_number") or row.text("institution_number"),
            kind="IndividualBusiness" if row.text("party_class") == "个体工商户" else "",
        )
    except RowError as error:
        raise row.fault("code" if row.text("code") else "organisation_code", error.code, str(error)) from None


def person_party(row: Row, source: Source, record: str) -> str:
    """The natural person a row is about."""
    key = "person_number" if row.text("person_number") else "resident_number"
    try:
        return source.person(row.text("name"), row.text(key), row.text("person_type"), within=record)
    except RowError as error:
        raise row.fault(key, error.code, str(error)) from None


def identify_representative(row: Row, source: Source, record: str, enterprise: str) -> None:
    """The 法定代表人 columns identify a person; they neither name him responsible nor prove his role at the act."""
    name, number = row.text("representative"), row.text("representative_number")
    if not name or not number or "*" in number:
        return
    try:
        person = source.person(name, number, row.text("representative_type"), within=record)
    except RowError as error:
        raise row.fault("representative_number", error.code, str(error)) from None
    source.tie(
        "IDENTIFIES", record, person, properties={"capacity": "法定代表人", "enterprise": enterprise, "name": name}
    )


def decided_by(row: Row, source: Source, record: str, organ: str = "organ", code: str = "organ_code") -> None:
    """The deciding organ or organs (机关), joined by 、 or ；, by name, code or both."""
    for name, own in zip_longest(row.items(organ), row.items(code), fillvalue=""):
        try:
            body = source.organisation(name, own)
        except RowError as error:
            raise row.fault(code, error.code, str(error)) from None
        source.tie("DECIDED_BY", record, body)
