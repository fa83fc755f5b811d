"""What the courts say of the crowd: debtors, orders, judgments on nominees; and deaths, kinship, declarations."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from graph.identifiers import resident_identity
from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.holdings import Stake, identity
from loaders.sample.identities import Person
from loaders.sample.people import Cast
from loaders.sample.places import BY_CODE
from loaders.sample.province import Body, body
from loaders.sample.writer import Row

_COURTS, _KIN = 71, 72


def court_rows(seed: int, count: int, one: Company, cast: Cast, stakes: list[Stake]) -> Iterator[tuple[str, str, Row]]:
    """Rows of the courts and of civil status about enterprise ``count``: table, place of the file, row."""
    draw = generator(seed, _COURTS, count)
    chance = draw.random()
    day = one.established + timedelta(days=200 + draw.randrange((REFERENCE_DATE - one.established).days - 260))
    if chance < 0.03 and day.year >= 2016:
        yield from _execution(draw, one, cast, day, count)
    elif 0.03 <= chance < 0.036:
        yield from _nominee(draw, one, cast, stakes, day, count)
    yield from _civil(seed, count, one, cast, stakes)


def _execution(draw: random.Random, one: Company, cast: Cast, day: date, count: int) -> Iterator[tuple[str, str, Row]]:
    court = body(one.county.code, "court")
    number = case_number(court, day.year, "执", count + 1)
    personal = one.kind == "branch" or draw.random() < 0.25
    place = "api" if draw.random() < 0.3 else ""
    who: Person | Company = cast.lead if personal else one
    if day.year >= 2018:
        yield "debtors", place, debtor(who, cast.lead, court, number, day, form=draw.randrange(5))
    if not personal and draw.random() < 0.7:
        until = day + timedelta(days=200 + draw.randrange(700))
        released = until if until < REFERENCE_DATE and draw.random() < 0.4 else None
        yield "restrictions", "", restriction(cast.lead, one, court, number, day, released)


def debtor(
    who: Person | Company | Body, representative: Person | None, court: Body, number: str, filed: date, *, form: int = 0
) -> Row:
    """A row of 失信被执行人; ``form`` 0 to 2 masks a person's number as courts do, 3 writes 15 digits, 4 all of it."""
    row: dict[str, str | int | date | None] = {
        "name": who.name,
        "court": court.name,
        "province": "宁夏",
        "basis": number.replace("执", "民初"),
        "filed": filed,
        "number": number,
        "basis_unit": court.name,
        "duty": "支付货款",
        "performance": "全部未履行",
        "conduct": "有履行能力而拒不履行生效法律文书确定义务",
        "published": filed + timedelta(days=45),
        "performed": "暂无",
        "unperformed": "— —",
    }
    if isinstance(who, Person):
        row |= {"sex": who.sex, "age": filed.year - who.born.year, "id": written(who, form)}
    else:
        shown = who.organisation_code if isinstance(who, Company) and form % 2 == 0 else who.code
        row |= {"id": shown, "representative": representative.name if representative else ""}
    return row


def written(who: Person, form: int) -> str:
    """A number as a court table has it."""
    if form < 3:
        return resident_identity.mask(who.number, court=True)
    return (resident_identity.fifteen_digits(who.number) if form == 3 else None) or who.number


def restriction(
    who: Person, one: Company, court: Body, number: str, ordered: date, released: date | None = None
) -> Row:
    """A row of 限制消费令."""
    return {
        "number": number,
        "person": who.name,
        "person_id": who.number,
        "company": one.name,
        "code": one.code,
        "court": court.name,
        "filed": ordered - timedelta(days=20),
        "ordered": ordered,
        "released": released,
        "release_number": number.replace("号", "号之一") if released else None,
    }


def _nominee(
    draw: random.Random, one: Company, cast: Cast, stakes: list[Stake], day: date, count: int
) -> Iterator[tuple[str, str, Row]]:
    """A judgment that finds the real holder behind a registered one."""
    held = [stake.holder for stake in stakes if isinstance(stake.holder, Person)]
    if not held or not cast.partners or day.year < 2016:
        return
    nominee, real = held[0], cast.partners[-1]
    if nominee.number == real.number:
        return
    court = body(one.county.parent, "court")
    number = case_number(court, day.year, "民终", count + 1)
    final = draw.random() < 0.7
    yield (
        "judgments",
        "",
        judgment(number, "股东资格确认纠纷", court, day, (real.name, nominee.name, one.name), final=final),
    )
    yield "adjudicated", "", nominee_finding(number, one, real, nominee, one.established, day if final else None)


def judgment(
    number: str,
    cause: str,
    court: Body,
    day: date,
    parties: tuple[str, ...],
    *,
    final: bool,
    case_class: str = "民事案件",
) -> Row:
    """A row of 裁判文书; of the second instance where ``final``."""
    return {
        "link": "",
        "number": number,
        "title": f"{parties[0]}与{parties[-1]}{cause}{'二审' if final else '一审'}判决书",
        "court": court.name,
        "region": "宁夏回族自治区",
        "case_class": case_class,
        "case_class_code": "300" if case_class == "民事案件" else "200",
        "source": "示例",
        "procedure": "二审" if final else "一审",
        "date": day,
        "published": day + timedelta(days=30),
        "parties": "；".join(parties),
        "cause": cause,
        "basis": "《中华人民共和国民法典》",
        "text": "（示例文书，无全文）",
    }


def nominee_finding(
    number: str, one: Company, real: Person, nominee: Person, since: date, effective: date | None
) -> Row:
    """A row of 裁判认定: who really holds what another is registered for (代持)."""
    return {
        "number": number,
        "finding": "代持",
        "company": one.name,
        "code": one.code,
        "person": real.name,
        "person_id": real.number,
        "nominee": nominee.name,
        "nominee_id": nominee.number,
        "from": since,
        "effective": effective,
    }


def _civil(seed: int, count: int, one: Company, cast: Cast, stakes: list[Stake]) -> Iterator[tuple[str, str, Row]]:
    draw = generator(seed, _KIN, count)
    chance = draw.random()
    if chance < 0.004:
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(2100))
        if day > one.established:
            yield "person_statuses", "", death(cast.lead, day)
    elif chance < 0.02 and len(cast.partners) > 1:
        relation = draw.choice(("配偶", "父母子女", "兄弟姐妹", "一致行动"))
        since = one.established if relation == "一致行动" else None
        yield "relations", "", kinship(cast.lead, cast.partners[0], relation, since)
    elif chance < 0.03 and stakes and isinstance(stakes[0].holder, Person):
        name, _, number = identity(stakes[0].holder)
        yield (
            "declarations",
            "",
            {
                "company": one.name,
                "code": one.code,
                "controller": name,
                "id_type": "居民身份证",
                "id": number,
                "manner": "持股百分之二十五以上",
                "from": one.established,
                "origin": "受益所有人备案",
            },
        )


def death(who: Person, day: date) -> Row:
    """A row of 自然人状态."""
    return {"name": who.name, "id": who.number, "status": "死亡", "date": day, "origin": "民政殡葬信息"}


def kinship(one: Person, other: Person, relation: str, since: date | None = None) -> Row:
    """A row of 关联关系."""
    return {
        "one": one.name,
        "one_id": one.number,
        "other": other.name,
        "other_id": other.number,
        "relation": relation,
        "from": since,
        "origin": "一致行动协议" if relation == "一致行动" else "户籍信息共享",
    }


def case_number(court: Body, year: int, category: str, serial: int) -> str:
    """A case number: （2021）宁0104执1234号."""
    return f"（{year}）{BY_CODE[court.place].court}{category}{serial}号"
