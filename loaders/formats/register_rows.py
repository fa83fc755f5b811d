"""Columns and parties that the register's tables share: which company a row is about."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Row
from loaders.source import Source

FILE_COLUMNS = (
    Column("register_id", ("主体身份代码", "pripid", "内部序号")),
    Column("code", ("统一社会信用代码", "uniscid", "uni_social_crd_cd")),
    Column("company", ("企业名称", "企业名称(字号名)", "企业名称(字号名称)", "entname", "comp_nm", "comp_name")),
    Column("register_number", ("注册号", "营业执照注册号", "regno", "reg_no")),
)

COMPANY_KEYS = ("code", "register_id")
"""A register table names its companies by one of these."""


def company_of(row: Row, source: Source) -> str:
    """The company a row is about: by code, else by register id. A row with neither is refused."""
    code, register_id = row.text("code"), row.text("register_id")
    if not code and not register_id:
        raise row.fault("code", "blank", "没有统一社会信用代码，也没有主体身份代码 / neither code nor register id")
    try:
        return source.organisation(row.text("company"), code, register_id=register_id)
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None


def number_fault(row: Row, key: str, error: RowError) -> RowError:
    """An error about a party's number, told of its column."""
    return row.fault(key, error.code, str(error))
