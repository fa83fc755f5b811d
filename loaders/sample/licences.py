"""Licences of the crowd (双公示 行政许可), and the market regulators' two lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.people import Cast
from loaders.sample.places import city_of
from loaders.sample.province import body
from loaders.sample.writer import Row

_LICENCES, _LISTS = 65, 66

_KINDS = {
    "食品": ("食品经营许可证", "market"),
    "餐饮管理": ("食品经营许可证", "market"),
    "乳业": ("食品生产许可证", "market"),
    "清真肉制品": ("食品生产许可证", "market"),
    "粮油": ("食品生产许可证", "market"),
    "医药": ("药品经营许可证", "drugs"),
    "建筑工程": ("安全生产许可证", "housing"),
    "化工": ("安全生产许可证", "safety"),
    "矿业": ("采矿许可证", "resources"),
    "运输": ("道路运输经营许可证", "housing"), "劳务服务": ("劳务派遣经营许可证", "labour"),
    "环保科技": ("排污许可证", "environment"),
}  # fmt: skip


def licences(seed: int, count: int, one: Company, cast: Cast) -> Iterator[tuple[str, str, Row]]:
    """Rows of licences of enterprise ``count``: table, place of the file, row."""
    if one.trade not in _KINDS:
        return
    draw = generator(seed, _LICENCES, count)
    certificate, office = _KINDS[one.trade]
    day = one.established + timedelta(days=20 + draw.randrange(60))
    organ = body(one.county.code, office)
    number = f"{organ.short}许〔{day.year}〕{count + 1}号"
    shared: Row = {
        "name": one.name,
        "code": one.code,
        "registration_number": one.registration_number,
        "organisation_code": one.organisation_code,
        "representative": (cast.predecessor or cast.lead).name,
        "number": number,
        "content": f"准予核发{certificate}",
        "date": day,
        "valid_until": date(day.year + 5, day.month, min(day.day, 28)),
        "organ": organ.name,
    }
    if day < date(2019, 2, 1):
        old: Row = {
            "title": certificate + "核发",
            "category": "普通",
            "status": "0",
            "place": one.county.code,
            "stamp": day,
        }
        yield "licences_old", "", {**shared, **old}
        return
    new: Row = {
        "party_class": "个体工商户" if one.kind == "individual" else "法人及非法人组织",
        "title": f"{certificate}准予许可决定书",
        "category": "普通",
        "certificate": certificate,
        "certificate_number": f"XK{one.county.code}{count + 1:08}",
        "valid_from": day,
        "organ_code": organ.code,
        "status": "1" if day.year + 5 > REFERENCE_DATE.year else "2",
        "reporter": organ.name,
        "reporter_code": organ.code,
    }
    yield "licences", city_of(one.county.code).code, {**shared, **new}


def lists(seed: int, count: int, one: Company) -> Iterator[tuple[str, str, Row]]:
    """Rows of 经营异常名录 and 严重违法失信名单."""
    draw = generator(seed, _LISTS, count)
    chance = draw.random()
    if chance >= 0.036:
        return
    first = max(one.established + timedelta(days=500), date(2015, 7, 1))
    span = (REFERENCE_DATE - first).days - 30
    if span <= 0:
        return
    listed = first + timedelta(days=draw.randrange(span))
    removed = listed + timedelta(days=90 + draw.randrange(900))
    over = removed < REFERENCE_DATE and draw.random() < 0.6
    organ = body(one.county.code, "market")
    shared: Row = {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "registration_number": one.registration_number,
        "listed": listed,
        "organ": organ.name,
        "removed": removed if over else None,
        "removal_organ": organ.name if over else None,
    }
    if chance < 0.03:
        reasons = ("未依照规定的期限公示年度报告", "通过登记的住所无法联系")
        yield (
            "abnormal",
            "",
            {**shared, "reason": draw.choice(reasons), "removal_reason": "补报年度报告" if over else None},
        )
    elif listed > date(2021, 9, 1):
        where: Row = {"city": city_of(one.county.code).name, "county": one.county.name}
        reason = "实施不正当竞争行为，受到较重行政处罚"
        yield "serious", "", {**shared, **where, "reason": reason, "removal_reason": "列入满三年" if over else None}
