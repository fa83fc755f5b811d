"""The public bodies of the sample province: for every area its offices, courts, schools, and who oversees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from loaders.sample.identities import body_code
from loaders.sample.places import BY_CODE, PLACES, Place

FOUNDED = date(2003, 1, 1)
REFORMED = date(2019, 1, 1)
"""When the offices of the 2018 reform began."""


class Office(NamedTuple):
    """A kind of office: its name at region and below, its abbreviation, its class, since when, and at which levels."""

    region: str
    local: str
    short: str
    body_class: str = "机关"
    since: date = FOUNDED
    levels: tuple[str, ...] = ("region", "city", "county")


OFFICES: Mapping[str, Office] = {
    "government": Office("人民政府", "人民政府", "政"),
    "discipline": Office("纪律检查委员会监察委员会", "纪律检查委员会监察委员会", "纪"),
    "personnel": Office("委员会组织部", "委员会组织部", "组"),
    "audit": Office("审计厅", "审计局", "审"),
    "finance": Office("财政厅", "财政局", "财"),
    "market": Office("市场监督管理厅", "市场监督管理局", "市监", since=date(2014, 1, 1)),
    "housing": Office("住房和城乡建设厅", "住房和城乡建设局", "建"),
    "environment": Office("生态环境厅", "生态环境局", "环", since=REFORMED, levels=("region", "city")),
    "safety": Office("应急管理厅", "应急管理局", "应急", since=REFORMED),
    "labour": Office("人力资源和社会保障厅", "人力资源和社会保障局", "人社"),
    "resources": Office("自然资源厅", "自然资源局", "自然资", since=REFORMED),
    "drugs": Office("药品监督管理局", "药品监督管理局", "药监", since=REFORMED, levels=("region",)),
    "commerce": Office("商务厅", "商务和投资促进局", "商"),
    "state_assets": Office("国有资产监督管理委员会", "国有资产监督管理委员会", "国资", levels=("region", "city")),
    "court": Office("高级人民法院", "人民法院", "法"),
    "youth": Office("示例青年联合会", "示例青年联合会", "青", body_class="群团", levels=("region", "city")),
    "hospital": Office("示例医院", "示例医院", "医", body_class="事业单位"),
    "school": Office("示例中学", "示例中学", "校", body_class="事业单位", levels=("city", "county")),
    "zone": Office("", "示例工业园区管理委员会", "园", body_class="开发区管委会", levels=("city",)),
}


class Body(NamedTuple):
    """A public body and those over it, by code ("" where there is none)."""

    name: str
    code: str
    short: str
    office: str
    body_class: str
    place: str
    superior: str
    audit: str
    discipline: str
    personnel: str
    government: str
    since: date


@lru_cache(maxsize=1)
def bodies() -> Mapping[tuple[str, str], Body]:
    """Every body by area code and office, in a fixed order; the same in every sample province."""
    codes: dict[tuple[str, str], str] = {}
    for place in PLACES:
        for key, office in OFFICES.items():
            if place.level in office.levels:
                beginning = "12" if office.body_class == "事业单位" else "13" if office.body_class == "群团" else "11"
                codes[place.code, key] = body_code(len(codes) + 1, place.code, beginning)
    return {(place, key): _body(BY_CODE[place], key, codes) for place, key in codes}


def body(place: str, office: str) -> Body:
    """The office of an area, or of the nearest area above that has one."""
    found = bodies()
    while (place, office) not in found:
        place = BY_CODE[place].parent
    return found[place, office]


def _body(place: Place, key: str, codes: Mapping[tuple[str, str], str]) -> Body:
    office = OFFICES[key]
    above = BY_CODE.get(place.parent)
    own_government = codes[place.code, "government"]

    def over(other: str) -> str:
        if key == other:
            return codes[above.code, other] if above else ""
        return codes[place.code, other]

    government = own_government if key != "government" else codes[above.code, "government"] if above else ""
    superior = government
    if key in ("court", "market") and above:
        superior = codes[above.code, key]
    if key == "school":
        superior = own_government
    name = place.full + (office.region if place.level == "region" else office.local)
    if key == "court" and place.level == "city":
        name = place.full + "中级人民法院"
    if key == "personnel":
        name = "中共" + name
    if key == "discipline":
        name = "中共" + name
    return Body(
        name,
        codes[place.code, key],
        place.short + office.short,
        key,
        office.body_class,
        place.code,
        superior,
        over("audit"),
        over("discipline"),
        over("personnel"),
        government,
        office.since,
    )
