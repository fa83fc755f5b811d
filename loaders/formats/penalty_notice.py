"""行政处罚公示信息: penalties that a market regulator publishes of the enterprises in its register."""

from __future__ import annotations

from loaders.formats.penalty_2018 import tell_decision
from loaders.formats.register_rows import COMPANY_KEYS, company_of
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("record_key", ("业务主键", "lic_id")),
    Column("register_id", ("主体身份代码", "pripid")),
    Column("code", ("统一社会信用代码", "uni_social_crd_cd")),
    Column("company", ("纳税人名称", "企业名称", "taxer_nm"), needed=True),
    Column("number", ("行政处罚文号", "admin_punish_doc"), needed=True, filled=True),
    Column("facts", ("处罚原因", "punish_rea"), needed=True),
    Column("date", ("处罚时间", "punish_dt"), needed=True, filled=True, past=True),
    Column("content", ("处罚结果", "punish_result"), needed=True),
    Column("representative", ("法人姓名", "legal_per")),
    Column("representative_number", ("法人身份证号", "legal_per_ident")),
    Column("origin", ("数据来源表",)),
    Column("stamp", ("etl入库时间",)),
)


def facts(row: Row, source: Source) -> None:
    """A penalty of an enterprise; the table does not say who decided it."""
    decided = row.day("date")
    if decided is None:
        raise row.fault("date", "date", "处罚时间不能没有 / the decision must be dated")
    company = company_of(row, source)
    properties = {"facts": row.text("facts"), "content": row.text("content")}
    tell_decision(row, source, row.text("number"), decided, company, properties)


FORMAT = Format("penalty_notice", "行政处罚公示信息", COLUMNS, facts, either=COMPANY_KEYS)
