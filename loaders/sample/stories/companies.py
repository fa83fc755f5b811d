"""Scenarios 13 and 37: branches and partnerships."""

from __future__ import annotations

from datetime import date

from loaders.sample.desk import Desk
from loaders.sample.holdings import Stake, holding
from loaders.sample.penalties import penalty
from loaders.sample.people import executing_partner
from loaders.sample.province import body
from loaders.sample.stories.offences import FOOD_FINED, decision_number


def branch(desk: Desk) -> None:
    """Scenario 13."""
    lead, head, other = desk.person("方总部"), desk.person("马负责"), desk.person("范另处")
    parent = desk.company("宁夏例十三超市有限公司", lead, stakes=((lead, 100),))
    first = desk.company("宁夏例十三超市有限公司银川第一分公司", head, kind="branch", capital=0, parent=parent)
    second = desk.company(
        "宁夏例十三超市有限公司石嘴山分公司", other, kind="branch", capital=0, county="640202", parent=parent
    )
    organ = body("640104", "market")
    number = decision_number(organ, 2023, 13)
    day = date(2023, 5, 17)
    row = penalty(first, head, organ, number, FOOD_FINED, day, fine="3", act=date(2023, 3, 2))
    desk.row("penalties", row, "640100")
    desk.expect("measure", first, "publicity", origin="mirrored", state="active", record=number,
                start=date(2023, 5, 24), last_day=date(2026, 5, 17))  # fmt: skip
    desk.expect("alert", parent, "branch_record", record=number, note="显示为分支机构记录；民事责任可由法人承担")
    desk.expect("alert", second, "sibling_branch", record=number)
    desk.nothing(parent)
    desk.nothing(lead, of="measure, proposal, alert")
    desk.nothing(head)
    desk.nothing(second)


def partnership(desk: Desk) -> None:
    """Scenario 37."""
    delegate, limited, lead = desk.person("顾委派"), desk.person("石有限"), desk.person("汤普通")
    manager = desk.company("银川例卅七管理有限公司", lead, stakes=((lead, 100),))
    one = desk.company(
        "银川例卅七投资中心（有限合伙）",
        delegate,
        kind="partnership",
        officers=((delegate, "委派代表", None, None),),
        representative=f"{manager.name}（委派代表：{delegate.name}）",
    )
    desk.row("officers", executing_partner(one, manager))
    desk.row("holders", holding(one, Stake(manager, 1, "普通合伙人")), "partnership")
    desk.row("holders", holding(one, Stake(limited, 99, "有限合伙人")), "partnership")
    organ = body("640100", "market")
    number = decision_number(organ, 2024, 37)
    row = penalty(one, delegate, organ, number, FOOD_FINED, date(2024, 4, 9), fine="8", act=date(2024, 1, 15))
    desk.row("penalties", row, "640100")
    desk.expect("alert", manager, "partnership_liability", record=number, note="普通合伙人承担无限连带责任")
    desk.expect("identity", delegate, "PRINCIPAL_OF", note="委派代表是合伙企业的主要负责人")
    desk.nothing(limited, of="measure, proposal, alert")
    desk.nothing(delegate)
    desk.nothing(manager)
