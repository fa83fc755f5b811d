"""Scenario 3 and a revocation after its representative had left: who goes, who comes, and what stays with whom."""

from __future__ import annotations

from datetime import date

from loaders.sample.companies import Company
from loaders.sample.courts import restriction
from loaders.sample.desk import Desk
from loaders.sample.identities import Person
from loaders.sample.penalties import finding, penalty
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD, FOOD_REVOKED, decision_number, story_case


def after_order(desk: Desk) -> None:
    """Scenario 3."""
    old, new = desk.person("王被限"), desk.person("赵接任")
    ordered, left = date(2021, 3, 1), date(2021, 6, 1)
    one = desk.company(
        "银川例三建材有限公司",
        new,
        stakes=((new, 100),),
        officers=(
            (old, "执行董事兼经理", date(2015, 3, 2), date(2021, 5, 31)),
            (new, "执行董事兼经理", left, None),
        ),
    )
    desk.change(one, "法定代表人变更", old.name, new.name, left)
    desk.change(one, "投资人(股权)变更", old.name, f"{new.name}（转让价款1元）", left)
    desk.transfer(one, old.name, "100%", "0%", left)
    desk.transfer(one, new.name, "0%", "100%", left)
    court = body("640104", "court")
    number = story_case(court, 2021, "执", 301)
    desk.row("restrictions", restriction(old, one, court, number, ordered))
    desk.expect("measure", old, "consumption_restriction", origin="mirrored", state="active", record=number,
                start=ordered, note="直到法院解除；没有解除文书，无终止日")  # fmt: skip
    desk.expect("alert", new, "pending_court", record=number, note="待法院")
    desk.expect("alert", old, "suspected_evasion", record=number)
    desk.nothing(new)


def revoked_after_departure(desk: Desk) -> None:
    """A licence revoked after its representative at the act had left: named, not named, and the act not dated."""
    act, day, decided, last = date(2025, 3, 15), date(2025, 6, 1), date(2025, 11, 20), date(2030, 11, 20)
    organ = body("640104", "market")

    def revoked(sign: str, left: Person, stayed: Person, act: date | None, serial: int) -> tuple[Company, str]:
        one = desk.company(
            f"银川例离任{sign}餐饮管理有限公司", stayed, stakes=((left, 70), (stayed, 30)), established=date(2016, 5, 9)
        )
        desk.change(one, "法定代表人变更", left.name, stayed.name, day)
        number = decision_number(organ, 2025, serial)
        desk.row("penalties", penalty(one, stayed, organ, number, FOOD_REVOKED, decided, fine="10", act=act), "640100")
        desk.expect("measure", one, "food_licence_ban", origin="statutory", state="active", record=number,
                    start=decided, last_day=last)  # fmt: skip
        desk.nothing(stayed)
        return one, number

    named, after_named = desk.person("郭先走"), desk.person("林后来")
    left, stayed = desk.person("何先走"), desk.person("高后来")
    gone, here = desk.person("马先走"), desk.person("罗后来")
    one, number = revoked("甲", named, after_named, act, 431)
    desk.row("findings", finding(number, named, one, "法定代表人", organ, decided, FOOD))
    desk.expect("measure", named, "food_industry_ban", origin="statutory", state="active", record=number,
                start=decided, last_day=last, note="决定载明的是行为时的法定代表人，他在决定前已离任")  # fmt: skip
    desk.expect("alert", after_named, "successor_representative", record=number)
    _, number = revoked("乙", left, stayed, act, 432)
    desk.expect("proposal", left, "food_industry_ban", origin="confirmed", state="proposed", record=number,
                start=decided, last_day=last,
                note="变更登记只有姓名，由本公司股东登记中的唯一证件号码识别（registry context）")  # fmt: skip
    desk.expect("alert", stayed, "successor_representative", record=number)
    desk.nothing(left, of="measure")
    _, number = revoked("丙", gone, here, None, 433)
    desk.expect("worklist", gone, "possible_reach", record=number, note="行为日期未载明：五年时效内只在部分期间任职")
    desk.expect("worklist", here, "possible_reach", record=number)
    desk.nothing(gone)
