"""企业登记主体信息: what the register says of an enterprise, branch or business."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source

COLUMNS = (
    Column("register_id", ("主体身份代码", "pripid")),
    Column("code", ("统一社会信用代码", "uniscid"), needed=True),
    Column("register_number", ("注册号", "regno")),
    Column(
        "name",
        ("企业名称", "企业(机构)名称", "名称", "字号名称", "市场主体名称", "主体名称", "entname"),
        needed=True,
        filled=True,
    ),
    Column(
        "representative",
        ("法定代表人", "法定代表人(经营者)", "法定代表人姓名", "法定代表人(负责人)", "负责人", "lerep"),
    ),
    Column("type", ("企业类型", "企业(机构)类型", "市场主体类型", "enttype"), needed=True),
    Column("capital", ("注册资本", "注册资本(金)", "注册资金", "regcap")),
    Column("currency", ("币种", "注册资本币种", "注册资本(金)币种")),
    Column("established", ("成立日期", "estdate"), needed=True, past=True),
    Column("term_from", ("经营期限自", "经营(驻在)期限自", "opfrom")),
    Column("term_to", ("经营期限至", "经营(驻在)期限至", "opto")),
    Column("address", ("住所", "住所(经营场所)", "地址", "dom")),
    Column("scope", ("经营范围", "经营(业务)范围")),
    Column("registrar", ("登记机关", "regorg")),
    Column("approved", ("核准日期", "apprdate"), past=True),
    Column("state", ("登记状态", "企业状态", "regstate"), needed=True),
    Column("region", ("行政区划", "行政区划代码")),
    Column("parent", ("隶属企业主体身份代码",)),
    Column("parent_code", ("隶属企业统一社会信用代码",)),
    Column("ended", ("注销日期", "吊销日期"), past=True),
)
_STATES = {
    "k": "存续",
    "d": "吊销，未注销",
    "c": "撤销",
    "q": "迁出",
    "z": "歇业",
    "1": "存续",
    "2": "吊销，未注销",
    "3": "注销",
    "4": "迁出",
}


def facts(row: Row, source: Source) -> None:
    """A registration and the subject it registers."""
    row.ordered("term_from", "term_to")
    name, code = row.text("name"), row.text("code")
    if not code and not row.text("register_id"):
        raise row.fault("code", "blank", "没有统一社会信用代码，也没有主体身份代码 / neither code nor register id")
    try:
        subject = source.organisation(name, code, register_id=row.text("register_id"))
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    state = row.text("state")
    register_id = row.text("register_id")
    record = source.record(
        "Registration",
        (subject, name),
        row.day("established"),
        {
            "name": name,
            "register_id": register_id,
            "register_number": row.text("register_number"),
            "legal_representative_name": row.text("representative"),
            "enterprise_type": row.text("type"),
            "registered_capital": row.money("capital"),
            "currency": row.text("currency"),
            "established": row.day("established"),
            "term_from": row.day("term_from"),
            "term_to": row.day("term_to"),
            "address": row.text("address"),
            "business_scope": row.text("scope"),
            "registrar": row.text("registrar"),
            "approved": row.day("approved"),
            "state": _STATES.get(state.lower(), state),
            "region": row.text("region"),
            "parent_register_id": row.text("parent"),
            "parent_code": row.text("parent_code"),
            "ended": row.day("ended"),
        },
        number=register_id,
        code=code,
        name=name,
    )
    source.tie("REGISTERS", record, subject)


FORMAT = Format("registration", "登记主体", COLUMNS, facts)
