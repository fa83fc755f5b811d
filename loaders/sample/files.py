"""The files an office would receive: folder, table, encoding, how dates and headings are written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from loaders.sample.layouts import LAYOUTS
from loaders.sample.places import CITIES

Encoding = str
"""``utf-8``, ``utf-8-sig`` (with a byte order mark), ``gb18030``, or ``xlsx``."""

_ACTS = ("act_from", "act_to", "filed", "published")


class SampleFile(NamedTuple):
    """One file: ``dates`` is what stands between years and months; ``headings`` are those written there, by key."""

    path: str
    table: str
    place: str
    encoding: Encoding
    dates: str
    headings: Mapping[str, str]


def _file(
    path: str,
    table: str,
    encoding: Encoding,
    *,
    place: str = "",
    dates: str = "-",
    without: tuple[str, ...] = (),
    write: Callable[[str], str] | None = None,
    rename: Mapping[str, str] | None = None,
) -> SampleFile:
    names = rename or {}
    headings = {
        key: names.get(key) or (write(heading) if write else heading)
        for key, heading in LAYOUTS[table].items()
        if key not in without
    }
    return SampleFile(path, table, place, encoding, dates, headings)


def _wide(heading: str) -> str:
    """Full-width brackets."""
    return heading.replace("(", "（").replace(")", "）")


def _narrow(heading: str) -> str:
    """Half-width brackets."""
    return heading.replace("（", "(").replace("）", ")")


def _hyphens(heading: str) -> str:
    """代码-1（…） for 代码_1(…)."""
    return _wide(re.sub(r"_(\d)", r"-\1", heading))


def _spaced(heading: str) -> str:
    """Stray spaces, as in tables typed by hand."""
    return re.sub(r"_(\d)\(", r"_\1 (", heading) + " "


_API_DEBTORS = {
    "name": "iname", "sex": "sexy", "age": "age", "id": "cardNum", "representative": "businessEntity",
    "court": "courtName", "province": "areaName", "basis": "gistId", "filed": "regDate", "number": "caseCode",
    "basis_unit": "gistUnit", "duty": "duty", "performance": "performance", "conduct": "disruptTypeName",
    "published": "publishDate", "performed": "performedPart", "unperformed": "unperformPart",
}  # fmt: skip

_YINCHUAN, _SHIZUISHAN, _WUZHONG, _GUYUAN, _ZHONGWEI = (city.name for city in CITIES)

FILES: tuple[SampleFile, ...] = (
    _file("机构编制/机关单位.xlsx", "bodies", "xlsx"),
    _file("机构编制/公职人员任职.xlsx", "posts", "xlsx"),
    _file("市场监管/企业登记_主体.csv", "registrations", "utf-8-sig"),
    _file(
        "市场监管/个体工商户和合作社登记_主体.csv",
        "registrations",
        "gb18030",
        place="household",
        dates="/",
        write=_wide,
        rename={"name": "名称"},
    ),
    _file("市场监管/企业登记_主要人员.csv", "officers", "utf-8"),
    _file("市场监管/企业登记_股东及出资.csv", "holders", "utf-8-sig"),
    _file(
        "市场监管/合伙企业登记_合伙人及出资.csv",
        "holders",
        "gb18030",
        place="partnership",
        rename={"holder": "合伙人"},
        write=_narrow,
    ),
    _file("市场监管/企业登记_变更.csv", "changes", "gb18030"),
    _file("市场监管/企业公示_股权变更.csv", "transfers", "utf-8", dates="年"),
    _file("市场监管/经营异常名录.csv", "abnormal", "utf-8-sig"),
    _file("市场监管/严重违法失信名单.csv", "serious", "gb18030"),
    _file(f"双公示/{_YINCHUAN}_行政处罚.csv", "penalties", "utf-8-sig", place="640100", dates="/"),
    _file(
        f"双公示/{_SHIZUISHAN}_行政处罚.csv",
        "penalties",
        "gb18030",
        place="640200",
        dates="/",
        without=_ACTS,
        write=_narrow,
    ),
    _file(f"双公示/{_WUZHONG}_行政处罚.csv", "penalties", "utf-8", place="640300", write=_hyphens),
    _file(f"双公示/{_GUYUAN}_行政处罚.xlsx", "penalties", "xlsx", place="640400", write=_wide),
    _file(
        f"双公示/{_ZHONGWEI}_行政处罚.csv",
        "penalties",
        "gb18030",
        place="640500",
        dates="/",
        without=("representative_id_type", "person_id_type", "filed", "published"),
        write=_spaced,
        rename={"representative_id": "法定代表人身份证号"},
    ),
    _file(
        "双公示/区直部门_行政处罚.csv",
        "penalties",
        "utf-8",
        place="640000",
        rename={
            "fine": "罚款金额（元）",
            "confiscated": "没收违法所得、没收非法财物的金额（元）",
        },
    ),
    _file("双公示/旧标准/银川市_行政处罚_旧.csv", "penalties_old", "gb18030", place="640100", dates="/"),
    _file("双公示/旧标准/各市_行政处罚_旧.csv", "penalties_old", "utf-8", write=_hyphens),
    _file(f"双公示/{_YINCHUAN}_行政许可.csv", "licences", "utf-8-sig", place="640100", dates="/"),
    _file("双公示/各市_行政许可.csv", "licences", "gb18030", dates="/", write=_wide),
    _file("双公示/旧标准/行政许可_旧.csv", "licences_old", "gb18030", dates="/"),
    _file("法院/失信被执行人.csv", "debtors", "gb18030", dates="年"),
    _file("法院/失信被执行人_接口.csv", "debtors", "utf-8", place="api", dates="", rename=_API_DEBTORS),
    _file("法院/限制消费令.csv", "restrictions", "utf-8-sig"),
    _file("法院/裁判文书.csv", "judgments", "utf-8"),
    _file("法院/裁判认定.xlsx", "adjudicated", "xlsx"),
    _file("认定与状态/责任认定.xlsx", "findings", "xlsx"),
    _file("认定与状态/文书状态.csv", "statuses", "gb18030"),
    _file("认定与状态/信用修复.xlsx", "repairs", "xlsx"),
    _file("主体关系/控制关系申报.csv", "declarations", "utf-8"),
    _file("主体关系/关联关系.csv", "relations", "utf-8-sig"),
    _file("民政/自然人状态.csv", "person_statuses", "gb18030"),
    _file("机构编制/机构改革.xlsx", "reforms", "xlsx"),
    _file("政务诚信/政府承诺.csv", "promises", "utf-8-sig"),
    _file("政务诚信/承诺变更.csv", "promise_changes", "gb18030", dates="/"),
    _file("政务诚信/拖欠账款.xlsx", "arrears", "xlsx"),
    _file("政务诚信/政务失信.csv", "breaches", "utf-8"),
    _file("信用承诺/信用承诺.csv", "commitments", "gb18030", dates="/"),
)
"""In the order in which the key and the explanation list them."""
