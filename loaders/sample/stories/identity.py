"""Scenarios 6, 8 and 32: who is who."""

from __future__ import annotations

from datetime import date

from graph.identifiers import resident_identity
from loaders.sample.courts import restriction
from loaders.sample.desk import Desk
from loaders.sample.penalties import penalty, person_penalty
from loaders.sample.people import officer
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD_FINED, decision_number, story_case


def namesakes(desk: Desk) -> None:
    """Scenario 6."""
    first, second = desk.person("张同名"), desk.person("张同名")
    one = desk.company("银川例六甲餐饮管理有限公司", first, stakes=((first, 100),))
    other = desk.company("银川例六乙餐饮管理有限公司", second, stakes=((second, 100),))
    organ = body("640104", "market")
    number = decision_number(organ, 2022, 6)
    day = date(2022, 6, 8)
    desk.row("penalties", person_penalty(first, organ, number, FOOD_FINED, day, numbered=False), "640100")
    desk.expect("worklist", "张同名", "unresolved_person", record=number, note="处罚未载证件号码，两个同名人，均不归并")
    for company in (one, other):
        desk.nothing(company, of="measure, proposal, alert")
    desk.nothing("张同名", note="两个有证件号码的张同名都不受任何影响")


def fifteen_digits(desk: Desk) -> None:
    """Scenario 8."""
    who, other = desk.person("郑旧证"), desk.person("许合伙", "女")
    old = resident_identity.fifteen_digits(who.number) or who.number
    one = desk.company("银川例八甲商贸有限公司", other, stakes=((other, 100),))
    desk.row("officers", {**officer(one, f"R{one.register_id}07", who, "监事"), "id": old})
    two = desk.company("银川例八乙商贸有限公司", who, stakes=((who, 100),))
    court = body("640104", "court")
    number = story_case(court, 2020, "执", 801)
    desk.row("restrictions", {**restriction(who, two, court, number, date(2020, 9, 7)), "person_id": old})
    desk.expect("identity", who, "same_person", note="十五位与十八位证件号码自动归为一人，两家公司的任职都在其名下")
    desk.expect("measure", who, "consumption_restriction", origin="mirrored", state="active", record=number,
                start=date(2020, 9, 7))  # fmt: skip


def renamed(desk: Desk) -> None:
    """Scenario 32."""
    lead = desk.person("曹更名")
    one = desk.company("银川例卅二新名食品有限公司", lead, stakes=((lead, 100),))
    former = "银川例卅二旧名食品有限公司"
    desk.change(one, "名称变更", former, one.name, date(2021, 5, 12))
    organ = body("640104", "market")
    early, late = decision_number(organ, 2020, 321), decision_number(organ, 2022, 322)
    before = one._replace(name=former)
    desk.row("penalties", penalty(before, lead, organ, early, FOOD_FINED, date(2020, 7, 1), fine="1"), "640100")
    desk.row("penalties", penalty(one, lead, organ, late, FOOD_FINED, date(2022, 7, 1), fine="1"), "640100")
    desk.expect("identity", one, "one_subject", note="两个名称、一个代码、一个主体；曾用名可查")
    for number in (early, late):
        desk.expect("record", one, "Penalty", record=number)
