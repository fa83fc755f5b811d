"""公职人员任职: who held which post in which public body from when to when."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source, until

COLUMNS = (
    Column("name", ("姓名",), needed=True, filled=True),
    Column("id", ("证件号码",), needed=True),
    Column("id_type", ("证件类型",)),
    Column("body", ("单位名称",), needed=True),
    Column("code", ("单位代码",), needed=True, filled=True),
    Column("position", ("职务",), needed=True),
    Column("principal", ("是否主要负责人",), needed=True),
    Column("from", ("任职日期",)),
    Column("to", ("免职日期",)),
    Column("number", ("文号",)),
)


def facts(row: Row, source: Source) -> None:
    """A post; the day of removal belongs to the successor."""
    row.ordered("from", "to")
    try:
        body = source.organisation(row.text("body"), row.text("code"))
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    try:
        person = source.person(row.text("name"), row.text("id"), row.text("id_type"), within=body, of_file=True)
    except RowError as error:
        raise row.fault("id", error.code, str(error)) from None
    start = row.day("from")
    source.tie(
        "HOLDS_POST_IN",
        person,
        body,
        start,
        until(row.day("to"), inclusive=False),
        discriminator=f"{row.text('position')} {start or ''}",
        properties={
            "name": row.text("name"),
            "position": row.text("position"),
            "principal": row.flag("principal") or False,
            "number": row.text("number"),
        },
    )


FORMAT = Format(
    "official_posts",
    "公职人员任职",
    COLUMNS,
    facts,
    {
        "姓名": "样例甲",
        "证件号码": "640104199001010018",
        "单位名称": "样例市住房和城乡建设局",
        "单位代码": "11640000MB00000512",
        "职务": "局长",
        "是否主要负责人": "是",
        "任职日期": "2020-01-01",
        "免职日期": "",
        "文号": "样人发〔2020〕1号",
    },
)
