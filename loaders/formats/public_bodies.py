"""机关单位: the roster of public bodies, and who supervises, audits, disciplines and staffs them."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source, until

CLASSES = {
    "机关": "GovernmentBody",
    "事业单位": "PublicInstitution",
    "群团": "MassOrganisation",
    "派出机关": "DispatchedBody",
    "开发区管委会": "DevelopmentZoneCommittee",
}
_TIES = (
    ("superior", "SUPERVISED_BY"),
    ("audit", "AUDITED_BY"),
    ("discipline", "DISCIPLINED_BY"),
    ("personnel", "PERSONNEL_UNDER"),
    ("government", "BELONGS_TO"),
)
COLUMNS = (
    Column("name", ("单位名称",), needed=True, filled=True),
    Column("code", ("单位代码",), needed=True, filled=True),
    Column("class", ("单位类别",), needed=True, filled=True),
    Column("region", ("行政区划",)),
    Column("superior", ("上级主管单位代码",), needed=True),
    Column("audit", ("审计机关代码",)),
    Column("discipline", ("纪检监察机关代码",)),
    Column("personnel", ("组织人事部门代码",)),
    Column("government", ("所属人民政府代码",)),
    Column("from", ("生效日期",)),
    Column("to", ("失效日期",)),
)


def facts(row: Row, source: Source) -> None:
    """A body and its lines of supervision from 生效日期 until 失效日期, the day they stop."""
    row.ordered("from", "to")
    body_class = row.choice("class", tuple(CLASSES))
    start, stop = row.day("from"), row.day("to")
    try:
        body = source.body(
            row.text("name"),
            row.text("code"),
            CLASSES[body_class],
            {"body_class": body_class, "region": row.text("region"), "since": start, "until": stop},
        )
    except RowError as error:
        raise row.fault("code", error.code, str(error)) from None
    for key, kind in _TIES:
        if row.text(key):
            try:
                other = source.organisation("", row.text(key))
            except RowError as error:
                raise row.fault(key, error.code, str(error)) from None
            source.tie(kind, body, other, start, until(stop, inclusive=False), discriminator=start or "")


FORMAT = Format(
    "public_bodies",
    "机关单位",
    COLUMNS,
    facts,
    {
        "单位名称": "样例市住房和城乡建设局",
        "单位代码": "11640000MB00000512",
        "单位类别": "机关",
        "行政区划": "640100",
        "上级主管单位代码": "12640100MB000006XU",
        "审计机关代码": "",
        "纪检监察机关代码": "",
        "组织人事部门代码": "",
        "所属人民政府代码": "",
        "生效日期": "2019-01-01",
        "失效日期": "",
    },
)
