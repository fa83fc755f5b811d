"""Penalties of the crowd (双公示 行政处罚), by both standards, with what authorities later said of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.identities import Person
from loaders.sample.offences import OFFENCES, Offence
from loaders.sample.people import Cast
from loaders.sample.places import city_of
from loaders.sample.province import Body, body
from loaders.sample.writer import Row

_PENALTIES = 61
_OLD_UNTIL = date(2019, 2, 1)
"""Decisions before this day are in the old standard."""

_RECORDS_EACH = 10


_DRAWN = [offence for offence in OFFENCES.values() if offence.weight]
_WEIGHTS = [offence.weight for offence in _DRAWN]

_AFTER = {"撤销": 2, "确认违法": 1, "停止执行": 1, "": 96}
"""What becomes of a hundred decisions."""


def decided(seed: int, count: int, one: Company, cast: Cast) -> Iterator[tuple[str, str, Row]]:
    """Rows about the penalties of enterprise ``count``: table, place of the file, row."""
    draw = generator(seed, _PENALTIES, count)
    if draw.random() >= 0.09:
        return
    for place in range(min(int(draw.paretovariate(1.6)), _RECORDS_EACH)):
        offence = draw.choices(_DRAWN, _WEIGHTS)[0]
        serial = count * _RECORDS_EACH + place + 1
        yield from _case(draw, one, cast, offence, serial)


def _case(
    draw: random.Random, one: Company, cast: Cast, offence: Offence, serial: int
) -> Iterator[tuple[str, str, Row]]:
    first = max(one.established + timedelta(days=60), date(2016, 6, 1))
    span = (REFERENCE_DATE - first).days - 120
    if span <= 0:
        return
    day = first + timedelta(days=int(span * draw.random() ** 0.7))
    organ = body(one.county.code if draw.random() < 0.7 else one.county.parent, offence.office)
    number = f"{organ.short}罚〔{day.year}〕{serial}号"
    fine = str(draw.choice(("0.5", "1", "2", "5", "10.25", "20", "50.000001")))
    if "罚款" not in offence.content:
        fine = ""
    if day < _OLD_UNTIL:
        yield "penalties_old", city_of(one.county.code).code, _old(one, cast.lead, organ, number, offence, day, fine)
        return
    act = day - timedelta(days=draw.randrange(30, 400)) if draw.random() < 0.6 else None
    holder = cast.lead
    if cast.predecessor is not None and cast.since is not None and (act or day) < cast.since:
        holder = cast.predecessor
    row = penalty(one, cast.lead, organ, number, offence, day, fine=fine, act=act, with_number=draw.random() < 0.5)
    where = organ.place if organ.office == "drugs" else city_of(one.county.code).code
    if where == "640000" and fine:
        row = {**row, "fine": f"{(Decimal(fine) * 10000).normalize():f}"}
    yield "penalties", where, row
    if offence.heavy and draw.random() < 0.5:
        yield "findings", "", finding(number, holder, one, "法定代表人", organ, day, offence.heavy)
    elif draw.random() < 0.08:
        yield "penalties", where, person_penalty(holder, organ, number, offence, day, act=act)
    yield from _afterwards(draw, one, number, day, fine, serial)


def _afterwards(
    draw: random.Random, one: Company, number: str, day: date, fine: str, serial: int
) -> Iterator[tuple[str, str, Row]]:
    """A decision annulled or held illegal, or repaired after its minimum publicity."""
    change = draw.choices(list(_AFTER), list(_AFTER.values()))[0]
    later = day + timedelta(days=60 + draw.randrange(120))
    if change and later < REFERENCE_DATE:
        organ = body(one.county.parent, "government")
        document = f"{organ.short}复决〔{later.year}〕{serial}号"
        yield "statuses", "", status(number, change, document, organ, later, "行政复议认定事实不清")
    elif fine and draw.random() < 0.12:
        applied = day + timedelta(days=100 + draw.randrange(300))
        if applied + timedelta(days=30) < REFERENCE_DATE:
            yield "repairs", "", repair(f"XF{applied.year}{serial:08}", one, number, applied)


def penalty(
    one: Company,
    representative: Person | None,
    organ: Body,
    number: str,
    offence: Offence,
    day: date,
    *,
    fine: str = "",
    act: date | None = None,
    until: date | None = None,
    with_number: bool = True,
) -> Row:
    """A row of the 2018 standard on an organisation."""
    return {
        "name": one.name,
        "party_class": "个体工商户" if one.kind == "individual" else "法人及非法人组织",
        "code": one.code,
        "registration_number": one.registration_number,
        "organisation_code": one.organisation_code,
        "representative": representative.name if representative else "",
        "representative_id_type": "身份证" if representative and with_number else "",
        "representative_id": representative.number if representative and with_number else "",
        "fine": fine,
        **_decision(organ, number, offence, day, act, until),
    }


def person_penalty(
    who: Person,
    organ: Body,
    number: str,
    offence: Offence,
    day: date,
    *,
    act: date | None = None,
    numbered: bool = True,
) -> Row:
    """A row of the 2018 standard on a natural person."""
    return {
        "name": who.name,
        "party_class": "自然人",
        "person_id_type": "身份证" if numbered else "",
        "person_id": who.number if numbered else "",
        "fine": "1",
        **_decision(organ, number, offence, day, act, None),
    }


def _decision(
    organ: Body, number: str, offence: Offence, day: date, act: date | None, until: date | None
) -> dict[str, str | int | date | None]:
    return {
        "number": number,
        "violation": offence.violation,
        "facts": f"经查，当事人{offence.violation}",
        "basis": offence.basis,
        "categories": offence.categories,
        "content": offence.content,
        "licence": offence.licence,
        "date": day,
        "valid_until": date(2099, 12, 31),
        "publicity_until": until or date(day.year + 3, day.month, min(day.day, 28)),
        "organ": organ.name,
        "organ_code": organ.code,
        "reporter": organ.name,
        "reporter_code": organ.code,
        "act_from": act,
        "act_to": act,
        "filed": act + timedelta(days=7) if act else None,
        "published": day + timedelta(days=7),
    }


def _old(one: Company, lead: Person, organ: Body, number: str, offence: Offence, day: date, fine: str) -> Row:
    return {
        "number": number,
        "title": offence.violation,
        "category": offence.categories.split(";")[0],
        "facts": offence.violation,
        "basis": offence.basis,
        "name": one.name,
        "code": one.code,
        "organisation_code": one.organisation_code,
        "registration_number": one.registration_number,
        "representative": lead.name,
        "content": offence.content + (f"{fine}万元" if fine else ""),
        "date": day,
        "publicity_until": date(day.year + 1, day.month, min(day.day, 28)),
        "organ": organ.name,
        "status": "0",
        "place": one.county.code,
        "stamp": day,
    }


def finding(
    number: str,
    who: Person,
    one: Company,
    responsibility: str,
    organ: Body,
    day: date,
    basis: str,
    *,
    restriction: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Row:
    """A row of 责任认定."""
    return {
        "number": number,
        "person": who.name,
        "id_type": "居民身份证",
        "id": who.number,
        "company": one.name,
        "code": one.code,
        "responsibility": responsibility,
        "organ": organ.name,
        "organ_code": organ.code,
        "date": day,
        "basis": basis,
        "restriction": restriction,
        "from": since,
        "to": until,
    }


def status(number: str, change: str, document: str, organ: Body, day: date, reason: str = "") -> Row:
    """A row of 文书状态."""
    return {
        "number": number,
        "change": change,
        "changing_number": document,
        "organ": organ.name,
        "organ_code": organ.code,
        "date": day,
        "reason": reason,
    }


def repair(repair_number: str, one: Company, number: str, applied: date, ends: str = "全部") -> Row:
    """A row of 信用修复, decided a few days after it was applied for."""
    days = [applied + timedelta(days=after) for after in (1, 1, 3, 4, 6, 7)]
    return {
        "repair_number": repair_number,
        "name": one.name,
        "code": one.code,
        "number": number,
        "applied": applied,
        "accepted": days[0],
        "complete": days[1],
        "city_reviewed": days[2],
        "city_result": "同意",
        "region_accepted": days[3],
        "region_reviewed": days[4],
        "region_result": "同意",
        "date": days[5],
        "ends": ends,
    }
